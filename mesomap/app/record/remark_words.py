"""Remarks in ready words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mesomap.analysis.remarks import KIND_NAMES, Remark
from mesomap.atlas import Body
from mesomap.model import RemarkAnswer
from mesomap.paint.locale import format_date, format_time
from mesomap.paint.names import region_name
from mesomap.paint.sentences import say
from mesomap.panels.look import count_words
from mesomap.panels.record.remarks_panel import RemarkLine

NAMED = 2
"""So many regions are named; of more, how many they are besides."""


def remark_line(body: Body, remark: Remark, answer: RemarkAnswer | None) -> RemarkLine:
    """A remark and its answer."""
    t = QCoreApplication.translate
    unverified = t("messages", "convention, unverified")
    answered = ""
    if answer is not None:
        at = answer.answered
        words = (
            t("Remarks", "{date}, {time}")
            if not answer.by
            else t("Remarks", "{by}, {date}, {time}")
        )
        answered = words.format(by=answer.by, date=format_date(at.date()), time=format_time(at))
    return RemarkLine(
        key=remark.key,
        kind=t("messages", KIND_NAMES[remark.kind]),
        text=say(remark.message),
        where=where_words(body, remark),
        source=t("messages", remark.source),
        confidence=unverified if remark.confidence.unverified else "",
        reason=answer.reason if answer is not None else "",
        answered=answered,
    )


def where_words(body: Body, remark: Remark) -> str:
    """The regions and the injections that it concerns; "" for the session as a whole."""
    names = [region_name(body, key) for key in remark.regions]
    if len(names) > NAMED + 1:
        more = QCoreApplication.translate("Remarks", "{count} more regions")
        names = [*names[:NAMED], more.format(count=len(names) - NAMED)]
    if remark.injections:
        names.append(count_words(len(remark.injections)))
    return ", ".join(names)
