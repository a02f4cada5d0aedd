"""What a remark is: the finding of a cited check. It never blocks, and never says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from mesomap.model import Confidence, Message, RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP


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


KIND_NAMES: Mapping[RemarkKind, str] = MappingProxyType(
    {
        RemarkKind.VOLUME: QT_TRANSLATE_NOOP("messages", "Volume above a ceiling"),
        RemarkKind.DOSE: QT_TRANSLATE_NOOP("messages", "Dose above a ceiling"),
        RemarkKind.COUNT: QT_TRANSLATE_NOOP("messages", "Number of injections above a ceiling"),
        RemarkKind.INTERVAL: QT_TRANSLATE_NOOP("messages", "Interval since the last session"),
        RemarkKind.SESSIONS: QT_TRANSLATE_NOOP("messages", "Sessions beyond the protocol's number"),
        RemarkKind.SPACING: QT_TRANSLATE_NOOP("messages", "Spacing outside the protocol's"),
        RemarkKind.CAUTION: QT_TRANSLATE_NOOP("messages", "Caution structure"),
        RemarkKind.REGION: QT_TRANSLATE_NOOP("messages", "Region and product"),
        RemarkKind.LAW: QT_TRANSLATE_NOOP("messages", "Law of the country"),
        RemarkKind.DEPTH: QT_TRANSLATE_NOOP("messages", "Depth and technique"),
        RemarkKind.REACH: QT_TRANSLATE_NOOP("messages", "Needle's reach"),
        RemarkKind.LOT: QT_TRANSLATE_NOOP("messages", "Expired or recalled lot"),
        RemarkKind.ANSWER: QT_TRANSLATE_NOOP("messages", "Answers in the questionnaire"),
        RemarkKind.ALLERGY: QT_TRANSLATE_NOOP("messages", "Allergy to a component"),
    }
)
"""What each kind is called."""
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
