"""What a remark is: the finding of a cited check. It never blocks, and never says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from mesomap.model import Confidence, Message, RegionKey


class RemarkKind(StrEnum):
    """What it is about. Stored as what a clinic switched off: never rename one."""

    VOLUME = "volume"
    DOSE = "dose"
    COUNT = "count"
    INTERVAL = "interval"
    SESSIONS = "sessions"
    SPACING = "spacing"
    CAUTION = "caution-structure"
    REGION = "region"
    LAW = "law"
    DEPTH = "depth"
    REACH = "needle"
    LOT = "lot"
    ANSWER = "answer"
    ALLERGY = "allergy"


ALL_KINDS = "*"
"""In a clinic's silenced kinds: all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One finding.

    Attributes
    ----------
    key
        The same as long as its cause is the same: an answer is kept under it. It holds the figure
        that was found, so that a graver finding is a new one.
    message
        What was found beside what the source says.
    source, confidence
        Of the figure that it is held against.
    injections, regions
        What it concerns; empty where it concerns the session.
    """

    kind: RemarkKind
    key: str
    message: Message
    source: str
    confidence: Confidence
    injections: tuple[UUID, ...] = ()
    regions: tuple[RegionKey, ...] = ()


def key_of(kind: RemarkKind, *parts: object) -> str:
    """A remark's key of its kind and what tells it from others."""
    return ":".join([kind.value, *map(str, parts)])
