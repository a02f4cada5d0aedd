"""A choice finds its values as Python compares them."""

from __future__ import annotations

from uuid import UUID, uuid4

from pytestqt.qtbot import QtBot

from mesomap.panels.choice import Choice


def test_an_id_that_was_read_anew_is_found(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    id = uuid4()
    choice.addItem("none", None)
    choice.addItem("one", id)
    assert choice.row_of(UUID(id.hex)) == 1
    assert choice.row_of(None) == 0
    assert choice.row_of(uuid4()) == -1
