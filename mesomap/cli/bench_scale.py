"""Searching, opening and looking up lots in a clinic file of decades: see `scale_file`."""

from __future__ import annotations

import sys
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mesomap.cli.bench_tools import Result, timed
from mesomap.cli.scale_file import Scale, lot_number, make_scale_file

if TYPE_CHECKING:
    from mesomap.storage import Store

SEARCHES = ("s", "sam", "sample", "sample-1", "P0042", "1965", "ines 12", "14.3.")
"""What is typed, key by key and in other ways."""
LISTED = 60
LOTS_ASKED = 40
HISTORIES = 60


def scale_path() -> Path:
    """Where the file lies between runs: the user's cache."""
    from platformdirs import user_cache_path

    from mesomap.storage.schema import VERSION

    return user_cache_path("mesomap") / f"bench-scale-v{VERSION}.mesomap"


def measure(scale: Scale | None = None, path: Path | None = None) -> list[Result]:
    """`open`, `search_patients`, `history` and `lot_lookup`; the file is made once.

    Parameters
    ----------
    scale
        How large; the whole of it without.
    path
        Where the file is or is to be made; `scale_path` without.
    """
    from mesomap.storage import Store

    scale, path = scale or Scale(), path or scale_path()
    if not path.exists():
        _make(path, scale)
    size = f"{scale.patients} patients, {scale.sessions} sessions, {scale.injections} injections"
    size += f", {path.stat().st_size / 1e9:.1f} GB"
    opened = timed(
        "open", lambda: Store.open(path).close(), runs=10, note=f"open and close a file of {size}"
    )
    with Store.open(path, read_only=True) as store:
        return [opened, *_lists(store, scale)]


def _make(path: Path, scale: Scale) -> None:
    parts = make_scale_file(path, scale)
    label = f"making {path} (once)"
    with click.progressbar(length=100, label=label, file=sys.stderr) as bar:
        done = 0
        for part in parts:
            now = int(part * 100)
            bar.update(now - done)
            done = now


def _lists(store: Store, scale: Scale) -> list[Result]:
    searches = cycle(SEARCHES)
    patients = [one.id for one in store.find_patients("", limit=HISTORIES).patients]
    asked = cycle(patients)
    lots = cycle(lot_number(n * 97 % scale.lots) for n in range(LOTS_ASKED))
    return [
        timed(
            "search_patients",
            lambda: store.find_patients(next(searches), limit=LISTED),
            runs=80,
            note=f"one key of a search by name, number or birth date: the first {LISTED} of them",
        ),
        timed(
            "history",
            lambda: store.sessions(next(asked)),
            runs=HISTORIES,
            note=f"a patient's {scale.sessions // scale.patients} sessions with their totals",
        ),
        timed(
            "lot_lookup",
            lambda: store.uses_of_lot(next(lots)),
            runs=LOTS_ASKED,
            note=f"who was given a lot: {scale.sessions // scale.lots} sessions",
        ),
    ]
