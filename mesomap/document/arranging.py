"""Injections aligned and distributed on flat skin; nothing here writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from mesomap.atlas import Body
from mesomap.document.placed import move, sites_of
from mesomap.geometry.arrays import Floats
from mesomap.model import Injection, KnownError, Site, Updated
from mesomap.model.message import QT_TRANSLATE_NOOP

TOO_FEW = QT_TRANSLATE_NOOP("messages", "Select at least three injections first.")
APART = QT_TRANSLATE_NOOP(
    "messages", "No piece of skin laid flat holds all of these: select fewer at once."
)
OFF_SKIN = QT_TRANSLATE_NOOP("messages", "Brought into line, one would leave the skin.")
FEWEST = 3


def arrange(
    body: Body, injections: Sequence[Injection], way: Callable[[Floats], Floats]
) -> tuple[Updated, ...]:
    """The changes that bring the entries where `way` puts them on a patch; threads go along.

    Raises
    ------
    KnownError
        Too few, too far apart, or one would leave the skin.
    """
    if len(injections) < FEWEST:
        raise KnownError(TOO_FEW)
    entries = [one.site for one in injections]
    patch = _common(body, entries)
    start = body.on_patch(patch, entries)
    steps = way(start) - start
    moved: list[list[Site]] = []
    for one, step in zip(injections, steps, strict=True):
        if not np.abs(step).max() > 0:
            moved.append(list(sites_of(one)))
            continue
        sites = body.from_patch(patch, body.on_patch(patch, sites_of(one)) + step)
        landed = [site for site in sites if site is not None]
        if len(landed) < len(sites):
            raise KnownError(OFF_SKIN)
        moved.append(landed)
    return move(body, injections, moved)


def _common(body: Body, sites: Sequence[Site]) -> str:
    """The patch that is home to most of `sites` and holds all of them."""
    homes = [patch for site in sites for patch in body.patches_holding(site)[:1]]
    others = [patch for site in sites[:1] for patch in body.patches_holding(site)]
    ordered = sorted(dict.fromkeys([*homes, *others]), key=lambda patch: -homes.count(patch))
    for patch in ordered:
        if not np.isnan(body.on_patch(patch, sites)).any():
            return patch
    raise KnownError(APART)
