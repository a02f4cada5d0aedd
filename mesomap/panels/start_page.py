"""The first page: the patients of the clinic file, the last sessions, and other clinic files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.icons import paint_icon
from mesomap.paint.theme import current
from mesomap.paint.tokens import BANNER_HEIGHT, BODY, CAPTION, RADIUS_CARD, SMALL, TITLE
from mesomap.panels.backup.backup_bar import BackupBar
from mesomap.panels.buttons import Button, Card, Kind, elided, ring
from mesomap.panels.look import IconLabel, caption, heading, sized, strong, text_label
from mesomap.panels.patient_list import PatientList
from mesomap.panels.record.to_do import ToDoEntry, ToDoList

SIDE_PX = 440
LAST = 3


@dataclass(frozen=True, slots=True)
class LastSession:
    """One of the sessions that were edited last, in ready words."""

    id: UUID
    patient: str
    line: str
    signed: bool


@dataclass(frozen=True, slots=True)
class StartActions:
    """The actions that the page offers as buttons."""

    new_patient: QAction
    search: QAction
    open_clinic: QAction
    new_clinic: QAction
    sample_clinic: QAction
    i_am: QAction
    to_do: QAction


class StartPage(QWidget):
    """Patients on the left; last sessions and clinic files on the right."""

    session_opened = Signal(object)
    """The id (UUID) of the session to open."""

    def __init__(self, actions: StartActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "win")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.patients = PatientList(actions.new_patient, actions.search)
        self._bar = _TopBar(actions.i_am)
        self.backup_bar = BackupBar()
        self._side = QFrame()
        self._side.setObjectName("startSide")
        self.to_do = ToDoList(actions.to_do)
        self._last_title = heading(self.tr("Last sessions"))
        self._tiles = [_Tile() for _ in range(LAST)]
        for tile in self._tiles:
            tile.clicked.connect(self._open_tile)
        tiles = QHBoxLayout()
        tiles.setSpacing(14)
        for tile in self._tiles:
            tiles.addWidget(tile, 1)
        keys = actions.open_clinic.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.open_card = Card(
            self.tr("Open clinic file"),
            self.tr("another file on this computer or a drive"),
            "folder-open",
            hint=keys,
        )
        self.new_card = Card(
            self.tr("New clinic file"), self.tr("its place, your name, a passphrase"), "file-plus"
        )
        self.sample_card = Card(
            self.tr("Try the sample clinic"),
            self.tr("Made-up patients, nothing is kept"),
            "flask",
        )
        cards = QVBoxLayout()
        cards.setSpacing(8)
        for card, action in (
            (self.open_card, actions.open_clinic),
            (self.new_card, actions.new_clinic),
            (self.sample_card, actions.sample_clinic),
        ):
            card.clicked.connect(action.trigger)
            card.setToolTip(action.toolTip())
            cards.addWidget(card)
        promise = caption(
            self.tr(
                "mesomap records what you plan and give."
                " It never recommends a product, a dose or a treatment."
            )
        )
        column = QVBoxLayout(self._side)
        column.setContentsMargins(32, 28, 32, 24)
        column.setSpacing(0)
        column.addWidget(self.to_do)
        column.addWidget(self._last_title)
        self._last = QWidget()
        self._last.setLayout(tiles)
        tiles.setContentsMargins(0, 12, 0, 28)
        column.addWidget(self._last)
        column.addWidget(heading(self.tr("Clinic file")))
        column.addSpacing(12)
        column.addLayout(cards)
        column.addStretch(1)
        column.addWidget(promise)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.patients, 1)
        row.addWidget(self._side)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._bar)
        page.addWidget(self.backup_bar)
        page.addLayout(row, 1)
        self._page = page
        self.show_last(())

    def make_room(self, px: int) -> None:
        """Leave `px` of the lower edge to what lies over the page."""
        self._page.setContentsMargins(0, 0, 0, px)

    def show_clinic(self, name: str, note: str = "") -> None:
        """The open clinic file's name, and what is special about it."""
        self._bar.show_clinic(name, note)

    def show_to_do(self, entries: Sequence[ToDoEntry]) -> None:
        """What is to be done; who has that knows what the sample clinic would show."""
        self.to_do.show_entries(entries)
        self.sample_card.setVisible(not entries)

    def show_who(self, name: str, clinic: str = "") -> None:
        """Who types, and the clinic's name; "" without a clinic file."""
        self._bar.show_who(name, clinic)

    def show_last(self, sessions: Sequence[LastSession]) -> None:
        """The last few sessions; the title goes with the last of them."""
        self._last_title.setVisible(bool(sessions))
        self._last.setVisible(bool(sessions))
        for tile, session in zip(self._tiles, [*sessions[:LAST], *([None] * LAST)], strict=False):
            tile.show_session(session)

    def last_sessions(self) -> list[LastSession]:
        """Those that are shown."""
        return [tile.session for tile in self._tiles if tile.session is not None]

    def show_last_pictures(self, pictures: Mapping[UUID, QPixmap]) -> None:
        """Small maps of the last sessions."""
        for tile in self._tiles:
            if tile.session is not None and tile.session.id in pictures:
                tile.show_picture(pictures[tile.session.id])

    def resizeEvent(self, event: object) -> None:
        """A third of the width for the side, within limits."""
        self._side.setFixedWidth(min(SIDE_PX + 60, max(330, round(self.width() * 0.335))))

    def _open_tile(self) -> None:
        tile = self.sender()
        if isinstance(tile, _Tile) and tile.session is not None:
            self.session_opened.emit(tile.session.id)


