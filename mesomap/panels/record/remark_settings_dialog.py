"""Which remarks a clinic wants to see, and its own ceilings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.analysis.remarks import ALL_KINDS, KIND_NAMES
from mesomap.model import Ceiling
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, heading, text_label
from mesomap.panels.record.ceilings import Ceilings

COLUMNS = 2


class RemarkSettingsDialog(QDialog):
    """A tick for all, one for each kind, and the ceilings."""

    def __init__(
        self,
        silenced: Sequence[str],
        ceilings: Sequence[Ceiling],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        said = self.tr("Remarks and ceilings")
        self.setWindowTitle(said)
        self.resize(900, 600)
        self.all = QCheckBox(self.tr("Show remarks"))
        self.all.setChecked(ALL_KINDS not in silenced)
        self.kinds: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        grid.setContentsMargins(24, 0, 0, 0)
        for number, (kind, name) in enumerate(KIND_NAMES.items()):
            box = QCheckBox(QCoreApplication.translate("messages", name))
            box.setChecked(kind.value not in silenced)
            box.setMinimumHeight(28)
            grid.addWidget(box, number // COLUMNS, number % COLUMNS)
            self.kinds[kind.value] = box
        self.all.toggled.connect(self._follow)
        self.ceilings = Ceilings(ceilings)
        self.save_button = Button(self.tr("Save"), "check", kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(8)
        column.addWidget(text_label(said, TITLE))
        column.addWidget(
            caption(
                self.tr(
                    "Remarks name what a source says; they block nothing. The panel says how many"
                    " kinds are switched off."
                )
            )
        )
        column.addWidget(self.all)
        column.addLayout(grid)
        column.addSpacing(6)
        column.addWidget(heading(self.tr("The clinic's own ceilings")))
        column.addWidget(self.ceilings, 1)
        column.addLayout(ends)
        self._follow(self.all.isChecked())
        self.all.setFocus()

    def silenced(self) -> tuple[str, ...]:
        """The kinds that are off, and the sign for all if all are."""
        off = [kind for kind, box in self.kinds.items() if not box.isChecked()]
        return (*(() if self.all.isChecked() else (ALL_KINDS,)), *off)

    def _follow(self, on: bool) -> None:
        for box in self.kinds.values():
            box.setEnabled(on)
