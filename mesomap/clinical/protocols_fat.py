"""Protocols for spot fat: under the chin by the label, and the body."""

from __future__ import annotations

from mesomap.clinical.protocol_parts import (
    ABDOMEN,
    ARMS,
    DERIVED,
    FDA_WARNED,
    FRANCE_FORBIDS,
    PRIMARY,
    SECONDARY,
    protocol_id,
)
from mesomap.clinical.techniques import BY_TECHNIQUE
from mesomap.model import Ceiling, Indication, Pattern, Per, Protocol, Technique
from mesomap.model.cited import Cited
from mesomap.model.message import QT_TRANSLATE_NOOP

KYBELLA = "FDA label of Kybella (deoxycholic acid), dosage section"
KYBELLA_SECONDARY = "secondary pages citing the FDA label of Kybella"
THOMAS = "Thomas 2016, PMC5054992; 2018, PMC6371720"
CRUTCHFIELD = "clinic page, apparently Mahmud & Crutchfield 2012"
_DEEP = BY_TECHNIQUE[Technique.DEEP]

SUBMENTAL = Protocol(
    id=protocol_id(11),
    title=QT_TRANSLATE_NOOP("messages", "Submental fat, deoxycholic acid"),
    indication=Indication.FAT,
    regions=("submental",),
    technique=Technique.DEEP,
    pattern=Pattern.SQUARE,
    mixture="Deoxycholic acid 10 mg/mL",
    spacing_mm=Cited(10.0, KYBELLA, PRIMARY),
    volume_ul=Cited(200, KYBELLA, PRIMARY),
    mg_per_ml=Cited(10.0, "2 mg/cm2 at 0.2 mL per point and cm2, by the label", DERIVED),
    layer=Cited("mid-fat", KYBELLA_SECONDARY, SECONDARY),
    angle_deg=Cited(90.0, KYBELLA_SECONDARY, SECONDARY),
    needle=Cited("30G 1/2 in", KYBELLA_SECONDARY, SECONDARY),
    sessions=Cited(6, KYBELLA, PRIMARY, high=6),
    days_between=Cited(30, f"{KYBELLA}: at least 1 month", PRIMARY, low=30),
    ceilings=(
        Ceiling(substance="", most=Cited(50.0, KYBELLA, PRIMARY), unit="injections"),
        Ceiling(substance="", most=Cited(10.0, KYBELLA, PRIMARY), unit="mL"),
        Ceiling(
            substance="deoxycholic-acid",
            most=Cited(2.0, KYBELLA, PRIMARY),
            unit="mg",
            per=Per.CM2,
        ),
    ),
    below_mandible_mm=Cited(15.0, KYBELLA_SECONDARY, SECONDARY, low=10.0, high=15.0),
    source=KYBELLA,
    against=(
        Cited(
            QT_TRANSLATE_NOOP(
                "messages", "Outside the submental region the label does not recommend it."
            ),
            KYBELLA,
            PRIMARY,
        ),
    ),
    law=(FRANCE_FORBIDS,),
    note=QT_TRANSLATE_NOOP(
        "messages",
        "Never above the mandible's lower border, nor within 10 to 15 mm below it (convention,"
        " unverified: secondary pages citing the label).",
    ),
)

BODY_FAT = Protocol(
    id=protocol_id(12),
    title=QT_TRANSLATE_NOOP("messages", "Body fat, phosphatidylcholine and deoxycholate"),
    indication=Indication.FAT,
    regions=(*ABDOMEN, "flank", "saddlebag", *ARMS),
    technique=Technique.DEEP,
    pattern=Pattern.SQUARE,
    mixture="Phosphatidylcholine and deoxycholate",
    spacing_mm=Cited(15.0, CRUTCHFIELD, SECONDARY),
    volume_ul=Cited(300, THOMAS, PRIMARY, high=300),
    layer=Cited("mid-fat", CRUTCHFIELD, SECONDARY),
    angle_deg=_DEEP.angle_deg,
    needle=_DEEP.needle,
    sessions=Cited(4, f"{THOMAS}: the mean", PRIMARY),
    days_between=Cited(28, f"{THOMAS}: at least 4 weeks", PRIMARY, low=28),
    ceilings=(
        Ceiling(substance="", most=Cited(0.3, THOMAS, PRIMARY), unit="mL", per=Per.INJECTION),
        Ceiling(substance="phosphatidylcholine", most=Cited(5000.0, THOMAS, PRIMARY), unit="mg"),
    ),
    source=THOMAS,
    against=(
        Cited(
            QT_TRANSLATE_NOOP(
                "messages",
                "The label of deoxycholic acid does not recommend it outside the submental region.",
            ),
            KYBELLA,
            PRIMARY,
        ),
    ),
    law=(FRANCE_FORBIDS, FDA_WARNED),
    note=QT_TRANSLATE_NOOP(
        "messages",
        "At most 0.3 mL a point; about 50 % less in the face. 20 to 30 mL a flank or saddlebag, 40"
        " to 60 mL for the abdomen, 3 to 6 mL for the chin (convention, unverified: a clinic's"
        " page). Nothing that was read covers the buttocks, nor the thighs beyond the saddlebags.",
    ),
)

FAT = (SUBMENTAL, BODY_FAT)
