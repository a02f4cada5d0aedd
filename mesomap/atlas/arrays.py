"""The arrays of the atlas's npz files, judged as they are unpacked: sort, shape and numbers.

What a wrong number in them would do is not seen where it is read: it would end in another library,
which trusts its offsets, or in a grid of bins larger than the memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mesomap.atlas.faults import damaged
from mesomap.model import KnownError

MOST_BYTES = 256 * 1024 * 1024
"""Of one array; the largest that is shipped has 3 MB."""
MOST_MM = 1e5
"""No place of a body, a chart or a patch is farther from its origin."""
_FORMS: dict[str, tuple[str, tuple[int, ...]]] = {
    "xyz": ("f", (3,)),
    "normal": ("f", (3,)),
    "occluder_xyz": ("f", (3,)),
    "uv": ("f", (2,)),
    "border_coords": ("f", (2,)),
    "region_coords": ("f", (2,)),
    "grid": ("i", (5, 5)),
    "occluder_tri": ("i", (3,)),
    "mirror_corner": ("i", (4,)),
    "skin": ("iub", (16,)),
}
"""By name: the sorts of its numbers, and its shape after the first axis. The others are whole
numbers on one axis."""


class Arrays:
    """The arrays of the file `name`, each as `get` finds it when it is asked for."""

    def __init__(self, name: str, get: Callable[[str], NDArray[Any]]) -> None:
        self._name = name
        self._get = get

    def __getitem__(self, key: str) -> NDArray[Any]:
        """The array `key`; KnownError if the file is damaged."""
        array = self._get(key)
        sorts, shape = _FORMS.get(key, ("i", ()))
        if array.dtype.kind not in sorts or array.ndim < 1 or array.shape[1:] != shape:
            raise self.damaged()
        # Not a number compares as false.
        if sorts == "f" and array.size:
            low, high = float(array.min()), float(array.max())
            if not -MOST_MM <= low <= high <= MOST_MM:
                raise self.damaged()
        return array

    def damaged(self) -> KnownError:
        """The error that says that this file is damaged."""
        return damaged(self._name)

    def of(self, key: str, length: int) -> NDArray[Any]:
        """The array `key`, which has one row for each of `length` others."""
        found = self[key]
        if len(found) != length:
            raise self.damaged()
        return found

    def numbers(self, key: str, *, below: int, least: int = 0) -> NDArray[Any]:
        """The array `key`, whose every number is a row of another one: from `least`, `below`."""
        found = self[key]
        if found.size and not least <= found.min() <= found.max() < below:
            raise self.damaged()
        return found

    def offsets(self, key: str, length: int) -> NDArray[Any]:
        """The array `key`, which cuts `length` rows into parts: rising, from 0 to `length`."""
        found = self[key]
        if not len(found) or found[0] != 0 or found[-1] != length or (np.diff(found) < 0).any():
            raise self.damaged()
        return found


class Packed:
    """The arrays of the npz file `name`, whose content `read` gives; each is read-only."""

    def __init__(self, name: str, read: Callable[[], bytes]) -> None:
        self._name = name
        self._read = read
        self._data: bytes | None = None

    def __call__(self, key: str) -> NDArray[Any]:
        """The array `key`, unpacked; KnownError if the file is damaged."""
        if self._data is None:
            self._data = self._read()
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as packed:
                found = packed.getinfo(f"{key}.npy")
                if found.file_size > MOST_BYTES:
                    raise damaged(self._name)
                return _parse_npy(packed.read(found))
        except KnownError:
            raise
        except Exception as error:  # whatever a damaged file makes of the libraries that unpack it
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
