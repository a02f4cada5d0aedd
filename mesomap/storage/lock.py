"""Who has a clinic file open: the one writer's place, and what this very program has open.

Where locks belong to the process (POSIX), closing any handle of a file frees all the locks that the
process has on it, SQLite's too: so a file that is open here must not be opened again but by SQLite.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from mesomap.model import KnownError
from mesomap.storage.keys import salt_of
from mesomap.storage.sentences import ALREADY_OPEN, MISSING, READ_ONLY

Identity = tuple[int, int]
"""Device and inode: the same file under whatever name."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One opener's place at a file; `lock` is the writer's, None for who only looks."""

    path: Path
    identity: Identity
    lock: FileLock | None
    encrypted: bool


class AlreadyOpenError(KnownError):
    """Somebody else has the writer's place: it may be opened to look."""


class ReadOnlyError(KnownError):
    """Nothing may be written where it lies, or it was opened to look: it may be opened to look."""


_open_here: list[Place] = []


def is_open_here(path: Path) -> bool:
    """Whether this very program has the file open."""
    return _identity(path) in [place.identity for place in _open_here]


def is_encrypted(path: Path) -> bool:
    """Whether the file at `path` is an encrypted clinic file; one that is open here is not read.

    Raises
    ------
    KnownError
        It cannot be read.
    """
    identity = _identity(path)
    for place in _open_here:
        if place.identity == identity:
            return place.encrypted
    return salt_of(path) is not None


def take_place(path: Path, *, read_only: bool) -> Place:
    """Take a place at `path`: any number may look, one may write; a killed program's is free.

    Raises
    ------
    KnownError
        Somebody else has the writer's place, or the file is gone.
    """
    identity = _identity(path)
    if identity is None:
        raise KnownError(MISSING, path=path)
    encrypted = is_encrypted(path)
    place = Place(path, identity, None if read_only else _lock(path, identity), encrypted)
    _open_here.append(place)
    return place


def leave(place: Place) -> None:
    """Give the place back and leave nothing beside the clinic file. Twice is harmless."""
    if place not in _open_here:
        return
    _open_here.remove(place)
    if place.lock is None:
        return
    if os.name != "nt":  # Windows removes it only after the release
        with suppress(OSError):
            _lock_path(place.path).unlink()
    place.lock.release()
    if os.name == "nt":
        with suppress(OSError):
            _lock_path(place.path).unlink()


def retake(place: Place) -> Place:
    """The writer's place once more: the lock that was held may have gone with its drive.

    Raises
    ------
    KnownError
        As `take_place`; the old place is given up then.
    """
    if place in _open_here:
        _open_here.remove(place)
    if place.lock is not None:
        with suppress(OSError):
            place.lock.release(force=True)
    return take_place(place.path, read_only=False)


def _lock(path: Path, identity: Identity) -> FileLock:
    if any(place.identity == identity and place.lock is not None for place in _open_here):
        raise AlreadyOpenError(ALREADY_OPEN, path=path)
    lock = FileLock(_lock_path(path), timeout=0, is_singleton=False, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise AlreadyOpenError(ALREADY_OPEN, path=path) from error
    except OSError as error:
        raise ReadOnlyError(READ_ONLY, path=path) from error
    return lock


def _identity(path: Path) -> Identity | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _lock_path(path: Path) -> Path:
    return path.with_name(path.name + "-lock")
