"""A note pinned to a site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mesomap.model.region import Side
from mesomap.model.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A few words about one place of one session."""

    id: UUID
    session: UUID
    site: Site
    region: str | None
    side: Side | None
    text: str
    written: datetime
