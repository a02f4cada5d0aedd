"""Who is in the sample clinic: plainly made up, so that nobody takes them for a patient."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, UUID, uuid5

from mesomap.clinical.protocols import CHEEK_PAPULES, SUBMENTAL, lattice_of, most_of
from mesomap.model import Indication, LesionKind, Pattern, Protocol, Sex, Technique


@dataclass(frozen=True, slots=True, kw_only=True)
class Brush:
    """What the clinician of the sample took up: a lattice and a syringe."""

    mixture: str
    technique: Technique
    pattern: Pattern
    spacing_mm: float
    volume_ul: int
    depth_mm: float | None
    drawn_ul: int
    layer: str = ""
    angle_deg: float = 15.0
    mg_per_ml: float | None = None
    below_mandible_mm: float | None = None
    most: int | None = None
    recipe: tuple[tuple[str, int], ...] = ()
    """Products of the sample's shelf, and how many parts of each."""


def sample_id(*parts: object) -> UUID:
    """An id that is the same on every machine."""
    return uuid5(NAMESPACE_URL, "mesomap sample clinic " + " ".join(map(str, parts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A made-up patient with sessions of one indication.

    `regions` that the body does not have yet are left out; a patient left without any is too.
    `days` are the intervals between sessions; the last session is `last_days_ago`.
    """

    name: str
    born: str
    sex: Sex
    number: str
    title: str
    """What is treated: its course's title."""
    indication: Indication
    regions: tuple[str, ...]
    brush: Brush
    days: tuple[int, ...]
    last_days_ago: int
    allergies: str = ""
    last_is_draft: bool = False
    protocol: Protocol | None = None
    """That its sessions began from."""
    threads: tuple[str, ...] = ()
    """Regions that get threads besides, from a syringe of their own."""
    passes: tuple[str, ...] = ()
    """Regions that are stippled by nappage besides, from a syringe of its own."""
    lesions: tuple[tuple[LesionKind, str, float, str], ...] = ()
    """Kind, region, radius in mm at the first visit, name."""
    height_mm: float | None = None
    """Measured at the first visit: the sessions are calibrated by it."""
    first_under: str = ""
    """Number of the namesake under whom the first session was entered in error."""
    archived: bool = False


def _of(protocol: Protocol, *, drawn_ul: int, recipe: tuple[tuple[str, int], ...]) -> Brush:
    depth, layer = protocol.depth_mm, protocol.layer
    below, most = protocol.below_mandible_mm, most_of(protocol, "injections")
    settings = lattice_of(protocol)
    assert settings is not None
    assert protocol.volume_ul is not None
    return Brush(
        mixture=protocol.mixture,
        technique=protocol.technique,
        pattern=settings.pattern,
        spacing_mm=settings.spacing_mm,
        volume_ul=protocol.volume_ul.value,
        depth_mm=depth.value if depth else None,
        layer=layer.value if layer else "",
        angle_deg=protocol.angle_deg.value if protocol.angle_deg else 15.0,
        mg_per_ml=protocol.mg_per_ml.value if protocol.mg_per_ml else None,
        below_mandible_mm=below.value if below else None,
        most=int(most) if most else None,
        drawn_ul=drawn_ul,
        recipe=recipe,
    )


REVITALIZING = (("ha-15", 2), ("vitamins", 1))
WITH_MINERALS = (("ha-15", 10), ("vitamins", 4), ("minerals", 1))
NUMBED = (("ha-15", 10), ("vitamins", 4), ("lidocaine", 1))
SUBMENTAL_BRUSH = _of(SUBMENTAL, drawn_ul=10_000, recipe=(("dca", 1),))
CHEEK_BRUSH = _of(CHEEK_PAPULES, drawn_ul=6_000, recipe=REVITALIZING)
HYALURONIC = Brush(
    mixture="Hyaluronic acid 10 mg/mL + vitamins",
    technique=Technique.PAPULE,
    pattern=Pattern.SQUARE,
    spacing_mm=10.0,
    volume_ul=50,
    depth_mm=1.0,
    drawn_ul=5_000,
    mg_per_ml=10.0,
    recipe=REVITALIZING,
)
MICRODEPOT = replace(
    HYALURONIC,
    mixture="Hyaluronic acid 12 mg/mL",
    technique=Technique.MICRODEPOT,
    pattern=Pattern.HEX,
    spacing_mm=8.0,
    volume_ul=20,
    drawn_ul=4_000,
    mg_per_ml=12.0,
    recipe=(("ha-12", 1),),
)
SCALP = replace(
    HYALURONIC,
    mixture="Platelet-rich plasma",
    pattern=Pattern.HEX,
    depth_mm=3.0,
    angle_deg=90.0,
    drawn_ul=8_000,
    mg_per_ml=None,
    recipe=(("prp", 1),),
)
FEMALE, MALE = Sex.FEMALE, Sex.MALE

COURSES: tuple[Course, ...] = (
    Course(
        name="Beispiel, Tina", born="1959-12-19", sex=FEMALE, number="00365",
        title="Spot fat, submental", indication=Indication.FAT,
        regions=("submental",), brush=SUBMENTAL_BRUSH, protocol=SUBMENTAL,
        days=(35, 33), last_days_ago=13, last_is_draft=True,
    ),
    Course(
        name="Campione, Elena", born="1983-02-23", sex=FEMALE, number="00333",
        title="Acne scars", indication=Indication.SCARS,
        regions=("cheek-buccal", "temple"), brush=MICRODEPOT,
        days=(28, 29), last_days_ago=25,
    ),
    Course(
        name="Example, Joan", born="1990-01-27", sex=FEMALE, number="00398",
        title="Hair loss", indication=Indication.HAIR,
        regions=("scalp-vertex", "scalp-mid-frontal"), brush=SCALP,
        days=(30,), last_days_ago=4, allergies="Minoxidil",
        lesions=((LesionKind.ALOPECIA, "scalp-vertex", 14.0, "vertex"),),
    ),
    Course(
        name="Exemple, Louise", born="1979-10-08", sex=FEMALE, number="00340",
        title="Facial rejuvenation", indication=Indication.FACIAL,
        regions=("forehead", "glabella"), brush=HYALURONIC,
        days=(15, 15, 16, 28), last_days_ago=19,
    ),
    Course(
        name="Exemplo, Rita", born="1964-07-02", sex=FEMALE, number="00312",
        title="Facial rejuvenation", indication=Indication.FACIAL,
        regions=("cheek-medial", "nasolabial-fold"),
        brush=MICRODEPOT, days=(14, 16), last_days_ago=40, allergies="Latex",
        threads=("jawline", "cheek-buccal"), passes=("forehead",),
    ),
    Course(
        name="Fittizia, Paola", born="1971-03-30", sex=FEMALE, number="00305",
        title="Rejuvenation, neck", indication=Indication.FACIAL,
        regions=("neck-front",), brush=replace(HYALURONIC, recipe=WITH_MINERALS),
        days=(15, 15, 15), last_days_ago=60, passes=("decollete",),
    ),
    Course(
        name="Muestra, Lucía", born="1986-05-30", sex=FEMALE, number="00371",
        title="Facial rejuvenation", indication=Indication.FACIAL,
        regions=("cheek-buccal", "jawline"), brush=HYALURONIC,
        days=(21,), last_days_ago=10, allergies="Soya",
    ),
    Course(
        name="Muestra, Lucía", born="1998-02-14", sex=FEMALE, number="00421",
        title="Facial rejuvenation", indication=Indication.FACIAL,
        regions=("forehead",), brush=HYALURONIC,
        days=(14,), last_days_ago=9, first_under="00371",
    ),
    Course(
        name="Muster, Clara", born="1974-09-02", sex=FEMALE, number="00402",
        title="Rejuvenation, décolleté", indication=Indication.FACIAL,
        regions=("decollete",),
        brush=replace(HYALURONIC, spacing_mm=15.0, recipe=NUMBED),
        days=(14, 14, 15, 16, 29), last_days_ago=2,
        height_mm=1700.0,
    ),
    Course(
        name="Placeholder, Ines", born="1968-07-11", sex=FEMALE, number="00376",
        title="Rejuvenation, neck", indication=Indication.FACIAL,
        regions=("neck-front", "decollete"),
        brush=replace(HYALURONIC, spacing_mm=15.0), days=(15, 17), last_days_ago=6,
    ),
    Course(
        name="Probe, Andrea", born="1995-11-12", sex=FEMALE, number="00410",
        title="Facial rejuvenation", indication=Indication.FACIAL,
        regions=("cheek-buccal",), brush=CHEEK_BRUSH, protocol=CHEEK_PAPULES,
        days=(15,), last_days_ago=8, last_is_draft=True,
    ),
    Course(
        name="Prøve, Maja", born="1993-04-05", sex=FEMALE, number="00329",
        title="Hair loss", indication=Indication.HAIR,
        regions=("scalp-frontal",), brush=SCALP,
        days=(31,), last_days_ago=32,
    ),
    Course(
        name="Sample, Anna", born="1981-03-14", sex=FEMALE, number="00417",
        title="Facial rejuvenation", indication=Indication.FACIAL,
        regions=("cheek-medial", "zygomatic", "cheek-buccal"), brush=HYALURONIC,
        days=(15, 29, 12), last_days_ago=0, allergies="Lidocaine, latex", last_is_draft=True,
        lesions=((LesionKind.MOLE, "forehead", 2.5, ""),),
    ),
    Course(
        name="Specimen, Paul", born="1966-08-21", sex=MALE, number="00358",
        title="Hair loss", indication=Indication.HAIR,
        regions=("scalp-vertex", "scalp-frontal"), brush=SCALP,
        days=(30, 32), last_days_ago=11,
    ),
    Course(
        name="Vorlage, Berta", born="1951-06-18", sex=FEMALE, number="00271",
        title="Rejuvenation, neck", indication=Indication.FACIAL,
        regions=("neck-front",), brush=HYALURONIC,
        days=(14,), last_days_ago=92, archived=True,
    ),
)  # fmt: skip
"""By name. Men are left out as long as the atlas has no male body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """An entry that was made a second time by mistake, and merged into that of number `into`."""

    name: str
    number: str
    into: str
    allergies: str


DUPLICATE = Duplicate(name="Fittizia, P.", number="00288", into="00305", allergies="Penicillin")
