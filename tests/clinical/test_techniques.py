"""Techniques: every figure is the cited one, spelled out here."""

from __future__ import annotations

from dataclasses import fields

import pytest

from mesomap.clinical.techniques import BY_TECHNIQUE, ROWS, deepest_mm
from mesomap.model import Technique
from mesomap.model.cited import Cited, Confidence

V, S = Confidence.PRIMARY, Confidence.SECONDARY

FIGURES = {
    "Intraepidermal": {
        "depth_mm": (1.0, None, 1.0, S),
        "spacing_mm": (5.0, 1.0, 5.0, S),
        "angle_deg": (15.0, None, None, S),
        "needle": ("bevel up", None, None, S),
    },
    "Papule": {
        "depth_mm": (1.0, 1.0, 2.0, S),
        "spacing_mm": (10.0, None, None, S),
        "needle": ("bevel up", None, None, S),
    },
    "Nappage": {
        "depth_mm": (2.0, 2.0, 4.0, S),
        "other_depth_mm": (2.0, None, 2.0, V),
        "spacing_mm": (4.0, 2.0, 4.0, S),
        "angle_deg": (30.0, 30.0, 60.0, S),
    },
    "Point by point, deep": {
        "depth_mm": (4.0, 4.0, 12.0, S),
        "angle_deg": (45.0, None, None, S),
        "needle": ("13 mm", None, None, S),
    },
    "French layer scheme": {},
    "Italian style": {
        "spacing_mm": (30.0, 20.0, 30.0, S),
        "volume_ul": (100, 100, 200, S),
        "angle_deg": (30.0, 30.0, 45.0, S),
        "needle": ("4 mm 27G, or 13 mm 30-32G", None, None, S),
    },
    "Linear retrograde": {
        "depth_mm": (2.0, None, None, S),
        "needle": ("12-13 mm, tangential", None, None, S),
    },
    "Hyaluronic microdepot (VYC-12L)": {
        "layer": ("deep dermis", None, None, V),
        "spacing_mm": (10.0, 5.0, 10.0, V),
        "volume_ul": (10, 10, 50, V),
        "session_ul": (2000, None, None, V),
        "needle": ("32G 1/2 in, under 45°", None, None, V),
    },
    "Microbotox, mesobotox": {
        "layer": ("intradermal", None, None, V),
        "volume_ul": (10, None, None, V),
        "needle": ("30-32G", None, None, V),
    },
    "Meso-gun": {
        "layer": ("dermis", None, None, V),
        "volume_ul": (1, None, None, V),
    },
    "Microneedling, scars": {"depth_mm": (1.5, None, 2.5, S)},
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_figure_is_the_cited_one(row):
    cited = {field.name: getattr(row, field.name) for field in fields(row)}
    found = {
        name: (one.value, one.low, one.high, one.confidence)
        for name, one in cited.items()
        if isinstance(one, Cited)
    }
    assert found == FIGURES[row.name]
    assert all(one.source for one in cited.values() if isinstance(one, Cited))


def test_every_technique_is_there_once():
    assert set(BY_TECHNIQUE) == set(Technique)
    assert len(ROWS) == len(FIGURES)


@pytest.mark.parametrize(
    ("technique", "deepest"),
    [
        (Technique.INTRAEPIDERMAL, 1.0),
        (Technique.PAPULE, 2.0),
        (Technique.NAPPAGE, 4.0),
        (Technique.DEEP, 12.0),
        (Technique.LINEAR, 2.0),
        (Technique.MICRONEEDLING, 2.5),
    ],
)
def test_the_deepest_that_a_technique_is_for(technique, deepest):
    assert deepest_mm(technique).high == deepest


def test_no_depth_is_made_up():
    for technique in (Technique.MICRODEPOT, Technique.MICROBOTOX, Technique.GUN):
        assert deepest_mm(technique) is None
