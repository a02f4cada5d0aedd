"""Somebody else who has a clinic file open: a real process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHILD = Path(__file__).parent / "storage" / "holding_opener.py"


class Other:
    """The other process."""

    def __init__(self, path: Path, where: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(CHILD), str(path), where],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(CHILD.parents[1])},
        )
        self._hear("open")

    def add(self, name: str) -> None:
        """Let it add a patient."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        self._hear("added")

    def kill(self) -> None:
        """As a power cut would."""
        self._process.kill()
        self._process.wait()

    def leave(self) -> None:
        """Let it close the file."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        if not self._process.stdin.closed:
            self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def _hear(self, word: str) -> None:
        assert self._process.stdout is not None
        assert self._process.stdout.readline().strip() == word


@contextmanager
def opened_elsewhere(path: Path, where: str = "local") -> Iterator[Other]:
    """As long as the block runs, another process has the file at `path` open."""
    other = Other(path, where)
    try:
        yield other
    finally:
        other.leave()
