"""The one-page report of a reaction: it names lots and doses, and nobody unless told to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import pypdf
import pytest
from click.testing import CliRunner

from mesomap.atlas import default_atlas
from mesomap.cli import main
from mesomap.document import Document
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import (
    Added,
    Component,
    Device,
    DeviceKind,
    DeviceUse,
    Draw,
    FollowUpPoint,
    Known,
    Lot,
    Outcome,
    Product,
    Reaction,
    ReactionKind,
    Side,
)
from mesomap.report.layout import PAPERS
from mesomap.report.layout.reaction_report import initials
from mesomap.report.printing import session_layout
from mesomap.report.reaction_report import write_reaction_report
from mesomap.storage import Store

NOW = datetime(2026, 11, 22, 14, 32)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Sample, Anna", "A. S."),
        ("Anna Élise Sample", "A. É. S."),
        ("Cher", "C."),
        ("de la Sample, Anna-Maria", "A. D. L. S."),
    ],
)
def test_initials(name, short):
    assert initials(name) == short


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "clinic.mesomap"
    make_sample_clinic(path)
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def reaction(store):
    """To Anna's third session, into whose syringe a product of one lot was drawn up."""
    summary = [s for s in store.sessions() if s.patient_name == "Sample, Anna"][2]
    session = summary.session.id
    document = Document(store, actor="test", clock=lambda: NOW)
    document.open_session(session)
    syringe = next(iter(document.syringes.values()))
    product = Product(
        id=uuid4(),
        name="Hyal Example",
        maker="Example Labs",
        components=(Component(name="Hyaluronic acid", per_ml=Decimal("10")),),
    )
    lot = Lot(id=uuid4(), product=product.id, number="HX-4711", expiry=date(2027, 5, 31))
    gun = Device(id=uuid4(), kind=DeviceKind.GUN, name="Gun Example", lot="G 99")
    document.commit("test", (Added(product), Added(lot), Added(gun)))
    draw = Draw(
        id=uuid4(),
        session=session,
        syringe=syringe.id,
        product=product.id,
        volume_ul=syringe.drawn_ul or 3000,
        drawn=NOW,
        lot=lot.id,
    )
    used = DeviceUse(id=uuid4(), session=session, device=gun.id, name=gun.name, lot=gun.lot)
    made = Reaction(
        id=uuid4(),
        session=session,
        kind=ReactionKind.NODULE,
        noted=NOW,
        noted_by="Dr. B. Example",
        point=FollowUpPoint.TWO_WEEKS,
        region="cheek-medial",
        side=Side.LEFT,
        long_mm=16.0,
        wide_mm=9.5,
        grade=2,
        vas=3.4,
        onset=datetime(2026, 11, 20, 8, 15),
        known=Known.TOLD,
        reporter="the patient, by phone",
        serious=True,
        action="Seen the next day",
        outcome=Outcome.RECOVERING,
        text="Firm since Friday.\nNo warmth.",
    )
    document.commit("test", (Added(draw), Added(used), Added(made)))
    document.close_session()
    return made


def text_of(path):
    pages = (page.extract_text() for page in pypdf.PdfReader(path).pages)
    return " ".join(" ".join(pages).split())


def test_it_names_the_lots_and_not_the_patient(store, reaction, tmp_path, qapp):
    out = tmp_path / "report.pdf"
    write_reaction_report(store, default_atlas(), reaction, out, clock=lambda: NOW)
    assert len(pypdf.PdfReader(out).pages) == 1
    text = text_of(out)
    for words in (
        *("Report of a reaction", "A. S.", "00417", "Nodule", "Yes", "Left medial cheek"),
        *("Hyal Example", "Example Labs", "HX-4711", "31 May 2027", "Gun Example", "G 99"),
        *("16.0 × 9.5", "size grade 2, computed (PMC11462124", "20 Nov 2026", "8:15"),
        *("3.4: mild (Boonstra 2014)", "CTCAE v5.0", "Firm since Friday.", "No warmth."),
        *("Recovering", "the patient, by phone", "told, not seen", "Dr. B. Example"),
        *("Hyaluronic acid", "Seen the next day", "2 weeks", "it judges no cause"),
    ):
        assert words in text, words
    assert "Sample, Anna" not in text
    write_reaction_report(store, default_atlas(), reaction, out, full_name=True)
    assert "Sample, Anna" in text_of(out)


def test_the_command_line_writes_it_too(store, reaction, tmp_path, qapp):
    out = tmp_path / "cli.pdf"
    args = ["reaction-report", str(reaction.session), str(reaction.id)]
    path = store.path
    store.close()
    result = CliRunner().invoke(main, [*args, "--clinic", str(path), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "HX-4711" in text_of(out)
    unknown = [args[0], args[1], str(uuid4()), "--clinic", str(path), "--out", str(out)]
    refused = CliRunner().invoke(main, unknown)
    assert refused.exit_code == 1
    assert "No reaction" in refused.output


def test_the_site_chart_lists_the_reactions_but_no_mistake(store, reaction, qapp):
    def words():
        layout, _ = session_layout(store, default_atlas(), reaction.session, paper=PAPERS["A4"])
        return {
            shape.text for page in layout.pages for shape in page.shapes if hasattr(shape, "text")
        }

    assert {"Nodule, serious", "16.0 × 9.5", "Recovering"} <= words()
    wrong = replace(reaction, id=uuid4(), kind=ReactionKind.ULCER, mistaken=True)
    store.apply("test", (Added(wrong),), actor="t", at=NOW, kind="commit")
    assert not any("Ulcer" in word for word in words())
