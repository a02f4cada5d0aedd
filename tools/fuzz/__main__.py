"""``python -m tools.fuzz``: what nobody meant, fed to every place where something comes in.

Prints one table; leaves with 1 if anything crashed, hung or took too much memory.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

RUNS = 100_000
"""Of a campaign that nobody said more of."""
WANTED = (
    "The fuzzer needs atheris, which is made for Linux on x86-64:"
    " run it there, or run the short version in tests/fuzz."
)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="inputs, over all targets")
    parser.add_argument("--seed", type=int, help="of an earlier campaign, to do it again")
    parser.add_argument("--target", action="append", help="only this (more than once: these)")
    parser.add_argument("--folder", type=Path, help="where corpus and crashes are kept")
    parser.add_argument("--json", type=Path, help="write the figures to this file, too")
    parser.add_argument("--list", action="store_true", help="what there is to feed")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; 0 if nothing was found."""
    asked = _arguments(arguments)
    if importlib.util.find_spec("atheris") is None:
        print(WANTED)
        return 2
    from tools.fuzz import campaign
    from tools.fuzz.table import as_json, as_table
    from tools.fuzz.targets import TARGETS

    unknown = set(asked.target or ()) - TARGETS.keys()
    if unknown:
        print(f"There is no target {', '.join(sorted(unknown))}: see make fuzz ARGS=--list.")
        return 2
    chosen = [one for name, one in TARGETS.items() if not asked.target or name in asked.target]
    if asked.list:
        print("\n".join(f"{one.name:16} {one.reads}" for one in chosen))
        return 0
    seed = asked.seed if asked.seed is not None else time.time_ns() % 10**9
    folder = Path(asked.folder or tempfile.mkdtemp(prefix="fuzz-")).resolve()
    print(f"seed {seed}, working in {folder}", flush=True)
    began = time.monotonic()
    tallies = []
    runs = campaign.shares(chosen, asked.runs)
    for target in chosen:
        (folder / target.name).mkdir(parents=True, exist_ok=True)
        with (folder / target.name / "fuzzer.log").open("ab") as log:
            tally = campaign.run(target, runs[target.name], seed, folder, log)
        tallies.append(tally)
        said = f"{tally.inputs:,} inputs, {tally.crashes} crashes, {tally.slowest_s:.2f} s"
        print(f"  {target.name}: {said}", file=sys.stderr, flush=True)
    took_s = time.monotonic() - began
    print(as_table(tallies, seed, took_s))
    if asked.json:
        figures = as_json(tallies, seed, took_s) | {"python": sys.version.split()[0]}
        figures["system"] = f"{os.uname().sysname} {os.uname().machine}"
        asked.json.write_text(json.dumps(figures, indent=1) + "\n")
    found = sum(tally.crashes for tally in tallies)
    if found:
        print(f"Inputs and tracebacks: {folder}/*/crashes")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
