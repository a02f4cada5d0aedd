"""What whole-file work shares: parts that are not yet a file, copies, and putting in place.

A part has a hidden name until it is whole, verified and on the disk; then it gets its name in one
step. What a killed program left of one is cleared at the next work on the same file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import re
import secrets
import shutil
import time
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

import sqlite_utils

from mesomap.storage.connect import close_log, connect
from mesomap.storage.keys import Key

PAGES_A_STEP: Final = 2048
"""Pages copied at a time: writers get their turn in between."""
BESIDE: Final = ("", "-wal", "-shm", "-journal")
"""What SQLite may keep beside a file."""
_PART: Final = re.compile(r"\..+\.(\d+)-([0-9a-f]{6})\.[0-9a-f]{8}\.part(?:-wal|-shm|-journal)?")
"""The maker's process, and its computer: the folder may be a network drive's."""
_HERE: Final = hashlib.sha256(platform.node().encode()).hexdigest()[:6]
_made: Final[set[str]] = set()
"""The parts that this program made: a number of a process is used again, these names are not."""
LEFT_AFTER_S: Final = 6 * 3600.0
"""A part that was not touched for so long belongs to nobody who still works."""


def part_of(out: Path) -> Path:
    """A fresh hidden name beside `out`; what killed programs left of such is cleared."""
    clear_left_in(out.parent)
    name = f".{out.name}.{os.getpid()}-{_HERE}.{secrets.token_hex(4)}.part"
    _made.add(name)
    return out.with_name(name)


def clear_left_in(folder: Path) -> None:
    """Remove the parts of whatever file in `folder` whose makers are gone."""
    with suppress(OSError):
        for found in folder.glob(".*.part*"):
            with suppress(OSError):
                if not _is_left(found):
                    continue
                if found.is_dir():
                    shutil.rmtree(found)
                else:
                    found.unlink()


def clear(part: Path) -> None:
    """Remove a part, and what SQLite keeps beside it."""
    for ending in BESIDE:
        with suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def put_in_place(part: Path, out: Path) -> None:
    """`part`, whole and on the disk, gets its name in one step that a power cut cannot undo.

    A log that lies beside `out` belongs to what had the name before: it would be taken for the new
    file's.

    Raises
    ------
    OSError
        The disk refused. Or a log lies beside `part`: SQLite could not finish it, and does not say
        so when it closes.
    """
    for ending in BESIDE[1:]:
        beside = part.with_name(part.name + ending)
        if ending != "-shm" and beside.exists() and beside.stat().st_size > 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(part))
    stale = [one for end in BESIDE[1:] if (one := out.with_name(out.name + end)).exists()]
    for one in stale:
        one.unlink(missing_ok=True)
    sync(out.parent)  # also what SQLite removed, which could come back beside the new file
    part.replace(out)
    sync(out.parent)


def write_whole(out: Path, content: bytes) -> None:
    """Write `content` to `out` through a part beside it, so that no half file is ever left.

    Raises
    ------
    OSError
        It cannot be written; what lay there before stays.
    """
    part = part_of(out)
    try:
        part.write_bytes(content)
        sync(part)
        put_in_place(part, out)
    finally:
        clear(part)


def copy_pages(source: sqlite_utils.Database, part: Path, key: Key | None) -> None:
    """Copy an open file page by page to `part`, of the same key, whoever writes meanwhile."""
    target = connect(part, "make", key)
    try:
        source.conn.backup(target.conn, pages=PAGES_A_STEP)
        close_log(target)
    finally:
        target.close()


def takes_a_file(path: Path) -> bool:
    """Whether the folder of `path` takes a small file now."""
    part = part_of(path)
    try:
        part.write_bytes(b"mesomap")
        sync(part)
    except OSError:
        return False
    finally:
        clear(part)
    return True


def sync(path: Path) -> None:
    """On the disk, not only in its cache; folders where the system can do that."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_name(out: Path, what: str, at: datetime | None = None) -> Path:
    """A name beside `out` that nothing has: its own, with `what` and the time."""
    stem = f"{out.stem} {what}" + (f" {at:%Y-%m-%d %H.%M.%S}" if at is not None else "")
    found = out.with_name(f"{stem}{out.suffix}")
    number = 2
    while found.exists():
        found = out.with_name(f"{stem} ({number}){out.suffix}")
        number += 1
    return found


def _is_left(found: Path) -> bool:
    named = _PART.fullmatch(found.name)
    if named is None or any(found.name.startswith(name) for name in _made):
        return False
    pid, computer = int(named[1]), named[2]
    if computer == _HERE and (pid == os.getpid() or not runs(pid)):
        return True
    return time.time() - found.stat().st_mtime > LEFT_AFTER_S


def runs(pid: int) -> bool:
    """Whether a process of this number runs on this computer."""
    if os.name == "nt":  # there a signal of 0 would end it; age alone decides
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
