"""People, signing and addenda by real keys and clicks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mesomap.document.record.clinic import clinic_settings
from mesomap.model import Addendum, AddendumKind, Person, Role, SessionStatus, Side, Status
from mesomap.panels.record.addendum_dialog import AddendumDialog
from mesomap.panels.record.clinic_settings_dialog import ClinicSettingsDialog
from mesomap.panels.record.people_choice import PeopleChoiceDialog
from mesomap.panels.record.people_dialog import PeopleDialog, PersonDialog
from mesomap.panels.record.sign_dialog import SignDialog

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


def dialog_of(person, kind):  # type: ignore[no-untyped-def]
    found = [one for one in person.window.findChildren(kind) if one.isVisible()]
    assert found
    person.qtbot.waitUntil(found[-1].isActiveWindow)
    return found[-1]


def key(person, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:  # type: ignore[no-untyped-def]
    person.activate()
    QTest.keyClick(person.desk().canvas.view, key, modifiers)


def document(person):  # type: ignore[no-untyped-def]
    return person.window.desk.clinic.document


def signed_session(person, name: str = "B. Example") -> None:  # type: ignore[no-untyped-def]
    """A new patient's session with one point, signed by a name that is typed."""
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    key(person, K.Key_F2, CTRL)
    dialog = dialog_of(person, SignDialog)
    assert dialog.name.hasFocus()
    QTest.keyClicks(dialog.name, name)
    QTest.keyClick(dialog.name, K.Key_Return)
    assert dialog.isVisible(), "Enter in a field signs nothing"
    assert dialog.sign_button.hasFocus()
    QTest.keyClick(dialog.sign_button, K.Key_Return)
    person.activate()


def test_signing_asks_once_lists_what_is_missing_and_makes_the_first_person(person) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    person.click(person.window.page.banner.sign_button)
    dialog = dialog_of(person, SignDialog)
    assert "Nothing was given." in dialog.lacks
    assert "The questionnaire was not asked." in dialog.lacks
    person.click(dialog.sign_button)
    assert dialog.isVisible(), "somebody signs"
    QTest.keyClicks(dialog.name, "B. Example")
    person.click(dialog.sign_button)
    person.activate()
    session = document(person).session
    assert session.status is SessionStatus.SIGNED
    assert session.signed_by == "B. Example"
    (one,) = document(person).of(Person).values()
    assert one.may_sign
    assert document(person).store.verify().ok
    banner = person.window.page.banner
    assert banner.state_text() == "Signed"
    assert banner.sign_button.isHidden()
    assert not banner.addendum_button.isHidden()
    assert "Signed by B. Example" in person.window.message.text()


def test_a_signed_session_takes_no_edit_and_its_tools_are_off(person) -> None:
    signed_session(person)
    person.settle()
    commands = person.window.commands
    for name in ("tool_point", "tool_grid", "tool_erase", "treat", "delete", "sign", "paste"):
        assert not commands[name].isEnabled(), name
    for name in ("tool_select", "tool_measure", "print", "addendum", "new_session"):
        assert commands[name].isEnabled(), name
    assert not person.window.page.syringe.isEnabled()
    before = person.injections()
    QTest.keyClicks(person.desk().canvas.view, "p")
    person.click_region("cheek-medial", Side.RIGHT)
    person.ctrl(K.Key_A)
    person.settle()
    QTest.keyClick(person.desk().canvas.view, K.Key_Delete)
    person.ctrl(K.Key_Z)
    assert person.injections() == before
    assert document(person).session.status is SessionStatus.SIGNED


def test_the_next_session_is_a_draft_again_with_its_tools(person) -> None:
    signed_session(person)
    person.ctrl_shift(K.Key_N)
    person.qtbot.waitUntil(lambda: document(person).session.status is SessionStatus.DRAFT)
    person.settle()
    assert person.window.commands["tool_grid"].isEnabled()
    assert person.window.page.syringe.isEnabled()
    assert not person.window.page.banner.sign_button.isHidden()


def test_addenda_are_added_and_listed(person) -> None:
    signed_session(person)
    key(person, K.Key_F2, BOTH)
    dialog = dialog_of(person, AddendumDialog)
    assert not dialog.add_button.isEnabled()
    QTest.keyClicks(dialog.edit, "It was 2 mm.")
    person.click(dialog.add_button)
    person.activate()
    (one,) = document(person).of(Addendum).values()
    assert (one.kind, one.text) == (AddendumKind.CORRECTION, "It was 2 mm.")
    banner = person.window.page.banner
    assert banner.addendum_button.text() == "1 addendum"
    timeline = person.window.page.timeline
    person.qtbot.waitUntil(lambda: "1 addendum" in timeline.cards()[0].toolTip())
    person.click(banner.addendum_button)
    again = dialog_of(person, AddendumDialog)
    assert [line.text for line in again.lines] == ["It was 2 mm."]
    again.reject()


