"""A child process that gives needle after needle and says of each what a screen would show.

Run as ``python killed_treater.py FILE``; its parent kills it. Each line on stdout is what was shown
as given by then: ``given ID``, or ``back ID`` for one that was taken back.
"""

from __future__ import annotations

import sys
from pathlib import Path

from mesomap.document import Document, treating
from mesomap.storage import Store


def main(path: Path) -> None:
    """Give until killed; every fifth is taken back and given again."""
    document = Document(Store.open(path), actor="Dr. B. Example")
    document.open_session(document.store.sessions()[0].session.id)
    print("ready", flush=True)
    count = 0
    while (step := treating.next_open(treating.steps_of(document), None)) is not None:
        document.commit("Give injection", treating.give(document, [step]))
        print(f"given {step.id}", flush=True)
        count += 1
        if count % 5 == 0:
            now = treating.step_of(document, step.id)
            assert now is not None
            document.commit("Take back", treating.take_back(document, [now]))
            print(f"back {step.id}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
