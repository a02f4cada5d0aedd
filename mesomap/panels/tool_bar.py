"""The tools over the chart, undo and redo, and what opens from here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QMenu, QWidget

from mesomap.paint.tokens import TARGET, TOOLBAR_HEIGHT
from mesomap.panels.buttons import Button, Kind

_SPACING, _MARGIN, _ASIDE = 4, 8, 6
_LINE = 1 + 2 * _ASIDE + 4 * _SPACING
NAMED_LAST = ("erase", "note", "measure", "select", "stamp", "line", "row", "lesion", "nappage")
"""Tools lose their names in this order: first those whose icons say it best."""


class ToolBar(QFrame):
    """One bare button for each action; tools with their names and keys.

    Where the room is small the tools drop their keys, then one after the other their names; what
    then still finds no room goes into the menu of a button at their end.
    """

    def __init__(
        self,
        tools: Sequence[tuple[QAction, str]],
        edits: Sequence[tuple[QAction, str]],
        right: Sequence[tuple[QAction, str]],
        parent: QWidget | None = None,
    ) -> None:
        """Each action comes with the name of its icon."""
        super().__init__(parent)
        self.setObjectName("toolBar")
        self.setFixedHeight(TOOLBAR_HEIGHT)
        self.buttons: dict[QAction, Button] = {}
        self._tools = [action for action, _ in tools]
        self._icons = dict(tools)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(_SPACING)
        for action, name in tools:
            text = action.text().replace("&", "")
            row.addWidget(self._button(action, Button(text, name, kind=Kind.BARE)))
        self.more = Button("", "more", kind=Kind.BARE)
        self.more.setAccessibleName(self.tr("More tools"))
        self.more.setToolTip(self.tr("More tools"))
        self.more.clicked.connect(self._show_more)
        row.addWidget(self.more)
        line = QFrame()
        line.setProperty("line", "true")
        line.setFixedSize(1, 28)
        row.addSpacing(_ASIDE)
        row.addWidget(line)
        row.addSpacing(_ASIDE)
        for action, name in edits:
            row.addWidget(self._button(action, Button("", name, kind=Kind.BARE)))
        row.addStretch(1)
        for action, name in right:
            row.addWidget(self._button(action, Button("", name, kind=Kind.BARE)))
        self._others = len(edits) + len(right)
        self.menu = QMenu(self)
        self._fit()

    def _button(self, action: QAction, button: Button) -> Button:
        self.buttons[action] = button
        return button.follow(action, hint=bool(button.text()))

    def minimumSizeHint(self) -> QSize:
        """It fits itself to any width."""
        return QSize(0, TOOLBAR_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        self._fit()
        layout = self.layout()
        assert layout is not None
        layout.activate()  # it was laid out before this was called
        super().resizeEvent(event)

    def in_more(self) -> list[QAction]:
        """The tools that the menu holds, having no button of their own."""
        return [action for action in self._tools if self.buttons[action].isHidden()]

    def _fit(self) -> None:
        room = self.width() - 2 * _MARGIN - _LINE - self._others * (TARGET + _SPACING)
        buttons = [self.buttons[action] for action in self._tools]
        for button in buttons:
            button.set_nameless(False)
            button.set_tight(False)
        if self._width(buttons) > room:
            for button in buttons:
                button.set_tight(True)
        by_icon = {self._icons[action]: self.buttons[action] for action in self._tools}
        last = [by_icon[name] for name in NAMED_LAST if name in by_icon]
        rest = [button for button in reversed(buttons) if button not in last]
        for button in (*last, *rest):
            if self._width(buttons) <= room:
                break
            button.set_nameless(True)
        shown = len(buttons)
        if self._width(buttons) > room:
            shown = max(1, room // (TARGET + _SPACING) - 1)
        for place, button in enumerate(buttons):
            button.setVisible(place < shown)
        self.more.setVisible(shown < len(buttons))

    @staticmethod
    def _width(buttons: Sequence[Button]) -> int:
        return sum(button.sizeHint().width() + _SPACING for button in buttons)

    def _show_more(self) -> None:
        self.menu.clear()
        self.menu.addActions(self.in_more())
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
