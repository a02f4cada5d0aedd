"""One process of a campaign: atheris feeds one target, and every failure is kept as a file.

What Python raises is kept and gone on from; a crash of a library ends the process, and libFuzzer
keeps its input.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import time
import traceback
from pathlib import Path
from typing import Any

MEASURED = ("mesomap", "pypdf", "biip", "sqlite_utils")
"""The packages whose branches count as coverage."""
HANGS_S = 60
"""Seconds by the clock after which libFuzzer itself ends what never returns."""
MOST_KEPT = 40
"""So many different failures of one target are enough."""


def main() -> None:
    """Feed one target; never returns."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target")
    parser.add_argument("--runs", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    asked = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

    import atheris

    atheris.instrument_imports(include=list(MEASURED), enable_loader_override=False).__enter__()
    from tools.fuzz.target import warm
    from tools.fuzz.targets import TARGETS

    target = TARGETS[asked.target]
    folder = asked.folder / target.name
    corpus, crashes = folder / "corpus", folder / "crashes"
    for place in (corpus, crashes):
        place.mkdir(parents=True, exist_ok=True)
    seeds = warm(target)
    for name, data in seeds.items():
        (corpus / f"seed-{name}").write_bytes(data)
    words = folder / "words.dict"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words))
    watch = Watch(target, crashes, folder / "status.json", asked.runs)

    def other(data: bytes, most: int, seed: int) -> bytes:
        """One half of the inputs keep their sort, the other is libFuzzer's own, of its words."""
        made = target.mutate(data, seed) if seed % 2 else atheris.Mutate(data, most)
        return bytes(made[:most])

    options = [
        "fuzz",
        f"-runs={asked.runs}",
        f"-seed={asked.seed}",
        f"-max_len={max(target.most_bytes, *map(len, seeds.values()))}",
        f"-timeout={HANGS_S}",
        "-rss_limit_mb=4096",
        f"-artifact_prefix={crashes}/",
        "-print_final_stats=1",
        *([f"-dict={words}"] if target.words else []),
        str(corpus),
    ]
    atheris.Setup(options, watch, custom_mutator=other)
    atheris.Fuzz()


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{one:02x}" for one in word)


class Watch:
    """Feeds inputs one by one, and writes down what they came to."""

    def __init__(self, target: Any, crashes: Path, status: Path, runs: int) -> None:
        self._target, self._crashes, self._status, self._runs = target, crashes, status, runs
        self._inputs = 0
        self._slowest_s = 0.0
        self._refused: dict[str, str] = {}
        self._written = 0.0

    def __call__(self, data: bytes) -> None:
        """Feed one input."""
        from tools.fuzz.target import feed

        self._inputs += 1
        try:
            self._slowest_s = max(self._slowest_s, feed(self._target, data))
        except Exception as error:
            self._keep(error, data)
        # libFuzzer ends the process by itself: nothing is run after the last input.
        if self._inputs >= self._runs - 1 or time.monotonic() - self._written > 1.0:
            self.write()

    def _keep(self, error: Exception, data: bytes) -> None:
        """A failure of a new sort, told by its last lines of ours, becomes a file."""
        frames = traceback.extract_tb(error.__traceback__)
        ours = [one for one in frames if "mesomap" in one.filename] or list(frames)
        where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
        sort = f"{type(error).__name__} {where}"
        if sort in self._refused or len(self._refused) >= MOST_KEPT:
            return
        self._refused[sort] = f"{sort}: {error}"[:300]
        name = hashlib.sha256(data).hexdigest()[:16]
        (self._crashes / f"found-{name}").write_bytes(data)
        (self._crashes / f"found-{name}.txt").write_text(traceback.format_exc())
        self.write()

    def write(self) -> None:
        """The figures so far, as a file."""
        from tools.fuzz.target import peak_mb

        self._written = time.monotonic()
        figures = {
            "inputs": self._inputs,
            "slowest_s": round(self._slowest_s, 3),
            "peak_mb": round(peak_mb()),
            "failures": list(self._refused.values()),
        }
        part = self._status.with_suffix(".part")
        part.write_text(json.dumps(figures))
        part.replace(self._status)


if __name__ == "__main__":
    main()
