"""The emergency page: what whoever comes to help asks first, in big letters; Esc goes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mesomap.paint.tokens import TypeSize
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import separator, text_label

NAME = TypeSize(32, 40, 600)
HEAD = TypeSize(16, 22, 600)
BIG = TypeSize(24, 32, 600)
LINE = TypeSize(19, 26, 400)


@dataclass(frozen=True, slots=True)
class EmergencyPart:
    """A heading with its lines; a `framed` one is what must not be missed."""

    title: str
    lines: tuple[str, ...]
    big: bool = False
    framed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyView:
    """Who, and the parts of both columns from top to bottom, in ready words."""

    name: str
    details: str
    patient: tuple[EmergencyPart, ...]
    session: tuple[EmergencyPart, ...]


class EmergencyPage(QDialog):
    """As large as the window. Nothing moves, nothing is asked."""

    print_wanted = Signal()

    def __init__(self, view: EmergencyView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.setWindowTitle(self.tr("Emergency"))
        self.setModal(True)
        top = QHBoxLayout()
        top.setSpacing(16)
        who = QVBoxLayout()
        who.setSpacing(0)
        who.addWidget(_wrapped(view.name, NAME))
        if view.details:
            who.addWidget(_wrapped(view.details, LINE))
        top.addLayout(who, 1)
        self.print_button = Button(self.tr("Save as PDF…"), "printer", height=44)
        self.print_button.clicked.connect(self.print_wanted)
        self.back_button = Button(
            self.tr("Back"), "arrow-left", kind=Kind.PRIMARY, hint=self.tr("Esc"), height=44
        )
        self.back_button.clicked.connect(self.reject)
        top.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        self.columns = [_column(view.patient), _column(view.session)]
        for column, share in zip(self.columns, (5, 7), strict=True):
            columns.addWidget(column, share)
        page = QVBoxLayout(self)
        page.setContentsMargins(28, 20, 28, 20)
        page.setSpacing(12)
        page.addLayout(top)
        page.addWidget(separator())
        page.addLayout(columns, 1)
        self.back_button.setFocus()
        if parent is not None:
            window = parent.window()
            self.resize(window.size())
            self.move(window.mapToGlobal(window.rect().topLeft()))

    def words(self) -> str:
        """Everything on the page, line by line."""
        parts = (*self.view.patient, *self.view.session)
        return "\n".join(line for part in parts for line in (part.title, *part.lines))


def _column(parts: Sequence[EmergencyPart]) -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(14)
    for part in parts:
        column.addWidget(_part(part))
    column.addStretch(1)
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _part(part: EmergencyPart) -> QWidget:
    box = QFrame()
    if part.framed:
        box.setObjectName("warnBadge")
    inside = QVBoxLayout(box)
    pad = 12 if part.framed else 0
    inside.setContentsMargins(pad, pad - 4 if pad else 0, pad, pad)
    inside.setSpacing(2)
    tone = "warn" if part.framed else "t2"
    inside.addWidget(text_label(part.title, HEAD, role=tone))
    for line in part.lines:
        inside.addWidget(_wrapped(line, BIG if part.big else LINE))
    return box


def _wrapped(text: str, size: TypeSize) -> QWidget:
    label = text_label(text, size)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
