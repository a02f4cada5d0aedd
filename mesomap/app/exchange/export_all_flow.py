"""All sessions, or a patient's, as files in a folder: asked for, then written step by step."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.app.exchange.stepping import Stepping
from mesomap.document.record import looking
from mesomap.model import Patient
from mesomap.panels.exchange.export_all_dialog import ExportAllDialog
from mesomap.report.exporting import Format, export_sessions
from mesomap.storage import Store
from mesomap.storage.events import Happened


class ExportAllFlow(QObject):
    """One export; `patient` is whose sessions are offered beside everybody's."""

    def __init__(self, desk: Desk, patient: Patient | None) -> None:
        super().__init__(desk)
        self._desk = desk
        whose: list[tuple[str, UUID | None]] = [
            (self._counted(self.tr("Everybody’s"), len(self._store().sessions())), None)
        ]
        if patient is not None:
            count = len(self._store().sessions(patient.id))
            whose.append((self._counted(patient.name, count), patient.id))
        self.dialog = ExportAllDialog(whose, desk.window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.folder_wanted.connect(self._ask_folder)
        self.dialog.rejected.connect(self.deleteLater)

    def ask(self) -> None:
        """Show what can be chosen."""
        self.dialog.open()

    def _ask_folder(self) -> None:
        chooser = QFileDialog(self.dialog, self.tr("Choose the folder to export into"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.setDirectory(str(settings.documents_folder()))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.fileSelected.connect(lambda name: self.export(Path(name)))
        chooser.open()

    def export(self, into: Path) -> None:
        """Write the sessions into a folder of their own within `into`."""
        store, atlas = self._store(), self._desk.atlas
        assert atlas is not None
        patient, format = self.dialog.patient(), self.dialog.formats.format()
        ids = [summary.session.id for summary in store.sessions(patient)]
        folder = into / self._folder_name(format)
        what = Happened(
            looking.EXPORT_MANY,
            patient,
            details={"format": format.value, "sessions": str(len(ids))},
        )
        said = self._counted(self.tr("Exporting"), len(ids))
        stepping = Stepping(self._desk, said)

        def ended(done: bool) -> None:
            if done:
                self._desk.note(what)
            self.deleteLater()

        stepping.ended.connect(ended)
        steps = export_sessions(store, atlas, ids, folder, format, clock=self._desk.clock)
        stepping.start(steps, done=self.tr("Written: {path}").format(path=folder))
        self.dialog.accept()

    def _folder_name(self, format: Format) -> str:
        return f"mesomap-{format.value}-{self._desk.clock().date().isoformat()}"

    def _counted(self, said: str, count: int) -> str:
        words = self.tr("{said}: 1 session") if count == 1 else self.tr("{said}: {count} sessions")
        return words.format(said=said, count=count)

    def _store(self) -> Store:
        store = self._desk.clinic.store
        assert store is not None
        return store
