"""What can be shown over the chart and hidden again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest


@pytest.fixture
def anna(person):
    """A person with a new patient's session open, the chart in front."""
    person.new_patient("Sample, Anna")
    person.desk().canvas.setFocus()
    return person


def test_caution_structures_come_and_go_with_their_key(anna) -> None:
    caution = anna.desk().canvas.scene.caution
    assert caution.bands() == []
    anna.press(Qt.Key.Key_K)
    named = {band.structure.id for band in caution.bands()}
    assert {"infraorbital-foramen", "facial-artery", "lateral-canthus"} <= named
    anna.press(Qt.Key.Key_K)
    assert caution.bands() == []


def test_the_words_at_the_cursor_name_the_structure_and_its_source(anna) -> None:
    canvas = anna.desk().canvas
    anna.press(Qt.Key.Key_K)
    sign = next(
        band.sign
        for band in canvas.scene.caution.bands()
        if band.structure.id == "mental-foramen" and band.sign is not None
    )
    QTest.mouseMove(canvas.view.viewport(), canvas.view.mapFromScene(QPointF(sign)))
    text = canvas.surround.callout.text
    assert "Mental foramen" in text
    assert "Chung 1995" in text
    assert "Population means" in text


def test_they_follow_to_another_chart(anna) -> None:
    anna.press(Qt.Key.Key_K)
    front = {band.structure.id for band in anna.desk().canvas.scene.caution.bands()}
    anna.choose_chart("face-left")
    left = anna.desk().canvas.scene.caution.bands()
    assert {"facial-nerve-frontal-branch"} <= {band.structure.id for band in left}
    assert front


def test_deposits_and_gaps_are_shown_until_their_key_is_pressed(anna) -> None:
    scene = anna.desk().canvas.scene
    assert scene.marks.shows_deposits
    anna.press(Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert not scene.marks.shows_deposits
    anna.press(Qt.Key.Key_D, Qt.KeyboardModifier.ShiftModifier)
    assert scene.marks.shows_deposits
    assert scene.under.shows_gaps
    anna.press(Qt.Key.Key_G, Qt.KeyboardModifier.ShiftModifier)
    assert not scene.under.shows_gaps
