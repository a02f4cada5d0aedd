"""Protocols: every figure is the cited one, spelled out here, with its source and confidence."""

from __future__ import annotations

from dataclasses import fields, replace
from uuid import uuid4

import pytest

from mesomap.atlas import default_atlas
from mesomap.clinical.protocols import BUILT_IN, SUBMENTAL, lattice_of, most_of, offered, protocols
from mesomap.model import Indication, Per, Technique
from mesomap.model.cited import Cited, Confidence

V, S, D = Confidence.PRIMARY, Confidence.SECONDARY, Confidence.DERIVED
PAPULE_DEPTH = (1.0, 1.0, 2.0, S)
PAPULE_SPACING = (10.0, None, None, S)
NAPPAGE_DEPTH = (2.0, 2.0, 4.0, S)
NAPPAGE_ANGLE = (30.0, 30.0, 60.0, S)
DEEP_DEPTH = (4.0, 4.0, 12.0, S)
WHEAL = (100, None, None, D)


def only(value, confidence, low=None, high=None):
    return (value, low, high, confidence)


SAVOIA = {
    "spacing_mm": PAPULE_SPACING,
    "volume_ul": WHEAL,
    "depth_mm": PAPULE_DEPTH,
    "needle": only("bevel up", S),
    "sessions": only(4, V),
    "days_between": only(15, V),
}
CELLULITE_SPACING = (25.0, 15.0, 25.0, V)

