"""Caution structures of the face: where vessels, nerves and foramina lie on average.

Population means, not this patient's anatomy. Positions are the cited figures, taken from landmarks
of the average body; what no source gives (how far a course is drawn) is said in `drawn`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mesomap.model.cited import Cited, Confidence
from mesomap.model.message import QT_TRANSLATE_NOOP

PRIMARY, SECONDARY = Confidence.PRIMARY, Confidence.SECONDARY

MEANS_ONLY = QT_TRANSLATE_NOOP(
    "messages", "Population means: this patient's anatomy may lie elsewhere."
)


class StructureKind(StrEnum):
    """What a caution structure is."""

    ARTERY = "artery"
    NERVE = "nerve"
    FORAMEN = "foramen"
    ZONE = "zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A place of the left half: a landmark, and how far from it.

    Attributes
    ----------
    landmark
        Its id; the left one of a pair.
    lateral_mm, up_mm
        Away from the midline in the frontal plane, and towards the vertex.
    from_midline_mm
        The distance from the midline itself, instead of the landmark's and `lateral_mm`.
    height_of
        The landmark that `up_mm` counts from, where it is another one.
    along_border_mm
        From the gonion forwards along the mandible's lower border, instead of all of these.
    """

    landmark: str
    lateral_mm: float = 0.0
    up_mm: float = 0.0
    from_midline_mm: float | None = None
    height_of: str | None = None
    along_border_mm: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """One structure of the left half; the right half has its mirror image.

    Attributes
    ----------
    name, drawn, note : str
        English source texts, marked for translation in the context of messages.
    chart
        The view in which its course runs straight from anchor to anchor.
    anchors
        One for a place, more for a course.
    spread_mm
        To each side of the course, or around the place: half of the cited range and, where one
        is cited, the standard deviation.
    position
        The figures as cited.
    depth_mm
        None where no source gives it.
    substance
        The substance that its source speaks of; "" for whatever is injected.
    """

    id: str
    name: str
    kind: StructureKind
    chart: str
    anchors: tuple[Anchor, ...]
    spread_mm: float
    position: Cited[str]
    depth_mm: Cited[float] | None = None
    drawn: str = ""
    note: str = ""
    substance: str = ""


FRONT, OBLIQUE = "face-front", "face-left-oblique"
COTOFANA = "Cotofana 2020"
FORAMINA = "Chung 1995; Apinhasmit 2006"
COURSE = QT_TRANSLATE_NOOP("messages", "How far the course is drawn is not a figure of the source.")

