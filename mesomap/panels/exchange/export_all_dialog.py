"""Many sessions as files: whose, as what, and what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import BODY, SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.exchange.format_choice import FormatChoice
from mesomap.panels.look import text_label, wrapping


class ExportAllDialog(QDialog):
    """Asks whose sessions are exported and as what; where to is asked next."""

    folder_wanted = Signal()

    def __init__(
        self, whose: Sequence[tuple[str, UUID | None]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export all sessions"))
        self.whose = Choice()
        self.whose.setAccessibleName(self.tr("Sessions"))
        for said, patient in whose:
            self.whose.addItem(said, patient)
        self.formats = FormatChoice()
        self.export_button = Button(self.tr("Choose folder…"), kind=Kind.PRIMARY, height=36)
        self.export_button.setAutoRepeat(False)
        self.export_button.clicked.connect(self.folder_wanted)
        self.close_button = Button(self.tr("Cancel"), height=36)
        self.close_button.clicked.connect(self.reject)
        self._arrange()

    def _arrange(self) -> None:
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(self.close_button)
        ends.addWidget(self.export_button)
        kept = text_label(
            self.tr(
                "Each session becomes a file of its own, named by its date and not by its patient."
                " What is in the files names the patients: keep them where nobody else reads them."
            ),
            SMALL,
            role="t2",
        )
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(text_label(self.tr("Export all sessions"), TITLE))
        page.addWidget(text_label(self.tr("Sessions"), BODY, role="t2"))
        page.addWidget(self.whose)
        page.addWidget(text_label(self.tr("Format"), BODY, role="t2"))
        page.addWidget(self.formats)
        page.addWidget(wrapping(kept))
        page.addSpacing(8)
        page.addLayout(ends)
        self.setMinimumWidth(520)

    def patient(self) -> UUID | None:
        """Whose sessions; None for everybody's."""
        found = self.whose.currentData()
        assert found is None or isinstance(found, UUID)
        return found
