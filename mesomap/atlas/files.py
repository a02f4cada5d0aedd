"""The atlas's files: the manifest, and reading that notices a file which is not as it was made."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from mesomap.atlas.arrays import Arrays, Packed
from mesomap.atlas.faults import NOT_AS_WRITTEN, damaged
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

FORMAT = 1
"""The newest atlas format that this program reads."""

MISSING = QT_TRANSLATE_NOOP(
    "messages", "The body charts are missing ({place} was not found). Install mesomap again."
)
NEWER = QT_TRANSLATE_NOOP(
    "messages",
    "The body charts in {place} come from a newer mesomap (format {found}, this one reads "
    "{known}). Install the newest mesomap.",
)


class AtlasFiles:
    """A folder of atlas files and its manifest; every file is checked when it is read."""

    def __init__(self, folder: Path) -> None:
        place = folder / "manifest.json"
        try:
            raw = place.read_bytes()
        except OSError as error:
            raise KnownError(MISSING, place=str(place)) from error
        try:
            manifest = json.loads(raw)
            found = int(manifest["format"])
            if found > FORMAT:
                raise KnownError(NEWER, place=str(folder), found=found, known=FORMAT)
            self.version = str(manifest["version"])
            self.bodies = tuple(str(body) for body in manifest["bodies"])
            self._hashes = {str(name): str(value) for name, value in manifest["files"].items()}
        except NOT_AS_WRITTEN as error:
            raise damaged("manifest.json") from error
        self.folder = folder

    def read(self, name: str) -> bytes:
        """The content of the file `name` ("female/body.json").

        Raises
        ------
        KnownError
            If it is missing, or its SHA-256 is not the manifest's.
        """
        expected = self._hashes.get(name)
        if expected is None:
            raise damaged(name)
        try:
            data = (self.folder / name).read_bytes()
        except OSError as error:
            raise KnownError(MISSING, place=str(self.folder / name)) from error
        if hashlib.sha256(data).hexdigest() != expected:
            raise damaged(name)
        return data

    def json(self, name: str) -> Any:
        """The parsed JSON file `name`; KnownError as in `read`."""
        try:
            return json.loads(self.read(name))
        except (ValueError, RecursionError) as error:
            raise damaged(name) from error

    def arrays(self, name: str) -> Arrays:
        """The arrays of the npz file `name`, read and checked when the first is asked for."""
        return Arrays(name, Packed(name, lambda: self.read(name)))
