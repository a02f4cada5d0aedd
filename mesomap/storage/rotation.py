"""Which backups lie in a folder, and which of them stay when a new one has come.

Backups of `Clinic.mesomap` lie in `Clinic backups`, each named by the minute it was made in:
`Clinic 2026-11-23 17.05.mesomap`. Whatever has another name is not ours and is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

SUFFIX = ".mesomap"
DAYS, WEEKS, MONTHS = 7, 4, 12
"""So many days, ISO weeks and months keep their latest backup."""

NO_FOLDER = QT_TRANSLATE_NOOP(
    "messages", "{path} is not there: connect the drive, or choose another place for backups."
)


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A backup by its name: when it was made, to the minute, and which one within that minute."""

    at: datetime
    number: int = 1


def folder_name(stem: str) -> str:
    """The name of the folder that holds the backups of the clinic file `stem`."""
    return f"{stem} backups"


def file_name(stem: str, one: Named) -> str:
    """The name of one backup of the clinic file `stem`."""
    more = f" ({one.number})" if one.number > 1 else ""
    return f"{stem} {one.at:%Y-%m-%d %H.%M}{more}{SUFFIX}"


def read_name(stem: str, name: str) -> Named | None:
    """What the file called `name` says of itself; None for one that is not ours."""
    pattern = rf"{re.escape(stem)} (\d{{4}}-\d\d-\d\d \d\d\.\d\d)(?: \(([1-9]\d{{0,5}})\))?"
    found = re.fullmatch(pattern + re.escape(SUFFIX), name, re.ASCII)
    if found is None:
        return None
    try:
        one = Named(datetime.strptime(found[1], "%Y-%m-%d %H.%M"), int(found[2] or 1))
    except ValueError:
        return None
    return one if file_name(stem, one) == name else None


def next_name(at: datetime, there: Iterable[Named]) -> Named:
    """The name of a backup that is made at `at`, beside those that are `there`."""
    minute = at.replace(second=0, microsecond=0, tzinfo=None)
    return Named(minute, 1 + max((one.number for one in there if one.at == minute), default=0))


def staying(there: Iterable[Named], *, made: Named | None = None) -> set[Named]:
    """Which of the backups `there` stay: the latest of each of 7 days, 4 weeks and 12 months.

    Days, weeks and months count only where they have a backup: a clinic that was closed for a
    summer keeps what it had.

    Parameters
    ----------
    there
        The backups of one clinic file, in any order.
    made
        The one that was just made and verified: it stays even where the clock was set back and
        others seem to be later.
    """
    latest_first = sorted(there, reverse=True)
    first = [made] if made is not None and made in latest_first else []
    return {
        *_latest_of_each(first + latest_first, DAYS, lambda one: one.at.date()),
        *_latest_of_each(latest_first, WEEKS, lambda one: one.at.isocalendar()[:2]),
        *_latest_of_each(latest_first, MONTHS, lambda one: (one.at.year, one.at.month)),
    }


def _latest_of_each(
    latest_first: Iterable[Named], count: int, span: Callable[[Named], Hashable]
) -> list[Named]:
    found: dict[Hashable, Named] = {}
    for one in latest_first:
        if len(found) == count:
            break
        found.setdefault(span(one), one)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Found:
    """A backup that lies in a folder."""

    path: Path
    name: Named
    size: int
    """Bytes, without the attachments beside it."""

    @property
    def at(self) -> datetime:
        """When it was made."""
        return self.name.at


def found_in(folder: Path, stem: str) -> list[Found]:
    """The backups of the clinic file `stem` in `folder`, latest first; none without the folder.

    Raises
    ------
    KnownError
        The folder is there and cannot be read.
    """
    found = []
    try:
        for path in folder.iterdir():
            name = read_name(stem, path.name)
            if name is not None and path.is_file() and not path.is_symlink():
                found.append(Found(path, name, path.stat().st_size))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise KnownError(NO_FOLDER, path=folder) from error
    return sorted(found, key=lambda one: one.name, reverse=True)
