"""What a map is made of, alike: an injection, an area pass, a note, wherever it is placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from mesomap.analysis.outlines import patch_of, polygon_on
from mesomap.atlas import Body
from mesomap.model import AreaPass, Injection, Note, RegionKey, Removed, Site, Updated

Placed = Injection | AreaPass | Note
P = TypeVar("P", bound=Placed)


def sites_of(value: Placed) -> tuple[Site, ...]:
    """Everywhere that `value` touches the skin; none for an area pass over a whole region."""
    match value:
        case Injection():
            return (value.site, *value.path)
        case AreaPass():
            return value.outline
        case Note():
            return (value.site,)


def at_sites(value: P, sites: Sequence[Site], region: RegionKey | None) -> P:
    """`value` with its `sites_of` elsewhere, in `region`."""
    id, side = region if region is not None else (None, None)
    match value:
        case Injection():
            return replace(value, site=sites[0], path=tuple(sites[1:]), region=id, side=side)
        case AreaPass():
            return replace(value, outline=tuple(sites), region=id, side=side)
        case Note():
            return replace(value, site=sites[0], region=id, side=side)


def move(
    body: Body, values: Sequence[Placed], sites: Sequence[Sequence[Site]]
) -> tuple[Updated, ...]:
    """The changes that put each of `values` at its new `sites_of`; its region is decided anew.

    What stays where it is, is left out.
    """
    anchors = [_anchor(body, value, there) for value, there in zip(values, sites, strict=True)]
    known = [anchor for anchor in anchors if anchor is not None]
    found = iter(body.regions_of(known))
    changes = []
    for value, there, anchor in zip(values, sites, anchors, strict=True):
        region = None if anchor is None else next(found)
        if tuple(there) != sites_of(value):
            changes.append(Updated(value, at_sites(value, there, region)))
    return tuple(changes)


def remove(values: Sequence[Placed]) -> tuple[Removed, ...]:
    """Each of them gone."""
    return tuple(Removed(value) for value in values)


def middle_of(body: Body, outline: Sequence[Site]) -> Site | None:
    """A site well within `outline`; None where no patch holds all of it."""
    patch = patch_of(body, outline)
    polygon = None if patch is None else polygon_on(body, patch, outline)
    if patch is None or polygon is None or polygon.is_empty:
        return None
    return body.from_patch(patch, [polygon.representative_point().coords[0]])[0]


def _anchor(body: Body, value: Placed, sites: Sequence[Site]) -> Site | None:
    """The site whose region is the value's; None if it has none."""
    if isinstance(value, AreaPass):
        return middle_of(body, sites)
    return sites[0]
