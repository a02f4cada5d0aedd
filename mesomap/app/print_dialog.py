"""The printed site chart before it is printed: pages, paper, printer or PDF."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPixmap, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mesomap.app import settings
from mesomap.atlas import Atlas
from mesomap.model import KnownError
from mesomap.paint.sentences import say
from mesomap.paint.tokens import BODY, SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label
from mesomap.panels.message_bar import MessageBar
from mesomap.report.drawing import draw_page
from mesomap.report.layout import PAPERS, Layout, SessionContent
from mesomap.report.pdf import write_pdf
from mesomap.report.printing import session_layout
from mesomap.storage import Store

MM_PER_INCH = 25.4


class PrintDialog(QDialog):
    """Looks at one session's pages; prints them or saves them as a PDF."""

    saved = Signal(object)
    """The path of the PDF that was written."""

    def __init__(
        self, store: Store, atlas: Atlas, session: UUID, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print"))
        self._store, self._atlas, self._session = store, atlas, session
        self._layout: Layout | None = None
        self._content: SessionContent | None = None
        self._page = 0
        self.message = MessageBar()
        self._sheet = _Sheet()
        self.previous = Button("", "chevron-left")
        self.previous.setAccessibleName(self.tr("Previous page"))
        self.previous.clicked.connect(lambda: self._turn(-1))
        self.next = Button("", "chevron-right")
        self.next.setAccessibleName(self.tr("Next page"))
        self.next.clicked.connect(lambda: self._turn(1))
        self._pages = text_label("", SMALL, role="t2")
        self.paper = QComboBox()
        for name in PAPERS:
            self.paper.addItem(name, name)
        self.paper.setCurrentIndex(self.paper.findData(settings.paper()))
        self.paper.currentIndexChanged.connect(lambda _row: self._lay_out_paper())
        self.print_button = Button(self.tr("Print…"), "printer", height=36)
        self.print_button.clicked.connect(self._print)
        printers = bool(QPrinterInfo.availablePrinterNames())
        self.print_button.setVisible(printers)
        self._no_printer = caption(
            self.tr("No printer is set up on this computer: save a PDF instead.")
        )
        self._no_printer.setVisible(not printers)
        self.save_button = Button(self.tr("Save as PDF…"), "file", kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self._ask_where)
        close = Button(self.tr("Close"), height=36)
        close.clicked.connect(self.reject)
        self._arrange(close)
        self.resize(QSize(860, 760).boundedTo(_room(parent)))
        self._lay_out_paper()

    def _arrange(self, close: Button) -> None:
        side = QVBoxLayout()
        side.setSpacing(10)
        side.addWidget(text_label(self.tr("Site chart"), TITLE))
        side.addWidget(text_label(self.tr("Paper"), BODY, role="t2"))
        side.addWidget(self.paper)
        side.addSpacing(12)
        side.addWidget(self._no_printer)
        for button in (self.save_button, self.print_button, close):
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
            button.setSizePolicy(policy)
            side.addWidget(button)
        side.addStretch(1)
        right = QWidget()
        right.setFixedWidth(220)
        right.setLayout(side)
        turning = QHBoxLayout()
        turning.addStretch(1)
        turning.addWidget(self.previous)
        turning.addWidget(self._pages)
        turning.addWidget(self.next)
        turning.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self._sheet, 1)
        left.addLayout(turning)
        row = QHBoxLayout()
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(20)
        row.addLayout(left, 1)
        row.addWidget(right)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.message)
        whole.addLayout(row, 1)

    def save_to(self, path: Path) -> bool:
        """Write the PDF to `path`; False, with a line that says why, if that cannot be."""
        if self._layout is None or self._content is None:
            return False
        try:
            write_pdf(self._layout, self._content.body, path)
        except KnownError as error:
            self.message.warn(say(error.message))
            return False
        self.message.done(self.tr("Saved: {path}").format(path=path))
        self.saved.emit(path)
        return True

    def suggested_path(self) -> Path:
        """Where the PDF would go: the documents, under the patient and the day."""
        assert self._content is not None
        session = self._store.session(self._session)
        patient = self._store.person_of(session)
        kept = "".join(c if c.isalnum() else " " for c in patient.name).split()
        name = "-".join([*kept, session.date.isoformat()]) + ".pdf"
        return settings.documents_folder() / name

    def _lay_out_paper(self) -> None:
        paper = str(self.paper.currentData())
        settings.remember_paper(paper)
        try:
            self._layout, self._content = session_layout(
                self._store, self._atlas, self._session, paper=paper, clock=datetime.now
            )
        except KnownError as error:
            self.message.warn(say(error.message))
            return
        self._turn(0)

    def _turn(self, by: int) -> None:
        if self._layout is None or self._content is None:
            return
        last = len(self._layout.pages) - 1
        self._page = min(max(self._page + by, 0), last)
        self.previous.setEnabled(self._page > 0)
        self.next.setEnabled(self._page < last)
        self._pages.setText(
            self.tr("Page {page} of {pages}").format(page=self._page + 1, pages=last + 1)
        )
        self._sheet.show_page(self._layout, self._content, self._page)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save as PDF"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        wanted = self.suggested_path()
        dialog.setDirectory(str(wanted.parent))
        dialog.selectFile(wanted.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()

    def _print(self) -> None:
        if self._layout is None or self._content is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        letter = self.paper.currentData() == "Letter"
        size = QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4
        printer.setPageLayout(
            QPageLayout(QPageSize(size), QPageLayout.Orientation.Portrait, QMarginsF())
        )
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        painter = QPainter()
        if not painter.begin(printer):
            self.message.warn(self.tr("The printer did not answer: choose another or save a PDF."))
            return
        scale = printer.resolution() / MM_PER_INCH
        for number, page in enumerate(self._layout.pages):
            if number:
                printer.newPage()
            painter.save()
            painter.scale(scale, scale)
            draw_page(painter, page, self._content.body)
            painter.restore()
        painter.end()
        self.message.done(self.tr("Sent to {printer}.").format(printer=printer.printerName()))


class _Sheet(QLabel):
    """One page, as large as it fits."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(280, 360)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._shown: tuple[Layout, SessionContent, int] | None = None

    def show_page(self, layout: Layout, content: SessionContent, page: int) -> None:
        """Draw page `page`."""
        self._shown = (layout, content, page)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it anew in the new size."""
        self._draw()

    def _draw(self) -> None:
        if self._shown is None or self.width() < 50:
            return
        layout, content, number = self._shown
        paper = layout.paper
        ratio = self.devicePixelRatioF()
        scale = min(self.width() / paper.width_mm, self.height() / paper.height_mm) * ratio
        width, height = round(paper.width_mm * scale), round(paper.height_mm * scale)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        draw_page(painter, layout.pages[number], content.body)
        painter.resetTransform()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor("#7E8690"))
        painter.drawRect(QRectF(0, 0, width - 1, height - 1))
        painter.end()
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)


def _room(parent: QWidget | None) -> QSize:
    if parent is None:
        return QSize(860, 700)
    return parent.size() - QSize(60, 60)
