"""Techniques: how deep, how far apart and how much, as the schools have it.

Where a source names a range, `value` is its careful end (shallower, less, wider apart), `low` and
`high` are the range. A bound that a source leaves open is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mesomap.model import Technique
from mesomap.model.cited import Cited, Confidence
from mesomap.model.message import QT_TRANSLATE_NOOP

PRIMARY, SECONDARY = Confidence.PRIMARY, Confidence.SECONDARY

BEAUTE = "beautepeople.fr 2021; beautytrainingportal.com"
PORTAL_MESODERM = "beautytrainingportal.com; mesoderm.es"
PORTAL_SAMO = "beautytrainingportal.com; esteticamedicasamo.com"
MESODERM = "mesoderm.es"
PERRIN = "Perrin, DIU Pitié-Salpêtrière 2008"
PHP = "phptrainingacademy.com"
OGILVIE = "Ogilvie 2020, PMID 32308460"
WU = "Wu 2015, PMID 26441119"
AAPS = "AAPS 2014;20:97"
SCAR_PAGES = "secondary pages on microneedling of scars"

NAPPAGE_SCHOOLS = QT_TRANSLATE_NOOP(
    "messages",
    "Schools disagree on nappage: 2 to 4 mm deep, which is hypodermal on most faces, or superficial"
    " and intradermal, at most 2 mm.",
)
SPACING_SCHOOLS = QT_TRANSLATE_NOOP(
    "messages", "Schools disagree on spacing: 2 to 4 mm, 10 mm, or 20 to 30 mm."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TechniqueFacts:
    """What is known of a technique, or of a school's way; None where no source says it.

    Attributes
    ----------
    technique
        None for what is a school's way of several techniques.
    name, note : str
        English source texts, marked for translation in the context of messages.
    depth_mm
        Its `high` is the deepest that the technique is for.
    layer
        Where the source names a layer in place of a depth.
    other_depth_mm
        Another school's.
    """

    technique: Technique | None
    name: str
    depth_mm: Cited[float] | None = None
    other_depth_mm: Cited[float] | None = None
    layer: Cited[str] | None = None
    spacing_mm: Cited[float] | None = None
    volume_ul: Cited[int] | None = None
    session_ul: Cited[int] | None = None
    angle_deg: Cited[float] | None = None
    needle: Cited[str] | None = None
    note: str = ""


ROWS: tuple[TechniqueFacts, ...] = (
    TechniqueFacts(
        technique=Technique.INTRAEPIDERMAL,
        name=QT_TRANSLATE_NOOP("messages", "Intraepidermal"),
        depth_mm=Cited(1.0, BEAUTE, SECONDARY, high=1.0),
        spacing_mm=Cited(5.0, BEAUTE, SECONDARY, low=1.0, high=5.0),
        angle_deg=Cited(15.0, BEAUTE, SECONDARY),
        needle=Cited("bevel up", BEAUTE, SECONDARY),
        note=QT_TRANSLATE_NOOP("messages", "Less than 1 mm deep, in lines 1 to 5 mm apart."),
    ),
    TechniqueFacts(
        technique=Technique.PAPULE,
        name=QT_TRANSLATE_NOOP("messages", "Papule"),
        depth_mm=Cited(1.0, PORTAL_MESODERM, SECONDARY, low=1.0, high=2.0),
        spacing_mm=Cited(10.0, PORTAL_MESODERM, SECONDARY),
        needle=Cited("bevel up", PORTAL_MESODERM, SECONDARY),
        note=SPACING_SCHOOLS,
    ),
    TechniqueFacts(
        technique=Technique.NAPPAGE,
        name=QT_TRANSLATE_NOOP("messages", "Nappage"),
        depth_mm=Cited(2.0, PORTAL_SAMO, SECONDARY, low=2.0, high=4.0),
        other_depth_mm=Cited(2.0, PERRIN, PRIMARY, high=2.0),
        spacing_mm=Cited(4.0, PORTAL_SAMO, SECONDARY, low=2.0, high=4.0),
        angle_deg=Cited(30.0, PORTAL_SAMO, SECONDARY, low=30.0, high=60.0),
        note=NAPPAGE_SCHOOLS,
    ),
    TechniqueFacts(
        technique=Technique.DEEP,
        name=QT_TRANSLATE_NOOP("messages", "Point by point, deep"),
        depth_mm=Cited(4.0, PORTAL_MESODERM, SECONDARY, low=4.0, high=12.0),
        angle_deg=Cited(45.0, PORTAL_MESODERM, SECONDARY),
        needle=Cited("13 mm", PORTAL_MESODERM, SECONDARY),
    ),
    TechniqueFacts(
        technique=None,
        name=QT_TRANSLATE_NOOP("messages", "French layer scheme"),
        note=QT_TRANSLATE_NOOP(
            "messages",
            "Epidermis to 0.5 or 1 mm; superficial dermis to 2 mm; deep dermis 2 to 4 mm;"
            " hypodermis 4 to 10 mm and more (Perrin, DIU Pitié-Salpêtrière 2008).",
        ),
    ),
    TechniqueFacts(
        technique=None,
        name=QT_TRANSLATE_NOOP("messages", "Italian style"),
        spacing_mm=Cited(30.0, PHP, SECONDARY, low=20.0, high=30.0),
        volume_ul=Cited(100, PHP, SECONDARY, low=100, high=200),
        angle_deg=Cited(30.0, PHP, SECONDARY, low=30.0, high=45.0),
        needle=Cited("4 mm 27G, or 13 mm 30-32G", PHP, SECONDARY),
        note=SPACING_SCHOOLS,
    ),
    TechniqueFacts(
        technique=Technique.LINEAR,
        name=QT_TRANSLATE_NOOP("messages", "Linear retrograde"),
        depth_mm=Cited(2.0, MESODERM, SECONDARY),
        needle=Cited("12-13 mm, tangential", MESODERM, SECONDARY),
    ),
    TechniqueFacts(
        technique=Technique.MICRODEPOT,
        name=QT_TRANSLATE_NOOP("messages", "Hyaluronic microdepot (VYC-12L)"),
        layer=Cited("deep dermis", OGILVIE, PRIMARY),
        spacing_mm=Cited(10.0, OGILVIE, PRIMARY, low=5.0, high=10.0),
        volume_ul=Cited(10, OGILVIE, PRIMARY, low=10, high=50),
        session_ul=Cited(2_000, OGILVIE, PRIMARY),
        needle=Cited("32G 1/2 in, under 45°", OGILVIE, PRIMARY),
        note=QT_TRANSLATE_NOOP("messages", "About 2 mL for the whole face."),
    ),
    TechniqueFacts(
        technique=Technique.MICROBOTOX,
        name=QT_TRANSLATE_NOOP("messages", "Microbotox, mesobotox"),
        layer=Cited("intradermal", WU, PRIMARY),
        volume_ul=Cited(10, WU, PRIMARY),
        needle=Cited("30-32G", WU, PRIMARY),
        note=QT_TRANSLATE_NOOP("messages", "100 to 120 points per mL, at 20 to 28 U/mL."),
    ),
    TechniqueFacts(
        technique=Technique.GUN,
        name=QT_TRANSLATE_NOOP("messages", "Meso-gun"),
        layer=Cited("dermis", AAPS, PRIMARY),
        volume_ul=Cited(1, AAPS, PRIMARY),
        note=QT_TRANSLATE_NOOP("messages", "1 mL is 1,000 injections of 0.001 mL."),
    ),
    TechniqueFacts(
        technique=Technique.MICRONEEDLING,
        name=QT_TRANSLATE_NOOP("messages", "Microneedling, scars"),
        depth_mm=Cited(1.5, SCAR_PAGES, SECONDARY, high=2.5),
        note=QT_TRANSLATE_NOOP("messages", "Nothing is injected; 3 to 4 sessions, monthly."),
    ),
)
"""Every technique and school, in the order of the facts."""

BY_TECHNIQUE: Mapping[Technique, TechniqueFacts] = MappingProxyType(
    {row.technique: row for row in ROWS if row.technique is not None}
)
"""What is known of each technique."""


def deepest_mm(technique: Technique) -> Cited[float] | None:
    """The depth that `technique` is for, its deepest in `high`; None where no source has one."""
    found = BY_TECHNIQUE[technique].depth_mm
    if found is None or found.high is not None:
        return found
    return Cited(found.value, found.source, found.confidence, high=found.value)
