"""kill -9 while treating: the clinic file knows the exact needle."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from pathlib import Path

from clinic_values import an_injection, open_document

from mesomap.document import Document, treating
from mesomap.model import Added, GivenHow, Status
from mesomap.storage import Store

CHILD = Path(__file__).with_name("killed_treater.py")
NEEDLES, KILLS = 400, 6


def run_and_kill(path: Path, chance: random.Random) -> list[tuple[str, str]]:
    """Let the child treat and kill it after a random while; what it showed."""
    child = subprocess.Popen(
        [sys.executable, str(CHILD), str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(CHILD.parents[1])},
    )
    lines: list[str] = []
    ready = threading.Event()

    def read() -> None:
        assert child.stdout is not None
        for line in child.stdout:
            lines.append(line.strip())
            ready.set()

    reader = threading.Thread(target=read)
    reader.start()
    assert ready.wait(60), child.stderr.read() if child.stderr else ""
    threading.Event().wait(chance.uniform(0.0, 0.1))
    child.kill()
    child.wait()
    reader.join()
    for pipe in (child.stdout, child.stderr):
        if pipe is not None:
            pipe.close()
    said = [line.split() for line in lines if line != "ready"]
    return [(what, id) for what, id in said]


def test_what_was_shown_as_given_is_given_and_at_most_one_more(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        document, syringe = open_document(store)
        needles = [an_injection(syringe, order=n) for n in range(1, NEEDLES + 1)]
        document.commit("Add injection", tuple(map(Added, needles)))
        document.close_session()
    chance = random.Random(5)
    shown: set[str] = set()
    for _ in range(KILLS):
        for what, id in run_and_kill(path, chance):
            shown = shown | {id} if what == "given" else shown - {id}
        with Store.open(path) as store:
            assert store.verify().problems == ()
            document = Document(store)
            document.open_session(store.sessions()[0].session.id)
            steps = treating.steps_of(document)
            given = {str(step.id) for step in steps if step.status is Status.GIVEN}
            # Every needle that a person saw as given, none that they did not see but the one
            # that was being written when the power went.
            assert len(given ^ shown) <= 1
            assert all(
                step.given_at is not None and step.given_how is GivenHow.EACH
                for step in steps
                if str(step.id) in given
            )
            if shown:
                assert document.session is not None
                assert document.session.treated_from is not None
            following = treating.next_open(steps, None)
            assert following is not None
            assert str(following.id) not in given
            shown = given
            document.close_session()
