"""Pictures of what leaves the window: papers by template, and a chart saved as a picture."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from mesomap.app.window import MainWindow
from mesomap.atlas import Body
from mesomap.report.chart_picture import PictureOptions, PictureSize, chart_picture, image_of
from mesomap.report.drawing import draw_page
from mesomap.report.layout import Layout
from mesomap.report.layout.picture import PictureParts
from mesomap.report.templates import Options, Template, pages
from tools.pictures.saving import save

PX_PER_MM = 6.0
PICTURE_PX = 1200


def photograph_papers(window: MainWindow, session: UUID) -> None:
    """The first page of each paper, the site chart's in grey too, and the face with its regions."""
    store, atlas = window.desk.clinic.store, window.desk.atlas
    assert store is not None
    assert atlas is not None
    layout, body = pages(store, atlas, session, Options(), clock=window.desk.clock)
    for number in range(len(layout.pages)):
        name = "paper-site-chart" + (f"-{number + 1}" if number else "")
        page = page_picture(layout, body, number)
        save(page, name)
        grey = page.toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        save(QPixmap.fromImage(grey), f"{name}-grey")
    for options, name in (
        (Options(template=Template.ONE_TO_ONE), "paper-one-to-one"),
        (Options(template=Template.PATIENT_COPY), "paper-patient-copy"),
        (Options(template=Template.TREATMENT_SHEET, landscape=True), "paper-treatment-sheet"),
        (Options(caution=True, landscape=True), "paper-site-chart-landscape"),
    ):
        layout, body = pages(store, atlas, session, options, clock=window.desk.clock)
        save(page_picture(layout, body, 0), name)
    asked = PictureOptions(size=PictureSize.of_px(PICTURE_PX), parts=PictureParts(names=True))
    made = chart_picture(store, atlas, session, "face-front", asked, clock=window.desk.clock)
    save(QPixmap.fromImage(image_of(made)), "picture-face")


def page_picture(layout: Layout, body: Body, number: int) -> QPixmap:
    """One page of a layout on white."""
    paper = layout.paper
    image = QImage(
        round(paper.width_mm * PX_PER_MM),
        round(paper.height_mm * PX_PER_MM),
        QImage.Format.Format_RGB32,
    )
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(PX_PER_MM, PX_PER_MM)
    draw_page(painter, layout.pages[number], body)
    painter.end()
    return QPixmap.fromImage(image)
