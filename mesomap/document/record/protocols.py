"""Using a protocol for the open session: the changes of one step.

Nothing here writes, and nothing is cut: what goes beyond a ceiling is only said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from mesomap.analysis.lattices import Place, fillings_of, places_of
from mesomap.analysis.lesions import present
from mesomap.analysis.missing import open_places
from mesomap.atlas import Body
from mesomap.clinical.protocols import lattice_of
from mesomap.document.document import Document
from mesomap.document.edits import new_injections
from mesomap.document.edits_areas import new_areas
from mesomap.document.record.protocol_passes import shared_passes
from mesomap.document.record.protocol_syringe import syringe_for
from mesomap.model import (
    Added,
    AreaPass,
    Ceiling,
    Change,
    Injection,
    KnownError,
    Lattice,
    Lesion,
    LesionUse,
    Per,
    Protocol,
    RegionKey,
    Status,
    Syringe,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

HELD_ALREADY = QT_TRANSLATE_NOOP(
    "messages",
    "{count} of these regions hold injections already: say that it is added to them, or choose"
    " others.",
)
NO_VOLUME = QT_TRANSLATE_NOOP(
    "messages", "No source that was read gives a volume: type the one that you plan."
)


@dataclass(frozen=True, slots=True)
class Over:
    """A ceiling, and the more than that which would come out."""

    ceiling: Ceiling
    found: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What using a protocol would do; `over` are the ceilings that it would go beyond.

    `volume_ul` is of what is added, `syringe` the one that it comes from.
    """

    changes: tuple[Change, ...]
    count: int
    areas: int
    volume_ul: int
    syringe: UUID
    over: tuple[Over, ...]


def apply_protocol(
    document: Document,
    body: Body,
    protocol: Protocol,
    keys: Sequence[RegionKey],
    *,
    volume_ul: int | None = None,
    in_lesions: bool = False,
    add: bool = False,
) -> Applied:
    """The changes that use `protocol` for the open session, on the regions `keys`.

    Parameters
    ----------
    keys
        Where; empty places nothing, and only the session and its syringe follow the protocol.
    volume_ul
        For one injection, or where it is no lattice for all of it: what a person typed where no
        source has a volume, or in place of the source's.
    in_lesions
        Only inside the patient's lesions in these regions.
    add
        Whether regions that hold something already get more.

    Raises
    ------
    KnownError
        A region holds something already, and `add` was not said; or nothing says how much.
    """
    session = document.session
    if session is None:
        raise ValueError("no session is open")
    if keys and volume_ul is None and lacks_volume(protocol):
        raise KnownError(NO_VOLUME)
    held = held_regions(document) & set(keys)
    if held and not add:
        raise KnownError(HELD_ALREADY, count=len(held))
    begun = replace(session, protocol=protocol.id, indication=protocol.indication.value)
    changes: list[Change] = [] if begun == session else [Updated(session, begun)]
    syringe, of_syringe = syringe_for(document, protocol, volume_ul=volume_ul)
    lesions = present(document.lesions.values(), session.date)
    lattices = _lattices(body, protocol, keys, session.id, in_lesions=in_lesions)
    if not keys:
        placed: tuple[Added, ...] = ()
    elif lattices:
        places = _places(document, body, lattices, lesions)
        placed = _injections(document, protocol, places, syringe, volume_ul)
        used = {owner for owner, _ in places}
        changes += [Added(one) for one in lattices if one.id in used]
    else:
        passes = shared_passes(
            body,
            keys,
            lesions if in_lesions else None,
            volume_ul=volume_ul if volume_ul is not None else _session_ul(protocol),
        )
        placed = new_areas(document, passes, syringe)
    values = [one.value for one in placed]
    fresh = [one for one in values if isinstance(one, Injection | AreaPass)]
    return Applied(
        changes=(*of_syringe, *changes, *placed),
        count=sum(isinstance(one, Injection) for one in fresh),
        areas=sum(isinstance(one, AreaPass) for one in fresh),
        volume_ul=sum(one.volume_ul for one in fresh),
        syringe=syringe.id,
        over=_over(document, body, protocol, keys, syringe, fresh),
    )


