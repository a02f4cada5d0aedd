"""Which remarks are on, and the clinic's own ceilings: asked and committed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from mesomap.document.record.clinic import clinic_settings, settings_change
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.panels.record.remark_settings_dialog import RemarkSettingsDialog

if TYPE_CHECKING:
    from mesomap.app.desk import Desk


def ask_remark_settings(desk: Desk) -> None:
    """Ask; nothing without a clinic file."""
    document = desk.clinic.document
    if document is None:
        return
    settings = clinic_settings(document.store)
    dialog = RemarkSettingsDialog(settings.silenced, settings.ceilings, desk.window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def keep() -> None:
        wanted = replace(
            clinic_settings(document.store),
            silenced=dialog.silenced(),
            ceilings=dialog.ceilings.ceilings(),
        )
        changes = settings_change(document.store, wanted)
        if changes:
            label = QT_TRANSLATE_NOOP("labels", "Change remarks and ceilings")
            document.commit(label, changes)

    dialog.accepted.connect(lambda: desk.attempt(keep))
    dialog.open()