def test_people_are_added_changed_and_retired(person) -> None:
    person.new_patient("Sample, Anna")
    key(person, K.Key_F4, CTRL)
    people = dialog_of(person, PeopleDialog)
    person.click(people.add_button)
    dialog = dialog_of(person, PersonDialog)
    person.click(dialog.save_button)
    assert dialog.isVisible(), "a name is needed"
    QTest.keyClicks(dialog.name, "A. Nurse")
    dialog.role.setFocus()
    QTest.keyClick(dialog.role, K.Key_Down)
    dialog.role.activated.emit(dialog.role.currentIndex())
    assert not dialog.signs.isChecked()
    person.click(dialog.save_button)
    (one,) = document(person).store.of_clinic(Person)
    assert (one.name, one.role, one.may_perform, one.may_sign) == (
        "A. Nurse", Role.ASSISTANT, True, False,
    )  # fmt: skip
    QApplication.processEvents()
    person.click(people.change_button)
    dialog = dialog_of(person, PersonDialog)
    QTest.keyClicks(dialog.license, "77")
    QTest.keyClick(dialog.license, K.Key_Return)
    person.click(people.retire_button)
    (one,) = document(person).store.of_clinic(Person)
    assert (one.license, one.retired) == ("77", True)
    person.click(people.close_button)


def test_who_types_is_said_and_remembered_and_given_by_follows_the_performer(person) -> None:
    signed_session(person)
    key(person, K.Key_F5, BOTH)
    dialog = dialog_of(person, PeopleChoiceDialog)
    QTest.keyClick(dialog.fields[0], K.Key_Down)
    person.click(dialog.save_button)
    person.activate()
    assert document(person).actor == "B. Example"
    assert person.window.start._bar.who_button.text() == "I am B. Example"
    person.ctrl_shift(K.Key_N)
    person.qtbot.waitUntil(lambda: document(person).session.status is SessionStatus.DRAFT)
    key(person, K.Key_F11, CTRL)
    dialog = dialog_of(person, PeopleChoiceDialog)
    assert dialog.offer_button.isHidden(), "the last session named nobody"
    QTest.keyClick(dialog.fields[0], K.Key_Down)
    person.click(dialog.save_button)
    person.activate()
    (one,) = document(person).of(Person).values()
    assert document(person).session.performer == one.id
    assert person.window.page.record.lines["people"].text() == "B. Example"
    document(person).actor = "somebody else"
    QTest.keyClick(person.desk().canvas.view, K.Key_F8)
    person.click_region("cheek-medial", Side.LEFT)
    given = [i for i in person.injections().values() if i.status is Status.GIVEN]
    assert [i.given_by for i in given] == ["B. Example"]
    person.ctrl_shift(K.Key_N)
    person.qtbot.waitUntil(lambda: document(person).session.performer is None)
    key(person, K.Key_F11, CTRL)
    dialog = dialog_of(person, PeopleChoiceDialog)
    assert dialog.offer_button.text() == "As last time: B. Example"
    person.click(dialog.offer_button)
    assert document(person).session.performer == one.id


def test_the_clinic_s_settings(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    key(person, K.Key_F3, BOTH)
    dialog = dialog_of(person, ClinicSettingsDialog)
    QTest.keyClicks(dialog.name, "Clinic Example")
    person.click(dialog.tab(1))
    QTest.keyClicks(dialog.consents, "2026-1")
    QTest.keyClick(dialog.consents, K.Key_Return)
    QTest.keyClicks(dialog.consents, "2025-2")
    person.click(dialog.tab(2))
    QTest.keyClicks(dialog.emergency, "Call 112")
    logo = tmp_path / "logo.png"
    image = QImage(120, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(logo))
    person.window.parts.people.take_logo(dialog, logo)
    assert dialog.has_logo
    person.click(dialog.save_button)
    store = document(person).store
    kept = clinic_settings(store)
    assert (kept.name, kept.emergency) == ("Clinic Example", "Call 112")
    assert kept.consent_texts == ("2026-1", "2025-2")
    assert kept.logo is not None
    assert store.attachment(kept.logo) is not None
    assert person.window.start._bar._clinic.text() == "Clinic Example"
    assert store.verify().ok


def test_a_bad_logo_is_said_in_one_line(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    key(person, K.Key_F3, BOTH)
    dialog = dialog_of(person, ClinicSettingsDialog)
    bad = tmp_path / "logo.png"
    bad.write_bytes(b"\x89PNG\r\n\x1a\nno")
    person.window.parts.people.take_logo(dialog, bad)
    assert not dialog.has_logo
    assert "logo.png" in person.window.message.text()
    dialog.reject()


def test_without_a_clinic_file_it_says_so(person) -> None:
    QTest.keyClick(person.window, K.Key_F4, CTRL)
    assert person.window.message.text().startswith("No clinic file is open")
    assert not [one for one in person.window.findChildren(PeopleDialog) if one.isVisible()]
