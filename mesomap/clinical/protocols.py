"""Protocols: a cited, editable starting point for each indication.

The program never chooses a dose or a depth. What stands here is what a source says, with the
source and the confidence of each figure; where sources disagree, `note` says so beside the value.
Where a source names a range, `value` is its careful end (less volume, shallower, wider apart,
longer between, all of the sessions), and `low` and `high` are the range. Where a protocol's own
source gives no depth or spacing, that of its technique stands there, with its own source.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from mesomap.clinical.protocols_face import CHEEK_PAPULES, FACIAL
from mesomap.clinical.protocols_fat import FAT, SUBMENTAL
from mesomap.clinical.protocols_hair import HAIR
from mesomap.clinical.protocols_scars import CELLULITE, SCARS
from mesomap.model import LatticeSettings, Per, Protocol
from mesomap.model.message import QT_TRANSLATE_NOOP

__all__ = (
    "BUILT_IN",
    "CHEEK_PAPULES",
    "INDICATION_NAMES",
    "SUBMENTAL",
    "lattice_of",
    "most_of",
    "offered",
    "protocols",
)

INDICATION_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "facial-rejuvenation": QT_TRANSLATE_NOOP("messages", "Facial rejuvenation"),
        "spot-fat-reduction": QT_TRANSLATE_NOOP("messages", "Spot fat reduction"),
        "hair-loss": QT_TRANSLATE_NOOP("messages", "Hair loss"),
        "scars": QT_TRANSLATE_NOOP("messages", "Scars, acne scars"),
        "cellulite": QT_TRANSLATE_NOOP("messages", "Cellulite"),
    }
)
"""English source texts by the indication's value."""

BUILT_IN: Mapping[UUID, Protocol] = MappingProxyType(
    {one.id: one for one in (*FACIAL, *FAT, *HAIR, *SCARS, *CELLULITE)}
)
"""What every clinic begins with; their titles and notes are translated at the edges."""


def protocols(own: Mapping[UUID, Protocol]) -> dict[UUID, Protocol]:
    """Every protocol by id, retired ones too: the clinic's own entry goes before a built-in one."""
    return {**BUILT_IN, **own}


def offered(own: Mapping[UUID, Protocol]) -> list[Protocol]:
    """What may be chosen: the built-in ones in their order, then the clinic's own by title."""
    known = protocols(own)
    others = sorted((one for id_, one in known.items() if id_ not in BUILT_IN), key=_by_title)
    return [one for one in (*(known[id_] for id_ in BUILT_IN), *others) if not one.retired]


def lattice_of(protocol: Protocol) -> LatticeSettings | None:
    """The lattice that it starts from; None where no source says how far apart."""
    if protocol.pattern is None or protocol.spacing_mm is None:
        return None
    return LatticeSettings(pattern=protocol.pattern, spacing_mm=protocol.spacing_mm.value)


def most_of(protocol: Protocol, unit: str) -> float | None:
    """The most ``injections`` or ``mL`` of a session that it names; None where it names none."""
    for ceiling in protocol.ceilings:
        if not ceiling.substance and ceiling.unit == unit and ceiling.per is Per.SESSION:
            return ceiling.most.value
    return None


def _by_title(protocol: Protocol) -> tuple[str, str]:
    return protocol.title.casefold(), protocol.id.hex
