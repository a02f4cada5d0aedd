"""Part of a map on the other side of the body."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from mesomap.analysis.outlines import patch_of, polygon_on
from mesomap.atlas import Body
from mesomap.document.copies import Fragment
from mesomap.document.placed import P, elsewhere, sites_of
from mesomap.model import AreaPass, Injection, Side, Site

SAME_MM = 0.3
"""Two sites so near to each other are the same place."""
_SAME_SHARE = 0.9
"""Two area passes that share so much of their skin are the same."""
_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.MIDLINE: Side.MIDLINE}


@dataclass(frozen=True, slots=True)
class Mirrored:
    """The mirrored part; how many lay on the midline, and how many places were taken already."""

    part: Fragment
    midline: int
    taken: int


def mirror(
    body: Body,
    part: Fragment,
    *,
    injections: Iterable[Injection] = (),
    areas: Iterable[AreaPass] = (),
) -> Mirrored:
    """`part` on the other side, without what lands on itself or on what is there already.

    Parameters
    ----------
    injections, areas
        What is there already.

    Raises
    ------
    KnownError
        Something of it lies on a clinic's own picture, which has no other side.
    """
    entries = _flipped(body, part.injections)
    passes = _flipped(body, part.areas)
    midline = [_near(body, was, now) for was, now in zip(part.injections, entries, strict=True)]
    kept = [one for one, same in zip(entries, midline, strict=True) if not same]
    free = [one for one in kept if not is_taken(body, one.site, [i.site for i in injections])]
    own = [_same_area(body, was, now) for was, now in zip(part.areas, passes, strict=True)]
    kept_areas = [one for one, same in zip(passes, own, strict=True) if not same]
    there = list(areas)
    free_areas = [
        one for one in kept_areas if not any(_same_area(body, one, other) for other in there)
    ]
    return Mirrored(
        Fragment(syringes=part.syringes, injections=tuple(free), areas=tuple(free_areas)),
        sum(midline) + sum(own),
        len(kept) + len(kept_areas) - len(free) - len(free_areas),
    )


def is_taken(body: Body, site: Site, sites: Sequence[Site]) -> bool:
    """Whether one of `sites` is as good as at `site`."""
    patch = next(iter(body.patches_holding(site)), None)
    if patch is None or not sites:
        return False
    (here,) = body.on_patch(patch, [site])
    away = np.hypot(*(body.on_patch(patch, sites) - here).T)
    return bool((away[~np.isnan(away)] < SAME_MM).any())


def _flipped(body: Body, values: Sequence[P]) -> list[P]:
    """Each of `values` on the other side; a whole region's area pass in the other region."""
    sites = [[body.mirrored(site) for site in sites_of(value)] for value in values]
    return [
        now if sites_of(was) else replace(was, side=None if was.side is None else _OTHER[was.side])
        for was, now in zip(values, elsewhere(body, values, sites), strict=True)
    ]


def _near(body: Body, was: Injection, now: Injection) -> bool:
    return is_taken(body, was.site, [now.site])


def _same_area(body: Body, one: AreaPass, other: AreaPass) -> bool:
    if (one.region, one.side) != (other.region, other.side):
        return False
    if not one.outline or not other.outline:
        return one.outline == other.outline
    patch = patch_of(body, one.outline)
    if patch is None:
        return False
    a, b = polygon_on(body, patch, one.outline), polygon_on(body, patch, other.outline)
    whole = float(a.union(b).area)
    return whole > 0 and float(a.intersection(b).area) > _SAME_SHARE * whole
