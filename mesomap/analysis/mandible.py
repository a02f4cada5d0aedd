"""The strip along the mandible's lower border that the submental protocol keeps free."""

from __future__ import annotations

import numpy as np
import shapely

from mesomap.analysis.plan import Exclusion
from mesomap.analysis.skin import Skin
from mesomap.geometry.arrays import Floats
from mesomap.model import KnownError, Side, SkinSite
from mesomap.model.message import QT_TRANSLATE_NOOP

NO_MANDIBLE = QT_TRANSLATE_NOOP(
    "messages", "The mandible's lower border does not run over the patch {patch}."
)

BELOW_MANDIBLE_MM = 15.0
"""The deoxycholic-acid label's zone as cited: never within 10 to 15 mm below the border."""

BORDER = ("gonion", "mandible-1", "mandible-2", "mandible-3", "mandible-4")
MIDDLE = "menton"
BEYOND_MM = 60.0
"""So far the border is drawn on, straight, where its landmarks leave the patch."""


def mandible_exclusion(body: Skin, patch: str, *, below_mm: float = BELOW_MANDIBLE_MM) -> Exclusion:
    """The skin of `patch` within `below_mm` of the mandible's lower border.

    The border runs through the landmarks from one gonion over mandible-1 to -4 and menton to the
    other. It bounds the submental region from above, so this is a margin along one side only.

    Raises
    ------
    KnownError
        If the patch holds fewer than two neighbouring landmarks of the border.
    """
    lines = _border_lines(body, patch)
    if not lines:
        raise KnownError(NO_MANDIBLE, patch=patch)
    return Exclusion(
        patch, shapely.union_all([shapely.LineString(line) for line in lines]).buffer(below_mm)
    )


def _border_lines(body: Skin, patch: str) -> list[Floats]:
    """The border as the patch holds it: runs of two or more landmarks, drawn on at loose ends."""
    sites = border_sites(body)
    if not sites:
        return []
    places = body.on_patch(patch, sites)
    held = ~np.isnan(places[:, 0])
    lines: list[Floats] = []
    start = 0
    for end in range(1, len(sites) + 1):
        if end < len(sites) and held[end] == held[start]:
            continue
        if held[start] and end - start >= 2:
            run = places[start:end]
            before = [_further(run[1], run[0])] if start > 0 else []
            after = [_further(run[-2], run[-1])] if end < len(sites) else []
            lines.append(np.array([*before, *run, *after]))
        start = end
    return lines


def border_sites(body: Skin) -> list[SkinSite]:
    """Along the border from the right gonion over menton to the left one."""
    found = {(mark.id, mark.side): mark.site for mark in body.landmarks}
    path = [(id, Side.RIGHT) for id in BORDER] + [(MIDDLE, Side.MIDLINE)]
    path += [(id, Side.LEFT) for id in reversed(BORDER)]
    return [found[step] for step in path if step in found]


def _further(start: Floats, end: Floats) -> Floats:
    """The place on the line from `start` through `end`, `BEYOND_MM` past it."""
    along = end - start
    further: Floats = end + along * (BEYOND_MM / max(float(np.hypot(*along)), 1e-9))
    return further
