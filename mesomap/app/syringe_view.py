"""The session's syringes as the panel shows them: marks, what is left, where the rest goes."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.analysis.tally import Tally
from mesomap.clinical.layers import LAYERS
from mesomap.clinical.needles import needles, offered
from mesomap.document import Document
from mesomap.model import Draw, Syringe, in_order, mark_of_syringe
from mesomap.paint.locale import format_ml, format_ml_number, format_number
from mesomap.paint.names import layer_name, needle_name
from mesomap.panels.syringe_list import SyringeLine
from mesomap.panels.syringe_panel import Chosen

Tallies = Mapping[UUID, Tally]


def left_ul(syringe: Syringe, tally: Tally) -> int:
    """What is left in a syringe, microlitres: drawn up less given, never below none."""
    return max(syringe.drawn_ul - tally.given_ul, 0)


def syringe_lines(document: Document, tallies: Tallies) -> list[SyringeLine]:
    """A line for each syringe, in the order of their keys."""
    return [
        SyringeLine(
            id=syringe.id,
            number=number,
            mark=mark_of_syringe(syringe),
            name=syringe.name,
            left=_left_words(syringe, tallies.get(syringe.id, Tally())),
            short=0 < syringe.drawn_ul < tallies.get(syringe.id, Tally()).volume_ul,
        )
        for number, syringe in enumerate(in_order(document.syringes.values()), start=1)
    ]


def chosen_words(document: Document, syringe: UUID | None, tallies: Tallies) -> Chosen:
    """What there is to say of one syringe."""
    t = QCoreApplication.translate
    found = document.syringes.get(syringe) if syringe is not None else None
    if found is None:
        return Chosen("", "", None)
    mixture = found.mixture or t("Syringes", "Mixture not noted yet: the pen notes it.")
    if found.mg_per_ml is not None:
        strength = format_number(found.mg_per_ml, 2).rstrip("0").rstrip(".,")
        mixture += t("Syringes", ", {value} mg/mL").format(value=strength)
    mixture = " · ".join(filter(None, (mixture, lot_words(document, found.id))))
    return Chosen(mixture, _use_words(found, tallies.get(found.id, Tally())), found.needle)


def lot_words(document: Document, syringe: UUID) -> str:
    """The lots that were drawn up into a syringe, "" where none is noted."""
    drawn = (one for one in document.of(Draw).values() if one.syringe == syringe)
    ids = [one.lot for one in sorted(drawn, key=lambda one: one.drawn) if one.lot is not None]
    if not ids:
        return ""
    known = document.lots(ids)
    numbers = list(dict.fromkeys(known[id].number for id in ids if id in known))
    t = QCoreApplication.translate
    if len(numbers) == 1:
        return t("Syringes", "lot {lot}").format(lot=numbers[0])
    return t("Syringes", "lots {lots}").format(lots=", ".join(numbers))


def needle_choices(document: Document) -> list[tuple[UUID, str]]:
    """What may be put on a syringe; a retired needle only while one of the syringes has it."""
    known = needles(document.needles)
    shown = {one.id: one for one in offered(document.needles)}
    for syringe in document.syringes.values():
        if syringe.needle in known:
            shown.setdefault(syringe.needle, known[syringe.needle])
    return [(id_, needle_name(one)) for id_, one in shown.items()]


def layer_choices() -> list[tuple[str, str]]:
    """What may be meant in place of a depth."""
    return [(layer, layer_name(layer)) for layer in LAYERS]


def _left_words(syringe: Syringe, tally: Tally) -> str:
    t = QCoreApplication.translate
    if not syringe.drawn_ul:
        return ""
    return t("Syringes", "{volume} left").format(volume=format_ml(left_ul(syringe, tally)))


def _use_words(syringe: Syringe, tally: Tally) -> str:
    t = QCoreApplication.translate
    given = format_ml_number(tally.given_ul)
    planned = format_ml_number(tally.volume_ul - tally.given_ul)
    if not syringe.drawn_ul:
        return t("Syringes", "planned {planned}, given {given} mL; drawn up not noted").format(
            planned=planned, given=given
        )
    return t("Syringes", "planned {planned}, given {given}, drawn up {drawn}").format(
        planned=planned, given=given, drawn=format_ml(syringe.drawn_ul)
    )
