"""A disk that loses its power: which states its files may be in after a recorded run.

What is assumed is no more than what SQLite assumes of a disk (sqlite.org/atomiccommit.html, section
2, and sqlite.org/psow.html):

- What was synced is there. Of writes since a file's last sync any subset may be, each write cut at
  sector boundaries; a sector is written from one end to the other and may stop on the way.
- Bytes outside a written range are never touched ("powersafe overwrite").
- A file's size may have grown before its content arrived: what lies between is zeros or rubbish.
- A name (created, renamed, linked, removed) is sure once its folder was synced, and not by syncing
  the file. Before that either all names up to a moment are there, as on a journaling file system,
  or any of them, each name's own history in order. A renaming is whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final, Literal

from tools.torture.shim import Record

SECTORS: Final = (512, 4096)
How = Literal["nothing", "all", "until", "some"]
"""What of the unsynced changes is on the disk: none, all (as after kill -9), those up to a moment,
any of them."""
HOWS: Final[tuple[How, ...]] = ("nothing", "all", "until", "some", "some", "some")


@dataclass(slots=True, eq=False)
class Node:
    """A file's content: what was synced, and the changes since (their number, place, data).

    A change without data is a new size. `is_folder` has neither.
    """

    synced: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, int, bytes | None]] = field(default_factory=list)
    is_folder: bool = False

    def now(self) -> bytes:
        """The content as a running program sees it."""
        content = bytearray(self.synced)
        for _, at, data in self.since:
            _apply(content, at, data, b"\0")
        return bytes(content)

    def sync(self) -> None:
        """All of it is on the disk."""
        for _, at, data in self.since:
            _apply(self.synced, at, data, b"\0")
        self.since.clear()


@dataclass(frozen=True, slots=True)
class Naming:
    """A name came to be (`node`) or went (None), perhaps from another name."""

    number: int
    path: str
    node: Node | None
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All the names it touches."""
        return (self.path, self.source) if self.source else (self.path,)


