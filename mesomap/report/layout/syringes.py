"""The table of syringes: each product with its lot; and what a mL of a mixture holds."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from mesomap.analysis.doses import Dose, doses_of
from mesomap.analysis.tally import Tally, tally
from mesomap.model import AreaPass, Injection, Status, Syringe
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.contents import DrawnRow, amount_words, drawn_rows
from mesomap.report.layout.table import Column, Table
from mesomap.report.layout.tables import NONE, ml
from mesomap.report.layout.voice import Voice

Row = tuple[str, ...]


def syringe_table(voice: Voice, content: SessionContent) -> Table:
    """A row for each product drawn up, or one for a mixture that was only named."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Mixture")), 15, "centre", bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Product")), 55, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mL")), 13, "right"),
        Column("", 3),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Lot")), 34, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Use by")), 22),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Needle, technique, mL")), 60, wraps=True),
    )
    rows: list[Row] = []
    for syringe in content.syringes:
        rows += _rows(voice, content, syringe)
    return Table(columns, tuple(rows))


def _rows(voice: Voice, content: SessionContent, syringe: Syringe) -> list[Row]:
    letter = content.letters[syringe.id]
    drawn = drawn_rows(voice, content, syringe)
    if not drawn:
        drawn = [DrawnRow(_named(voice, syringe), NONE, NONE, NONE)]
    beside = [_used_as(voice, content, syringe), _balance(voice, content, syringe)]
    if len(drawn) == 1:
        beside = ["; ".join(beside)]
    beside += [""] * (len(drawn) - len(beside))
    return [
        (letter if not n else "", one.product, one.volume, "", one.lot, one.use_by, said)
        for n, (one, said) in enumerate(zip(drawn, beside, strict=True))
    ]


def _named(voice: Voice, syringe: Syringe) -> str:
    """A mixture that is only a name, with its strength."""
    name = syringe.mixture or syringe.name
    if syringe.mg_per_ml is None:
        return name
    text = QT_TRANSLATE_NOOP("messages", "{name}, {value} mg/mL")
    return voice.say(text, name=name, value=voice.decimal(syringe.mg_per_ml, 1))


def _used_as(voice: Voice, content: SessionContent, syringe: Syringe) -> str:
    mine = [i for i in content.injections if i.syringe == syringe.id]
    passes = [area for area in content.areas if area.syringe == syringe.id]
    named = [*(i.technique for i in mine), *(area.technique for area in passes)]
    techniques = dict.fromkeys(named) or {syringe.technique: None}
    needle = content.needles.get(syringe.needle) if syringe.needle is not None else None
    parts = [voice.translate("needles", needle.name)] if needle is not None else []
    return ", ".join([*parts, *(voice.technique(one) for one in techniques)])


def _balance(voice: Voice, content: SessionContent, syringe: Syringe) -> str:
    mine = [one for one in _parts(content) if one.syringe == syringe.id]
    used = tally(mine).get(syringe.id, Tally())
    if not syringe.drawn_ul:
        text = QT_TRANSLATE_NOOP("messages", "on the map {used}")
        return voice.say(text, used=ml(voice, used.volume_ul))
    text = QT_TRANSLATE_NOOP("messages", "drawn up {drawn}, on the map {used}, left {left}")
    return voice.say(
        text,
        drawn=ml(voice, syringe.drawn_ul),
        used=ml(voice, used.volume_ul),
        left=ml(voice, syringe.drawn_ul - used.volume_ul),
    )


def dose_notes(voice: Voice, content: SessionContent) -> list[str]:
    """What a mL of each mixture holds, and what was given (or is planned) of each component."""
    strengths = content.contents.strengths(content.syringes)
    notes = []
    for syringe in content.syringes:
        held = strengths.get(syringe.id, ())
        if held:
            text = QT_TRANSLATE_NOOP("messages", "A mL of {letter} holds {components}.")
            said = _said(voice, held)
            notes.append(voice.say(text, letter=content.letters[syringe.id], components=said))
    notes += _sums(voice, content, strengths)
    return notes


def _sums(
    voice: Voice, content: SessionContent, strengths: dict[UUID, tuple[Dose, ...]]
) -> list[str]:
    notes = []
    for status, text in (
        (Status.GIVEN, QT_TRANSLATE_NOOP("messages", "Given in this session: {components}.")),
        (Status.PLANNED, QT_TRANSLATE_NOOP("messages", "Planned: {components}.")),
    ):
        parts = [one for one in _parts(content) if one.status is status]
        doses = doses_of(parts, strengths)
        if doses:
            notes.append(voice.say(text, components=_said(voice, doses)))
    return notes


def _parts(content: SessionContent) -> list[Injection | AreaPass]:
    return [*content.injections, *content.areas]


def _said(voice: Voice, doses: Sequence[Dose]) -> str:
    return ", ".join(amount_words(voice, one) for one in doses)
