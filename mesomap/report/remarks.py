"""The remarks of a session as its paper says them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from mesomap.atlas import Body
from mesomap.document.record.remarks import Told, told
from mesomap.model import RegionKey, Session
from mesomap.paint.locale import NBSP
from mesomap.paint.reaction import source_words
from mesomap.paint.sentences import say
from mesomap.report.layout.remarks import PrintedRemark
from mesomap.storage import Store


def printed_remarks(
    store: Store,
    body: Body,
    session: Session,
    *,
    spacing_mm: Mapping[RegionKey, float | None] | None = None,
) -> tuple[PrintedRemark, ...]:
    """Those that the clinic has not switched off, with their answers."""
    return tuple(_printed(one) for one in told(store, body, session, spacing_mm=spacing_mm))


def _printed(one: Told) -> PrintedRemark:
    remark, answer = one.remark, one.answer
    if remark is not None:
        source = QCoreApplication.translate("messages", remark.source)
        printed = PrintedRemark(
            text=say(remark.message).replace(NBSP, " "),
            source=source_words(source, remark.confidence).replace(NBSP, " "),
        )
    else:
        assert answer is not None
        source = QCoreApplication.translate("messages", answer.source)
        printed = PrintedRemark(text=answer.said, source=source, stands=False)
    if answer is None:
        return printed
    return replace(printed, reason=answer.reason, answered=answer.answered, by=answer.by)
