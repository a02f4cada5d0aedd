"""A child process whose files may not grow beyond a limit: the system refuses, as a full disk does.

Run as ``python disk_of_little_room.py FILE SPARE``: adds injections until some are kept in memory,
lifts the limit, goes on, and says how many it added. SPARE is how many bytes the log may grow.
"""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path

from clinic_values import an_injection, open_document

from mesomap.model import Added
from mesomap.storage import Store


def main(path: Path, spare: int) -> None:
    """Fill the disk, and make room."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Store.create(path) as store:
        document, syringe = open_document(store)
        most = resource.getrlimit(resource.RLIMIT_FSIZE)
        size = max(one.stat().st_size for one in path.parent.iterdir())
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + spare, most[1]))
        added = 0
        while len(document.pending) < 5:
            added += 1
            document.commit(f"add {added}", (Added(an_injection(syringe, order=added)),))
        why = document.pending.why
        assert why is not None
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
        added += 1
        document.commit(f"add {added}", (Added(an_injection(syringe, order=added)),))
        assert not document.pending
        print(added, why.render())


main(Path(sys.argv[1]), int(sys.argv[2]))
