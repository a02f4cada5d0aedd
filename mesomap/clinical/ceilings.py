"""Ceilings: the most of a substance that a source names, whatever the protocol.

They are cited figures that a remark names; nothing here chooses a dose.
"""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.model import Ceiling, Per
from mesomap.model.cited import Cited, Confidence
from mesomap.model.message import QT_TRANSLATE_NOOP

PRIMARY, SECONDARY = Confidence.PRIMARY, Confidence.SECONDARY

KYBELLA = "FDA label of Kybella (deoxycholic acid), dosage section"
THOMAS = "Thomas 2016, PMC5054992; 2018, PMC6371720"
YIN = "Yin 2023, PMC10906477"
UNITED_STATES = "United States labels of lidocaine"
IRISH_AND_UK = "Irish and UK product texts of lidocaine"
THE_CLINIC_S = QT_TRANSLATE_NOOP("messages", "the clinic's own")
"""The source of a figure that a clinic set for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LidocaineLimit:
    """What one set of texts names: mg in all, and mg for each kg of weight where it says so."""

    mg: Cited[float]
    mg_per_kg: Cited[float] | None = None


PLAIN = LidocaineLimit(
    mg=Cited(300.0, UNITED_STATES, PRIMARY), mg_per_kg=Cited(4.5, UNITED_STATES, PRIMARY)
)
WITH_EPINEPHRINE = LidocaineLimit(
    mg=Cited(500.0, UNITED_STATES, PRIMARY), mg_per_kg=Cited(7.0, UNITED_STATES, PRIMARY)
)
ADULT_CAP = LidocaineLimit(mg=Cited(200.0, IRISH_AND_UK, PRIMARY))
"""Caps adults, with and without epinephrine."""


def lidocaine_limits(*, epinephrine: bool) -> tuple[LidocaineLimit, LidocaineLimit]:
    """The limits that apply side by side; the lower one counts, and both are named."""
    return (WITH_EPINEPHRINE if epinephrine else PLAIN, ADULT_CAP)


def limit_mg(limit: LidocaineLimit, weight_kg: float | None) -> float:
    """The mg that a limit allows a person of this weight; without a weight its mg in all."""
    if limit.mg_per_kg is None or weight_kg is None:
        return limit.mg.value
    return min(limit.mg.value, limit.mg_per_kg.value * weight_kg)


CEILINGS: tuple[Ceiling, ...] = (
    Ceiling(substance="deoxycholic-acid", most=Cited(10.0, KYBELLA, PRIMARY), unit="mL"),
    Ceiling(substance="deoxycholic-acid", most=Cited(50.0, KYBELLA, PRIMARY), unit="injections"),
    Ceiling(substance="phosphatidylcholine", most=Cited(5000.0, THOMAS, PRIMARY), unit="mg"),
    Ceiling(
        substance="triamcinolone",
        most=Cited(20.0, YIN, PRIMARY, low=1.0, high=20.0),
        unit="mg",
        per=Per.CM2,
    ),
    Ceiling(
        substance="triamcinolone",
        most=Cited(80.0, YIN, PRIMARY, low=20.0, high=80.0),
        unit="mg",
    ),
)
"""Those that count in every session, lidocaine's apart: it has two and a weight."""

SUBMENTAL_ONLY = Cited("submental", KYBELLA, PRIMARY)
"""The region that the label of deoxycholic acid is for; elsewhere it does not recommend it."""
LIPOLYTIC = frozenset({"deoxycholic-acid", "phosphatidylcholine"})
"""Substances that a country's law may forbid as lipolytic injections."""
