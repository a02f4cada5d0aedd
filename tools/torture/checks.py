"""What must hold after a kill, a power cut or a failing disk: found by opening what is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mesomap.model import KnownError
from mesomap.storage import Store
from mesomap.storage.erasing import AGAIN
from mesomap.storage.keys import Key, LockedError
from mesomap.storage.lock import is_encrypted
from tools.torture.scene import CLEAR, KEY, OTHER_KEY, Said, Scene

SUFFIX: Final = ".mesomap"
SQLITE: Final = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Seen:
    """A clinic file that opened and verified: its key, and its changes.

    Of each change its number and hash ("12:ab..."), its kind and its label.
    """

    key: Key | None
    changes: tuple[tuple[str, str, str], ...]

    @property
    def head(self) -> str:
        """Number and hash of the last change."""
        return self.changes[-1][0] if self.changes else "0:"

    def holds(self, head: str) -> bool:
        """Whether a change of that number and hash is there, and with it all before it."""
        return head in ("", "0:") or any(head == there for there, _, _ in self.changes)

    def after(self, head: str) -> tuple[tuple[str, str, str], ...]:
        """The changes after it."""
        return self.changes[int(head.split(":")[0] or 0) :]


class Hole(Exception):  # noqa: N818 (the word for it)
    """Something that was acknowledged is lost, or what is there is not whole."""


def look(path: Path, *, read_only: bool = False, on_network: bool = False) -> Seen:
    """Open a clinic file as the product does, with the key that fits, and verify it.

    Raises
    ------
    Hole
        It does not open, or is not whole.
    """
    if not path.exists():
        raise Hole(f"{path.name} is not there")
    try:
        store = _opened(path, read_only=read_only, on_network=on_network)
    except KnownError as error:
        raise Hole(f"{path.name} does not open: {error}") from error
    with store:
        report = store.verify()
        if report.problems:
            told = "; ".join(problem.render() for problem in report.problems[:3])
            raise Hole(f"{path.name} does not verify: {told}")
        rows = tuple(
            (f"{row['seq']}:{row['hash']}", str(row["kind"]), str(row["label"]))
            for row in store.log_rows()
        )
        return Seen(store.key, rows)


def _opened(path: Path, *, read_only: bool, on_network: bool) -> Store:
    def opened(key: Key | None) -> Store:
        return Store.open(path, read_only=read_only, key=key, on_network=on_network)

    if not is_encrypted(path):
        return opened(None)
    try:
        return opened(KEY)
    except LockedError:
        return opened(OTHER_KEY)


def clinic_holds(scene: Scene, said: Said) -> Seen:
    """The clinic file opens, verifies, has all that was acknowledged and what is under way at most.

    What is under way says `rows N` (so many steps of one change each, what the disk refused before
    among them), or `erase`. A `done` says the
    number and hash of the last change first.

    Raises
    ------
    Hole
        One of these does not hold.
    """
    seen = look(scene.clinic, on_network=scene.way.on_network)
    for words in said.done:
        scene.head = words[0]
    if not seen.holds(scene.head):
        raise Hole(f"change {scene.head[:12]} was acknowledged and is lost; now {seen.head[:12]}")
    more = seen.after(scene.head)
    match said.under_way:
        case ():
            fits = not more
        case ("rows", count, *_):
            fits = len(more) <= int(count)
        case ("erase", *_):
            fits = not more or (
                more[0][1] == "erase" and all(label == AGAIN for _, _, label in more[1:])
            )
        case _:
            fits = not more
    if not fits:
        raise Hole(f"{len(more)} changes more than acknowledged, while {said.under_way}")
    scene.head = seen.head
    return seen


def others_are_whole(scene: Scene) -> dict[str, Seen]:
    """Every other file with a clinic file's name is one, and verifies."""
    found = {}
    for path in _files(scene.folder):
        if path.suffix == SUFFIX and path != scene.clinic and "backups" not in path.parts:
            found[str(path.relative_to(scene.folder))] = look(path, read_only=True)
    return found


def nothing_is_left(scene: Scene, *, backups: bool = False) -> None:
    """After the product opened the clinic file nothing of a killed one's lies in its folder.

    In the folder of its backups neither, once the next one was made: `backups`.

    Raises
    ------
    Hole
        A part, a journal or a log does; or what should be encrypted stands in clear somewhere.
    """
    for path in _files(scene.folder):
        if "backups" in path.parts and not backups:
            continue
        if path.name.endswith("-journal") and path.read_bytes()[:1] in (b"", b"\0"):
            continue  # not hot: SQLite never came to use it, and never will (atomiccommit.html)
        if any(path.name.endswith(end) for end in ("-wal", "-shm", "-journal", ".part")):
            raise Hole(f"{path.name} was left behind")


def no_clear_text(scene: Scene, key: Key | None, *, but: Iterable[str] = ()) -> None:
    """Where the clinic file is encrypted, no other file has its content in clear."""
    if key is None:
        return
    for path in _files(scene.folder):
        if path.name in but:
            continue
        content = path.read_bytes()
        if content.startswith(SQLITE) or CLEAR.encode() in content:
            raise Hole(f"{path.name} holds in clear what {scene.clinic.name} encrypts")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
