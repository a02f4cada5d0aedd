"""The comparison on paper and as a table, of the two maps that are being compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.document.history import earlier_sessions
from mesomap.document.record import looking
from mesomap.exchange.compare import Compared, Result, compared
from mesomap.exchange.compare_json import comparison_csv
from mesomap.exchange.whole_file import write_whole
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

NO_OTHER = QT_TRANSLATE_NOOP(
    "messages", "This patient has no session before this one to compare with."
)


class ComparisonOut(QObject):
    """Asks where to, then writes; `pair` says what is compared."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self.pair: Callable[[], Compared] = self.with_the_last
        """The session before against the open one, unless a page shows others."""
        self.shown: Callable[[], Result | None] = lambda: None
        """What a page shows of the pair, if it is worked out."""

    def with_the_last(self) -> Compared:
        """The session before against the open one.

        Raises
        ------
        KnownError
            There is none before.
        """
        document = self._view.document
        session = document.session if document is not None else None
        before = earlier_sessions(document.store, session) if document and session else []
        if session is None or not before:
            raise KnownError(NO_OTHER)
        return Compared(before[-1].session.id, session.id)

    def ask_print(self) -> None:
        """Look at the pages of both maps and what changed; print them or save a PDF."""
        self._desk.attempt(self._preview)

    def ask_export(self) -> None:
        """Every change, as a table."""
        self._desk.attempt(self._ask)

    def _preview(self) -> None:
        from mesomap.app.print_dialog import Printable, PrintDialog
        from mesomap.report.compare_report import comparison_layout
        from mesomap.report.layout import paper_of

        store, atlas = self._desk.clinic.store, self._desk.atlas
        if store is None or atlas is None:
            return
        result = compared(store, atlas, self.pair())
        what = Printable(
            title=self.tr("Print the comparison"),
            make=lambda options: comparison_layout(
                store,
                atlas,
                result,
                paper=paper_of(options.paper, landscape=options.landscape),
                clock=self._desk.clock,
            ),
            path=lambda _options: settings.documents_folder() / "comparison.pdf",
        )
        dialog = PrintDialog(what, self._desk.window)
        dialog.went_out.connect(
            lambda _options, to: self._note(looking.PRINT, template="comparison", to=to)
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def export_to(self, path: Path) -> None:
        """Write the table `path`.

        Raises
        ------
        KnownError
            It cannot be written, or there is nothing to compare.
        """
        store, atlas = self._desk.clinic.store, self._desk.atlas
        if store is None or atlas is None:
            return
        write_whole(path, comparison_csv(self.shown() or compared(store, atlas, self.pair())))
        self._note(looking.EXPORT, format="comparison-csv")

    def _note(self, label: str, **details: str) -> None:
        store = self._desk.clinic.store
        if store is None:
            return
        pair = self.pair()
        session, other = store.session(pair.second), pair.first.hex
        self._desk.note(looking.of_session(label, session, other=other, **details))

    def _ask(self) -> None:
        """Where to, if there is something to compare."""
        self.pair()
        path = settings.documents_folder() / "comparison.csv"
        where = QFileDialog(self._desk.window, self.tr("Save"), str(path), self.tr("Table (*.csv)"))
        where.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        where.setDefaultSuffix("csv")
        where.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where.fileSelected.connect(lambda chosen: self._write(Path(chosen)))
        where.open()

    def _write(self, path: Path) -> None:
        if self._desk.attempt(lambda: self.export_to(path)):
            self._desk.message.done(self.tr("Written: {path}").format(path=path))
