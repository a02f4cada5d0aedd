"""What a map is made of, alike: an injection, an area pass, a note, wherever it is placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from mesomap.analysis.marks import place_of
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


def elsewhere(body: Body, values: Sequence[P], sites: Sequence[Sequence[Site]]) -> list[P]:
    """Each of `values` with its `sites_of` elsewhere; its region is decided anew."""
    pairs = list(zip(values, sites, strict=True))
    anchors = [_anchor(body, value, there) for value, there in pairs]
    found = iter(body.regions_of([anchor for anchor in anchors if anchor is not None]))
    return [
        _at(value, there, None if anchor is None else next(found))
        for (value, there), anchor in zip(pairs, anchors, strict=True)
    ]


def move(
    body: Body, values: Sequence[Placed], sites: Sequence[Sequence[Site]]
) -> tuple[Updated, ...]:
    """The changes that put each of `values` at its new `sites_of`.

    What stays where it is, is left out.
    """
    pairs = [
        (value, there)
        for value, there in zip(values, sites, strict=True)
        if tuple(there) != sites_of(value)
    ]
    movers = [value for value, _ in pairs]
    moved = elsewhere(body, movers, [there for _, there in pairs])
    return tuple(Updated(was, now) for was, now in zip(movers, moved, strict=True))


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


def _at(value: P, sites: Sequence[Site], region: RegionKey | None) -> P:
    id, side = region if region is not None else (None, None)
    match value:
        case Injection():
            return replace(value, site=sites[0], path=tuple(sites[1:]), region=id, side=side)
        case AreaPass():
            return replace(value, outline=tuple(sites), region=id, side=side)
        case Note():
            return replace(value, site=sites[0], region=id, side=side)


def _anchor(body: Body, value: Placed, sites: Sequence[Site]) -> Site | None:
    """The site whose region is the value's once it is at `sites`; None if it has none."""
    if isinstance(value, AreaPass):
        return middle_of(body, sites)
    if isinstance(value, Injection) and len(sites) > 1:
        return place_of(body, replace(value, site=sites[0], path=tuple(sites[1:])))
    return sites[0]
