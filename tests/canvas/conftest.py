from datetime import date, datetime
from uuid import uuid4

import pytest
from canvas_bench import Bench
from flat_skin import FlatBody
from PySide6.QtCore import QLocale, QPoint
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
