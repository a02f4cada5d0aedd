from datetime import date, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from flat_skin import FlatBody
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from mesomap.analysis.live import LiveFigures
from mesomap.canvas import ChartCanvas
from mesomap.document import Document
from mesomap.model import Added, Patient, Session, Syringe
from mesomap.paint.theme import apply_theme
from mesomap.storage import Store


@pytest.fixture
def document(tmp_path):
    """A document with an open, empty session on the flat body, and one syringe."""
    patient = Patient(id=uuid4(), name="Sample, Anna", body="flat")
    session = Session(
        id=uuid4(),
        patient=patient.id,
        date=date(2026, 11, 22),
        body="flat",
        atlas="1",
        started=datetime(2026, 11, 22, 9, 0),
    )
    syringe = Syringe(id=uuid4(), session=session.id, name="A", mixture="HA", volume_ul=100)
    store = Store.create(tmp_path / "test.mesomap")
    document = Document(store, actor="test")
    document.commit("New session", (Added(patient), Added(session)))
    document.open_session(session.id)
    document.commit("New syringe", (Added(syringe),))
    yield document
    document.close_session()
    store.close()


@pytest.fixture(autouse=True)
def no_subscriber_fails(caplog):
    """The document keeps a listener's exception from the writer; here it must not hide."""
    yield
    assert [r.getMessage() for r in caplog.get_records("call") if r.levelname == "ERROR"] == []


class Bench:
    """A canvas on a screen, and hands that work through the events of a person."""

    def __init__(self, canvas, document, body, qtbot):
        self.canvas, self.document, self.body, self.qtbot = canvas, document, body, qtbot
        self.view, self.viewport = canvas.view, canvas.view.viewport()
        self.heard = SimpleNamespace(
            hovered=[], selection=[], region=[], preview=[], failed=[], figures=[], zoom=[]
        )
        canvas.hovered.connect(self.heard.hovered.append)
        canvas.selection_changed.connect(self.heard.selection.append)
        canvas.region_selected.connect(self.heard.region.append)
        canvas.preview_changed.connect(self.heard.preview.append)
        canvas.failed.connect(self.heard.failed.append)
        canvas.figures_changed.connect(self.heard.figures.append)
        canvas.zoom_changed.connect(self.heard.zoom.append)

    def px(self, x_mm, y_mm):
        return self.view.viewportTransform().map(QPointF(x_mm, y_mm)).toPoint()

    def move(self, x_mm, y_mm, held=Qt.KeyboardModifier.NoModifier):
        QTest.mouseMove(self.viewport, self.px(x_mm, y_mm))

    def click(self, x_mm, y_mm, held=Qt.KeyboardModifier.NoModifier):
        self.move(x_mm, y_mm)
        self.qtbot.mouseClick(self.viewport, Qt.MouseButton.LeftButton, held, self.px(x_mm, y_mm))

    def double_click(self, x_mm, y_mm):
        self.click(x_mm, y_mm)
        self.qtbot.mouseDClick(self.viewport, Qt.MouseButton.LeftButton, pos=self.px(x_mm, y_mm))
        self.qtbot.mouseRelease(self.viewport, Qt.MouseButton.LeftButton, pos=self.px(x_mm, y_mm))

    def press(self, x_mm, y_mm, button=Qt.MouseButton.LeftButton):
        self.qtbot.mousePress(self.viewport, button, pos=self.px(x_mm, y_mm))

    def release(self, x_mm, y_mm, button=Qt.MouseButton.LeftButton):
        self.qtbot.mouseRelease(self.viewport, button, pos=self.px(x_mm, y_mm))

    def drag(self, start, end, *, drop=True):
        self.move(*start)
        self.press(*start)
        for part in (0.2, 0.5, 0.8, 1.0):
            self.move(*(a + (b - a) * part for a, b in zip(start, end, strict=True)))
        if drop:
            self.release(*end)

    def key(self, key, held=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.view, key, held)

    def place(self, *places):
        """Put injections there with the point tool; return them in order."""
        tool = self.canvas.tool
        known = set(self.document.injections)
        self.canvas.set_tool("point")
        for x, y in places:
            self.click(x, y)
        self.canvas.set_tool(tool)
        fresh = [i for id, i in self.document.injections.items() if id not in known]
        assert len(fresh) == len(places)
        return sorted(fresh, key=lambda i: i.order)

    def settle(self):
        """Let the timers for figures, legend and sharpness run out."""
        self.canvas.scene.draw_figures()
        QTest.qWait(120)


@pytest.fixture
def bench(qtbot, qapp, document):
    QLocale.setDefault(QLocale("en_GB"))
    apply_theme(qapp, "light")
    body = FlatBody()
    live = LiveFigures(body, document.injections.values(), document.syringes)
    canvas = ChartCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(840, 640)
    canvas.set_document(document, body, live)
    canvas.show_chart("sheet")
    canvas.show()
    qtbot.waitExposed(canvas)
    QTest.mouseMove(canvas.view.viewport(), QPoint(1, 1))
    yield Bench(canvas, document, body, qtbot)
    canvas.set_document(None, None, None)
