"""Protocols: a cited, editable starting point for an indication. Never a recommendation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from mesomap.model.cited import Cited
from mesomap.model.lattice import Pattern
from mesomap.model.technique import Technique


class Indication(StrEnum):
    """What the field treats. Stored and exported: never rename one."""

    FACIAL = "facial-rejuvenation"
    FAT = "spot-fat-reduction"
    HAIR = "hair-loss"
    SCARS = "scars"
    CELLULITE = "cellulite"


class Per(StrEnum):
    """What a ceiling is counted over. Stored: never rename one."""

    INJECTION = "injection"
    SESSION = "session"
    CM2 = "cm2"
    KG = "kg"
    """Of the patient's weight, within one session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The most of something that a source names.

    Attributes
    ----------
    substance
        Id of the substance that is counted (`mesomap.clinical.substances`); "" counts `unit` of
        whatever is given: ``mL`` of volume or ``injections``.
    unit
        ``mg``, ``mL`` or ``injections``.
    """

    substance: str
    most: Cited[float]
    unit: str
    per: Per = Per.SESSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What the law of a country says, as its source has it. `country` is ISO 3166-1 alpha-2."""

    country: str
    text: Cited[str]
    forbids: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """A starting point; None where no source gives a figure.

    Attributes
    ----------
    title, note : str
        English source texts, of a built-in one marked for translation in the context of messages.
    regions
        Ids of the regions that it is for, both sides of each.
    pattern
        None: nothing says how far apart; it is applied as an area pass of each region.
    volume_ul, ul_per_cm2, session_ul
        For one injection, for a cm2 of skin, for all of a session.
    depth_mm
        None where `layer` says how deep.
    days_between
        Days to the next session; `weeks` instead where each has a week of its own, from 0.
    below_mandible_mm
        Width of the strip below the mandible's lower border that stays free.
    against
        Evidence against it, shown beside it.
    built_on
        The protocol that a clinic's own one began as.
    """

    id: UUID
    title: str
    indication: Indication
    regions: tuple[str, ...]
    technique: Technique
    pattern: Pattern | None = None
    spacing_mm: Cited[float] | None = None
    volume_ul: Cited[int] | None = None
    ul_per_cm2: Cited[float] | None = None
    session_ul: Cited[int] | None = None
    mixture: str = ""
    mg_per_ml: Cited[float] | None = None
    depth_mm: Cited[float] | None = None
    layer: Cited[str] | None = None
    angle_deg: Cited[float] | None = None
    needle: Cited[str] | None = None
    sessions: Cited[int] | None = None
    days_between: Cited[int] | None = None
    weeks: Cited[tuple[int, ...]] | None = None
    ceilings: tuple[Ceiling, ...] = ()
    below_mandible_mm: Cited[float] | None = None
    source: str = ""
    against: tuple[Cited[str], ...] = ()
    law: tuple[Law, ...] = ()
    note: str = ""
    built_on: UUID | None = None
    retired: bool = False