def lacks_volume(protocol: Protocol) -> bool:
    """Whether a person must type a volume, because no source gives one."""
    return protocol.volume_ul is None and protocol.session_ul is None


def held_regions(document: Document) -> set[RegionKey]:
    """The regions in which something of the open session is already."""
    return {
        RegionKey(one.region, one.side)
        for one in _placed(document)
        if one.region is not None and one.side is not None
    }


# Inside.


def _placed(document: Document) -> list[Injection | AreaPass]:
    return [*document.injections.values(), *document.areas.values()]


def _session_ul(protocol: Protocol) -> int:
    return protocol.session_ul.value if protocol.session_ul is not None else 0


def _lattices(
    body: Body, protocol: Protocol, keys: Sequence[RegionKey], session: UUID, *, in_lesions: bool
) -> list[Lattice]:
    settings = lattice_of(protocol)
    if settings is None:
        return []
    below = protocol.below_mandible_mm
    by_patch: dict[str, list[RegionKey]] = {}
    for key in keys:
        by_patch.setdefault(body.regions[key].patch, []).append(key)
    return [
        Lattice(
            id=uuid4(),
            session=session,
            settings=settings,
            regions=tuple(found),
            below_mandible_mm=below.value if below is not None else 0.0,
            lesions=LesionUse.FILL if in_lesions else LesionUse.AVOID,
        )
        for found in by_patch.values()
    ]


def _places(
    document: Document, body: Body, lattices: Sequence[Lattice], lesions: Sequence[Lesion]
) -> list[tuple[UUID, Place]]:
    """The places that nothing has taken yet, each with its lattice."""
    taken = [one.site for one in document.injections.values()]
    found: list[tuple[UUID, Place]] = []
    for lattice in lattices:
        for filling in fillings_of(body, lattice, lesions):
            places = places_of(body, filling)
            near = lattice.settings.nearest_mm
            free = open_places(body, places, taken, nearest_mm=near)
            found += [(lattice.id, place) for place in free]
    return found


def _injections(
    document: Document,
    protocol: Protocol,
    places: Sequence[tuple[UUID, Place]],
    syringe: Syringe,
    volume_ul: int | None,
) -> tuple[Added, ...]:
    each = syringe.volume_ul
    if volume_ul is None and protocol.volume_ul is None and places:
        each = _session_ul(protocol) // len(places)
    return new_injections(
        document,
        [place.site for _, place in places],
        [place.key for _, place in places],
        syringe,
        lattices=[owner for owner, _ in places],
        volumes_ul=[each] * len(places),
    )


def _over(
    document: Document,
    body: Body,
    protocol: Protocol,
    keys: Sequence[RegionKey],
    syringe: Syringe,
    fresh: Sequence[Injection | AreaPass],
) -> tuple[Over, ...]:
    """The ceilings of the protocol that the session with `fresh` would go beyond."""
    if not fresh:
        return ()
    every = [one for one in (*_placed(document), *fresh) if one.status is not Status.SKIPPED]
    strength = syringe.mg_per_ml
    ml = sum(one.volume_ul for one in every) / 1000
    mine_ml = sum(one.volume_ul for one in every if one.syringe == syringe.id) / 1000
    cm2 = sum(body.regions[key].area_mm2 for key in keys) / 100
    here_ml = sum(one.volume_ul for one in fresh) / 1000
    found = []
    for ceiling in protocol.ceilings:
        amount = None
        match ceiling.substance, ceiling.unit, ceiling.per:
            case "", "injections", Per.SESSION:
                amount = float(sum(isinstance(one, Injection) for one in every))
            case "", "mL", Per.SESSION:
                amount = ml
            case "", "mL", Per.INJECTION:
                each = [one.volume_ul for one in fresh if isinstance(one, Injection)]
                amount = max(each, default=0) / 1000
            case _, "mg", Per.SESSION if ceiling.substance and strength is not None:
                amount = mine_ml * strength
            case _, "mg", Per.CM2 if ceiling.substance and strength is not None and cm2:
                amount = here_ml * strength / cm2
        if amount is not None and amount > ceiling.most.value * (1 + 1e-9):
            found.append(Over(ceiling, amount))
    return tuple(found)
