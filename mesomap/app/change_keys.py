"""A clinic's own keys: which action has which, kept on this computer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QWidget

from mesomap.app.action_table import MENUS, SPECS
from mesomap.app.actions import Actions
from mesomap.panels.keys_dialog import KeyRow, KeysDialog


class ChangeKeys(QObject):
    """Asks for other keys; each takes effect at once."""

    def __init__(self, actions: Actions, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self.dialog = KeysDialog(window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.wanted.connect(self._give)
        self.dialog.all_standard_wanted.connect(self._all_standard)
        self.dialog.finished.connect(lambda _how: self.deleteLater())
        self._show()
        self.dialog.open()

    def _give(self, name: str, key: str | None) -> None:
        if key:
            for other in SPECS:
                kept = self._actions.keys_of(other.name)
                if other.name != name and key in kept:
                    self._actions.set_keys(other.name, tuple(one for one in kept if one != key))
        self._actions.set_keys(name, None if key is None else ((key,) if key else ()))
        self._show()

    def _all_standard(self) -> None:
        for spec in SPECS:
            self._actions.set_keys(spec.name, None)
        self._show()

    def _show(self) -> None:
        self.dialog.show_rows([self._row(spec.name) for spec in SPECS])

    def _row(self, name: str) -> KeyRow:
        spec = next(one for one in SPECS if one.name == name)
        return KeyRow(
            name=name,
            menu=_plain(MENUS[spec.menu]) if spec.menu in MENUS else "",
            text=_plain(spec.text),
            keys=self._actions.keys_of(name),
            changed=self._actions.has_own_keys(name),
        )


def _plain(text: str) -> str:
    return QCoreApplication.translate("Actions", text).replace("&", "").rstrip("…")
