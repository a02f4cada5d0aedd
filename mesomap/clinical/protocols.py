"""Protocols: a cited, editable starting point for an indication.

The program never chooses a dose or a depth. What stands here is what a source says, with the
source; where sources disagree, `note` says so beside the value.
"""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.model import LatticeSettings, Pattern, Technique
from mesomap.model.cited import Cited, Confidence
from mesomap.model.message import QT_TRANSLATE_NOOP

PRIMARY, SECONDARY = Confidence.PRIMARY, Confidence.SECONDARY
DERIVED = Confidence.DERIVED

KYBELLA = "FDA label of Kybella (deoxycholic acid), dosage section"
KYBELLA_SECONDARY = "secondary pages citing the FDA label of Kybella"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """A starting point; None where no source gives a figure.

    Attributes
    ----------
    title, indication, note : str
        English source texts, marked for translation in the context of messages.
    regions
        Ids of the regions that it is for.
    depth_mm
        None where `layer` says how deep.
    below_mandible_mm
        Width of the strip below the mandible's lower border that stays free.
    """

    id: str
    title: str
    indication: str
    regions: tuple[str, ...]
    technique: Technique
    pattern: Pattern
    spacing_mm: Cited[float]
    volume_ul: Cited[int]
    mixture: str = ""
    mg_per_ml: Cited[float] | None = None
    depth_mm: Cited[float] | None = None
    layer: Cited[str] | None = None
    angle_deg: Cited[float] | None = None
    needle: Cited[str] | None = None
    mg_per_cm2: Cited[float] | None = None
    most_injections: Cited[int] | None = None
    most_volume_ul: Cited[int] | None = None
    sessions: Cited[int] | None = None
    days_between: Cited[int] | None = None
    below_mandible_mm: Cited[float] | None = None
    note: str = ""

    def lattice(self) -> LatticeSettings:
        """The lattice that it starts from."""
        return LatticeSettings(pattern=self.pattern, spacing_mm=self.spacing_mm.value)


SUBMENTAL = Protocol(
    id="submental-deoxycholic-acid",
    title=QT_TRANSLATE_NOOP("messages", "Submental fat, deoxycholic acid"),
    indication=QT_TRANSLATE_NOOP("messages", "Submental fat"),
    regions=("submental",),
    technique=Technique.DEEP,
    pattern=Pattern.SQUARE,
    mixture="Deoxycholic acid 10 mg/mL",
    spacing_mm=Cited(10.0, KYBELLA, PRIMARY),
    volume_ul=Cited(200, KYBELLA, PRIMARY),
    mg_per_ml=Cited(10.0, "2 mg/cm2 at 0.2 mL per point and cm2, by the label", DERIVED),
    mg_per_cm2=Cited(2.0, KYBELLA, PRIMARY),
    layer=Cited("mid-fat", KYBELLA_SECONDARY, SECONDARY),
    angle_deg=Cited(90.0, KYBELLA_SECONDARY, SECONDARY),
    needle=Cited("30G 1/2 in", KYBELLA_SECONDARY, SECONDARY),
    most_injections=Cited(50, KYBELLA, PRIMARY),
    most_volume_ul=Cited(10_000, KYBELLA, PRIMARY),
    sessions=Cited(6, KYBELLA, PRIMARY),
    days_between=Cited(30, f"{KYBELLA}: at least 1 month", PRIMARY),
    below_mandible_mm=Cited(15.0, KYBELLA_SECONDARY, SECONDARY, low=10.0, high=15.0),
    note=QT_TRANSLATE_NOOP(
        "messages",
        "Outside the submental region the label does not recommend it. Never above the mandible's "
        "lower border. France bans lipolytic injections of deoxycholate (Décret 2011-382).",
    ),
)

CHEEK_PAPULES = Protocol(
    id="cheek-papules",
    title=QT_TRANSLATE_NOOP("messages", "Cheek, papules"),
    indication=QT_TRANSLATE_NOOP("messages", "Facial rejuvenation"),
    regions=("cheek-buccal",),
    technique=Technique.PAPULE,
    pattern=Pattern.SQUARE,
    mixture="Hyaluronic acid and vitamins",
    spacing_mm=Cited(10.0, "beautytrainingportal.com; mesoderm.es", SECONDARY),
    volume_ul=Cited(
        100,
        "the volume whose wheal, 6 to 10 mm across (CDC PHIL 24234; SSI RT23), fits 10 mm spacing",
        DERIVED,
    ),
    depth_mm=Cited(1.5, "beautytrainingportal.com; mesoderm.es", SECONDARY, low=1.0, high=2.0),
    sessions=Cited(4, "Savoia 2013, PMID 23888258", PRIMARY),
    days_between=Cited(15, "Savoia 2013, PMID 23888258", PRIMARY),
    note=QT_TRANSLATE_NOOP(
        "messages",
        "Schools disagree on spacing: 2 to 4 mm, 10 mm, or 20 to 30 mm.",
    ),
)

PROTOCOLS = {protocol.id: protocol for protocol in (SUBMENTAL, CHEEK_PAPULES)}
"""All of them, by id."""
