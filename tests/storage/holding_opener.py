"""A child process that has a clinic file open, as another window or another laptop has.

Run as ``python holding_opener.py FILE (local|network)``; says ``open``. For each line on stdin it
adds a patient of that name and says ``added``; at the end of stdin it closes the file.
"""

from __future__ import annotations

import sys
from pathlib import Path

from clinic_values import NOON, a_patient

from mesomap.model import Added
from mesomap.storage import Store


def main(path: Path, where: str) -> None:
    """Hold the file until stdin ends."""
    with Store.open(path, on_network=where == "network") as store:
        print("open", flush=True)
        for line in sys.stdin:
            store.apply("Add patient", (Added(a_patient(line.strip())),), actor="", at=NOON)
            print("added", flush=True)


main(Path(sys.argv[1]), sys.argv[2])
