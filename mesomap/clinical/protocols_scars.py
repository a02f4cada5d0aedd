"""Protocols for scars, and for cellulite."""

from __future__ import annotations

from mesomap.clinical.protocol_parts import (
    BUTTOCKS,
    FRANCE_FORBIDS,
    PRIMARY,
    SECONDARY,
    THIGHS,
    protocol_id,
)
from mesomap.clinical.techniques import BY_TECHNIQUE
from mesomap.model import Ceiling, Indication, Law, Pattern, Per, Protocol, Technique
from mesomap.model.cited import Cited
from mesomap.model.message import QT_TRANSLATE_NOOP

YIN = "Yin 2023, PMC10906477"
EL_DOMYATI = "El-Domyati, JCAD"
DUAL_PLANE = "PMID 31074185"
TEXTBOOK = "textbook chapter on clinicalgate.com"
CLINIC_PAGE = "clinic page on multi-injectors"
PARK = "Park 2008, PRS 121:179e"
_CHEEKS = ("cheek-medial", "zygomatic", "preauricular", "cheek-buccal")
_DEEP = BY_TECHNIQUE[Technique.DEEP]
_NEEDLING = BY_TECHNIQUE[Technique.MICRONEEDLING]

KELOID = Protocol(
    id=protocol_id(31),
    title=QT_TRANSLATE_NOOP("messages", "Keloid, triamcinolone"),
    indication=Indication.SCARS,
    regions=(),
    technique=Technique.DEEP,
    mixture="Triamcinolone",
    layer=Cited("in the scar", YIN, PRIMARY),
    needle=Cited("26-30G", YIN, PRIMARY),
    days_between=Cited(28, f"{YIN}: usually every 4 weeks", PRIMARY),
    ceilings=(
        Ceiling(
            substance="triamcinolone",
            most=Cited(20.0, YIN, PRIMARY, low=1.0, high=20.0),
            unit="mg",
            per=Per.CM2,
        ),
        Ceiling(
            substance="triamcinolone",
            most=Cited(20.0, YIN, PRIMARY, low=20.0, high=80.0),
            unit="mg",
        ),
    ),
    source=YIN,
    note=QT_TRANSLATE_NOOP(
        "messages",
        "1 to 20 mg/cm²; sources put the most of a session at 20 to 80 mg, and the lower is held"
        " to. It goes into the scars that are drawn. What was read names no technique: point"
        " by point stands for it.",
    ),
)

ACNE_NEEDLING = Protocol(
    id=protocol_id(32),
    title=QT_TRANSLATE_NOOP("messages", "Acne scars, microneedling"),
    indication=Indication.SCARS,
    regions=(*_CHEEKS, "temple"),
    technique=Technique.MICRONEEDLING,
    session_ul=Cited(0, "secondary pages on microneedling of scars", SECONDARY),
    depth_mm=_NEEDLING.depth_mm,
    sessions=Cited(6, EL_DOMYATI, PRIMARY),
    days_between=Cited(14, EL_DOMYATI, PRIMARY),
    source=EL_DOMYATI,
    note=QT_TRANSLATE_NOOP(
        "messages",
        "6 sessions, one every 2 weeks; secondary pages have 3 to 4, monthly. Nothing is injected.",
    ),
)

ACNE_DUAL_PLANE = Protocol(
    id=protocol_id(33),
    title=QT_TRANSLATE_NOOP("messages", "Acne scars, hyaluronic acid in two planes"),
    indication=Indication.SCARS,
    regions=(*_CHEEKS, "temple"),
    technique=Technique.MICRODEPOT,
    mixture="Hyaluronic acid",
    sessions=Cited(2, DUAL_PLANE, PRIMARY),
    days_between=Cited(28, f"{DUAL_PLANE}: 4 weeks apart", PRIMARY),
    source=DUAL_PLANE,
    note=QT_TRANSLATE_NOOP(
        "messages",
        "What was read gives neither depth nor spacing nor volume, and names no technique: the"
        " microdepot stands for it.",
    ),
)

SCARS = (KELOID, ACNE_NEEDLING, ACNE_DUAL_PLANE)

NO_BENEFIT = Cited(
    QT_TRANSLATE_NOOP(
        "messages",
        "Weekly injections of aminophylline, buflomedil and lidocaine by gun in the thighs showed"
        " no benefit.",
    ),
    PARK,
    PRIMARY,
)
_IF_LIPOLYTIC = Law(country=FRANCE_FORBIDS.country, text=FRANCE_FORBIDS.text)
_SPACING = Cited(25.0, TEXTBOOK, PRIMARY, low=15.0, high=25.0)

CELLULITE_POINTS = Protocol(
    id=protocol_id(41),
    title=QT_TRANSLATE_NOOP("messages", "Cellulite, point by point"),
    indication=Indication.CELLULITE,
    regions=(*THIGHS, *BUTTOCKS),
    technique=Technique.DEEP,
    pattern=Pattern.SQUARE,
    spacing_mm=_SPACING,
    depth_mm=_DEEP.depth_mm,
    needle=Cited("4-6 mm", TEXTBOOK, PRIMARY),
    source=TEXTBOOK,
    against=(NO_BENEFIT,),
    law=(_IF_LIPOLYTIC,),
    note=QT_TRANSLATE_NOOP(
        "messages",
        "What was read gives neither a volume nor a number of sessions, and names no technique:"
        " point by point stands for it, and the depth is that technique's.",
    ),
)

CELLULITE_MULTI = Protocol(
    id=protocol_id(42),
    title=QT_TRANSLATE_NOOP("messages", "Cellulite, multi-injector"),
    indication=Indication.CELLULITE,
    regions=(*THIGHS, *BUTTOCKS),
    technique=Technique.DEEP,
    pattern=Pattern.SQUARE,
    spacing_mm=_SPACING,
    volume_ul=Cited(100, CLINIC_PAGE, SECONDARY),
    depth_mm=_DEEP.depth_mm,
    needle=Cited("multi-injector, 3-18 needles of 4 mm", CLINIC_PAGE, SECONDARY),
    sessions=Cited(15, CLINIC_PAGE, SECONDARY, low=8, high=15),
    days_between=Cited(7, CLINIC_PAGE, SECONDARY),
    source=CLINIC_PAGE,
    against=(NO_BENEFIT,),
    law=(_IF_LIPOLYTIC,),
    note=QT_TRANSLATE_NOOP(
        "messages",
        "Weekly 8 to 15 times, then monthly. The page does not say how far apart: the spacing is"
        " that of the textbook, and the depth that of point by point.",
    ),
)

CELLULITE = (CELLULITE_POINTS, CELLULITE_MULTI)
