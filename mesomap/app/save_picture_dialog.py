"""One chart as a picture before it is saved: what is on it, how large it is, and as what."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mesomap.app import settings
from mesomap.model import KnownError
from mesomap.paint.sentences import say
from mesomap.paint.tokens import BODY, SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import text_label, wrapping
from mesomap.panels.message_bar import MessageBar
from mesomap.panels.number_field import NumberField
from mesomap.report.chart_picture import (
    USUAL_DPI,
    USUAL_MM,
    USUAL_PX,
    WIDTH_MM,
    WIDTH_PX,
    ChartPicture,
    PictureOptions,
    PictureSize,
    image_of,
    picture_of,
    save_picture,
)
from mesomap.report.layout import SessionContent
from mesomap.report.layout.picture import PictureParts

MM_PER_INCH = 25.4
_SQUARE_PX = 8
"""Of the chequers that say: nothing is behind this."""


class SavePictureDialog(QDialog):
    """Looks at one chart of a session as a picture; saves it, or copies it."""

    went_out = Signal(str)
    """As what: "png", "svg" or "clipboard"."""

    def __init__(self, content: SessionContent, chart: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Save picture"))
        self._content, self._chart = content, chart
        self.picture: ChartPicture | None = None
        self.message = MessageBar(self)
        self.preview = _Preview()
        self.format = Choice()
        self.format.setAccessibleName(self.tr("Format"))
        self.format.addItem(self.tr("PNG, pixels"), ".png")
        self.format.addItem(self.tr("SVG, lines and text"), ".svg")
        self.unit = Choice()
        self.unit.setAccessibleName(self.tr("Size for"))
        self.unit.addItem(self.tr("A screen or slide"), "px")
        self.unit.addItem(self.tr("A letter"), "mm")
        self.width_px = NumberField(
            name=self.tr("Width"),
            unit=self.tr("px"),
            minimum=WIDTH_PX[0],
            maximum=WIDTH_PX[1],
            step=100,
            decimals=0,
        )
        self.width_px.set_value(USUAL_PX)
        self.width_mm = NumberField(
            name=self.tr("Width"),
            unit=self.tr("mm"),
            minimum=WIDTH_MM[0],
            maximum=WIDTH_MM[1],
            step=10,
            decimals=0,
        )
        self.width_mm.set_value(USUAL_MM)
        self.numbers = QCheckBox(self.tr("&Numbers"))
        self.numbers.setChecked(True)
        self.names = QCheckBox(self.tr("Names of the &regions"))
        self.legend = QCheckBox(self.tr("&Legend"))
        self.legend.setChecked(True)
        self.close_up = QCheckBox(self.tr("Only where there are &marks"))
        self.patient = QCheckBox(self.tr("&Patient’s name and the date"))
        self.transparent = QCheckBox(self.tr("&Transparent background"))
        self.size_line = wrapping(text_label("", SMALL, role="t2"))
        self.save_button = Button(self.tr("Save…"), "file", kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self._ask_where)
        self.copy_button = Button(self.tr("Copy"), height=36)
        self.copy_button.setToolTip(self.tr("To the clipboard, for a letter or a slide"))
        self.copy_button.clicked.connect(self._copy)
        for choice in (self.format, self.unit):
            choice.currentIndexChanged.connect(lambda _row: self._draw())
        for field in (self.width_px, self.width_mm):
            field.value_changed.connect(lambda _value: self._draw())
        for box in self._boxes():
            box.toggled.connect(lambda _on: self._draw())
        self._arrange()
        self.resize(QSize(900, 760).boundedTo(_room(parent)))
        self._draw()

    def _boxes(self) -> tuple[QCheckBox, ...]:
        return (
            self.numbers,
            self.names,
            self.legend,
            self.close_up,
            self.patient,
            self.transparent,
        )

    def _arrange(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(text_label(self.tr("Picture of the chart"), TITLE))
        side.addWidget(text_label(self.tr("Format"), BODY, role="t2"))
        side.addWidget(self.format)
        side.addWidget(text_label(self.tr("Size for"), BODY, role="t2"))
        side.addWidget(self.unit)
        side.addWidget(text_label(self.tr("Width"), BODY, role="t2"))
        side.addWidget(self.width_px)
        side.addWidget(self.width_mm)
        side.addWidget(self.size_line)
        side.addSpacing(8)
        for box in self._boxes():
            side.addWidget(box)
        side.addSpacing(8)
        close = Button(self.tr("Close"), height=36)
        close.clicked.connect(self.reject)
        for button in (self.save_button, self.copy_button, close):
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
            button.setSizePolicy(policy)
            side.addWidget(button)
        side.addStretch(1)
        right = QWidget()
        right.setFixedWidth(250)
        right.setLayout(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(20)
        row.addWidget(self.preview, 1)
        row.addWidget(right)

    def options(self) -> PictureOptions:
        """The picture as it is asked for; KnownError for a size that cannot be."""
        if self.unit.currentData() == "px":
            size = PictureSize.of_px(round(self.width_px.value() or 0))
        else:
            size = PictureSize.of_mm(self.width_mm.value() or 0.0, USUAL_DPI)
        parts = PictureParts(
            numbers=self.numbers.isChecked(),
            names=self.names.isChecked(),
            legend=self.legend.isChecked(),
            patient=self.patient.isChecked(),
            close=self.close_up.isChecked(),
        )
        return PictureOptions(size=size, parts=parts, transparent=self.transparent.isChecked())

    def save_to(self, path: Path) -> bool:
        """Write the picture to `path`; False, with a line that says why, if that cannot be."""
        if self.picture is None:
            return False
        try:
            save_picture(self.picture, path)
        except KnownError as error:
            self.message.warn(say(error.message))
            return False
        self.message.done(self.tr("Saved: {path}").format(path=path))
        self.went_out.emit(path.suffix.lstrip(".").lower())
        return True

    def suggested_path(self) -> Path:
        """Where it would go: the documents, under the chart and the day, without a name."""
        name = f"{self._title()}-{self._content.session.date.isoformat()}"
        return settings.documents_folder() / f"{name}{self.format.currentData()}"

    def _title(self) -> str:
        title = self._content.body.charts[self._chart].title
        return "-".join("".join(c if c.isalnum() else " " for c in title).split()) or self._chart

    def _draw(self) -> None:
        in_px = self.unit.currentData() == "px"
        self.width_px.setVisible(in_px)
        self.width_mm.setVisible(not in_px)
        try:
            self.picture = picture_of(self._content, self._chart, self.options())
        except KnownError as error:
            self.picture = None
            self.message.warn(say(error.message))
        else:
            self.message.hide()
            self._say_size(self.picture)
        self.save_button.setEnabled(self.picture is not None)
        self.copy_button.setEnabled(self.picture is not None)
        self.preview.show_picture(self.picture)

    def _say_size(self, picture: ChartPicture) -> None:
        sheet = picture.sheet
        if self.format.currentData() == ".svg":
            text = self.tr("{width} × {height} mm; sharp at any size")
            said = text.format(width=round(sheet.width_mm), height=round(sheet.height_mm))
        else:
            text = self.tr("{width} × {height} px, {dpi} dots per inch")
            dpi = round(picture.options.size.dpi)
            said = text.format(width=picture.width_px, height=picture.height_px, dpi=dpi)
        self.size_line.setText(said)

    def _copy(self) -> None:
        if self.picture is not None:
            QGuiApplication.clipboard().setImage(image_of(self.picture))
            self.message.done(self.tr("Copied: paste it into a letter or a slide."))
            self.went_out.emit("clipboard")

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save picture"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        svg = self.format.currentData() == ".svg"
        dialog.setNameFilter(self.tr("SVG (*.svg)") if svg else self.tr("PNG (*.png)"))
        dialog.setDefaultSuffix("svg" if svg else "png")
        wanted = self.suggested_path()
        dialog.setDirectory(str(wanted.parent))
        dialog.selectFile(wanted.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()


class _Preview(QLabel):
    """The picture, as large as it fits; chequers where nothing is behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(280, 300)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._shown: ChartPicture | None = None

    def show_picture(self, picture: ChartPicture | None) -> None:
        """Draw `picture`; nothing for None."""
        self._shown = picture
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it anew in the new size."""
        self._draw()

    def _draw(self) -> None:
        if self._shown is None or self.width() < 50:
            self.clear()
            return
        sheet, ratio = self._shown.sheet, self.devicePixelRatioF()
        scale = min(self.width() / sheet.width_mm, self.height() / sheet.height_mm) * ratio
        picture = image_of(self._shown, dpi=scale * MM_PER_INCH)
        ground = QImage(picture.size(), QImage.Format.Format_RGB32)
        ground.fill(QColor("#FFFFFF"))
        painter = QPainter(ground)
        if self._shown.options.transparent:
            _chequer(painter, ground.width(), ground.height(), round(_SQUARE_PX * ratio))
        picture.setDevicePixelRatio(1.0)
        painter.drawImage(0, 0, picture)
        painter.setPen(QColor("#7E8690"))
        painter.drawRect(QRectF(0, 0, ground.width() - 1, ground.height() - 1))
        painter.end()
        pixmap = QPixmap.fromImage(ground)
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)


def _chequer(painter: QPainter, width: int, height: int, side: int) -> None:
    for row in range(0, height, side):
        for column in range(0, width, side):
            if (row // side + column // side) % 2:
                painter.fillRect(column, row, side, side, QColor("#E3E6EA"))


def _room(parent: QWidget | None) -> QSize:
    if parent is None:
        return QSize(900, 700)
    return parent.size() - QSize(60, 60)
