"""Protocols: chosen, looked at, used for the session, and made the clinic's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.model import Change, Course, KnownError, Protocol, RegionKey, SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_count, format_ml
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.document.record.protocols import Applied, Over
    from mesomap.panels.record.protocol_dialog import ProtocolDialog
    from mesomap.panels.record.protocol_place import Ground, ProtocolUse


class ProtocolFlow(QObject):
    """Joins the chooser with the open session."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._dialog: ProtocolDialog | None = None
        self._wanted: ProtocolUse | None = None
        self._applied: Applied | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._preview)

    def ask(self) -> None:
        """Choose a protocol."""
        from mesomap.clinical.protocols import protocols
        from mesomap.panels.record.protocol_dialog import ProtocolDialog

        document = self._view.document
        if document is None or document.session is None or self._view.body is None:
            return
        session, own = document.session, document.of(Protocol)
        course = document.of(Course).get(session.course) if session.course else None
        current = session.protocol or (course.protocol if course is not None else None)
        dialog = self._dialog = ProtocolDialog(
            self._known(),
            self._ground(),
            own=frozenset(own),
            current=current if current in protocols(own) else None,
            read_only=session.status is SessionStatus.SIGNED,
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.use_changed.connect(self._ask_preview)
        dialog.change_wanted.connect(self._ask_change)
        dialog.retire_wanted.connect(self._retire)
        dialog.accepted.connect(lambda: self._use(dialog.use()))
        dialog.finished.connect(self._forget)
        self._ask_preview(dialog.use())
        dialog.open()

    def _forget(self, _result: int) -> None:
        self._dialog = None
        self._later.stop()
        self._view.canvas.setFocus()

    def _known(self) -> list[Protocol]:
        """The offered ones in their order, then the retired ones."""
        from mesomap.clinical.protocols import offered, protocols

        assert self._view.document is not None
        own = self._view.document.of(Protocol)
        shown = offered(own)
        ids = {one.id for one in shown}
        return [*shown, *(one for id, one in protocols(own).items() if id not in ids)]

    def _ground(self) -> Ground:
        from mesomap.analysis.lesions import present
        from mesomap.document.record.protocols import held_regions
        from mesomap.panels.record.protocol_place import Ground

        document, body = self._view.document, self._view.body
        assert document is not None
        assert document.session is not None
        assert body is not None
        on_skin = {key: one for key, one in body.regions.items() if key.id not in body.pictures}
        there = present(document.lesions.values(), document.session.date)
        with_lesions = {
            RegionKey(one.region, one.side)
            for one in there
            if one.region is not None and one.side is not None
        }
        chosen = self._view.region
        return Ground(
            names={key.id: _translated(one.name) for key, one in on_skin.items()},
            keys=frozenset(on_skin),
            held=frozenset(held_regions(document)),
            with_lesions=frozenset(with_lesions & set(on_skin)),
            chosen=chosen if chosen in on_skin else None,
        )

    # What would come out.

    def _ask_preview(self, use: ProtocolUse | None) -> None:
        self._wanted, self._applied = use, None
        self._later.start()

    def _preview(self) -> None:
        dialog, use = self._dialog, self._wanted
        if dialog is None or use is None:
            return
        try:
            applied = self._apply(use)
        except KnownError as error:
            dialog.show_preview("", [say(error.message)], possible=False)
            return
        dialog.show_preview(self._words(use, applied), self._over(applied), possible=True)

    def _apply(self, use: ProtocolUse) -> Applied:
        from mesomap.document.record.protocols import apply_protocol

        document, body = self._view.document, self._view.body
        assert document is not None
        assert body is not None
        return apply_protocol(
            document,
            body,
            use.protocol,
            use.keys,
            volume_ul=use.volume_ul,
            in_lesions=use.in_lesions,
            add=use.add,
        )

    def _words(self, use: ProtocolUse, applied: Applied) -> str:
        if not use.keys:
            return self.tr("No region chosen: only the syringe follows it.")
        volume = format_ml(applied.volume_ul)
        if applied.areas == 1:
            return self.tr("1 area pass, {volume}").format(volume=volume)
        if applied.areas:
            words = self.tr("{count} area passes, {volume}")
            return words.format(count=format_count(applied.areas), volume=volume)
        if applied.count == 1:
            return self.tr("1 injection, {volume}").format(volume=volume)
        words = self.tr("{count} injections, {volume}")
        return words.format(count=format_count(applied.count), volume=volume)

    def _over(self, applied: Applied) -> list[str]:
        from mesomap.panels.record.protocol_words import ceiling_text, number_text

        def line(over: Over) -> str:
            words = self.tr("More than its source names: {found}, at most {most} ({source}).")
            return words.format(
                found=number_text(over.found),
                most=ceiling_text(over.ceiling),
                source=over.ceiling.most.source,
            )

        lines = [line(one) for one in applied.over]
        return [*lines, self.tr("Nothing is left out.")] if lines else []

    # What a person wants.

    def _use(self, use: ProtocolUse | None) -> None:
        if use is None:
            return

        def work() -> None:
            applied = self._apply(use)
            if applied.changes:
                self._view.commit(QT_TRANSLATE_NOOP("labels", "Use protocol"), applied.changes)
            self._view.canvas.stage.select(frozenset())
            self._view.use_syringe(applied.syringe)
            self._show_first(use)

        self._desk.attempt(work)

    def _show_first(self, use: ProtocolUse) -> None:
        """A chart that shows what was placed, if this one does not."""
        from mesomap.app.best_views import best_chart

        body, chart = self._view.body, self._view.chart
        if body is None or not use.keys:
            return
        if not chart or not set(use.keys) & set(body.charts[chart].regions):
            self._view.show_chart(best_chart(body, list(use.keys)) or chart)

    def _ask_change(self, protocol: Protocol | None) -> None:
        from mesomap.document.record.protocol_edits import own_copy
        from mesomap.panels.record.protocol_edit_dialog import ProtocolEditDialog

        if protocol is None:
            return
        parent: QWidget = self._dialog or self._desk.window
        edit = ProtocolEditDialog(own_copy(protocol), self._ground().names, parent)
        edit.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        edit.accepted.connect(lambda: self._keep(edit.protocol()))
        edit.open()

    def _keep(self, protocol: Protocol, *, retired: bool | None = None) -> None:
        from mesomap.document.record.protocol_edits import keep_protocol, retire_protocol

        document = self._view.document
        if document is None:
            return
        own = document.of(Protocol)
        label = QT_TRANSLATE_NOOP("labels", "Change protocol")

        def work() -> None:
            changes: tuple[Change, ...]
            if retired is None:
                changes = keep_protocol(own, protocol)
            else:
                changes = retire_protocol(own, protocol, retired)
            if changes:
                self._view.commit(label, changes)

        self._desk.attempt(work)
        if self._dialog is not None:
            known, mine = self._known(), frozenset(document.of(Protocol))
            self._dialog.show_protocols(known, own=mine, current=protocol.id)

    def _retire(self, protocol: Protocol | None) -> None:
        if protocol is not None:
            self._keep(protocol, retired=not protocol.retired)


def _translated(name: str) -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("regions", name)
