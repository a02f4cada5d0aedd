"""Protocols as the documented JSON: every figure with its source and its confidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mesomap.clinical.protocols import BUILT_IN, offered
from mesomap.document.record.courses import protocol_of_session
from mesomap.model import Ceiling, Law, Protocol, Session
from mesomap.model.cited import Cited
from mesomap.storage import Store

Json = dict[str, Any]


def protocols_json(own: Iterable[Protocol] = ()) -> list[Json]:
    """Every protocol that is offered; a clinic's `own` go before the built-in ones."""
    return [protocol_json(one) for one in offered({one.id: one for one in own})]


def protocol_json(protocol: Protocol) -> Json:
    """One protocol; null where no source gives a figure."""
    return {
        "id": str(protocol.id),
        "title": protocol.title,
        "indication": protocol.indication.value,
        "built_in": protocol.id in BUILT_IN,
        "built_on": str(protocol.built_on) if protocol.built_on else None,
        "regions": list(protocol.regions),
        "technique": protocol.technique.value,
        "pattern": protocol.pattern.value if protocol.pattern else None,
        "spacing_mm": cited_json(protocol.spacing_mm),
        "volume_ml": cited_json(protocol.volume_ul, scale=0.001),
        "ml_per_cm2": cited_json(protocol.ul_per_cm2, scale=0.001),
        "session_ml": cited_json(protocol.session_ul, scale=0.001),
        "mixture": protocol.mixture,
        "mg_per_ml": cited_json(protocol.mg_per_ml),
        "depth_mm": cited_json(protocol.depth_mm),
        "layer": cited_json(protocol.layer),
        "angle_deg": cited_json(protocol.angle_deg),
        "needle": cited_json(protocol.needle),
        "sessions": cited_json(protocol.sessions),
        "days_between": cited_json(protocol.days_between),
        "weeks": cited_json(protocol.weeks),
        "below_mandible_mm": cited_json(protocol.below_mandible_mm),
        "ceilings": [_ceiling(one) for one in protocol.ceilings],
        "against": [cited_json(one) for one in protocol.against],
        "law": [_law(one) for one in protocol.law],
        "note": protocol.note,
        "source": protocol.source,
    }


def session_protocol_json(store: Store, session: Session) -> Json | None:
    """The protocol that a session began from; null without one."""
    found = protocol_of_session(store, session)
    if found is None:
        return None
    return {
        "id": str(found.id),
        "title": found.title,
        "indication": found.indication.value,
        "source": found.source,
    }


def cited_json(cited: Cited[Any] | None, *, scale: float = 1.0) -> Json | None:
    """A figure with its source."""
    if cited is None:
        return None

    def scaled(value: Any) -> Any:
        if isinstance(value, tuple):
            return list(value)
        return value if scale == 1.0 or value is None else round(value * scale, 9)

    return {
        "value": scaled(cited.value),
        "low": scaled(cited.low),
        "high": scaled(cited.high),
        "source": cited.source,
        "confidence": cited.confidence.value,
    }


def _ceiling(one: Ceiling) -> Json:
    return {
        "substance": one.substance or None,
        "unit": one.unit,
        "per": one.per.value,
        "most": cited_json(one.most),
    }


def _law(one: Law) -> Json:
    return {"country": one.country, "forbids": one.forbids, "text": cited_json(one.text)}
