"""A disk that refuses: connections that fail at the statement a test wants, in SQLite's words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils

from mesomap.storage import Store, connected, sqlite, store, store_writing

READONLY, IOERR, FULL, CANTOPEN = 8, 10, 13, 14
WORDS = {
    READONLY: "attempt to write a readonly database",
    IOERR: "disk I/O error",
    FULL: "database or disk is full",
    CANTOPEN: "unable to open database file",
}
ALL = (READONLY, IOERR, FULL, CANTOPEN)


def refusal(code: int) -> sqlite.OperationalError:
    """What SQLite raises for `code`."""
    error = sqlite.OperationalError(WORDS[code])
    error.sqlite_errorcode = code
    return error


class FaultyDisk:
    """Counts the statements that write, and fails where it was told to.

    Attributes
    ----------
    statements : int
        How many statements of transactions came by since `watch`.
    """

    def __init__(self) -> None:
        self.statements = 0
        self._fails_at = 0
        self._fails_at_commit = False
        self._code = FULL
        self._commits_first = False
        self._writes: int | None = None
        self._all: int | None = None

    def watch(self) -> None:
        """Count from here."""
        self.statements = 0

    def fail(self, at: int, code: int, *, commits_first: bool = False) -> None:
        """Fail once, at the `at`-th statement from here; COMMIT may have been done by then."""
        self.statements = 0
        self._fails_at, self._code, self._commits_first = at, code, commits_first

    def fail_at_commit(self, code: int, *, commits_first: bool) -> None:
        """Fail once, at the next COMMIT; it may have been done by then."""
        self._fails_at_commit = True
        self._code, self._commits_first = code, commits_first

    def refuse_writes(self, code: int) -> None:
        """No transaction begins any more."""
        self._writes = code

    def go_away(self) -> None:
        """Nothing is read or written any more, and nothing can be opened."""
        self._all = IOERR

    def come_back(self) -> None:
        """As good as new."""
        self._writes = self._all = None
        self._fails_at = 0

    @property
    def takes_files(self) -> bool:
        """Whether the folder takes another file."""
        return self._writes is None and self._all is None

    def run(self, statement: str, work: Callable[[], Any]) -> Any:
        """Let one statement by, or fail."""
        if self._all is not None:
            raise refusal(self._all)
        if self._writes is not None and statement.startswith("BEGIN"):
            raise refusal(self._writes)
        if not statement.startswith(("PRAGMA", "SELECT", "ROLLBACK")):
            self.statements += 1
            ends = self._fails_at_commit and statement == "COMMIT"
            if ends or (self._fails_at and self.statements == self._fails_at):
                self._fails_at, self._fails_at_commit = 0, False
                if self._commits_first:
                    work()
                raise refusal(self._code)
        return work()


class Connection:
    """A connection that asks the disk before each statement."""

    def __init__(self, real: Any, disk: FaultyDisk) -> None:
        self._real, self._disk = real, disk

    def execute(self, statement: str, *values: Any) -> Any:
        return self._disk.run(statement, lambda: self._real.execute(statement, *values))

    def executemany(self, statement: str, rows: Any) -> Any:
        return self._disk.run(statement, lambda: self._real.executemany(statement, rows))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FaultyDisk:
    """The disk under every clinic file that this test opens."""
    faulty = FaultyDisk()

    def connect(*words: Any, **more: Any) -> sqlite_utils.Database:
        if faulty._all is not None:
            raise refusal(CANTOPEN)
        db = connected.connected(*words, **more)
        db.conn = Connection(db.conn, faulty)
        return db

    monkeypatch.setattr(store, "connected", connect)
    monkeypatch.setattr(store_writing, "connected", connect)
    real = store_writing.takes_a_file
    monkeypatch.setattr(
        store_writing, "takes_a_file", lambda path: faulty.takes_files and real(path)
    )
    return faulty


def labels(path: Path) -> list[str]:
    """The labels of the change log of a file that nobody has open; its chain is whole."""
    with Store.open(path, read_only=True) as look:
        report = look.verify()
        assert report.ok, report.problems
        return [str(row["label"]) for row in look.log_rows()]
