"""Importing in the window: a file is chosen, looked at away from the window, shown, then done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.app.exchange import import_words as words
from mesomap.app.exchange.background import Background
from mesomap.document.importing import import_bundle, plan_import
from mesomap.document.importing_lines import Plan
from mesomap.document.record import looking
from mesomap.exchange.bundle_read import read_bundle
from mesomap.exchange.import_file import ENDINGS, Sort, read_import
from mesomap.exchange.import_json import refused_csv
from mesomap.exchange.patient_cells import DATES
from mesomap.exchange.patients_csv import (
    LABEL,
    PatientRow,
    Reading,
    plan_patients,
    steps_of,
    suggested,
)
from mesomap.exchange.text_table import ENCODINGS, TextTable, read_table
from mesomap.exchange.whole_file import write_whole
from mesomap.model import KnownError, Message
from mesomap.paint.sentences import say
from mesomap.panels.exchange.import_dialog import ImportDialog
from mesomap.panels.exchange.import_mapping import ImportMapping
from mesomap.storage import Store


class ImportFlow(QObject):
    """One dialog, from its file to what was imported."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        super().__init__(desk)
        self._desk = desk
        self._changed = changed
        self._path = Path()
        self._data = b""
        self._source: dict[str, str] = {}
        self._plan: Plan | None = None
        self._table: TextTable | None = None
        self._rows: list[PatientRow] = []
        mapping = ImportMapping(
            [(field, words.word(said)) for field, said in words.FIELDS],
            list(DATES),
            ENCODINGS,
            [(",", self.tr("comma")), (";", self.tr("semicolon")), ("\t", self.tr("tab"))],
        )
        mapping.changed.connect(self._judge)
        mapping.reread.connect(self._reread)
        self.dialog = ImportDialog(mapping, desk.window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.file_wanted.connect(self._ask_file)
        self.dialog.import_wanted.connect(self._import)
        self.dialog.report_wanted.connect(self._ask_report)
        self.dialog.finished.connect(self.deleteLater)

    def ask(self) -> None:
        """Show the dialog, and ask for a file at once."""
        self.dialog.open()
        self._ask_file()

    def _ask_file(self) -> None:
        chooser = QFileDialog(self.dialog, self.tr("Choose a file to import"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = " ".join(f"*.{one}" for one in ENDINGS)
        chooser.setNameFilters([self.tr("Files to import ({endings})").format(endings=endings)])
        chooser.setDirectory(str(settings.documents_folder()))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: self.look_at(Path(name)))
        chooser.open()

    def look_at(self, path: Path) -> None:
        """Read `path` and show what importing it would do."""
        store, atlas = self._store(), self._desk.atlas
        assert atlas is not None
        clinic, key = store.path, store.key
        self._path, self._plan, self._table = path, None, None
        self.dialog.show_file(path.name)
        self.dialog.mapping.hide()
        self.dialog.show_nothing()

        def work() -> object:
            sort, data = read_import(path)
            self._source = {"sort": sort.value, "sha256": looking.source_of(data)}
            if sort is Sort.PATIENTS:
                return data, read_table(data, name=path.name)
            bundle = read_bundle(data, name=path.name)
            # One connection for one thread.
            with Store.open(clinic, read_only=True, key=key) as own:
                return plan_import(own, atlas, bundle)

        self._run(work, self._show)

    def _run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        reading = self.tr("Reading {file}…").format(file=self._path.name)
        background = Background(work, reading, self.dialog)
        background.done.connect(done)
        background.failed.connect(self._refuse)
        background.start()

    def _refuse(self, message: Message) -> None:
        self.dialog.show_nothing()
        self.dialog.message.warn(say(message))

    def _show(self, found: object) -> None:
        if isinstance(found, Plan):
            self._plan = found
            ready = bool(found.steps) and found.problem is None
            self.dialog.show_lines(
                words.plan_said(found), words.plan_heads(), words.plan_rows(found), ready=ready
            )
            if found.problem is not None:
                self.dialog.message.warn(say(found.problem))
            return
        assert isinstance(found, tuple)
        self._data, self._table = found
        self._show_table()

    def _show_table(self) -> None:
        table = self._table
        assert table is not None
        self.dialog.mapping.show_table(
            table.head,
            suggested(table.head),
            encoding=table.encoding,
            separator=table.separator,
        )
        self.dialog.mapping.show()
        self._judge()

    def _reread(self) -> None:
        """Read the same bytes as they are said to be written."""
        chosen = self.dialog.mapping.mapped()

        def work() -> None:
            self._table = read_table(
                self._data,
                name=self._path.name,
                encoding=chosen.encoding,
                separator=chosen.separator,
            )
            self._show_table()

        self._attempt(work)

    def _judge(self) -> None:
        """What each row would become, as the columns are mapped."""
        table, atlas = self._table, self._desk.atlas
        if table is None or atlas is None:
            return
        chosen = self.dialog.mapping.mapped()
        reading = Reading(columns=chosen.columns, dates=chosen.dates, bodies=atlas.body_ids)

        def work() -> None:
            self._rows = plan_patients(self._store(), table, reading)
            self.dialog.show_lines(
                words.table_said(table, self._rows),
                words.table_heads(),
                words.table_rows(self._rows),
                ready=bool(steps_of(self._rows)),
            )
            self.dialog.report_button.setVisible(any(row.why for row in self._rows))

        self._attempt(work)

    def _attempt(self, work: Callable[[], None]) -> bool:
        try:
            work()
        except KnownError as error:
            self._refuse(error.message)
            return False
        return True

    def _import(self) -> None:
        document = self._desk.clinic.document
        assert document is not None

        def work() -> None:
            if self._plan is not None:
                import_bundle(document, self._plan)
            else:
                document.commit_together(LABEL, steps_of(self._rows))

        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            done = self._attempt(work)
        finally:
            QGuiApplication.restoreOverrideCursor()
        if not done:
            return
        self._desk.note(looking.of_clinic(looking.IMPORT_FROM, **self._source))
        self.dialog.import_button.setEnabled(False)
        self.dialog.message.done(self.tr("Imported: {file}").format(file=self._path.name))
        self._changed()

    def _ask_report(self) -> None:
        chooser = QFileDialog(self.dialog, self.tr("Save the refused rows"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("csv")
        chooser.setNameFilter(self.tr("Tables (*.csv)"))
        chooser.setDirectory(str(settings.documents_folder()))
        chooser.selectFile(f"{self._path.stem}-refused.csv")
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: self._save_report(Path(name)))
        chooser.open()

    def _save_report(self, path: Path) -> None:
        table = self._table
        assert table is not None
        if self._attempt(lambda: write_whole(path, refused_csv(table, self._rows))):
            self.dialog.message.done(self.tr("Written: {path}").format(path=path))

    def _store(self) -> Store:
        store = self._desk.clinic.store
        assert store is not None
        return store
