"""The clinic's settings: read, and the change that brings them to what was asked for."""

from __future__ import annotations

from mesomap.model import SETTINGS, Added, Change, ClinicSettings, Updated
from mesomap.storage import Store


def clinic_settings(store: Store) -> ClinicSettings:
    """The clinic's settings; those of a clinic that set nothing without."""
    found = store.of_clinic(ClinicSettings)
    return found[0] if found else ClinicSettings(id=SETTINGS)


def settings_change(store: Store, wanted: ClinicSettings) -> tuple[Change, ...]:
    """The change to `wanted`; empty if nothing changes."""
    found = store.of_clinic(ClinicSettings)
    if not found:
        return (Added(wanted),)
    return () if found[0] == wanted else (Updated(found[0], wanted),)
