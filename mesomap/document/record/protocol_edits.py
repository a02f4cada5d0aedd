"""A clinic's own protocol: what it changed is its own, the other figures keep their source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from mesomap.clinical.ceilings import THE_CLINIC_S
from mesomap.clinical.protocols import BUILT_IN, protocols
from mesomap.document.document import Document
from mesomap.model import Added, Ceiling, Change, KnownError, Per, Protocol, Updated
from mesomap.model.cited import Cited, Confidence
from mesomap.model.message import QT_TRANSLATE_NOOP

NO_TITLE = QT_TRANSLATE_NOOP("messages", "A protocol needs a title: type one.")


def own_copy(protocol: Protocol) -> Protocol:
    """What a clinic changes: its own protocol itself, of a built-in one a copy."""
    if protocol.id not in BUILT_IN:
        return protocol
    return replace(protocol, id=uuid4(), built_on=protocol.id, retired=False)


def with_figures(protocol: Protocol, figures: Mapping[str, Any]) -> Protocol:
    """The protocol with these figures by attribute, None for none; equal ones keep their source."""
    values: dict[str, Any] = {}
    for name, wanted in figures.items():
        before: Cited[Any] | None = getattr(protocol, name)
        values[name] = before
        if wanted is None:
            values[name] = None
        elif before is None or before.value != wanted:
            values[name] = Cited(wanted, THE_CLINIC_S, Confidence.GENERAL)
    return replace(protocol, **values)


def with_most(protocol: Protocol, unit: str, most: float | None) -> Protocol:
    """The protocol with another ceiling of a session's ``mL`` or ``injections``; None for none."""
    kept: list[Ceiling] = []
    before = None
    for one in protocol.ceilings:
        if not one.substance and one.unit == unit and one.per is Per.SESSION:
            before = one
        else:
            kept.append(one)
    if most is None:
        return replace(protocol, ceilings=tuple(kept))
    if before is not None and before.most.value == most:
        return protocol
    made = Ceiling(substance="", most=Cited(most, THE_CLINIC_S, Confidence.GENERAL), unit=unit)
    return replace(protocol, ceilings=(made, *kept))


def keep_protocol(own: Mapping[UUID, Protocol], protocol: Protocol) -> tuple[Change, ...]:
    """The change that makes `protocol` the clinic's as it is now; none where it is that already.

    Raises
    ------
    KnownError
        It has no title.
    """
    if not protocol.title.strip():
        raise KnownError(NO_TITLE)
    kept = replace(protocol, title=" ".join(protocol.title.split()))
    if protocols(own).get(kept.id) == kept:
        return ()
    before = own.get(kept.id)
    return (Added(kept),) if before is None else (Updated(before, kept),)


def retire_protocol(
    own: Mapping[UUID, Protocol], protocol: Protocol, retired: bool = True
) -> tuple[Change, ...]:
    """It is no longer offered, or offered again; sessions that began from it keep it."""
    return keep_protocol(own, replace(protocol, retired=retired))


def protocol_of(document: Document) -> Protocol | None:
    """The protocol that the open session began from, retired or not."""
    session = document.session
    if session is None or session.protocol is None:
        return None
    return protocols(document.of(Protocol)).get(session.protocol)
