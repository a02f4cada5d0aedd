"""While the window is locked: no input reaches anything but the page that unlocks it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

INPUT = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.ContextMenu,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletRelease,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TouchEnd,
        QEvent.Type.NativeGesture,
        QEvent.Type.Gesture,
        QEvent.Type.InputMethod,
        QEvent.Type.DragEnter,
        QEvent.Type.Drop,
        QEvent.Type.ToolTip,
    }
)


class Guard(QObject):
    """From `close` to `open`: swallows input, and keeps every other window hidden."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._door: QWidget | None = None
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing passes."""
        return self._door is not None

    def close(self, door: QWidget) -> None:
        """Let input through to `door` only; dialogs and menus go out of sight as they are."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._focus = QApplication.focusWidget()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QToolTip.hideText()
        for one in QApplication.topLevelWidgets():
            self._hide(one)
        self._door = door
        app.installEventFilter(self)

    def open(self, *, same_person: bool = True) -> None:
        """Everything as it was; what another person had before them is closed instead."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.removeEventFilter(self)
        self._door = None
        hidden, self._hidden = self._hidden, []
        hidden = [one for one in hidden if shiboken6.isValid(one)]
        for one in hidden:
            if same_person:
                one.show()
            else:
                one.close()
        if hidden and same_person:
            hidden[-1].activateWindow()
        elif self._focus is not None and self._focus.isVisible():
            self._focus.setFocus()
        self._focus = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether the event ends here."""
        door = self._door
        if door is None:
            return False
        kind = event.type()
        if kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            if watched is not self._window:
                QTimer.singleShot(0, self, lambda: self._hide_late(watched))
            return False
        if kind not in INPUT:
            return False
        if kind == QEvent.Type.Shortcut:
            return not _within(watched, door)
        if not isinstance(watched, QWidget):
            return False  # a window's own handle: what it makes of this comes to a widget next
        if kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease) and not _within(watched, door):
            door.setFocus(Qt.FocusReason.OtherFocusReason)
        return not _within(watched, door)

    def _hide(self, one: QWidget) -> None:
        if one is self._window or not one.isVisible() or one.parent() is None:
            return
        self._hidden.append(one)
        one.hide()
        if isinstance(one, QDialog):  # one that ends by itself stays away
            one.finished.connect(lambda _how: self._forget(one))

    def _forget(self, one: QWidget) -> None:
        if one in self._hidden:
            self._hidden.remove(one)

    def _hide_late(self, one: QWidget) -> None:
        if self._door is not None:
            self._hide(one)


def _within(watched: QObject, door: QWidget) -> bool:
    if watched is door:
        return True
    return isinstance(watched, QWidget) and door.isAncestorOf(watched)
