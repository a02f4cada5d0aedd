"""The chart on the screen, to be saved as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from mesomap.app.action_spec import Spec
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.desk import Desk
    from mesomap.app.session_view import SessionView
    from mesomap.app.slots import On, Slot

PICTURE_OUT = (
    Spec(
        "save_picture",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Save picture…"),
        QT_TRANSLATE_NOOP("Actions", "This chart with its marks, for a letter or a slide"),
        ("Ctrl+Shift+I",),
    ),
)


def picture_slots(on: On) -> dict[str, Slot]:
    """What it does."""
    return {"save_picture": on(lambda desk: desk.picture_out.ask())}


class PictureOut(QObject):
    """Opens the dialog for the chart that is looked at."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view

    def ask(self) -> None:
        """Look at the picture, then save or copy it."""
        self._desk.attempt(self._ask)

    def _ask(self) -> None:
        from mesomap.app.save_picture_dialog import SavePictureDialog
        from mesomap.document.record import looking
        from mesomap.report.printing import session_content

        store, atlas, document = self._desk.clinic.store, self._desk.atlas, self._view.document
        if store is None or atlas is None or document is None or document.session is None:
            return
        session = document.session
        content = session_content(store, atlas, session.id, clock=self._desk.clock)
        chart = self._view.canvas.stage.chart_id
        dialog = SavePictureDialog(content, chart, self._desk.window)

        def note(to: str) -> None:
            self._desk.note(looking.of_session(looking.PICTURE, session, chart=chart, to=to))

        dialog.went_out.connect(note)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
