"""Where the steps of a route are: in space, on flat skin, and on which part of the body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np

from mesomap.analysis.skin import SkinPatch
from mesomap.geometry.arrays import Floats
from mesomap.model import AreaPass, Injection, PictureSite, RegionKey, Side, Site

HEAD = frozenset({"face", "scalp", "neck"})
"""Groups of regions that one reaches without the patient's turning over."""
MIDDLE_MM = 3.0
"""Off every region, so near to the body's middle a place is on neither side."""


class WalkedRegion(Protocol):
    """A named area of skin."""

    @property
    def patch(self) -> str:
        """Id of its patch."""

    @property
    def group(self) -> str:
        """The part of the body that it belongs to."""


class Walked(Protocol):
    """What a route asks of a body."""

    @property
    def regions(self) -> Mapping[RegionKey, WalkedRegion]:
        """All regions."""

    @property
    def patches(self) -> Mapping[str, SkinPatch]:
        """All patches, by id."""

    def on_patch(self, patch: str, sites: Sequence[Site]) -> Floats:
        """(n, 2) mm; NaN where the patch does not hold the site."""

    def from_patch(self, patch: str, uv_mm: Floats) -> Sequence[Site | None]:
        """The sites at places of a patch; None outside it."""

    def xyz(self, sites: Sequence[Site]) -> Floats:
        """Positions (n, 3) of sites on skin, mm; x to the patient's left, y up, z forward."""

    def normals(self, sites: Sequence[Site]) -> Floats:
        """Outward unit normals (n, 3)."""


class Block(NamedTuple):
    """What is completed before the next is begun."""

    part: str
    back: bool
    side: Side


def key_of_step(step: Injection | AreaPass) -> RegionKey | None:
    """The region that a step lies in, as it was decided when it was placed."""
    if step.region is None or step.side is None:
        return None
    return RegionKey(step.region, step.side)


def sites_of(body: Walked, step: Injection | AreaPass) -> Sequence[Site]:
    """Where a step begins: an injection's or thread's entry; an area pass's outline, or one place
    of its region where the whole region is meant; nothing where nothing is known."""
    if isinstance(step, Injection):
        return (step.site,)
    if step.outline:
        return step.outline
    key = key_of_step(step)
    region = body.regions.get(key) if key is not None else None
    if key is None or region is None:
        return ()
    inside = body.patches[region.patch].polygon(key).representative_point()
    found = body.from_patch(region.patch, np.array([[inside.x, inside.y]]))[0]
    return () if found is None else (found,)


def places_of(body: Walked, steps: Sequence[Injection | AreaPass]) -> Floats:
    """The middle of each step in space, (n, 3) mm; a picture lies flat at its own millimetres."""
    sites = [sites_of(body, step) for step in steps]
    flat = [site for of_step in sites for site in of_step]
    skin = [site for site in flat if not isinstance(site, PictureSite)]
    on_skin = iter(body.xyz(skin)) if skin else iter(())
    places = [
        np.array([site.x_mm, -site.y_mm, 0.0]) if isinstance(site, PictureSite) else next(on_skin)
        for site in flat
    ]
    out = np.zeros((len(steps), 3))
    start = 0
    for row, of_step in enumerate(sites):
        if of_step:
            out[row] = np.mean(places[start : start + len(of_step)], axis=0)
            start += len(of_step)
    return out


def on_flat_skin(
    body: Walked, key: RegionKey | None, steps: Sequence[Injection | AreaPass]
) -> Floats:
    """The steps of one region on its patch, (n, 2) mm; elsewhere on the plane nearest to them."""
    region = body.regions.get(key) if key is not None else None
    if region is not None and all(isinstance(step, Injection) for step in steps):
        uv = body.on_patch(region.patch, [sites_of(body, step)[0] for step in steps])
        if np.isfinite(uv).all():
            return uv
    places = places_of(body, steps)
    centred = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    plane = np.zeros((2, 3))
    for row, axis in enumerate(axes[:2]):
        plane[row] = axis * np.sign(axis[np.abs(axis).argmax()])
    out: Floats = centred @ plane.T
    return out


def block_of(body: Walked, steps: Sequence[Injection | AreaPass], places: Floats) -> list[Block]:
    """The block of each step: part of the body, its front or back, and the side."""
    blocks: dict[RegionKey, Block] = {}
    backs = _backs(body, steps)
    out = []
    for row, step in enumerate(steps):
        key = key_of_step(step)
        region = body.regions.get(key) if key is not None else None
        if key is None or region is None:
            x = float(places[row, 0])
            side = Side.MIDLINE
            if abs(x) > MIDDLE_MM:
                side = Side.LEFT if x > 0 else Side.RIGHT
            out.append(Block("", False, side))
            continue
        if key not in blocks:
            head = region.group in HEAD
            part = "head" if head else region.group
            blocks[key] = Block(part, not head and backs[key] > 0, key.side)
        out.append(blocks[key])
    return out


def _backs(body: Walked, steps: Sequence[Injection | AreaPass]) -> dict[RegionKey, float]:
    """Of each region, how far its steps face backwards, -1 to 1."""
    sites: dict[RegionKey, list[Site]] = {}
    for step in steps:
        key = key_of_step(step)
        if key is not None:
            sites.setdefault(key, []).extend(sites_of(body, step))
    return {
        key: -float(body.normals(own)[:, 2].mean()) if own else 0.0 for key, own in sites.items()
    }
