"""Papers before they are printed: which one, its pages, the sheet, a printer or a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QSize, Qt, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
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
from mesomap.app.print_sheet import PrintSheet
from mesomap.atlas import Body
from mesomap.model import KnownError
from mesomap.model.message import CONTEXT
from mesomap.paint.sentences import say
from mesomap.paint.tokens import BODY, SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, text_label
from mesomap.panels.message_bar import MessageBar
from mesomap.report.layout import PAPERS, Layout
from mesomap.report.pdf import draw_layout, write_pdf
from mesomap.report.pdf_finish import PdfAttachment
from mesomap.report.templates import ABOUT, TITLES, WITH_CHARTS, Options, Template


@dataclass(frozen=True, slots=True)
class Printable:
    """What a dialog prints: it makes the pages by the options, and says where a PDF would go."""

    title: str
    make: Callable[[Options], tuple[Layout, Body | None]]
    path: Callable[[Options], Path]
    templates: tuple[Template, ...] = ()
    """Those that are offered; none where there is but one paper."""
    attachments: Callable[[Options], tuple[PdfAttachment, ...]] = lambda _options: ()
    """What goes within the PDF."""


class PrintDialog(QDialog):
    """Looks at the pages; prints them or saves them as a PDF."""

    saved = Signal(object)
    """The path of the PDF that was written."""
    went_out = Signal(object, str)
    """With which options it was printed, and to what: "pdf" or "printer"."""

    def __init__(self, what: Printable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print"))
        self._what = what
        self._layout: Layout | None = None
        self._body: Body | None = None
        self._page = 0
        self.message = MessageBar()
        self._sheet = PrintSheet()
        self._turning()
        self._choices()
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
        self.resize(QSize(900, 760).boundedTo(_room(parent)))
        self._lay_out_paper()

    def _turning(self) -> None:
        self.previous = Button("", "chevron-left")
        self.previous.setAccessibleName(self.tr("Previous page"))
        self.previous.clicked.connect(lambda: self._turn(-1))
        self.next = Button("", "chevron-right")
        self.next.setAccessibleName(self.tr("Next page"))
        self.next.clicked.connect(lambda: self._turn(1))
        self._pages = text_label("", SMALL, role="t2")

    def _choices(self) -> None:
        self.template = Choice()
        self.template.setAccessibleName(self.tr("What for"))
        for one in self._what.templates:
            self.template.addItem(_said(TITLES[one]), one.value)
        self.template.setCurrentIndex(max(0, self.template.row_of(settings.template())))
        self._about = caption("")
        self._about.setWordWrap(True)
        self.paper = Choice()
        self.paper.setAccessibleName(self.tr("Paper"))
        for name in PAPERS:
            self.paper.addItem(name, name)
        self.paper.setCurrentIndex(self.paper.row_of(settings.paper()))
        self.orientation = Choice()
        self.orientation.setAccessibleName(self.tr("Orientation"))
        self.orientation.addItem(self.tr("Upright"), False)
        self.orientation.addItem(self.tr("On its side"), True)
        self.orientation.setCurrentIndex(int(settings.landscape()))
        self.caution = QCheckBox(self.tr("Caution structures"))
        self.caution.setToolTip(self.tr("Population means, drawn on the charts"))
        self.caution.setChecked(settings.print_caution())
        self.caution.toggled.connect(lambda _on: self._lay_out_paper())
        for choice in (self.template, self.paper, self.orientation):
            choice.currentIndexChanged.connect(lambda _row: self._lay_out_paper())

    def _arrange(self, close: Button) -> None:
        side = QVBoxLayout()
        side.setSpacing(10)
        side.addWidget(text_label(self._what.title, TITLE))
        if self._what.templates:
            side.addWidget(_label(self.tr("What for"), self.template))
            side.addWidget(self.template)
            side.addWidget(self._about)
        side.addWidget(_label(self.tr("Paper"), self.paper))
        side.addWidget(self.paper)
        side.addWidget(_label(self.tr("Orientation"), self.orientation))
        side.addWidget(self.orientation)
        side.addWidget(self.caution)
        side.addSpacing(12)
        side.addWidget(self._no_printer)
        for button in (self.save_button, self.print_button, close):
            policy = button.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
            button.setSizePolicy(policy)
            side.addWidget(button)
        side.addStretch(1)
        right = QWidget()
        right.setFixedWidth(260)
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

    def options(self) -> Options:
        """As chosen."""
        template = Template(self.template.currentData()) if self._what.templates else None
        return Options(
            template=template or Template.PATIENT_FILE,
            paper=str(self.paper.currentData()),
            landscape=bool(self.orientation.currentData()),
            caution=self.caution.isChecked(),
        )

    def save_to(self, path: Path) -> bool:
        """Write the PDF to `path`; False, with a line that says why, if that cannot be."""
        if self._layout is None:
            return False
        try:
            attached = self._what.attachments(self.options())
            write_pdf(self._layout, self._body, path, attachments=attached)
        except KnownError as error:
            self.message.warn(say(error.message))
            return False
        self.message.done(self.tr("Saved: {path}").format(path=path))
        self.saved.emit(path)
        self.went_out.emit(self.options(), "pdf")
        return True

    def suggested_path(self) -> Path:
        """Where the PDF would go."""
        return self._what.path(self.options())

    def _lay_out_paper(self) -> None:
        chosen = self.options()
        settings.remember_paper(chosen.paper, landscape=chosen.landscape)
        if self._what.templates:
            settings.remember_template(chosen.template.value)
            settings.remember_print_caution(chosen.caution)
            self._about.setText(_said(ABOUT[chosen.template]))
        self.caution.setVisible(bool(self._what.templates) and chosen.template in WITH_CHARTS)
        try:
            self._layout, self._body = self._what.make(chosen)
        except KnownError as error:
            self._layout = self._body = None
            self._sheet.show_nothing()
            self.message.warn(say(error.message))
        else:
            self.message.hide()
        self._page = 0
        self._turn(0)

    def _turn(self, by: int) -> None:
        last = len(self._layout.pages) - 1 if self._layout is not None else -1
        self._page = max(0, min(self._page + by, last))
        self.previous.setEnabled(self._page > 0)
        self.next.setEnabled(self._page < last)
        for button in (self.save_button, self.print_button):
            button.setEnabled(self._layout is not None)
        self._pages.setVisible(self._layout is not None)
        if self._layout is not None:
            self._pages.setText(
                self.tr("Page {page} of {pages}").format(page=self._page + 1, pages=last + 1)
            )
            self._sheet.show_page(self._layout, self._body, self._page)

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
        if self._layout is None:
            return
        chosen = self.options()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        size = QPageSize.PageSizeId.Letter if chosen.paper == "Letter" else QPageSize.PageSizeId.A4
        lies = QPageLayout.Orientation
        turned = lies.Landscape if chosen.landscape else lies.Portrait
        printer.setPageLayout(QPageLayout(QPageSize(size), turned, QMarginsF()))
        printer.setFullPage(True)  # nothing is fitted to margins: millimetres stay millimetres
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        painter = QPainter()
        if not painter.begin(printer):
            self.message.warn(self.tr("The printer did not answer: choose another or save a PDF."))
            return
        draw_layout(
            painter,
            self._layout,
            self._body,
            new_page=printer.newPage,
            dpi=printer.resolution(),
        )
        painter.end()
        self.went_out.emit(chosen, "printer")
        self.message.done(self.tr("Sent to {printer}.").format(printer=printer.printerName()))


def _said(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def _label(text: str, field: QWidget) -> QLabel:
    label = text_label(text, BODY, role="t2")
    label.setBuddy(field)
    return label


def _room(parent: QWidget | None) -> QSize:
    if parent is None:
        return QSize(860, 700)
    return parent.size() - QSize(60, 60)
