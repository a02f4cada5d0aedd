"""Protocols for facial rejuvenation."""

from __future__ import annotations

from mesomap.clinical.protocol_parts import DERIVED, FACE, PRIMARY, SECONDARY, protocol_id
from mesomap.clinical.techniques import BY_TECHNIQUE, OGILVIE, SPACING_SCHOOLS
from mesomap.model import Indication, Pattern, Protocol, Technique
from mesomap.model.cited import Cited
from mesomap.model.message import QT_TRANSLATE_NOOP

SAVOIA = "Savoia 2013, PMID 23888258"
IRANMANESH = "Iranmanesh, review"
WHEAL_UL = Cited(
    100,
    "the volume whose wheal, 6 to 10 mm across (CDC PHIL 24234; SSI RT23), fits 10 mm spacing",
    DERIVED,
)
"""Of a papule: no source gives its volume."""
_PAPULE = BY_TECHNIQUE[Technique.PAPULE]
_DEPOT = BY_TECHNIQUE[Technique.MICRODEPOT]

FACE_VITAMINS = Protocol(
    id=protocol_id(1),
    title=QT_TRANSLATE_NOOP("messages", "Face, neck, décolleté: hyaluronic acid and vitamins"),
    indication=Indication.FACIAL,
    regions=(*FACE, "neck-front", "neck-side", "decollete"),
    technique=Technique.PAPULE,
    pattern=Pattern.SQUARE,
    mixture="Hyaluronic acid and vitamins",
    spacing_mm=_PAPULE.spacing_mm,
    volume_ul=WHEAL_UL,
    depth_mm=_PAPULE.depth_mm,
    needle=_PAPULE.needle,
    sessions=Cited(4, SAVOIA, PRIMARY),
    days_between=Cited(15, SAVOIA, PRIMARY),
    source=SAVOIA,
    note=QT_TRANSLATE_NOOP(
        "messages",
        "The study gives the product, the sessions and their interval; depth and spacing are those"
        " of the papule. Schools disagree on spacing: 2 to 4 mm, 10 mm, or 20 to 30 mm.",
    ),
)

FACE_REVIEW = Protocol(
    id=protocol_id(2),
    title=QT_TRANSLATE_NOOP("messages", "Face: non-crosslinked hyaluronic acid (review)"),
    indication=Indication.FACIAL,
    regions=FACE,
    technique=Technique.PAPULE,
    pattern=Pattern.SQUARE,
    mixture="Hyaluronic acid, non-crosslinked",
    spacing_mm=_PAPULE.spacing_mm,
    volume_ul=WHEAL_UL,
    depth_mm=_PAPULE.depth_mm,
    needle=Cited("23-32G", IRANMANESH, SECONDARY),
    sessions=Cited(6, IRANMANESH, SECONDARY, low=1, high=6),
    days_between=Cited(14, IRANMANESH, SECONDARY, low=7, high=14),
    source=IRANMANESH,
    note=QT_TRANSLATE_NOOP(
        "messages",
        "The review gives sessions, interval and gauge; depth and spacing are those of the papule."
        " Schools disagree on spacing: 2 to 4 mm, 10 mm, or 20 to 30 mm.",
    ),
)

CHEEK_PAPULES = Protocol(
    id=protocol_id(3),
    title=QT_TRANSLATE_NOOP("messages", "Cheek, papules"),
    indication=Indication.FACIAL,
    regions=("cheek-buccal", "cheek-medial", "zygomatic"),
    technique=Technique.PAPULE,
    pattern=Pattern.SQUARE,
    mixture="Hyaluronic acid and vitamins",
    spacing_mm=_PAPULE.spacing_mm,
    volume_ul=WHEAL_UL,
    depth_mm=_PAPULE.depth_mm,
    needle=_PAPULE.needle,
    sessions=Cited(4, SAVOIA, PRIMARY),
    days_between=Cited(15, SAVOIA, PRIMARY),
    source=SAVOIA,
    note=SPACING_SCHOOLS,
)

MICRODEPOTS = Protocol(
    id=protocol_id(4),
    title=QT_TRANSLATE_NOOP("messages", "Face: hyaluronic microdepots (VYC-12L)"),
    indication=Indication.FACIAL,
    regions=FACE,
    technique=Technique.MICRODEPOT,
    pattern=Pattern.SQUARE,
    mixture="Hyaluronic acid VYC-12L",
    spacing_mm=_DEPOT.spacing_mm,
    volume_ul=_DEPOT.volume_ul,
    session_ul=_DEPOT.session_ul,
    layer=_DEPOT.layer,
    needle=_DEPOT.needle,
    source=OGILVIE,
    note=QT_TRANSLATE_NOOP(
        "messages",
        "About 2 mL for the whole face. The study read here gives no number of sessions.",
    ),
)

FACIAL = (FACE_VITAMINS, FACE_REVIEW, CHEEK_PAPULES, MICRODEPOTS)
