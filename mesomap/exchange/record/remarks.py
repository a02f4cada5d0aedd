"""Remarks of a session and their answers, as the documented JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mesomap.atlas import Body
from mesomap.document.record.remarks import Told, told
from mesomap.model import RegionKey, Session
from mesomap.storage import Store

Json = dict[str, Any]


def remarks_json(
    store: Store,
    body: Body,
    session: Session,
    *,
    spacing_mm: Mapping[RegionKey, float | None] | None = None,
) -> list[Json]:
    """What the checks that are on find, in English, with what was answered."""
    return [_told(one) for one in told(store, body, session, spacing_mm=spacing_mm)]


def _told(one: Told) -> Json:
    remark, answer = one.remark, one.answer
    answered = None
    if answer is not None:
        answered = {
            "reason": answer.reason,
            "by": answer.by,
            "at": answer.answered.isoformat(),
        }
    if remark is None:
        assert answer is not None
        return {
            "key": answer.remark,
            "kind": answer.remark.partition(":")[0],
            "text": answer.said,
            "source": answer.source,
            "confidence": None,
            "injections": [],
            "regions": [],
            "stands": False,
            "answered": answered,
        }
    return {
        "key": remark.key,
        "kind": remark.kind.value,
        "text": remark.message.render(),
        "source": remark.source,
        "confidence": remark.confidence.value,
        "injections": [str(id) for id in remark.injections],
        "regions": [{"region": key.id, "side": key.side.value} for key in remark.regions],
        "stands": True,
        "answered": answered,
    }
