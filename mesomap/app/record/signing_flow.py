"""Signing the open session, its people and its addenda; what a signed session leaves to do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Qt

from mesomap.app import words
from mesomap.app.busy import busy_cursor
from mesomap.app.desk import Desk
from mesomap.app.keeping.action_sets import CONTENT
from mesomap.app.record.remarks_flow import RemarksFlow
from mesomap.app.session_view import SessionView
from mesomap.document import Document
from mesomap.document.record.addenda import KIND_NAMES, in_time, new_addendum
from mesomap.document.record.clock import behind
from mesomap.document.record.credentials import anybody_has_one, check, needs_one, signers
from mesomap.document.record.looking import SIGN
from mesomap.document.record.people import (
    last_people,
    named,
    people,
    person_change,
    set_people,
    written,
)
from mesomap.document.record.remarks import answers
from mesomap.document.record.signing import counts, missing, sign
from mesomap.document.validate import SIGNED
from mesomap.model import (
    Addendum,
    KnownError,
    Message,
    Person,
    RemarkAnswer,
    Session,
    SessionStatus,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_count, format_date, format_ml, format_time
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.panels.record.addendum_dialog import AddendumDialog, AddendumLine
    from mesomap.panels.record.people_choice import PeopleChoiceDialog
    from mesomap.panels.record.sign_dialog import SignDialog


NOBODY_SIGNS = QT_TRANSLATE_NOOP(
    "messages",
    "Nobody who may sign has a PIN, and who is there may not: a manager changes that (Clinic >"
    " People).",
)


class SigningFlow(QObject):
    """Asks, commits, and shows in the banner and the record's line who did what."""

    def __init__(self, desk: Desk, view: SessionView, remarks: RemarksFlow) -> None:
        super().__init__(view)
        self._desk, self._view, self._remarks = desk, view, remarks
        self._locked = False
        view.changed.connect(self.refresh)
        view.settings_shown.connect(self.settle)
        view.page.record.line_chosen.connect(self._line_chosen)

    # What is shown.

    def refresh(self) -> None:
        """The banner's buttons and the record's line."""
        document = self._view.document
        if document is None or document.session is None:
            return
        session = document.session
        signed = session.status is SessionStatus.SIGNED
        self._view.page.banner.show_signing(
            signed=signed,
            title=self._signed_words(session) if signed else "",
            addenda=words.addenda_words(len(document.of(Addendum))),
        )
        known = document.of(Person).values()
        performer, prescriber = (
            named(known, session.performer),
            named(known, session.prescriber),
        )
        if performer and prescriber and performer != prescriber:
            said = self.tr("{performer}, prescribed by {prescriber}").format(
                performer=performer, prescriber=prescriber
            )
        else:
            said = performer or prescriber or self.tr("not said")
        state = "done" if performer else ("none" if signed else "open")
        self._view.page.record.show_line("people", said, state)
        if signed and not self._locked:
            self._desk.actions["tool_select"].trigger()
        self._locked = signed

    def settle(self) -> None:
        """Nothing that changes a signed session can be had."""
        document = self._view.document
        session = document.session if document is not None else None
        signed = session is not None and session.status is SessionStatus.SIGNED
        looked_at = document is not None and document.store.read_only
        self._view.page.syringe.setEnabled(not (signed or looked_at))
        if signed:
            for name in CONTENT:
                self._desk.actions[name].setEnabled(False)
        else:
            for name in ("sign", "session_people"):
                self._desk.actions[name].setEnabled(session is not None)

    def close(self) -> None:
        """Another session may be a draft."""
        self._locked = False

    def _signed_words(self, session: Session) -> str:
        if session.signed is None:
            return ""
        moment = f"{format_date(session.signed)}, {format_time(session.signed)}"
        lines = [
            self.tr("Signed by {name}, {moment}").format(name=session.signed_by, moment=moment)
            if session.signed_by
            else self.tr("Signed {moment}").format(moment=moment)
        ]
        if session.fingerprint:
            lines.append(self.tr("Fingerprint {hash}").format(hash=session.fingerprint))
        seal = self._view.document.store.seal(session.id) if self._view.document else ""
        if seal:
            lines.append(self.tr("Seal {hash}").format(hash=seal))
        return "\n".join(lines)

    # Signing.

    def ask_sign(self) -> None:
        """Look the session over, then sign."""
        from mesomap.panels.record.sign_dialog import SignDialog

        document = self._view.document
        if document is None or document.session is None or document.patient is None:
            return
        if document.session.status is SessionStatus.SIGNED:
            self._desk.warn(Message(SIGNED))
            return
        self._view.canvas.cancel()
        me = self._desk.clinic.who()
        able = signers(document.store, me)
        if not able and anybody_has_one(document.store):
            self._desk.warn(Message(NOBODY_SIGNS))
            return
        offered = [me.id if me is not None else None, document.session.performer]
        ids = {one.id for one in able}
        doubt = behind(document.store, self._desk.clock())
        dialog = SignDialog(
            document.patient.name,
            self._session_words(document),
            self._lines(document),
            [say(one) for one in (*missing(document), *self._unanswered(document))],
            [(one.id, written(one)) for one in able],
            chosen=next((id for id in offered if id in ids), None),
            with_pin={one.id for one in able if needs_one(document.store, one)},
            prove=lambda id, typed: self._wrong(document, id, typed),
            doubt=say(doubt) if doubt is not None else "",
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._desk.attempt(lambda: self._sign(dialog)))
        dialog.finished.connect(lambda _result: self._view.canvas.setFocus())
        dialog.open()

    def _wrong(self, document: Document, id: UUID, typed: str) -> str:
        """What is wrong with the PIN that was typed; "" for nothing."""
        person = document.of(Person)[id]
        try:
            with busy_cursor():
                check(document.store, person, typed)
        except KnownError as error:
            return say(error.message)
        return ""

    def _unanswered(self, document: Document) -> list[Message]:
        """The remarks that nobody answered."""
        self._remarks.show()
        kept = answers(document.of(RemarkAnswer))
        return [one.message for one in self._remarks.found if one.key not in kept]

    def _sign(self, dialog: SignDialog) -> None:
        document = self._view.document
        if document is None:
            return
        person = self._signer(document, dialog)
        if person is None:
            return
        if self._view.commit(SIGN, sign(document, person)):
            said = self.tr("Signed by {name}.").format(name=written(person))
            self._desk.message.done(said)

    def _signer(self, document: Document, dialog: SignDialog) -> Person | None:
        """Who was chosen; or whose name was typed, who is a person of the clinic from now on."""
        id = dialog.chosen()
        if id is not None:
            return document.of(Person).get(id)
        name, title = dialog.typed()
        person = Person(id=uuid4(), name=name, title=title)
        label = QT_TRANSLATE_NOOP("labels", "Add person")
        if not self._view.commit(label, person_change(document.store, person)):
            return None
        return document.of(Person).get(person.id)

    def _session_words(self, document: Document) -> str:
        session = document.session
        assert session is not None
        number = document.store.summary(session.id).number
        return f"{words.session_title(number)}, {format_date(session.date, long=True)}"

    def _lines(self, document: Document) -> list[tuple[str, str]]:
        session = document.session
        assert session is not None
        found = counts(document)
        known = document.of(Person).values()
        lines = [
            (
                self.tr("Given"),
                f"{format_count(found.given)}, {format_ml(found.given_ul)}"
                if found.given
                else format_count(0),
            ),
            (self.tr("Planned, not given"), format_count(found.planned)),
            (self.tr("Skipped"), format_count(found.skipped)),
        ]
        for text, id in (
            (self.tr("Performed by"), session.performer),
            (self.tr("Prescribed by"), session.prescriber),
        ):
            if named(known, id):
                lines.append((text, named(known, id)))
        return lines

    # Its people.

    def _line_chosen(self, name: str) -> None:
        if name == "people":
            self.ask_people()

    def ask_people(self) -> None:
        """Who performs and who prescribes this session."""
        from mesomap.panels.record.people_choice import PeopleChoiceDialog, PersonChoice

        document = self._view.document
        if document is None or document.session is None:
            return
        session = document.session
        if session.status is SessionStatus.SIGNED:
            self._desk.warn(Message(SIGNED))
            return
        known = people(document.store)

        def choice(may: str, now: UUID | None) -> PersonChoice:
            offered = [
                (one.id, written(one))
                for one in known
                if one.id == now or (getattr(one, may) and not one.retired)
            ]
            return PersonChoice(self.tr("not said"), offered, now)

        performer = choice("may_perform", session.performer)
        prescriber = choice("may_prescribe", session.prescriber)
        last = last_people(document)
        offer = ""
        if last is not None and session.performer is None:
            offer = self.tr("As last time: {name}").format(name=named(known, last.performer))
        dialog = PeopleChoiceDialog(
            self.tr("Who performs and prescribes"),
            self.tr("What is given from now on is given by who performs. Who types is apart."),
            [(self.tr("&Performs"), performer), (self.tr("P&rescribes"), prescriber)],
            offer=offer,
            parent=self._desk.window,
        )

        def as_last() -> None:
            assert last is not None
            performer.choose(last.performer)
            prescriber.choose(last.prescriber)
            dialog.accept()

        dialog.offer_taken.connect(as_last)
        dialog.people_wanted.connect(self._desk.actions["people"].trigger)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._set_people(dialog))
        dialog.finished.connect(lambda _result: self._view.canvas.setFocus())
        dialog.open()

    def _set_people(self, dialog: PeopleChoiceDialog) -> None:
        document = self._view.document
        if document is None:
            return
        performer, prescriber = dialog.chosen()
        changes = set_people(document, performer=performer, prescriber=prescriber)
        if changes:
            self._view.commit(QT_TRANSLATE_NOOP("labels", "Say who performs"), changes)

    # Addenda.

    def ask_addendum(self) -> None:
        """Show what was added, and take more words."""
        from mesomap.panels.record.addendum_dialog import AddendumDialog

        document = self._view.document
        if document is None or document.session is None:
            return
        id = document.session.id
        dialog = AddendumDialog(
            self._session_words(document),
            self._addenda(document),
            document.actor,
            self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._add(id, dialog))
        dialog.finished.connect(lambda _result: self._view.canvas.setFocus())
        dialog.open()

    def _addenda(self, document: Document) -> list[AddendumLine]:
        from mesomap.panels.record.addendum_dialog import AddendumLine

        lines = []
        for one in in_time(document.of(Addendum).values()):
            moment = f"{format_date(one.written)}, {format_time(one.written)}"
            written_by = f"{moment}, {one.by}" if one.by else moment
            lines.append(AddendumLine(say(Message(KIND_NAMES[one.kind])), written_by, one.text))
        return lines

    def _add(self, session: UUID, dialog: AddendumDialog) -> None:
        document = self._view.document
        if document is None:
            return
        kind, text = dialog.entry()
        label = QT_TRANSLATE_NOOP("labels", "Add addendum")
        self._view.commit(label, new_addendum(document, session, kind, text))
