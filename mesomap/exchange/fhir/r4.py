"""FHIR R4 (4.0.1) by models that are there for R4B (4.3.0) only, and what these let pass.

Compared element by element, of the resources and types that an export uses only extensions
differ: see `R4_DIFFERENCES`. The models check neither the codes of a status nor which resources
R4 knows: `CODES` and `RESOURCES` do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """Elements of a type that R4B has and R4 does not; what an export does about it."""

    type: str
    only_in_r4b: tuple[str, ...]
    done: str


R4_DIFFERENCES = (
    Difference(
        "Extension",
        ("valueCodeableReference", "valueRatioRange"),
        "never written; refused by `check_r4`",
    ),
)
RESOURCES = frozenset(
    {
        "Patient", "Practitioner", "Procedure", "MedicationAdministration", "Medication",
        "Device", "BodyStructure", "Observation", "DocumentReference", "Provenance",
    }
)  # fmt: skip
"""What an export holds; all of them resources of R4."""
_EVENT = {
    "preparation", "in-progress", "not-done", "on-hold", "stopped", "completed",
    "entered-in-error", "unknown",
}  # fmt: skip
CODES = {
    ("Procedure", "status"): frozenset(_EVENT),
    ("MedicationAdministration", "status"): frozenset(_EVENT - {"preparation"}),
    ("Observation", "status"): frozenset(
        {
            "registered", "preliminary", "final", "amended", "corrected", "cancelled",
            "entered-in-error", "unknown",
        }
    ),
    ("DocumentReference", "status"): frozenset({"current", "superseded", "entered-in-error"}),
    ("DocumentReference", "docStatus"): frozenset(
        {"preliminary", "final", "amended", "entered-in-error"}
    ),
    ("Patient", "gender"): frozenset({"male", "female", "other", "unknown"}),
}  # fmt: skip
"""Of elements that are bound to a list of codes, those codes."""


def check_r4(bundle: Json) -> None:
    """Refuse what R4 does not know.

    Raises
    ------
    ValueError
        It says where: a bug of ours.
    """
    forbidden = {name for one in R4_DIFFERENCES for name in one.only_in_r4b}
    for entry in bundle["entry"]:
        resource = entry["resource"]
        kind = resource["resourceType"]
        if kind not in RESOURCES:
            raise ValueError(f"{kind} is not one of an export's resources")
        for (of, element), codes in CODES.items():
            if of == kind and element in resource and resource[element] not in codes:
                raise ValueError(f"{kind}.{element} is {resource[element]!r}")
        for name in _names(resource):
            if name in forbidden:
                raise ValueError(f"{kind} uses {name}, which is not in R4")


def check_models(bundle: Json) -> None:
    """Validate by the R4B models: structure, cardinality and the form of each value.

    Raises
    ------
    pydantic.ValidationError
        A bug of ours.
    """
    from fhir.resources.R4B.bundle import Bundle

    Bundle.model_validate(bundle)


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _names(one)
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)
