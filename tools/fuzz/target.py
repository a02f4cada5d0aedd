"""What is fed: a small function from bytes to nothing, which lets only a clear sentence through."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mesomap.model import KnownError

LIMIT_S = 2.0
"""Processor time that one input may take: a clock also counts what else the machine does."""
MOST_MB = 1200
"""Memory that the process may ever have had: the product with Qt takes some 150 MB of it."""
SEEDS = Path(__file__).parent / "seeds"

Run = Callable[[bytes], None]
Mutate = Callable[[bytes, int], bytes]
"""Another input made of one, by a seed; of the sort that the target reads."""


class TooSlowError(Exception):
    """An input took longer than `LIMIT_S`."""


class TooHungryError(Exception):
    """An input took the process beyond `MOST_MB`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One place where something comes in.

    Attributes
    ----------
    run
        Calls the product's own entry. Raises `KnownError` for what is refused.
    seeds
        Valid inputs by name, made by the product itself; those in ``seeds/<name>`` besides.
    mutate
        Makes another input of one, keeping what it is (JSON stays JSON, most often).
    words
        What the format is made of, for the fuzzer's dictionary.
    share
        How much of a campaign it gets, in thousandths or so: what is quickly read gets more.
    most_bytes
        How long an input may grow.
    """

    name: str
    reads: str
    run: Run
    seeds: Callable[[], dict[str, bytes]]
    mutate: Mutate
    words: tuple[bytes, ...] = ()
    share: int = 10
    most_bytes: int = 8192

    def all_seeds(self) -> dict[str, bytes]:
        """Its valid inputs, and what was found by earlier campaigns."""
        kept = sorted((SEEDS / self.name).glob("*")) if (SEEDS / self.name).is_dir() else []
        return self.seeds() | {path.name: path.read_bytes() for path in kept}


def refused(run: Callable[[], object]) -> bool:
    """Run something of the product; whether it was refused with a sentence."""
    try:
        run()
    except KnownError as error:
        if not str(error).strip() or "\n" in error.message.text:
            raise AssertionError("a refusal without a clear line") from error
        return True
    return False


def warm(target: Target) -> dict[str, bytes]:
    """Run its seeds, so that nothing is imported or made ready any more; returns them."""
    seeds = target.all_seeds()
    for data in seeds.values():
        refused(lambda data=data: target.run(data))  # type: ignore[misc]
    return seeds


def feed(target: Target, data: bytes, *, limit_s: float = LIMIT_S) -> float:
    """Run one input; returns the processor time that it took, in seconds.

    Raises
    ------
    TooSlowError, TooHungryError
        It broke a limit.
    Exception
        What the product raised that is no clear sentence.
    """
    began, before_mb = time.process_time(), peak_mb()
    refused(lambda: target.run(data))
    took_s = time.process_time() - began
    if took_s > limit_s:
        raise TooSlowError(f"{took_s:.1f} s")
    if peak_mb() > max(MOST_MB, before_mb):
        raise TooHungryError(f"{peak_mb():.0f} MB")
    return took_s


def peak_mb() -> float:
    """The most memory that this process ever had, in MB; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)