STRUCTURES: tuple[Structure, ...] = (
    Structure(
        id="supraorbital-notch",
        name=QT_TRANSLATE_NOOP("messages", "Supraorbital notch"),
        kind=StructureKind.FORAMEN,
        chart=FRONT,
        anchors=(Anchor(landmark="supraorbital-rim", from_midline_mm=23.9),),
        spread_mm=1.2 + 4.3,
        position=Cited(
            QT_TRANSLATE_NOOP("messages", "22.7; 25.1 ± 4.3 mm from the midline"), FORAMINA, PRIMARY
        ),
    ),
    Structure(
        id="supraorbital-artery",
        name=QT_TRANSLATE_NOOP("messages", "Supraorbital artery"),
        kind=StructureKind.ARTERY,
        chart=FRONT,
        anchors=(
            Anchor(landmark="supraorbital-rim", from_midline_mm=23.9),
            Anchor(landmark="supraorbital-rim", from_midline_mm=23.9, up_mm=25.0),
        ),
        spread_mm=2.5,
        position=Cited(
            QT_TRANSLATE_NOOP("messages", "from the supraorbital notch"), FORAMINA, PRIMARY
        ),
        depth_mm=Cited(3.5, COTOFANA, PRIMARY, low=2.7, high=4.3),
        drawn=COURSE,
    ),
    Structure(
        id="supratrochlear-bundle",
        name=QT_TRANSLATE_NOOP("messages", "Supratrochlear bundle"),
        kind=StructureKind.ARTERY,
        chart=FRONT,
        anchors=(
            Anchor(landmark="brow-head", from_midline_mm=19.5, up_mm=-3.0),
            Anchor(landmark="brow-head", from_midline_mm=19.5, up_mm=22.0),
        ),
        spread_mm=2.5,
        position=Cited(
            QT_TRANSLATE_NOOP("messages", "17 to 22 mm from the midline"),
            "beso.academy 2023",
            SECONDARY,
        ),
        depth_mm=Cited(3.3, COTOFANA, PRIMARY, low=2.7, high=3.9),
        drawn=COURSE,
    ),
    Structure(
        id="dorsal-nasal-artery",
        name=QT_TRANSLATE_NOOP("messages", "Dorsal nasal artery"),
        kind=StructureKind.ARTERY,
        chart=FRONT,
        anchors=(
            Anchor(landmark="nasion", from_midline_mm=4.8),
            Anchor(landmark="pronasale", from_midline_mm=4.8, up_mm=10.0),
        ),
        spread_mm=2.5,
        position=Cited(
            QT_TRANSLATE_NOOP("messages", "4.4 to 5.2 mm lateral to the midline"),
            "Choi 2018",
            PRIMARY,
        ),
        drawn=COURSE,
    ),
    Structure(
        id="infraorbital-foramen",
        name=QT_TRANSLATE_NOOP("messages", "Infraorbital foramen"),
        kind=StructureKind.FORAMEN,
        chart=FRONT,
        anchors=(Anchor(landmark="infraorbital-rim", from_midline_mm=27.8, up_mm=-8.9),),
        spread_mm=0.6 + 2.3,
        position=Cited(
            QT_TRANSLATE_NOOP(
                "messages",
                "27.2; 28.4 ± 2.3 mm lateral, 8.6; 9.2 ± 2.0 mm below the rim",
            ),
            FORAMINA,
            PRIMARY,
        ),
    ),
    Structure(
        id="mental-foramen",
        name=QT_TRANSLATE_NOOP("messages", "Mental foramen"),
        kind=StructureKind.FORAMEN,
        chart=FRONT,
        anchors=(Anchor(landmark="mouth-corner", from_midline_mm=26.45, up_mm=-20.4),),
        spread_mm=2.05 + 2.2,
        position=Cited(
            QT_TRANSLATE_NOOP(
                "messages",
                "24.4; 28.5 ± 2.2 mm lateral; 20.4 mm below and 3.3 mm medial to the mouth corner",
            ),
            f"{FORAMINA}; Song 2007, PMID 17898610",
            PRIMARY,
        ),
        note=QT_TRANSLATE_NOOP(
            "messages",
            "The sources measure from the midline or from the mouth corner; drawn from the"
            " midline.",
        ),
    ),
    Structure(
        id="facial-artery",
        name=QT_TRANSLATE_NOOP("messages", "Facial artery"),
        kind=StructureKind.ARTERY,
        chart=OBLIQUE,
        anchors=(
            Anchor(landmark="gonion", along_border_mm=32.0),
            Anchor(landmark="mouth-corner", lateral_mm=22.6),
            Anchor(landmark="ala", lateral_mm=4.0),
        ),
        spread_mm=3.0,
        position=Cited(
            QT_TRANSLATE_NOOP(
                "messages",
                "29 to 35 mm anterior to the mandible's angle; 20.0 to 25.2 mm lateral to the mouth"
                " corner",
            ),
            "CTA, intjmorphol 1876; Lee 2019",
            PRIMARY,
        ),
        drawn=QT_TRANSLATE_NOOP(
            "messages",
            "Its course from the cheek to the nose is not a figure of the source.",
        ),
        note=QT_TRANSLATE_NOOP(
            "messages",
            "At the mandible another source has 25 to 30 mm. At the nasolabial fold it runs"
            " medial in 42.9 %, lateral in 23.2 %, crossing in 33.9 % (PRS 2017;139(1)).",
        ),
    ),
    Structure(
        id="superior-labial-artery",
        name=QT_TRANSLATE_NOOP("messages", "Superior labial artery"),
        kind=StructureKind.ARTERY,
        chart=FRONT,
        anchors=(
            Anchor(landmark="mouth-corner"),
            Anchor(landmark="labiale-superius"),
        ),
        spread_mm=2.5,
        position=Cited(
            QT_TRANSLATE_NOOP("messages", "along the upper lip"), "Lee 2020, ca.23379", PRIMARY
        ),
        depth_mm=Cited(5.3, "Lee 2020, ca.23379", PRIMARY),
        drawn=COURSE,
    ),
    Structure(
        id="inferior-labial-artery",
        name=QT_TRANSLATE_NOOP("messages", "Inferior labial artery"),
        kind=StructureKind.ARTERY,
        chart=FRONT,
        anchors=(
            Anchor(landmark="mouth-corner"),
            Anchor(landmark="labiale-inferius"),
        ),
        spread_mm=2.5,
        position=Cited(
            QT_TRANSLATE_NOOP("messages", "along the lower lip"), "Lee 2020, ca.23379", PRIMARY
        ),
        depth_mm=Cited(4.2, "Lee 2020, ca.23379", PRIMARY),
        drawn=COURSE,
    ),
    Structure(
        id="superficial-temporal-artery",
        name=QT_TRANSLATE_NOOP("messages", "Superficial temporal artery, frontal branch"),
        kind=StructureKind.ARTERY,
        chart=OBLIQUE,
        anchors=(
            Anchor(landmark="canthus-lateral", lateral_mm=15.8, height_of="brow-tail", up_mm=14.8),
        ),
        spread_mm=2.5,
        position=Cited(
            QT_TRANSLATE_NOOP(
                "messages", "14.8 mm above the brow, 15.8 mm from the lateral canthus"
            ),
            "Lee 2015, s00276-014-1306-6",
            PRIMARY,
        ),
    ),
    Structure(
        id="facial-nerve-frontal-branch",
        name=QT_TRANSLATE_NOOP("messages", "Facial nerve, frontal branch"),
        kind=StructureKind.NERVE,
        chart="face-left",
        anchors=(
            Anchor(landmark="tragus", up_mm=-5.0),
            Anchor(landmark="brow-tail", up_mm=15.0),
        ),
        spread_mm=2.5,
        position=Cited(
            QT_TRANSLATE_NOOP(
                "messages",
                "from 5 mm below the tragus to 15 mm above the lateral brow; 32.1 mm from the"
                " tragus at the arch",
            ),
            "PMID 31254463",
            PRIMARY,
        ),
    ),
    Structure(
        id="marginal-mandibular-nerve",
        name=QT_TRANSLATE_NOOP("messages", "Marginal mandibular nerve"),
        kind=StructureKind.NERVE,
        chart=OBLIQUE,
        anchors=(
            Anchor(landmark="gonion", up_mm=-0.75),
            Anchor(landmark="gonion", along_border_mm=32.0, up_mm=3.6),
        ),
        spread_mm=2.5,
        position=Cited(
            QT_TRANSLATE_NOOP(
                "messages",
                "0.75 mm below the gonion; 3.6 mm above the border at the facial artery",
            ),
            "read in an abstract whose reference was not kept",
            PRIMARY,
        ),
        note=QT_TRANSLATE_NOOP(
            "messages",
            "Sources disagree: 0.2 to 3.4 mm above the border in vivo, or up to 10 mm below it"
            " classically; the deoxycholic acid label's zone goes 10 to 15 mm below.",
        ),
    ),
    Structure(
        id="lateral-canthus",
        name=QT_TRANSLATE_NOOP("messages", "Lateral canthus"),
        kind=StructureKind.ZONE,
        chart=OBLIQUE,
        anchors=(Anchor(landmark="canthus-lateral"),),
        spread_mm=10.0,
        position=Cited(
            QT_TRANSLATE_NOOP("messages", "stay about 10 mm lateral"), "Lee & Levitt 2018", PRIMARY
        ),
    ),
    Structure(
        id="below-mandible",
        name=QT_TRANSLATE_NOOP("messages", "Below the mandible's border"),
        kind=StructureKind.ZONE,
        chart=OBLIQUE,
        anchors=(),
        spread_mm=15.0,
        position=Cited(
            QT_TRANSLATE_NOOP("messages", "within 10 to 15 mm below the mandible's lower border"),
            "secondary pages citing the FDA label of Kybella",
            SECONDARY,
        ),
        note=QT_TRANSLATE_NOOP("messages", "For deoxycholic acid."),
        substance="deoxycholic-acid",
    ),
)
"""All of them; drawn in this order."""
