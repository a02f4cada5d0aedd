"""Every key on one page, from the same table as the menus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mesomap.app.action_table import MENUS, SPECS
from mesomap.app.actions import Actions
from mesomap.app.actions_syringes import NUMBERED
from mesomap.paint.tokens import BODY, SMALL, TITLE
from mesomap.panels.buttons import Button
from mesomap.panels.look import heading, text_label

COLUMNS = (
    ("file", "session", "help"),
    ("edit", "view"),
    ("tools", "mouse"),
    ("syringe", "treating"),
    ("record", "clinic"),
)


class KeysWindow(QDialog):
    """A quiet list in columns."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self._actions = actions
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(32)
        for menus in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(6)
            for menu in menus:
                column.addWidget(self._block_of(menu))
                column.addSpacing(12)
            column.addStretch(1)
            columns.addLayout(column)
        close = Button(self.tr("Close"), height=34)
        close.clicked.connect(self.accept)
        page = QVBoxLayout(self)
        page.setContentsMargins(28, 22, 28, 20)
        page.setSpacing(18)
        page.addWidget(text_label(self.tr("Keys"), TITLE))
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        page.addWidget(area, 1)
        page.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        whole = inside.sizeHint() + QSize(2 * 28 + 24, 150)
        screen = self.screen()
        room = screen.availableSize() - QSize(40, 60) if screen is not None else whole
        self.resize(whole.boundedTo(room))

    def _block_of(self, menu: str) -> QWidget:
        own = {"mouse": self._mouse, "treating": self._treating}
        return own[menu]() if menu in own else self._menu(menu)

    def _menu(self, menu: str) -> QWidget:
        lines = []
        for spec in SPECS:
            keys = self._actions[spec.name].shortcuts()
            if spec.menu == menu and keys and spec.name not in NUMBERED:
                native = QKeySequence.SequenceFormat.NativeText
                shown = self.tr(" or ").join(key.toString(native) for key in keys[:2])
                text = QCoreApplication.translate("Actions", spec.text).replace("&", "")
                text = text.rstrip("…")
                lines.append((text, shown))
        if menu == "syringe":
            lines.append((self.tr("Take a syringe in hand"), "1 … 9"))
        title = QCoreApplication.translate("Actions", MENUS[menu]).replace("&", "")
        return _block(title, lines)

    def _treating(self) -> QWidget:
        return _block(
            self.tr("While treating"),
            [
                (self.tr("Given"), self.tr("Space, Enter, PgDown, click on the site")),
                (self.tr("Given up to here"), self.tr("Shift and click a site")),
                (self.tr("Take back the last"), self.tr("Backspace")),
                (self.tr("Skip; then say why"), "S, R"),
                (self.tr("Note at this site"), "N"),
                (self.tr("Pause, go on"), "P"),
                (self.tr("Next, previous site"), self.tr("arrow right, left")),
                (self.tr("Other depth or volume"), "D"),
                (self.tr("Depth by 0.5 mm"), self.tr("+ and -")),
                (self.tr("Volume by 0.01 mL"), self.tr("Ctrl and + or -")),
                (self.tr("Order, many at once, tick"), self.tr("M or right click")),
                (self.tr("Turn the chart"), "T"),
                (self.tr("Undo"), "Ctrl+Z"),
                (self.tr("Emergency page"), "F12"),
                (self.tr("Stop"), "Esc"),
            ],
        )

    def _mouse(self) -> QWidget:
        return _block(
            self.tr("On the chart"),
            [
                (self.tr("Zoom at the cursor"), self.tr("wheel")),
                (self.tr("Move the chart"), self.tr("space or middle button, drag")),
                (self.tr("Nudge the selection 1 mm of skin"), self.tr("arrows")),
                (self.tr("Nudge it 5 mm"), self.tr("Shift and arrows")),
                (self.tr("Add to the selection"), self.tr("Shift and click")),
                (self.tr("Close an outline or a path"), self.tr("Enter or double click")),
                (self.tr("Take its last corner back"), self.tr("Backspace")),
                (self.tr("With the pointer by keys: press, let go"), self.tr("space")),
                (self.tr("Session below: under the map"), self.tr("click, or space")),
                (self.tr("Session below: open"), self.tr("Open, or Enter")),
                (self.tr("Session below: compare"), self.tr("double click")),
            ],
        )


def show_keys(actions: Actions, window: QWidget) -> None:
    """The list over `window`."""
    dialog = KeysWindow(actions, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _block(title: str, lines: list[tuple[str, str]]) -> QWidget:
    block = QFrame()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(5)
    grid.addWidget(heading(title), 0, 0)
    for row, (text, keys) in enumerate(lines, start=1):
        grid.addWidget(text_label(text, BODY, role="t2"), row, 0)
        grid.addWidget(text_label(keys, SMALL, weight=500), row, 1)
    grid.setColumnStretch(0, 1)
    return block