FIGURES = {
    "Face, neck, décolleté: hyaluronic acid and vitamins": SAVOIA,
    "Cheek, papules": SAVOIA,
    "Face: non-crosslinked hyaluronic acid (review)": {
        "spacing_mm": PAPULE_SPACING,
        "volume_ul": WHEAL,
        "depth_mm": PAPULE_DEPTH,
        "needle": only("23-32G", S),
        "sessions": (6, 1, 6, S),
        "days_between": (14, 7, 14, S),
    },
    "Face: hyaluronic microdepots (VYC-12L)": {
        "spacing_mm": (10.0, 5.0, 10.0, V),
        "volume_ul": (10, 10, 50, V),
        "session_ul": only(2000, V),
        "layer": only("deep dermis", V),
        "needle": only("32G 1/2 in, under 45°", V),
    },
    "Submental fat, deoxycholic acid": {
        "spacing_mm": only(10.0, V),
        "volume_ul": only(200, V),
        "mg_per_ml": only(10.0, D),
        "layer": only("mid-fat", S),
        "angle_deg": only(90.0, S),
        "needle": only("30G 1/2 in", S),
        "sessions": (6, None, 6, V),
        "days_between": (30, 30, None, V),
        "below_mandible_mm": (15.0, 10.0, 15.0, S),
    },
    "Body fat, phosphatidylcholine and deoxycholate": {
        "spacing_mm": only(15.0, S),
        "volume_ul": (300, None, 300, V),
        "layer": only("mid-fat", S),
        "angle_deg": only(45.0, S),
        "needle": only("13 mm", S),
        "sessions": only(4, V),
        "days_between": (28, 28, None, V),
    },
    "Hair loss in women, dutasteride": {
        "session_ul": only(2000, S),
        "mg_per_ml": only(0.25, S),
        "depth_mm": NAPPAGE_DEPTH,
        "angle_deg": NAPPAGE_ANGLE,
        "sessions": only(11, S),
        "weeks": only((0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 15), S),
    },
    "Hair loss in men, dutasteride": {
        "depth_mm": NAPPAGE_DEPTH,
        "angle_deg": NAPPAGE_ANGLE,
        "sessions": only(7, V),
        "weeks": only((0, 1, 2, 3, 5, 7, 11), V),
    },
    "Hair loss, minoxidil": {
        "session_ul": only(2000, V),
        "mg_per_ml": only(5.0, V),
        "depth_mm": NAPPAGE_DEPTH,
        "angle_deg": NAPPAGE_ANGLE,
        "sessions": only(10, V),
        "days_between": only(7, V),
    },
    "Hair loss, platelet-rich plasma": {
        "spacing_mm": only(10.0, S),
        "volume_ul": (50, 50, 100, S),
        "ul_per_cm2": (50.0, 50.0, 100.0, S),
        "depth_mm": (2.0, 2.0, 4.0, S),
        "angle_deg": only(90.0, S),
        "needle": only("30G 4 mm", S),
        "sessions": (5, 3, 5, S),
        "days_between": only(30, S),
    },
    "Alopecia areata, triamcinolone": {
        "session_ul": (1000, 1000, 1500, S),
        "mg_per_ml": only(5.0, S),
        "spacing_mm": only(10.0, S),
        "needle": only("30G", S),
        "days_between": only(42, S),
    },
    "Keloid, triamcinolone": {
        "layer": only("in the scar", V),
        "needle": only("26-30G", V),
        "days_between": only(28, V),
    },
    "Acne scars, microneedling": {
        "session_ul": only(0, S),
        "depth_mm": (1.5, None, 2.5, S),
        "sessions": only(6, V),
        "days_between": only(14, V),
    },
    "Acne scars, hyaluronic acid in two planes": {
        "sessions": only(2, V),
        "days_between": only(28, V),
    },
    "Cellulite, point by point": {
        "spacing_mm": CELLULITE_SPACING,
        "depth_mm": DEEP_DEPTH,
        "needle": only("4-6 mm", V),
    },
    "Cellulite, multi-injector": {
        "spacing_mm": CELLULITE_SPACING,
        "volume_ul": only(100, S),
        "depth_mm": DEEP_DEPTH,
        "needle": only("multi-injector, 3-18 needles of 4 mm", S),
        "sessions": (15, 8, 15, S),
        "days_between": only(7, S),
    },
}
CEILINGS = {
    "Submental fat, deoxycholic acid": {
        ("", "injections", Per.SESSION): only(50.0, V),
        ("", "mL", Per.SESSION): only(10.0, V),
        ("deoxycholic-acid", "mg", Per.CM2): only(2.0, V),
    },
    "Body fat, phosphatidylcholine and deoxycholate": {
        ("", "mL", Per.INJECTION): only(0.3, V),
        ("phosphatidylcholine", "mg", Per.SESSION): only(5000.0, V),
    },
    "Keloid, triamcinolone": {
        ("triamcinolone", "mg", Per.CM2): (20.0, 1.0, 20.0, V),
        ("triamcinolone", "mg", Per.SESSION): (20.0, 20.0, 80.0, V),
    },
}
SOURCES = {
    "Face, neck, décolleté: hyaluronic acid and vitamins": "PMID 23888258",
    "Cheek, papules": "PMID 23888258",
    "Face: non-crosslinked hyaluronic acid (review)": "Iranmanesh",
    "Face: hyaluronic microdepots (VYC-12L)": "PMID 32308460",
    "Submental fat, deoxycholic acid": "FDA label of Kybella",
    "Body fat, phosphatidylcholine and deoxycholate": "PMC5054992; 2018, PMC6371720",
    "Hair loss in women, dutasteride": "Moftah 2013",
    "Hair loss in men, dutasteride": "Abdallah",
    "Hair loss, minoxidil": "NCT01655108",
    "Hair loss, platelet-rich plasma": "secondary",
    "Alopecia areata, triamcinolone": "PMC12269436",
    "Keloid, triamcinolone": "PMC10906477",
    "Acne scars, microneedling": "El-Domyati",
    "Acne scars, hyaluronic acid in two planes": "PMID 31074185",
    "Cellulite, point by point": "clinicalgate.com",
    "Cellulite, multi-injector": "clinic page",
}
BY_TITLE = {one.title: one for one in BUILT_IN.values()}


def spelled(figure):
    return (figure.value, figure.low, figure.high, figure.confidence)


def cited_of(protocol):
    values = {field.name: getattr(protocol, field.name) for field in fields(protocol)}
    return {name: one for name, one in values.items() if isinstance(one, Cited)}


@pytest.mark.parametrize("title", BY_TITLE)
def test_every_figure_is_the_cited_one(title):
    protocol = BY_TITLE[title]
    assert {name: spelled(one) for name, one in cited_of(protocol).items()} == FIGURES[title]
    found = {(c.substance, c.unit, c.per): spelled(c.most) for c in protocol.ceilings}
    assert found == CEILINGS.get(title, {})
    assert SOURCES[title] in protocol.source


