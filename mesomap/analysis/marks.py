"""Injections on flat skin: where each lies, how far its deposit reaches, where it counts.

A single deposit lies at its site. A thread leads from its entry, `site`, along its path: its
deposit is a capsule about the whole of it, and its place, from which spacing is measured, is the
middle of its length (docs/adr/0010). Lengths run straight from corner to corner, each leg measured
on a patch that holds both its ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

import numpy as np

from mesomap.analysis.curve import Curve, curve_of
from mesomap.analysis.skin import Skin
from mesomap.clinical.depot import depot_of
from mesomap.geometry.arrays import Floats
from mesomap.geometry.capsule import Capsule
from mesomap.geometry.coverage import Disc
from mesomap.geometry.curves import at_mm, walked_mm
from mesomap.geometry.deposit import deposit_radius_mm, thread_radius_mm
from mesomap.model import AreaPass, Injection, RegionKey, Site, Status

Place = tuple[float, float]


class Mark(NamedTuple):
    """An injection on one patch.

    Attributes
    ----------
    at
        Its place, mm; of a thread the middle.
    radius_mm
        Of its deposit.
    key
        The region that it counts in.
    path
        A thread's corners, mm; those that the patch does not hold are left out. Empty for a single
        deposit.
    """

    id: UUID
    at: Place
    radius_mm: float
    key: RegionKey | None
    path: tuple[Place, ...] = ()

    @property
    def deposit(self) -> Disc | Capsule:
        """As the coverage takes it."""
        if self.path:
            return Capsule(self.id, self.path, self.radius_mm)
        return Disc(self.id, self.at, self.radius_mm)


def key_of(value: Injection | AreaPass, body: Skin) -> RegionKey | None:
    """The region that it counts in; None off every region of this body."""
    if value.region is None or value.side is None:
        return None
    key = RegionKey(value.region, value.side)
    return key if key in body.regions else None


def in_skin(injection: Injection) -> bool:
    """Whether it takes part in spacing and coverage."""
    return injection.status is not Status.SKIPPED


def corners_of(injection: Injection) -> tuple[Site, ...]:
    """The entry of an injection, and on to its exit if it is a thread."""
    return (injection.site, *injection.path)


def thread_of(body: Skin, injection: Injection) -> Curve:
    """The way of a thread along the skin; without length for a single deposit."""
    return curve_of(body, corners_of(injection), home=_home(body, injection))


def thread_length_mm(body: Skin, injection: Injection) -> float:
    """Length of a thread along the skin, mm; 0 of a single deposit."""
    return thread_of(body, injection).length_mm if injection.path else 0.0


def place_of(body: Skin, injection: Injection) -> Site:
    """From where its spacing is measured: its site, or the middle of a thread."""
    if not injection.path:
        return injection.site
    curve = thread_of(body, injection)
    return curve.sites_at(body, [0.5 * curve.length_mm])[0] or injection.site


def deposit_radius_of(injection: Injection, body: Skin) -> float:
    """Radius of its deposit, mm: what it says itself, else from volume, length and depth."""
    if injection.radius_mm is not None:
        return injection.radius_mm
    if injection.path:
        length = thread_length_mm(body, injection)
        if length > 0:
            return thread_radius_mm(injection.volume_ul, length_mm=length)
    depot = depot_of(injection.technique, depth_mm=injection.depth_mm, layer=injection.layer)
    return deposit_radius_mm(injection.volume_ul, depot=depot)


def marks_on(body: Skin, patch: str, injections: Iterable[Injection]) -> list[Mark]:
    """Those in the skin whose places the patch holds, in their order."""
    held = [one for one in injections if in_skin(one)]
    if not held:
        return []
    places = body.on_patch(patch, [one.site for one in held]).tolist()
    found = []
    for one, (u, v) in zip(held, places, strict=True):
        if one.path:
            if (thread := _thread_on(body, patch, one)) is not None:
                found.append(thread)
        elif u == u:
            found.append(Mark(one.id, (u, v), deposit_radius_of(one, body), key_of(one, body)))
    return found


def deposits_of(marks: Sequence[Mark]) -> tuple[Floats, Floats, list[Capsule]]:
    """Centres (n, 2) and radii (n,) of single deposits, and the capsules of threads."""
    single = [mark for mark in marks if not mark.path]
    capsules = [Capsule(mark.id, mark.path, mark.radius_mm) for mark in marks if mark.path]
    centres = np.array([mark.at for mark in single]).reshape(-1, 2)
    return centres, np.array([mark.radius_mm for mark in single]), capsules


def _thread_on(body: Skin, patch: str, thread: Injection) -> Mark | None:
    corners = corners_of(thread)
    uv = body.on_patch(patch, corners)
    held = ~np.isnan(uv).any(axis=1)
    if held.all():
        at = _half_way(uv)
    else:
        u, v = body.on_patch(patch, [place_of(body, thread)])[0].tolist()
        if u != u:
            return None
        at = (u, v)
    path = tuple((u, v) for u, v in uv[held].tolist()) or (at,)
    return Mark(thread.id, at, deposit_radius_of(thread, body), key_of(thread, body), path)


def _half_way(uv: Floats) -> Place:
    ((u, v),) = at_mm(uv, 0.5 * walked_mm(uv)[-1:]).tolist()
    return u, v


def _home(body: Skin, injection: Injection) -> str | None:
    key = key_of(injection, body)
    return None if key is None else body.regions[key].patch
