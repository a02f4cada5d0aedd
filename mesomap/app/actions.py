"""The actions of the window, made from the one table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from mesomap.app.action_spec import Spec, When
from mesomap.app.action_table import SPECS


class Actions(QObject):
    """The actions by name: ``actions["undo"]``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in SPECS:
            self._actions[spec.name] = self._make(spec)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect_all(self, slots: dict[str, Callable[[], object]]) -> None:
        """Connect every action to its slot.

        Raises
        ------
        KeyError
            if an action has no slot: none may be dead.
        """
        for spec in SPECS:
            slot = slots[spec.name]
            self._actions[spec.name].triggered.connect(lambda _on=False, run=slot: run())

    def use_on(self, *, session: bool) -> None:
        """Enable what has a meaning on this page."""
        for spec in SPECS:
            if spec.when is not When.ALWAYS:
                self._actions[spec.name].setEnabled(session == (spec.when is When.SESSION))

    def _make(self, spec: Spec) -> QAction:
        action = QAction(_translated(spec.text), self)
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setCheckable(spec.checkable or bool(spec.group))
        action.setChecked(spec.checked)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = _translated(spec.tip)
        action.setToolTip(f"{tip} ({keys})" if keys else tip)
        action.setStatusTip(tip)
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(self)
            self._groups[spec.group].addAction(action)
        return action


def _translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
