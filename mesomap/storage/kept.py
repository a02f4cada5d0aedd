"""Steps that the disk has not taken yet, and a copy of the clinic file that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mesomap.model import Change, KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import log, sentences
from mesomap.storage.driver import sqlite
from mesomap.storage.files import clear, free_name, part_of, put_in_place, sync

if TYPE_CHECKING:
    from mesomap.storage.store import Store

CANNOT_COPY: Final = QT_TRANSLATE_NOOP(
    "messages",
    "The copy could not be made ({reason}): choose a folder on another disk. Nothing was lost.",
)
ITSELF: Final = QT_TRANSLATE_NOOP(
    "messages", "{path} is the clinic file itself: choose another name."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One step, with who made it and when: as it will stand in the change log."""

    label: str
    changes: tuple[Change, ...]
    actor: str
    at: datetime
    kind: log.Kind

    def write(self, store: Store) -> None:
        """Write it; `RefusedError` when the disk refuses, and then once more is written once."""
        store.apply(self.label, self.changes, actor=self.actor, at=self.at, kind=self.kind)


def save_copy(store: Store, out: Path, steps: Sequence[Kept]) -> None:
    """Copy the whole clinic file to `out`, with `steps` written there; the same key opens it.

    A file that lies at `out` is kept beside it.

    Raises
    ------
    KnownError
        It cannot be read or written: nothing is left at `out` but what was there.
    """
    if out.exists() and out.samefile(store.path):
        raise KnownError(ITSELF, path=out)
    try:
        part = part_of(out)
        try:
            store.copy_to(part)
            with store.open(part, key=store.key) as copy:
                copy.go_on_from(store)
                for step in steps:
                    step.write(copy)
                if not copy.verify().ok:
                    raise KnownError(sentences.DAMAGED, path=store.path)
            sync(part)
            if out.exists():
                out.replace(free_name(out, "before"))
            put_in_place(part, out)
        finally:
            clear(part)
    except (sqlite.Error, OSError) as error:
        raise KnownError(CANNOT_COPY, reason=error) from error
