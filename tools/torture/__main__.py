"""``python -m tools.torture``: kills, power cuts and failing disks over every sort of work.

Prints one table; leaves with 1 if anything that was acknowledged is lost, or anything is not whole.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tools.torture import shim

KILLS, STATES, FAULTS = 600, 1500, 300
"""Of the whole campaign, over all sorts of work."""


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument("--seed", type=int, help="of an earlier run, to do it again")
    parser.add_argument("--kills", type=int, default=KILLS, help="kill -9, over all work")
    parser.add_argument("--states", type=int, default=STATES, help="states after a power cut")
    parser.add_argument("--a-run", type=int, default=25, help="states of one recorded run")
    parser.add_argument("--faults", type=int, default=FAULTS, help="runs with a failing disk")
    parser.add_argument(
        "--older", type=int, default=600, help="injections in a file of an older version"
    )
    parser.add_argument("--job", action="append", help="only this work (more than once: these)")
    parser.add_argument("--folder", type=Path, help="where to work; holes are kept there")
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; 0 if nothing was found."""
    asked = _arguments(arguments)
    if sys.platform == "win32":
        print("The campaign needs a system that forks: run it on Linux or macOS.")
        return 2
    folder = Path(asked.folder or shim.folder() or tempfile.mkdtemp(prefix="torture-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    reason = shim.why_not()
    if not reason:
        shim.start_again_with(folder)
    elif asked.states or asked.faults:
        print(f"No power cuts and no failing disks: {reason}.")
        asked.states = asked.faults = 0

    from tools.torture import campaign as all_of_it
    from tools.torture.table import as_json, as_table

    seed = asked.seed if asked.seed is not None else time.time_ns() % 10**9
    jobs = [job for job in all_of_it.JOBS if not asked.job or job.name in asked.job]
    print(f"seed {seed}, working in {folder}", flush=True)
    began = time.monotonic()
    tallies = []
    run = all_of_it.Campaign(folder, seed, asked.older)
    for job in jobs:
        tally = all_of_it.Tally(job.name)
        tallies.append(tally)
        share = [-(-count // len(jobs)) for count in (asked.kills, asked.states, asked.faults)]
        all_of_it.kills(run, job, tally, share[0])
        all_of_it.power_cuts(run, job, tally, share[1], asked.a_run)
        all_of_it.faults(run, job, tally, share[2])
        print(f"  {job.name}: {len(tally.holes)} holes", *tally.holes, sep="\n    ", flush=True)
    took_s = time.monotonic() - began
    print(as_table(tallies, seed, took_s))
    if asked.json:
        asked.json.write_text(json.dumps(as_json(tallies, seed, took_s), indent=1) + "\n")
    if not asked.folder and not any(tally.holes for tally in tallies):
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if any(tally.holes for tally in tallies) else 0


if __name__ == "__main__":
    sys.exit(main())
