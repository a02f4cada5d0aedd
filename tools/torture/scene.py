"""Where a torture happens: a folder with a clinic file, and what must be found in it afterwards."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from mesomap.storage import Store
from mesomap.storage.keys import MAGIC, Key
from mesomap.storage.log import HEAD
from tools.torture import shim

NAME: Final = "clinic.mesomap"
CLEAR: Final = "Klartext"
"""Part of every patient's name: in an encrypted file it must stand nowhere."""


def _key(word: str) -> Key:
    """A key that takes no time to derive."""
    salt = hashlib.sha256(f"salt of {word}".encode()).digest()
    return Key(hashlib.sha256(word.encode()).digest(), MAGIC + salt[: 16 - len(MAGIC)])


KEY, OTHER_KEY = _key("one"), _key("another")


@dataclass(frozen=True, slots=True)
class Way:
    """How a clinic file is kept: encrypted or not, on this computer's disk or a network drive's.

    On a network drive SQLite writes with a rollback journal instead of a write-ahead log.
    """

    name: str
    encrypted: bool = False
    on_network: bool = False


PLAIN, ENCRYPTED = Way("plain"), Way("encrypted", encrypted=True)
PLAIN_THERE = Way("plain, on a network drive", on_network=True)
ENCRYPTED_THERE = Way("encrypted, on a network drive", encrypted=True, on_network=True)
HERE: Final = (PLAIN, ENCRYPTED)
EVERYWHERE: Final = (PLAIN, ENCRYPTED, PLAIN_THERE, ENCRYPTED_THERE)


@dataclass(slots=True)
class Scene:
    """A folder in which one job runs.

    Attributes
    ----------
    way
        How its clinic file is kept.
    head
        Number and hash of the last change that the clinic file is known to hold.
    kept
        The same of other clinic files, by their path in the folder: they must stay.
    older_injections
        How many a file of an older version holds.
    """

    folder: Path
    way: Way
    older_injections: int
    head: str = ""
    kept: dict[str, str] = field(default_factory=dict)

    @property
    def clinic(self) -> Path:
        """The clinic file."""
        return self.folder / NAME

    @property
    def key(self) -> Key | None:
        """The key that the clinic file is made with."""
        return KEY if self.way.encrypted else None

    def open(self) -> Store:
        """The clinic file, opened for work."""
        return Store.open(self.clinic, key=self.key, on_network=self.way.on_network)

    def create(self) -> Store:
        """The clinic file, made."""
        return Store.create(self.clinic, key=self.key, on_network=self.way.on_network)

    def at(self, folder: Path) -> Scene:
        """The same, in another folder."""
        return Scene(folder, self.way, self.older_injections, self.head, dict(self.kept))


class Voice:
    """How a job says what it does: `begin` before an operation, `done` when it has returned."""

    def __init__(self, pipe: int) -> None:
        self._pipe = pipe

    def say(self, *words: object) -> None:
        """One line to the parent, and into the trace."""
        text = " ".join(map(str, words))
        if shim.is_loaded():
            shim.say(text)
        os.write(self._pipe, f"{text}\n".encode())

    def ready(self) -> None:
        """From now on it may be killed."""
        self.say("ready")

    def begin(self, *words: object) -> None:
        """An operation begins: of what is said here a trace may be found, or none."""
        self.say("begin", *words)

    def rest(self) -> None:
        """Nothing is under way, whatever was begun."""
        self.say("rest")

    def done(self, *words: object) -> None:
        """It is acknowledged: a person would see it on the screen."""
        self.say("done", *words)

    def refused(self, sentence: object) -> None:
        """It was refused with a sentence: a person would read it."""
        self.say("refused", " ".join(str(sentence).split()))


@dataclass(frozen=True, slots=True)
class Said:
    """What a job said until its end, line by line in words."""

    lines: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> Said:
        """From its output; a last line that was cut off counts too, as it was seen."""
        return cls(tuple(tuple(line.split(" ")) for line in text.splitlines() if line))

    @property
    def done(self) -> list[tuple[str, ...]]:
        """The words of each acknowledgement."""
        return [line[1:] for line in self.lines if line[0] == "done"]

    @property
    def under_way(self) -> tuple[str, ...]:
        """The words of the operation that began last, if it was not acknowledged."""
        for line in reversed(self.lines):
            if line[0] in ("done", "rest"):
                return ()
            if line[0] == "begin":
                return line[1:]
        return ()

    @property
    def refused(self) -> list[str]:
        """The sentences with which operations were refused."""
        return [" ".join(line[1:]) for line in self.lines if line[0] == "refused"]

    @property
    def crashed(self) -> list[str]:
        """What was raised that is no sentence."""
        return [" ".join(line[1:]) for line in self.lines if line[0] == "crashed"]


Run = Callable[[Scene, Voice, Random, int], None]
"""Do so many operations and say each."""


@dataclass(frozen=True, slots=True)
class Job:
    """One sort of work that is tortured.

    Attributes
    ----------
    prepare
        Makes the scene: what lies in the folder before.
    run
        The work, in a process of its own.
    check
        Opens what is there afterwards as the product does, and says what is wrong with it. What it
        finds becomes what must be there from then on.
    span_s
        A kill comes at a random moment within this after the work began.
    steps
        So many operations make a run that is not killed.
    again
        Whether the next run goes on with what a killed one left.
    """

    name: str
    prepare: Callable[[Scene, Random], None]
    run: Run
    check: Callable[[Scene, Said], list[str]]
    ways: Sequence[Way] = HERE
    span_s: float = 0.15
    steps: int = 12
    again: bool = True


def head_of(store: Store) -> str:
    """Number and hash of the last change in an open clinic file, "0:" without any."""
    row = store._db.execute("SELECT value FROM meta WHERE key = ?", [HEAD]).fetchone()
    return str(row[0]) if row else "0:"