@pytest.mark.parametrize("protocol", BUILT_IN.values(), ids=BY_TITLE)
def test_every_figure_names_its_source(protocol):
    named = [*cited_of(protocol).values(), *protocol.against]
    named += [c.most for c in protocol.ceilings] + [law.text for law in protocol.law]
    for figure in named:
        assert figure.source.strip()
        for end, beyond in ((figure.low, 1), (figure.high, -1)):
            assert end is None or beyond * (figure.value - end) >= 0


def test_all_five_indications_have_a_protocol():
    assert {one.indication for one in BUILT_IN.values()} == set(Indication)
    assert len(BUILT_IN) == len(FIGURES)


@pytest.mark.parametrize("body", ["female", "male"])
def test_every_region_is_in_the_atlas(body):
    known = {key.id for key in default_atlas().body(body).regions}
    for protocol in BUILT_IN.values():
        assert set(protocol.regions) <= known, protocol.title


def test_where_each_is_for():
    body_fat = BY_TITLE["Body fat, phosphatidylcholine and deoxycholate"]
    for region in ("abdomen-upper", "abdomen-lower", "flank", "saddlebag", "upper-arm-back"):
        assert region in body_fat.regions
    assert not any("buttock" in region or "thigh" in region for region in body_fat.regions)
    assert SUBMENTAL.regions == ("submental",)
    cellulite = BY_TITLE["Cellulite, point by point"].regions
    assert {region.split("-")[0] for region in cellulite} == {"thigh", "saddlebag", "buttock"}
    assert BY_TITLE["Keloid, triamcinolone"].regions == ()


def test_evidence_against_and_law_stand_beside_them():
    for title in ("Cellulite, point by point", "Cellulite, multi-injector"):
        (against,) = BY_TITLE[title].against
        assert spelled(against)[3] is V
        assert "PRS 121:179e" in against.source
        assert "no benefit" in against.value
    for title in FIGURES:
        protocol = BY_TITLE[title]
        forbidding = [law for law in protocol.law if law.forbids]
        if protocol.indication is Indication.FAT:
            (law,) = forbidding
            assert law.country == "FR"
            assert "2011-382" in law.text.source
            assert law.text.confidence is V
        else:
            assert not forbidding
    _, warned = BY_TITLE["Body fat, phosphatidylcholine and deoxycholate"].law
    assert (warned.country, warned.text.confidence, warned.forbids) == ("US", S, False)
    assert any("label" in one.value for one in SUBMENTAL.against)


def test_nothing_that_is_not_sourced_is_shipped():
    for protocol in BUILT_IN.values():
        assert protocol.technique is not Technique.MICROBOTOX
        assert not any(c.substance == "lidocaine" for c in protocol.ceilings)
        if "utasteride" in protocol.title:
            assert protocol.volume_ul is None
            assert protocol.spacing_mm is None
        if "deoxycholate" in protocol.title:
            assert protocol.volume_ul is not None
            assert protocol.volume_ul.value != 500
            assert all(c.most.value != 2500 for c in protocol.ceilings)


def test_the_submental_dose_agrees_with_its_density():
    per_place = SUBMENTAL.volume_ul.value / 1000.0 * SUBMENTAL.mg_per_ml.value
    place_cm2 = (SUBMENTAL.spacing_mm.value / 10.0) ** 2
    assert per_place / place_cm2 == pytest.approx(2.0)
    all_ul = most_of(SUBMENTAL, "injections") * SUBMENTAL.volume_ul.value
    assert all_ul == 1000 * most_of(SUBMENTAL, "mL")


def test_a_lattice_where_a_source_says_how_far_apart_and_none_elsewhere():
    assert lattice_of(SUBMENTAL).spacing_mm == 10.0
    assert lattice_of(BY_TITLE["Hair loss, minoxidil"]) is None


def test_the_clinic_s_own_goes_before_the_built_in_one_and_a_retired_one_is_not_offered():
    mine = replace(SUBMENTAL, id=uuid4(), title="aaa", built_on=SUBMENTAL.id)
    gone = replace(SUBMENTAL, retired=True)
    own = {mine.id: mine, gone.id: gone}
    assert protocols(own)[SUBMENTAL.id] is gone
    assert offered(own)[-1] is mine
    assert SUBMENTAL.id not in {one.id for one in offered(own)}
    assert [one.id for one in offered({})] == list(BUILT_IN)
