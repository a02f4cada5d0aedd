"""The devices that a session used, as the documented JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mesomap.model import DeviceUse

Json = dict[str, Any]


def devices_json(uses: Iterable[DeviceUse]) -> list[Json]:
    """By name; as they were when they were used."""
    return [
        {
            "id": str(one.id),
            "device": str(one.device),
            "name": one.name,
            "lot": one.lot,
            "serial": one.serial,
            "reprocessed": one.reprocessed.isoformat() if one.reprocessed else None,
            "syringe": str(one.syringe) if one.syringe else None,
            "reason": one.reason,
        }
        for one in sorted(uses, key=lambda one: (one.name.casefold(), one.id))
    ]
