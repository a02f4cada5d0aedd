"""kill -9 at random moments: nothing acknowledged is lost, nothing is half written."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mesomap.storage import Store

CHILD = Path(__file__).with_name("killed_writer.py")
KILLS_A_FILE = 15


def _read(pipe, lines: list[str], ready: threading.Event) -> None:  # type: ignore[no-untyped-def]
    for line in pipe:
        lines.append(line.strip())
        ready.set()


def killed_run(path: Path, seed: int, chance: random.Random) -> list[tuple[int, int]]:
    """Let the child edit, kill it after a random while; return what it acknowledged.

    Each is the number of rows in the change log, and of injections in the session.
    """
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(path), str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CHILD.parents[1])},
    )
    lines: list[str] = []
    ready = threading.Event()
    reader = threading.Thread(target=_read, args=(child.stdout, lines, ready))
    reader.start()
    assert ready.wait(60), child.stderr.read() if child.stderr else ""
    # The moment is random within the run of writes, not tied to the end of one.
    threading.Event().wait(chance.uniform(0.0, 0.12))
    child.kill()
    child.wait()
    reader.join()
    for pipe in (child.stdout, child.stderr):
        if pipe is not None:
            pipe.close()
    said = [line.split() for line in lines if line.startswith("have ")]
    return [(int(rows), int(injections)) for _, rows, injections in said]


@pytest.mark.parametrize("seed", range(4))
def test_fifteen_kills_lose_nothing_acknowledged(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "clinic.mesomap"
    Store.create(path).close()
    chance = random.Random(seed)
    commits = 0
    for kill in range(KILLS_A_FILE):
        acknowledged = killed_run(path, 100 * seed + kill, chance)
        commits += len(acknowledged)
        with Store.open(path) as store:
            assert store.verify().problems == ()
            (summary,) = store.sessions()
            stored = store.injections(summary.session.id)
            rows = store.log_rows()
        if acknowledged:
            # Not one acknowledged commit less; at most the one that was under way more, whole:
            # one injection, a grid of 60, or the undoing of either.
            said_rows, said_injections = acknowledged[-1]
            assert len(rows) - said_rows in (0, 1)
            beyond = (0,) if len(rows) == said_rows else (1, -1, 60, -60)
            assert len(stored) - said_injections in beyond
        assert [row["label"] for row in rows].count("Add session") == 1
    assert commits > 0
