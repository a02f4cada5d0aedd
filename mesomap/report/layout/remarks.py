"""Remarks and their answers on the site chart: a compact table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.table import Column, Table

if TYPE_CHECKING:
    from mesomap.report.layout.content import SessionContent
    from mesomap.report.layout.voice import Voice

NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRemark:
    """A remark in ready words; `answered` None where nobody answered.

    `stands` is False of an answered one whose cause is no more.
    """

    text: str
    source: str
    reason: str = ""
    answered: datetime | None = None
    by: str = ""
    stands: bool = True


def remark_table(voice: Voice, content: SessionContent) -> Table:
    """What was found, by which source, and the reason that was given."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Remark")), 72, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Source")), 50, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Answer")), 68, wraps=True),
    )
    return Table(columns, tuple(_row(voice, one) for one in content.remarks))


def _row(voice: Voice, one: PrintedRemark) -> tuple[str, ...]:
    text = one.text
    if not one.stands:
        words = QT_TRANSLATE_NOOP("messages", "{remark} (no longer found)")
        text = voice.say(words, remark=text)
    return (text, one.source, _answer(voice, one))


def _answer(voice: Voice, one: PrintedRemark) -> str:
    if one.answered is None:
        return NONE
    who = ", ".join(filter(None, (one.by, voice.moment(one.answered))))
    return f"{one.reason} ({who})"
