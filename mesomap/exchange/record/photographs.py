"""A session's photographs as JSON: what they are, never what they show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mesomap.model import Photograph


def photographs_json(photographs: Iterable[Photograph]) -> list[dict[str, Any]]:
    """Oldest first, retired ones too."""
    return [
        {
            "id": str(one.id),
            "moment": one.moment.value,
            "view": one.view or None,
            "taken": one.taken.isoformat(),
            "width_px": one.width_px,
            "height_px": one.height_px,
            "consent": str(one.consent) if one.consent else None,
            "text": one.text,
            "retired": one.retired,
        }
        for one in sorted(photographs, key=lambda one: (one.taken, str(one.id)))
    ]
