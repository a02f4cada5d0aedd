"""The session's reactions on its site chart: a compact table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mesomap.clinical.reactions import KIND_NAMES, OUTCOME_NAMES, POINT_NAMES, size_grade
from mesomap.model import Reaction, RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.table import Column, Table
from mesomap.report.layout.tables import region_words
from mesomap.report.layout.voice import Voice

if TYPE_CHECKING:
    from mesomap.report.layout.content import SessionContent

CONTEXT = "reactions"
NONE = "–"


def reaction_table(voice: Voice, content: SessionContent) -> Table:
    """What, where, how large, both grades, when, and what became of it."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Reaction")), 30, bold=True, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Region")), 36, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Size mm")), 22, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Size grade")), 12, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "CTCAE grade")), 13, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Pain VAS")), 11, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Onset")), 24, "right", wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Noted at")), 22, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Outcome")), 24, wraps=True),
    )
    rows = sorted(content.reactions, key=lambda one: (one.noted, one.id))
    return Table(columns, tuple(_row(voice, content, one) for one in rows if not one.mistaken))


def _row(voice: Voice, content: SessionContent, one: Reaction) -> tuple[str, ...]:
    key = None
    if one.region is not None and one.side is not None:
        key = RegionKey(one.region, one.side)
    kind = voice.translate(CONTEXT, KIND_NAMES[one.kind])
    if one.serious:
        serious = voice.say(QT_TRANSLATE_NOOP("messages", "serious"))
        kind = f"{kind}, {serious}"
    computed = size_grade(one.kind, one.long_mm)
    return (
        kind,
        region_words(voice, content, key) if key is not None else NONE,
        size_words(voice, one),
        NONE if computed is None else str(computed),
        NONE if one.grade is None else str(one.grade),
        NONE if one.vas is None else voice.decimal(one.vas, 1),
        NONE if one.onset is None else voice.day(one.onset.date()),
        voice.translate(CONTEXT, POINT_NAMES[one.point]),
        voice.translate(CONTEXT, OUTCOME_NAMES[one.outcome]),
    )


def size_words(voice: Voice, one: Reaction) -> str:
    """Longest by widest, or the longest alone; a dash where it was not measured."""
    if one.long_mm is None:
        return NONE
    if one.wide_mm is None:
        return voice.decimal(one.long_mm, 1)
    return f"{voice.decimal(one.long_mm, 1)} × {voice.decimal(one.wide_mm, 1)}"
