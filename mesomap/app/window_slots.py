"""What the window's own actions do: those that need no open session, or find their way to one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from mesomap.app.crypt.encryption_flow import EncryptionFlow
    from mesomap.app.record.done_flow import DoneFlow
    from mesomap.app.record.reactions_flow import ReactionDesk
    from mesomap.app.window import MainWindow
    from mesomap.panels.record.to_do import ToDoEntry


class WindowSlots(QObject):
    """Joins actions with the flows that they start; each flow is imported when it is asked for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._encryption: EncryptionFlow | None = None
        self._done: DoneFlow | None = None

    def all(self) -> dict[str, Callable[[], object]]:
        """What to do, by the action's name."""
        from mesomap.app.record.actions_patients import patients_slots
        from mesomap.app.record.actions_signing import people_slots
        from mesomap.app.session_slots import session_slots

        window = self._window
        return {
            **people_slots(lambda: window.parts.people),
            **session_slots(lambda: window.session, window.commands),
            "new_patient": window.patients.ask_new,
            "find_patient": self._find_patient,
            **patients_slots(lambda: window.people),
            "open_clinic": window.clinics.ask_open,
            "new_clinic": window.clinics.ask_new,
            "sample_clinic": window.clinics.ask_sample,
            "try_again": window.desk.keeping.try_again,
            "save_unsaved": window.desk.keeping.ask_copy,
            "quit": window.close,
            "lock": lambda: window.lock.lock(),
            "patients": window.show_start,
            "add_reaction": self._add_reaction,
            "to_do": self._ask_to_do,
            "lot_lookup": self._look_up_lot,
            "products": self._ask_products,
            "what_was_done": self._ask_done,
            "remark_settings": self._ask_remarks,
            "encryption": self._ask_encryption,
            "backups": lambda: window.parts.backups.ask(),
            "keys": self._show_keys,
            "change_keys": self._change_keys,
            "about": self._show_about,
        }

    def open_to_do(self, entry: ToDoEntry) -> None:
        """Go where a line of the to-do list leads."""
        from mesomap.app.record.to_do_flow import open_entry

        window = self._window
        open_entry(window.desk, entry, window.open_session, self._session_reactions)

    def _find_patient(self) -> None:
        window = self._window
        if window.pages.currentWidget() is not window.start:
            window.show_start()
        window.start.patients.search.setFocus()
        window.start.patients.search.selectAll()

    def _add_reaction(self) -> None:
        """To a session of the open patient; on the start page of the one that is chosen."""
        from mesomap.app.record.reactions_start import ask_told

        window = self._window
        if window.session is not None and window.pages.currentWidget() is not window.start:
            window.session.reactions.ask_new()
            return
        chosen = window.start.patients.chosen()
        ask_told(window.desk, chosen, window.open_session, self._session_reactions)

    def _session_reactions(self) -> ReactionDesk:
        assert self._window.session is not None
        return self._window.session.reactions

    def _ask_to_do(self) -> None:
        from mesomap.app.record.to_do_flow import ask_all

        ask_all(self._window.desk, self.open_to_do)

    def _look_up_lot(self) -> None:
        from mesomap.app.record.lot_lookup_flow import LotLookupFlow

        LotLookupFlow(self._window.desk, self._window.open_session).ask()

    def _ask_done(self) -> None:
        from mesomap.app.record.done_flow import DoneFlow

        if self._done is None:
            self._done = DoneFlow(self._window.desk)
            self._done.session_wanted.connect(self._window.open_session)
        self._done.ask()

    def _ask_products(self) -> None:
        from mesomap.app.record.products_flow import ProductsFlow

        ProductsFlow(self._window.desk).ask()

    def _ask_remarks(self) -> None:
        from mesomap.app.record.remark_settings_flow import ask_remark_settings

        ask_remark_settings(self._window.desk)

    def _ask_encryption(self) -> None:
        from mesomap.app.crypt.encryption_flow import EncryptionFlow

        window = self._window
        if self._encryption is None:
            converting = window.clinics.converting
            self._encryption = EncryptionFlow(window.desk, converting, window.open_session)
        self._encryption.ask()

    def _show_keys(self) -> None:
        from mesomap.app.keys_window import show_keys

        show_keys(self._window.commands, self._window)

    def _change_keys(self) -> None:
        from mesomap.app.change_keys import ChangeKeys

        ChangeKeys(self._window.commands, self._window)

    def _show_about(self) -> None:
        from mesomap.app.about import show_about

        show_about(self._window)
