"""``python -m tools.soak``: eight simulated clinic hours through the real window.

Prints a line an hour; leaves with 1 if memory, handles, objects or the latency of an edit grew.
"""

from __future__ import annotations

import argparse
import faulthandler
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the day; 0 if nothing grew."""
    from tools.soak import table
    from tools.soak.campaign import Hour, Plan, campaign, own_settings, problems

    faulthandler.enable()
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--hours", type=int, default=Plan().hours)
    parser.add_argument("--visits", type=int, default=Plan().visits, help="patients an hour")
    parser.add_argument("--edits", type=int, default=Plan().edits, help="edits a patient")
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument(
        "--alone", action="store_true", help="nothing else runs: judge the clock's latency too"
    )
    parser.add_argument(
        "--only-counts", action="store_true", help="judge neither memory nor latency"
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    asked = parser.parse_args(arguments)
    plan = Plan(hours=asked.hours, visits=asked.visits, edits=asked.edits, seed=asked.seed)

    def tell(hour: Hour) -> None:
        print(table.line(hour), flush=True)

    began = time.monotonic()
    print(table.head(), flush=True)
    with own_settings() as folder:
        hours = campaign(plan, folder, tell)
    took_s = time.monotonic() - began
    found = problems(hours, timings=not asked.only_counts, alone=asked.alone)
    for problem in found:
        print(f"GREW {problem}")
    edits = sum(one.edits for one in hours)
    print(f"{plan.hours * plan.visits} patients, {edits} edits, {took_s:.0f} s")
    if asked.json:
        asked.json.write_text(json.dumps(table.as_json(hours, found, took_s), indent=1) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
