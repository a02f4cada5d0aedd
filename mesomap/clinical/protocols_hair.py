"""Protocols for hair loss."""

from __future__ import annotations

from mesomap.clinical.protocol_parts import PRIMARY, SCALP, SECONDARY, protocol_id
from mesomap.clinical.techniques import BY_TECHNIQUE, NAPPAGE_SCHOOLS
from mesomap.model import Indication, Pattern, Protocol, Technique
from mesomap.model.cited import Cited
from mesomap.model.message import QT_TRANSLATE_NOOP

MOFTAH = "Moftah 2013, via a review page"
ABDALLAH = "Abdallah, poster"
MINOXIDIL_TRIAL = "NCT01655108"
PRP_PAGES = "secondary pages on platelet-rich plasma"
DESIR = "Desir, PMC12269436"
_NAPPAGE = BY_TECHNIQUE[Technique.NAPPAGE]

DUTASTERIDE_WOMEN = Protocol(
    id=protocol_id(21),
    title=QT_TRANSLATE_NOOP("messages", "Hair loss in women, dutasteride"),
    indication=Indication.HAIR,
    regions=SCALP,
    technique=Technique.NAPPAGE,
    session_ul=Cited(2_000, MOFTAH, SECONDARY),
    mixture="Dutasteride",
    mg_per_ml=Cited(0.25, f"{MOFTAH}: 0.5 mg in 2 mL", SECONDARY),
    depth_mm=_NAPPAGE.depth_mm,
    angle_deg=_NAPPAGE.angle_deg,
    sessions=Cited(11, f"{MOFTAH}: counted from its weeks", SECONDARY),
    weeks=Cited((0, 1, 2, 3, 4, 5, 6, 7, 9, 11, 15), MOFTAH, SECONDARY),
    source=MOFTAH,
    note=QT_TRANSLATE_NOOP(
        "messages",
        "Weekly 8 times, every 2 weeks twice, then after 4 weeks. What was read does not name the"
        " technique: nappage is that of the men's. Schools disagree on nappage: 2 to 4 mm deep, or"
        " superficial, at most 2 mm.",
    ),
)

DUTASTERIDE_MEN = Protocol(
    id=protocol_id(22),
    title=QT_TRANSLATE_NOOP("messages", "Hair loss in men, dutasteride"),
    indication=Indication.HAIR,
    regions=SCALP,
    technique=Technique.NAPPAGE,
    mixture="Dutasteride",
    depth_mm=_NAPPAGE.depth_mm,
    angle_deg=_NAPPAGE.angle_deg,
    sessions=Cited(7, f"{ABDALLAH}: counted from its weeks", PRIMARY),
    weeks=Cited((0, 1, 2, 3, 5, 7, 11), ABDALLAH, PRIMARY),
    source=ABDALLAH,
    note=NAPPAGE_SCHOOLS,
)

MINOXIDIL = Protocol(
    id=protocol_id(23),
    title=QT_TRANSLATE_NOOP("messages", "Hair loss, minoxidil"),
    indication=Indication.HAIR,
    regions=SCALP,
    technique=Technique.NAPPAGE,
    session_ul=Cited(2_000, MINOXIDIL_TRIAL, PRIMARY),
    mixture="Minoxidil 0.5 %",
    mg_per_ml=Cited(5.0, f"{MINOXIDIL_TRIAL}: 0.5 %", PRIMARY),
    depth_mm=_NAPPAGE.depth_mm,
    angle_deg=_NAPPAGE.angle_deg,
    sessions=Cited(10, MINOXIDIL_TRIAL, PRIMARY),
    days_between=Cited(7, MINOXIDIL_TRIAL, PRIMARY),
    source=MINOXIDIL_TRIAL,
    note=QT_TRANSLATE_NOOP(
        "messages",
        "What was read does not name the technique: nappage is assumed. Schools disagree on"
        " nappage: 2 to 4 mm deep, or superficial, at most 2 mm.",
    ),
)

PRP = Protocol(
    id=protocol_id(24),
    title=QT_TRANSLATE_NOOP("messages", "Hair loss, platelet-rich plasma"),
    indication=Indication.HAIR,
    regions=SCALP,
    technique=Technique.DEEP,
    pattern=Pattern.SQUARE,
    mixture="Platelet-rich plasma",
    spacing_mm=Cited(10.0, PRP_PAGES, SECONDARY),
    volume_ul=Cited(50, f"{PRP_PAGES}: per cm2, on a 10 mm grid", SECONDARY, low=50, high=100),
    ul_per_cm2=Cited(50.0, PRP_PAGES, SECONDARY, low=50.0, high=100.0),
    depth_mm=Cited(2.0, PRP_PAGES, SECONDARY, low=2.0, high=4.0),
    angle_deg=Cited(90.0, PRP_PAGES, SECONDARY),
    needle=Cited("30G 4 mm", PRP_PAGES, SECONDARY),
    sessions=Cited(5, PRP_PAGES, SECONDARY, low=3, high=5),
    days_between=Cited(30, f"{PRP_PAGES}: monthly", SECONDARY),
    source=PRP_PAGES,
)

ALOPECIA_AREATA = Protocol(
    id=protocol_id(25),
    title=QT_TRANSLATE_NOOP("messages", "Alopecia areata, triamcinolone"),
    indication=Indication.HAIR,
    regions=SCALP,
    technique=Technique.PAPULE,
    pattern=Pattern.SQUARE,
    session_ul=Cited(1_000, DESIR, SECONDARY, low=1_000, high=1_500),
    mixture="Triamcinolone 5 mg/mL",
    mg_per_ml=Cited(5.0, DESIR, SECONDARY),
    spacing_mm=Cited(10.0, DESIR, SECONDARY),
    needle=Cited("30G", DESIR, SECONDARY),
    days_between=Cited(42, f"{DESIR}: every 6 weeks", SECONDARY),
    source=DESIR,
    note=QT_TRANSLATE_NOOP(
        "messages",
        "The volume is that of a session, shared by its injections. What was read gives neither"
        " depth nor technique; the papule stands for an injection into the skin.",
    ),
)

HAIR = (DUTASTERIDE_WOMEN, DUTASTERIDE_MEN, MINOXIDIL, PRP, ALOPECIA_AREATA)
