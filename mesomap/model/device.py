"""Devices with lots: needles, guns, multi-injector plates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from mesomap.model.product import fold_lot


class DeviceKind(StrEnum):
    """What it is. Stored and exported: never rename one."""

    NEEDLE = "needle"
    CANNULA = "cannula"
    GUN = "gun"
    MULTI_INJECTOR = "multi-injector"
    MICRONEEDLING = "microneedling"
    KIT = "kit"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device of the clinic, one lot or one serial number of it.

    `identifier` is its UDI or GTIN. `reprocessed` are the days on which a reusable one was made
    ready again, oldest first.
    """

    id: UUID
    kind: DeviceKind
    name: str
    lot: str = ""
    serial: str = ""
    identifier: str = ""
    maker: str = ""
    expiry: date | None = None
    reprocessed: tuple[date, ...] = ()
    recalled: date | None = None
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceUse:
    """A device used in one session, as it was then. `syringe` None: for all of the session."""

    id: UUID
    session: UUID
    device: UUID
    name: str
    lot: str = ""
    serial: str = ""
    reprocessed: date | None = None
    syringe: UUID | None = None
    reason: str = ""

    @property
    def lots(self) -> str:
        """Its lot as it is searched by, "" without one."""
        return fold_lot(self.lot)