class Disk:
    """The files of one folder, fed with the records of a run that began with what lies there."""

    def __init__(self, folder: Path) -> None:
        self.root = os.path.normpath(folder)
        self._sure: dict[str, Node] = {}
        for path in sorted(folder.rglob("*")):
            node = Node(is_folder=path.is_dir())
            if not node.is_folder:
                node.synced += path.read_bytes()
            self._sure[str(path)] = node
        self._names = dict(self._sure)
        self._unsure: list[Naming] = []
        self._open: dict[int, Node | str] = {}
        self._count = 0

    def feed(self, record: Record) -> None:
        """Take in one record."""
        self._count += 1
        match record.what:
            case "O":
                self._opened(record)
            case "C":
                self._open.pop(record.fd, None)
            case "W" | "T":
                node = self._open[record.fd]
                assert isinstance(node, Node)
                data = record.first if record.what == "W" else None
                node.since.append((self._count, record.at, data))
            case "F":
                self._sync(self._open[record.fd])
            case "R" | "L":
                if record.path != record.to:
                    source = record.path if record.what == "R" else ""
                    self._name(record.to, self._names[record.path], source)
            case "U":
                self._name(record.path, None)
            case "M":
                self._name(record.path, Node(is_folder=True))

    def now(self) -> dict[str, bytes]:
        """Every file's content by its path within the folder, as a running program sees it."""
        return self._told(self._names, {id(node): node.now() for node in self._names.values()})

    def crash(self, chance: Random) -> tuple[How, dict[str, bytes]]:
        """One state that the disk may be in if the power goes now, and how it was chosen."""
        how = chance.choice(HOWS)
        until = chance.randint(0, self._count)
        names = dict(self._sure)
        for naming in self._kept(how, until, chance):
            _rename(names, naming)
        contents: dict[int, bytes] = {}
        sector, share = chance.choice(SECTORS), chance.choice((0.1, 0.5, 0.9))
        rubbish = chance.randbytes(1) if chance.random() < 0.5 else b"\0"
        for node in {id(node): node for node in names.values()}.values():
            content = bytearray(node.synced)
            for at, data in _chosen(node, how, until, sector, share, chance):
                _apply(content, at, data, rubbish)
            contents[id(node)] = bytes(content)
        return how, self._told(names, contents)

    def _opened(self, record: Record) -> None:
        if record.flag == "d":
            self._open[record.fd] = record.path
            return
        if record.flag == "c":
            self._name(record.path, Node())
        node = self._names[record.path]
        if record.flag == "t":
            node.since.append((self._count, 0, None))
        self._open[record.fd] = node

    def _name(self, path: str, node: Node | None, source: str = "") -> None:
        if node is not None and node.is_folder and source:
            raise NotImplementedError("a folder was renamed")
        naming = Naming(self._count, path, node, source)
        _rename(self._names, naming)
        self._unsure.append(naming)

    def _sync(self, what: Node | str) -> None:
        if isinstance(what, Node):
            what.sync()
            return
        left = []
        for naming in self._unsure:
            if os.path.dirname(naming.path) == what:  # noqa: PTH120 (paths are texts here)
                _rename(self._sure, naming)
            else:
                left.append(naming)
        self._unsure = left

    def _kept(self, how: How, until: int, chance: Random) -> Iterator[Naming]:
        """Which of the unsure namings are on the disk."""
        if how == "some" and chance.random() < 0.5:  # a journaling file system: up to a moment
            how = "until"
        lost: set[str] = set()
        for naming in self._unsure:
            stays = {"nothing": False, "all": True, "until": naming.number <= until}.get(
                how, chance.random() < 0.5
            )
            if stays and lost.isdisjoint(naming.names):
                yield naming
            else:
                lost.update(naming.names)

    def _told(self, names: dict[str, Node], contents: dict[int, bytes]) -> dict[str, bytes]:
        """Files by their path within the root; those whose folder is not there are lost."""
        folders = {path for path, node in names.items() if node.is_folder} | {self.root}
        return {
            os.path.relpath(path, self.root): contents[id(node)]
            for path, node in names.items()
            if not node.is_folder and os.path.dirname(path) in folders  # noqa: PTH120
        }


def _rename(names: dict[str, Node], naming: Naming) -> None:
    if naming.source:
        names.pop(naming.source, None)
    if naming.node is None:
        names.pop(naming.path, None)
    else:
        names[naming.path] = naming.node


def _chosen(
    node: Node, how: How, until: int, sector: int, share: float, chance: Random
) -> Iterator[tuple[int, bytes | None]]:
    """Which of the changes since the last sync are on the disk, in their order."""
    for number, at, data in node.since:
        if how == "all" or (how == "until" and number <= until):
            yield at, data
        elif how == "some":
            if data is None:
                if chance.random() < share:
                    yield at, None
                continue
            for start, piece in _sectors(at, data, sector):
                if chance.random() >= share:
                    continue
                if chance.random() < 0.05:  # the power went within the sector
                    cut = chance.randrange(len(piece))
                    yield (
                        (start, piece[:cut])
                        if chance.random() < 0.5
                        else (
                            start + cut,
                            piece[cut:],
                        )
                    )
                else:
                    yield start, piece


def _sectors(at: int, data: bytes, sector: int) -> Iterable[tuple[int, bytes]]:
    """A write cut at the boundaries of sectors."""
    begin = 0
    while begin < len(data):
        end = min(len(data), ((at + begin) // sector + 1) * sector - at)
        yield at + begin, data[begin:end]
        begin = end


def _apply(content: bytearray, at: int, data: bytes | None, rubbish: bytes) -> None:
    end = at if data is None else at + len(data)
    if data is None and at < len(content):
        del content[at:]
    if len(content) < end:
        content.extend(rubbish * (end - len(content)) if data is None or at > len(content) else b"")
    if data is not None:
        content[at:end] = data
