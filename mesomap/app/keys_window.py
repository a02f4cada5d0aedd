"""Every key on one page, from the same table as the menus."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
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

BLOCKS = (
    *("file", "edit", "tools", "mouse", "view", "syringe"),
    *("session", "treating", "record", "clinic", "help"),
)
"""In reading order: down the first column, then down the next."""
GAP = 36
BLOCK_PX = 376
KEYS_PX = 156


class KeysWindow(QDialog):
    """A quiet list in columns."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        self._actions = actions
        self._sheet = _Columns([self._block_of(name) for name in BLOCKS])
        close = Button(self.tr("Close"), height=34)
        close.clicked.connect(self.accept)
        page = QVBoxLayout(self)
        page.setContentsMargins(28, 22, 28, 20)
        page.setSpacing(18)
        page.addWidget(text_label(self.tr("Keys"), TITLE))
        area = QScrollArea()
        area.setWidget(self._sheet)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        page.addWidget(area, 1)
        page.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        whole = QSize(1800, 1000)
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


class _Columns(QWidget):
    """Blocks one below the other, in as many columns of about one height as the width holds."""

    def __init__(self, blocks: list[QWidget]) -> None:
        super().__init__()
        self._blocks = blocks
        self._count = 0
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 12, 0)
        self._row.setSpacing(GAP)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for block in blocks:
            block.setParent(self)
        self._arrange(1)

    def minimumSizeHint(self) -> QSize:
        """One column wide at the least, whatever stands side by side now."""
        return QSize(BLOCK_PX, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for now."""
        super().resizeEvent(event)
        self._arrange(max(1, (self.width() - 12 + GAP) // (BLOCK_PX + GAP)))

    def _arrange(self, count: int) -> None:
        if count == self._count:
            return
        self._count = count
        while (item := self._row.takeAt(0)) is not None:
            column = item.layout()
            while column is not None and column.takeAt(0) is not None:
                continue
        for blocks in _share(self._blocks, count):
            column = QVBoxLayout()
            column.setSpacing(18)
            for block in blocks:
                column.addWidget(block)
            column.addStretch(1)
            self._row.addLayout(column)
        self._row.addStretch(1)


def _share(blocks: list[QWidget], count: int) -> list[list[QWidget]]:
    """`blocks` in their order, cut into `count` columns whose tallest is as low as it can be."""
    heights = [_tall(block) + 18 for block in blocks]
    low, high = max(heights), sum(heights)
    while low < high:
        middle = (low + high) // 2
        if len(_cut(heights, middle)) <= count:
            high = middle
        else:
            low = middle + 1
    return [blocks[start:end] for start, end in _cut(heights, low)]


def _tall(block: QWidget) -> int:
    """How high a block is once its words wrap at its width."""
    return max(block.heightForWidth(BLOCK_PX), block.sizeHint().height())


def _cut(heights: list[int], room: int) -> list[tuple[int, int]]:
    """(first, end) of each column when none may be taller than `room`."""
    columns, start, used = [], 0, 0
    for place, height in enumerate(heights):
        if used + height > room and place > start:
            columns.append((start, place))
            start, used = place, 0
        used += height
    return [*columns, (start, len(heights))]


def show_keys(actions: Actions, window: QWidget) -> None:
    """The list over `window`."""
    dialog = KeysWindow(actions, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _block(title: str, lines: list[tuple[str, str]]) -> QWidget:
    block = QFrame()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.addWidget(heading(title), 0, 0)
    for row, (text, keys) in enumerate(lines, start=1):
        said = text_label(text, BODY, role="t2")
        pressed = text_label(keys, SMALL, weight=500)
        pressed.setFixedWidth(KEYS_PX)
        for column, label in enumerate((said, pressed)):
            label.setWordWrap(True)
            grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    block.setFixedWidth(BLOCK_PX)
    return block
