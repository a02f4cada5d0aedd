"""A child process that edits a clinic file and says after each commit what is on the disk.

Run as ``python killed_writer.py FILE SEED``; its parent kills it at a random moment. Each line on
stdout is an acknowledgement, what a screen would show by then: ``have R N``, R the number of rows
that the change log has, N the number of injections in the session.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from clinic_values import a_syringe, open_document

from mesomap.document import Document, Event
from mesomap.document.edits import new_injections
from mesomap.document.placed import remove
from mesomap.model import Added, SkinSite
from mesomap.storage import Store

GRID = 60


def main(path: Path, seed: int) -> None:
    """Edit until killed."""
    chance = random.Random(seed)
    store = Store.open(path)
    sessions = store.sessions()
    if sessions and store.syringes(sessions[0].session.id):
        document = Document(store)
        document.open_session(sessions[0].session.id)
        syringe = next(iter(document.syringes.values()))
    elif sessions:  # killed between the session and its syringe
        document = Document(store)
        document.open_session(sessions[0].session.id)
        syringe = a_syringe(sessions[0].session)
        document.commit("Add syringe", (Added(syringe),))
    else:
        document, syringe = open_document(store)
    rows = len(store.log_rows())
    print("ready", flush=True)

    def acknowledge(event: Event) -> None:
        nonlocal rows
        rows += 1
        print(f"have {rows} {len(document.injections)}", flush=True)

    document.subscribe(acknowledge)
    while True:
        there = list(document.injections.values())
        what = chance.random()
        if what < 0.5:
            document.commit(
                "Add injection", new_injections(document, [_site(chance)], [None], syringe)
            )
        elif what < 0.75:
            sites = [_site(chance) for _ in range(GRID)]
            document.commit("Place grid", new_injections(document, sites, [None] * GRID, syringe))
        elif what < 0.9 and len(there) >= GRID:
            document.commit("Erase", remove(chance.sample(there, GRID)))
        elif there and document.can_undo:
            document.undo()


def _site(chance: random.Random) -> SkinSite:
    return SkinSite(chance.randrange(13378), chance.random(), chance.random())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
