"""The recovery key on the screen, as a PDF and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QFileDialog

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.document.record.looking import of_clinic
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.sentences import say
from mesomap.panels.crypt.recovery_dialog import RecoveryDialog
from mesomap.report.recovery_sheet import recovery_sheet

if TYPE_CHECKING:
    from mesomap.report.layout import Layout
    from mesomap.report.templates import Options
    from mesomap.storage import Key

SHOWN = QT_TRANSLATE_NOOP("labels", "Show the recovery key")
OUT = QT_TRANSLATE_NOOP("labels", "Print the recovery key")
PAPER_SIZE = QSize(900, 760)
MARGIN = QSize(60, 60)


class RecoveryFlow(QObject):
    """One key, shown over the window."""

    def __init__(self, desk: Desk, key: Key) -> None:
        super().__init__(desk)
        self._desk = desk
        self._key = key
        store = desk.clinic.store
        assert store is not None
        self._clinic, self._file = store.clinic_name, store.path.name

    def show(self, *, fresh: bool, then: Callable[[], object] = lambda: None) -> None:
        """Show it; `then` goes on when it was kept, or closed."""
        from mesomap.storage.keys import recovery_text

        which = self.tr("Clinic file {file}, key {name}").format(
            file=self._file, name=self._key.name
        )
        groups = recovery_text(self._key).split()
        dialog = RecoveryDialog(groups, which, fresh=fresh, parent=self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_wanted.connect(lambda: self._ask_where(dialog))
        dialog.print_wanted.connect(lambda: self._print(dialog))
        dialog.finished.connect(lambda _how: self._go_on(then))
        self._desk.note(of_clinic(SHOWN, key=self._key.name))
        dialog.open()

    def save(self, dialog: RecoveryDialog, path: Path) -> None:
        """Write the sheet to the PDF `path`."""
        from mesomap.report.pdf import write_pdf

        try:
            write_pdf(self._sheet(settings.paper()), None, path)
        except KnownError as error:
            dialog.message.warn(say(error.message))
            return
        dialog.message.done(self.tr("Saved: {path}").format(path=path))
        self._desk.note(of_clinic(OUT, key=self._key.name, to="pdf"))

    def _go_on(self, then: Callable[[], object]) -> None:
        self.deleteLater()
        then()

    def _sheet(self, paper: str, *, landscape: bool = False) -> Layout:
        return recovery_sheet(
            self._key,
            clinic=self._clinic,
            file=self._file,
            paper=paper,
            landscape=landscape,
            clock=self._desk.clock,
        )

    def _path(self) -> Path:
        name = self.tr("Recovery key {name}.pdf").format(name=self._key.name)
        return settings.documents_folder() / name

    def _ask_where(self, dialog: RecoveryDialog) -> None:
        wanted = self._path()
        where = QFileDialog(dialog, self.tr("Save as PDF"), str(wanted.parent))
        where.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        where.setNameFilter(self.tr("PDF (*.pdf)"))
        where.setDefaultSuffix("pdf")
        where.selectFile(wanted.name)
        where.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where.fileSelected.connect(lambda name: self.save(dialog, Path(name)))
        where.open()

    def _print(self, dialog: RecoveryDialog) -> None:
        from mesomap.app.print_dialog import Printable, PrintDialog

        def make(options: Options) -> tuple[Layout, None]:
            return self._sheet(options.paper, landscape=options.landscape), None

        what = Printable(
            title=self.tr("Print the recovery key"), make=make, path=lambda _options: self._path()
        )
        paper = PrintDialog(what, dialog)
        paper.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paper.went_out.connect(self._note_out)
        paper.resize(PAPER_SIZE.boundedTo(self._desk.window.size() - MARGIN))
        paper.open()

    def _note_out(self, _options: object, to: str) -> None:
        self._desk.note(of_clinic(OUT, key=self._key.name, to=to))
