"""A campaign: each target in a process of its own, started again where a library ended it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tools.fuzz import scene
from tools.fuzz.target import Target

MOST_STARTS = 30
"""So often one target is started again after its process was ended."""
_COVERED = re.compile(rb"cov: (\d+) ")


@dataclass(slots=True)
class Tally:
    """What one target came to.

    Attributes
    ----------
    coverage
        How many branches of the product and of what reads for it were reached.
    failures
        What was raised that is no clear sentence, or broke a limit; each sort once.
    ended
        How often the process was ended by a library or by a limit of libFuzzer.
    """

    target: str
    reads: str
    seed: int
    inputs: int = 0
    coverage: int = 0
    slowest_s: float = 0.0
    peak_mb: int = 0
    ended: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def crashes(self) -> int:
        """All that must not be."""
        return self.ended + len(self.failures)


def shares(targets: Iterable[Target], runs: int) -> dict[str, int]:
    """How many of `runs` inputs each target gets."""
    weights = {one.name: one.share for one in targets}
    whole = sum(weights.values())
    return {name: -(-runs * weight // whole) for name, weight in weights.items()}


def run(target: Target, runs: int, seed: int, folder: Path, log: IO[bytes]) -> Tally:
    """Feed `target` with so many inputs; what libFuzzer says goes into `log`."""
    tally = Tally(target.name, target.reads, seed)
    for start in range(MOST_STARTS):
        left = runs - tally.inputs
        if left <= 0:
            break
        before = tally.inputs
        _one_process(tally, left, seed + start, folder, log)
        if tally.inputs == before:
            tally.failures.append("it did not start: see fuzzer.log")
            break
    return tally


def _one_process(tally: Tally, runs: int, seed: int, folder: Path, log: IO[bytes]) -> None:
    status = folder / tally.target / "status.json"
    status.unlink(missing_ok=True)
    command = [sys.executable, "-m", "tools.fuzz.child", tally.target]
    command += ["--runs", str(runs), "--seed", str(seed), "--folder", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    for line in process.stderr:
        covered = _COVERED.search(line)
        tally.coverage = max(tally.coverage, int(covered[1]) if covered else 0)
        log.write(line)
    ended = process.wait()
    scene.clear_left(process.pid)
    told = json.loads(status.read_text()) if status.is_file() else {}
    tally.inputs += int(told.get("inputs", 0))
    tally.slowest_s = max(tally.slowest_s, float(told.get("slowest_s", 0.0)))
    tally.peak_mb = max(tally.peak_mb, int(told.get("peak_mb", 0)))
    tally.failures += [one for one in told.get("failures", ()) if one not in tally.failures]
    if ended != 0:
        tally.ended += 1
