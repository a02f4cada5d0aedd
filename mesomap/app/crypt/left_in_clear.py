"""Copies of a clinic file from before it was encrypted: readable until somebody deletes them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mesomap.model import KnownError
from mesomap.storage.keys import salt_of
from mesomap.storage.rotation import folder_name, found_in


def left_in_clear(clinic: Path, places: Iterable[Path]) -> list[Path]:
    """What was kept beside `clinic`, and its backups in `places`, as far as anybody can read it."""
    stem = clinic.stem
    found: list[Path] = []
    try:
        for one in clinic.parent.iterdir():
            if one.name.startswith(f"{stem} before ") and one.suffix == clinic.suffix:
                found.append(one)
        for place in places:
            found += [one.path for one in found_in(place / folder_name(stem), stem)]
        return sorted(one for one in found if one.is_file() and salt_of(one) is None)
    except (OSError, KnownError):  # a folder that cannot be read: no word on what lies there
        return []
