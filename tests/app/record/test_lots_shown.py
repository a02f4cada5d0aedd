"""The lots in a syringe are named where it is shown: in the panel, and while treating."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from mesomap.app.syringe_view import chosen_words, lot_words
from mesomap.model import Added, Draw, Lot, Product

SALINE = Product(id=uuid4(), name="Saline")
FIRST, SECOND = (Lot(id=uuid4(), product=SALINE.id, number=number) for number in ("S 9", "S 10"))


def drawn(person, lot, minutes=0):
    document = person.window.desk.clinic.document
    (syringe,) = document.syringes.values()
    return Draw(
        id=uuid4(),
        session=document.session.id,
        syringe=syringe.id,
        product=SALINE.id,
        volume_ul=500,
        drawn=document.clock() + timedelta(minutes=minutes),
        lot=lot.id,
    )


def test_the_panel_follows_what_is_drawn_up(person):
    person.new_patient("Sample, Anna")
    document = person.window.desk.clinic.document
    (syringe,) = document.syringes.values()
    document.commit("Add products", (Added(SALINE), Added(FIRST), Added(SECOND)))
    assert lot_words(document, syringe.id) == ""
    document.commit("Draw up", (Added(drawn(person, FIRST)),))
    assert chosen_words(document, syringe.id, {}).mixture.endswith(" · lot S 9")
    shown = person.desk().view.page.syringe
    person.qtbot.waitUntil(lambda: "lot S 9" in shown._mixture.text())
    again = (drawn(person, SECOND, 1), drawn(person, FIRST, 2))
    document.commit("Draw up", tuple(map(Added, again)))
    person.qtbot.waitUntil(lambda: "lots S 9, S 10" in shown._mixture.text())
    document.undo()
    person.qtbot.waitUntil(lambda: shown._mixture.text().endswith("lot S 9"))