class _TopBar(QFrame):
    """The program's name and the open clinic file."""

    def __init__(self, i_am: QAction) -> None:
        super().__init__()
        self.setObjectName("startBar")
        self.setFixedHeight(BANNER_HEIGHT)
        self._file = text_label("", BODY, role="t2")
        self._icon = IconLabel("file", "t2", 18)
        self._clinic = text_label("", BODY, weight=600)
        self._note = text_label("", SMALL, weight=500)
        self._note.setObjectName("badge")
        self._note.setFixedHeight(26)
        line = QFrame()
        line.setProperty("line", "true")
        line.setFixedSize(1, 24)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(text_label("mesomap", TITLE))
        row.addWidget(line)
        row.addWidget(self._clinic)
        row.addWidget(self._icon)
        row.addWidget(self._file)
        row.addWidget(self._note)
        row.addStretch(1)
        self.who_button = Button("", "user", kind=Kind.BARE).follow(i_am, hint=False)
        row.addWidget(self.who_button)
        self.show_clinic("", "")
        self.show_who("", "")

    def show_clinic(self, name: str, note: str) -> None:
        self._file.setText(name or self.tr("no clinic file open yet"))
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def show_who(self, name: str, clinic: str) -> None:
        self._clinic.setText(clinic)
        self._clinic.setVisible(bool(clinic))
        self.who_button.setText(self.tr("I am {name}").format(name=name))
        self.who_button.setVisible(bool(name))
        self.who_button.updateGeometry()


class _Tile(QAbstractButton):
    """A last session: its small map and three lines."""

    PICTURE = 116

    def __init__(self) -> None:
        super().__init__()
        self.session: LastSession | None = None
        self._picture: QPixmap | None = None
        self.setFixedHeight(self.PICTURE + 58)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """As wide as a third of the side."""
        return QSize(120, self.PICTURE + 58)

    def show_session(self, session: LastSession | None) -> None:
        """Another session, or none."""
        self.session, self._picture = session, None
        self.setVisible(session is not None)
        if session is not None:
            self.setText(f"{session.patient}, {session.line}")
        self.update()

    def show_picture(self, picture: QPixmap) -> None:
        """Its small map."""
        self._picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, map, lines."""
        if self.session is None:
            return
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(0.5, 0.5, self.width() - 1, self.PICTURE - 1)
        painter.setPen(QPen(QColor(palette.edge if self.underMouse() else palette.line), 1))
        painter.setBrush(QColor(palette.canvas))
        painter.drawRoundedRect(frame, RADIUS_CARD, RADIUS_CARD)
        if self._picture is not None:
            fitted = QSize(self._picture.deviceIndependentSize().toSize())
            fitted.scale(
                round(frame.width()) - 4,
                round(frame.height()) - 4,
                Qt.AspectRatioMode.KeepAspectRatio,
            )
            box = QRectF(0, 0, fitted.width(), fitted.height())
            box.moveCenter(frame.center())
            painter.drawPixmap(box, self._picture, QRectF(self._picture.rect()))
        top = self.PICTURE + 16.0
        painter.setPen(QColor(palette.text))
        painter.setFont(strong(SMALL))
        elided(painter, QPointF(0, top), self.width(), self.session.patient)
        painter.setPen(QColor(palette.t2))
        painter.setFont(sized(SMALL))
        elided(painter, QPointF(0, top + 17), self.width(), self.session.line)
        painter.setPen(QColor(palette.t3))
        painter.setFont(sized(CAPTION))
        words = self.tr("Signed") if self.session.signed else self.tr("Draft")
        icon = "lock" if self.session.signed else "pen"
        paint_icon(painter, QRectF(0, top + 24, 12, 12), icon, palette.t3)
        elided(painter, QPointF(17, top + 34), self.width() - 17, words)
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), palette.focus)
        painter.end()

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go quiet again."""
        self.update()
