"""The recording library of `disk.c`: compiled once, loaded before the program, read back."""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("disk.c")
_HEAD: Final = struct.Struct("=cchIIIq")
_LOADED: Final = "MESOMAP_TORTURE_DISK"


@dataclass(frozen=True, slots=True)
class Record:
    """One change of the recorded folder, or something said.

    Attributes
    ----------
    what
        O opened, C closed, W written, T resized, F synced, R renamed, L linked, U removed, M a
        folder made, S said.
    flag
        Of an opening: c created, t emptied, d a folder, o else. Of a removal: d a folder, f else.
    at
        Where it was written, or the new size; bytes.
    first, second
        A path, a second path, or data.
    """

    what: str
    flag: str
    fd: int
    at: int
    first: bytes
    second: bytes

    @property
    def path(self) -> str:
        """The (first) path."""
        return os.path.normpath(os.fsdecode(self.first))

    @property
    def to(self) -> str:
        """The second path."""
        return os.path.normpath(os.fsdecode(self.second))


@dataclass(frozen=True, slots=True)
class Fault:
    """The `change`-th change of a file is refused with `error`, with `lasting` all that follow.

    An `error` of `KILLED` ends the program there, as kill -9 does.
    """

    change: int
    error: int
    lasting: bool = False


KILLED: Final = -9


def why_not() -> str:
    """Why the shim cannot be used here; empty when it can."""
    if sys.platform != "linux":
        return "the disk is recorded on Linux only"
    if compiler() is None:
        return "there is no C compiler (cc, gcc or clang)"
    return ""


def compiler() -> str | None:
    """The C compiler that is there."""
    return next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), None)


def start_again_with(folder: Path) -> None:
    """Compile the shim into `folder` and start this very program again with it, once."""
    if _LOADED in os.environ:
        return
    library = folder / "disk.so"
    command = [compiler() or "cc", "-O1", "-shared", "-fPIC", "-o", str(library), str(SOURCE)]
    subprocess.run([*command, "-ldl", "-lpthread"], check=True)
    os.environ[_LOADED] = str(library)
    os.environ["LD_PRELOAD"] = f"{library} {os.environ.get('LD_PRELOAD', '')}".strip()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def folder() -> Path | None:
    """The folder that the shim was compiled into, None without one."""
    return Path(os.environ[_LOADED]).parent if is_loaded() else None


def is_loaded() -> bool:
    """Whether this program was started with the shim."""
    return _LOADED in os.environ


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ[_LOADED])
    library.disk_changes.restype = ctypes.c_long
    library.disk_begin.argtypes = [
        ctypes.c_char_p,
        ctypes.c_char_p,
        ctypes.c_long,
        ctypes.c_int,
        ctypes.c_int,
    ]
    library.disk_say.argtypes = [ctypes.c_char_p]
    return library


def begin(folder: Path, trace: Path, fault: Fault | None = None) -> None:
    """From now on record what happens to the files in `folder` to `trace`."""
    said = (fault.change, fault.error, int(fault.lasting)) if fault is not None else (0, 0, 0)
    if _library().disk_begin(os.fsencode(folder), os.fsencode(trace), *said) < 0:
        raise OSError(f"{trace} cannot be written")


def say(text: str) -> None:
    """Put an acknowledgement into the trace."""
    _library().disk_say(text.encode())


def changes() -> int:
    """How many changes there were since `begin`."""
    return int(_library().disk_changes())


def read(trace: Path) -> Iterator[Record]:
    """The records of a trace, in their order."""
    data = trace.read_bytes()
    at = 0
    while at + _HEAD.size <= len(data):
        what, flag, fd, first, second, _, where = _HEAD.unpack_from(data, at)
        start = at + _HEAD.size
        middle, at = start + first, start + first + second
        sort, sign = what.decode(), flag.decode().strip("\0")
        yield Record(sort, sign, fd, where, data[start:middle], data[middle:at])
