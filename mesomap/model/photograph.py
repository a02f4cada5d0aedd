"""Photographs of the patient, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Moment(StrEnum):
    """When of a session it was taken. Stored and exported: never rename one."""

    BEFORE = "before"
    AFTER = "after"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """A photograph of one session; its content is an attachment without any metadata.

    `view` is the id of the chart whose view it takes, "" for another; `consent` the consent to
    photographs under which it was taken. `retired` ones are no longer shown.
    """

    id: UUID
    session: UUID
    attachment: UUID
    width_px: int
    height_px: int
    taken: datetime
    moment: Moment
    view: str = ""
    consent: UUID | None = None
    text: str = ""
    retired: bool = False
