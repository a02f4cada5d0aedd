"""The atlas's files: the manifest, and reading that notices a file which is not as it was made."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

FORMAT = 1
"""The newest atlas format that this program reads."""

MISSING = QT_TRANSLATE_NOOP(
    "messages", "The body charts are missing ({place} was not found). Install mesomap again."
)
DAMAGED = QT_TRANSLATE_NOOP(
    "messages", "The body charts are damaged ({file} is not as it was made). Install mesomap again."
)
NEWER = QT_TRANSLATE_NOOP(
    "messages",
    "The body charts in {place} come from a newer mesomap (format {found}, this one reads "
    "{known}). Install the newest mesomap.",
)


def damaged(file: str) -> KnownError:
    """The error that says that `file` is damaged."""
    return KnownError(DAMAGED, file=file)


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
        except (ValueError, KeyError, TypeError, AttributeError) as error:
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
        except ValueError as error:
            raise damaged(name) from error

    def arrays(self, name: str) -> Arrays:
        """The arrays of the npz file `name`, read and checked when the first is asked for."""
        return Arrays(name, lambda: self.read(name))


class Arrays:
    """The arrays of one npz file. Each is unpacked when asked for, and is read-only."""

    def __init__(self, name: str, read: Callable[[], bytes]) -> None:
        self._name = name
        self._read = read
        self._data: bytes | None = None

    def __getitem__(self, key: str) -> NDArray[Any]:
        if self._data is None:
            self._data = self._read()
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as packed:
                return _parse_npy(packed.read(f"{key}.npy"))
        except (zipfile.BadZipFile, KeyError, ValueError) as error:
            raise damaged(self._name) from error


def _parse_npy(data: bytes) -> NDArray[Any]:
    """The array in `data`, a version-1 npy file without Python objects, without copying it."""
    head = io.BytesIO(data)
    if np.lib.format.read_magic(head) != (1, 0):
        raise ValueError("unknown npy version")
    shape, fortran, dtype = np.lib.format.read_array_header_1_0(head)
    if dtype.hasobject:
        raise ValueError("objects are not allowed")
    flat = np.frombuffer(data, dtype=dtype, offset=head.tell())
    return flat.reshape(shape, order="F" if fortran else "C")
