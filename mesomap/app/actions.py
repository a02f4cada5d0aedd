"""The actions of the window, made from the one table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from mesomap.app import settings
from mesomap.app.action_spec import Spec, When
from mesomap.app.action_table import SPECS


class Action(QAction):
    """An action that may be taken away whatever would enable it."""

    def __init__(self, text: str, parent: QObject) -> None:
        super().__init__(text, parent)
        self._wanted, self._withheld = True, False

    def setEnabled(self, on: bool) -> None:
        """Enable it, unless it is withheld."""
        self._wanted = on
        super().setEnabled(on and not self._withheld)

    def withhold(self, away: bool) -> None:
        """Take it away, or give it back as it would be."""
        if away != self._withheld:
            self._withheld = away
            super().setEnabled(self._wanted and not away)


class Actions(QObject):
    """The actions by name: ``actions["undo"]``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, Action] = {}
        self._may_run: Callable[[str], bool] = lambda _name: True
        self._groups: dict[str, QActionGroup] = {}
        self._own = settings.own_keys()
        """Keys that a person chose, by the action's name."""
        for spec in SPECS:
            self._actions[spec.name] = self._make(spec)

    def __getitem__(self, name: str) -> Action:
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
            self._actions[spec.name].triggered.connect(
                lambda _on=False, name=spec.name, run=slot: run() if self._may_run(name) else None
            )

    def ask_first(self, may_run: Callable[[str], bool]) -> None:
        """Ask `may_run` before an action does its work."""
        self._may_run = may_run

    def withhold(self, names: frozenset[str]) -> None:
        """Take these away, whatever would enable them; give the others back."""
        for name, action in self._actions.items():
            action.withhold(name in names)

    def use_on(self, *, session: bool) -> None:
        """Enable what has a meaning on this page."""
        for spec in SPECS:
            if spec.when is not When.ALWAYS:
                self._actions[spec.name].setEnabled(session == (spec.when is When.SESSION))

    def keys_of(self, name: str) -> tuple[str, ...]:
        """An action's keys in Qt's portable form."""
        portable = QKeySequence.SequenceFormat.PortableText
        return tuple(key.toString(portable) for key in self._actions[name].shortcuts())

    def has_own_keys(self, name: str) -> bool:
        """Whether its keys are others than the table's."""
        return name in self._own

    def set_keys(self, name: str, keys: tuple[str, ...] | None) -> None:
        """Give an action other keys, from now on and at the next start; None: the table's."""
        spec = next(one for one in SPECS if one.name == name)
        standard = tuple(_portable(key) for key in spec.keys)
        if keys is None or keys == standard:
            self._own.pop(name, None)
        else:
            self._own[name] = keys
        self._key(self._actions[name], spec)
        settings.remember_own_keys(self._own)

    def _key(self, action: QAction, spec: Spec) -> None:
        keys = self._own.get(spec.name, spec.keys)
        action.setShortcuts([QKeySequence(key) for key in keys])
        shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = _translated(spec.tip)
        action.setToolTip(f"{tip} ({shown})" if shown else tip)
        action.setStatusTip(tip)

    def _make(self, spec: Spec) -> Action:
        action = Action(_translated(spec.text), self)
        action.setObjectName(spec.name)
        self._key(action, spec)
        action.setCheckable(spec.checkable or bool(spec.group))
        action.setChecked(spec.checked)
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(self)
            self._groups[spec.group].addAction(action)
        return action


def _portable(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Actions", text)
