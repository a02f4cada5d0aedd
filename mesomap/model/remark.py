"""A person's answer to a remark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkAnswer:
    """The reason that was given for going on, kept with the session.

    `remark` is the remark's key, the same as long as its cause is; `said` is its sentence and
    `source` its source, as they stood then.
    """

    id: UUID
    session: UUID
    remark: str
    said: str
    source: str
    reason: str
    answered: datetime
    by: str = ""
