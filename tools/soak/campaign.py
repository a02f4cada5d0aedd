"""Hours of a day, one after the other, and what was held after each."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from PySide6.QtCore import QLocale, QSettings, QStandardPaths
from PySide6.QtTest import QTest

from mesomap.app.collecting import Collector
from mesomap.app.run import application
from mesomap.app.window import MainWindow
from mesomap.storage import keys
from tools.soak.day import Day, between_hours, visit
from tools.soak.gauges import Held, held
from tools.soak.hands import Hands, Timed

MEMORY_MAY_GROW = 1.10
"""From the first hour's end to the last one's."""
LATENCY_MAY_GROW = 1.15
"""The median of the last hour, in times of the second one's."""
OBJECTS_MAY_GROW = 1.02
"""The start page's lists get longer until they are full."""
PASSPHRASE = "soak through the day"


@dataclass(frozen=True, slots=True)
class Hour:
    """What was done in an hour, and what was held after it.

    Attributes
    ----------
    median_ms, p95_ms
        Of one edit, from its event until the window shows it, by the clock.
    work_ms
        The median of what the window's thread itself worked in that time, without waiting.
    yard_ms
        The median of one and the same piece of work, done all through the hour: where it takes
        longer, the computer is slower, for other programs run on it.
    file_mb
        The clinic file, 10^6 bytes, with its log.
    """

    number: int
    edits: int
    median_ms: float
    p95_ms: float
    work_ms: float
    yard_ms: float
    file_mb: float
    held: Held

    @property
    def work_in_yards(self) -> float:
        """An edit's work, in times of the yardstick's."""
        return self.work_ms / self.yard_ms


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of it: so many hours of so many visits with at least so many edits each."""

    hours: int = 8
    visits: int = 5
    edits: int = 300
    seed: int = 8


def campaign(plan: Plan, folder: Path, tell: Callable[[Hour], None]) -> list[Hour]:
    """A day in `folder`; `tell` hears of each hour."""
    day = Day(folder)
    hours = []
    with _window(day) as window:
        clinic = window.desk.clinic
        clinic.create(folder / "Soak.mesomap", keys.new_key(PASSPHRASE))
        hands = Hands(window)
        for number in range(1, plan.hours + 1):
            before, hands.timed = hands.edits, Timed()
            for place in range(plan.visits):
                whose = (number - 1) * plan.visits + place + 1
                seed = plan.seed * 1000 + place  # each hour does the same
                visit(hands, day, whose, edits=plan.edits, seed=seed)
            between_hours(hands)
            for left in folder.glob("visit-*"):
                left.unlink()
            store = clinic.store
            assert store is not None
            hours.append(_hour(number, hands.edits - before, hands.timed, store.path))
            tell(hours[-1])
    return hours


def _hour(number: int, edits: int, timed: Timed, clinic: Path) -> Hour:
    files = [one for one in clinic.parent.glob(f"{clinic.name}*") if one.is_file()]
    return Hour(
        number=number,
        edits=edits,
        median_ms=statistics.median(timed.wall_ms),
        p95_ms=statistics.quantiles(timed.wall_ms, n=20)[-1],
        work_ms=statistics.median(timed.work_ms),
        yard_ms=statistics.median(timed.yard_ms),
        file_mb=sum(one.stat().st_size for one in files) / 1e6,
        held=held(),
    )


def problems(hours: Sequence[Hour], *, timings: bool = True, alone: bool = False) -> list[str]:
    """What grew that should not have.

    Parameters
    ----------
    timings
        Whether memory and latency are judged, which want hours of some length.
    alone
        Nothing else ran on the computer: latency is judged by the clock too.
    """
    if len(hours) < 2:
        return []
    first, last = hours[0], hours[-1]
    found = _grown(first, last, "held.handles", 1.0) + _grown(first, last, "held.threads", 1.0)
    for name in ("held.widgets", "held.objects"):
        found += _grown(first, last, name, OBJECTS_MAY_GROW)
    if timings:
        found += _grown(first, last, "held.rss_mb", MEMORY_MAY_GROW)
        found += _grown(hours[1], last, "work_in_yards", LATENCY_MAY_GROW)
    if alone:
        found += _grown(hours[1], last, "median_ms", LATENCY_MAY_GROW)
    return found


def _grown(before: Hour, after: Hour, name: str, at_most: float) -> list[str]:
    of = attrgetter(name)
    if of(after) <= of(before) * at_most:
        return []
    said = name.removeprefix("held.")
    return [f"{said}: {of(before):.4g} in hour {before.number}, {of(after):.4g} in {after.number}"]


@contextmanager
def _window(day: Day) -> Iterator[MainWindow]:
    """The real window with settings of its own, ready and in front."""
    Collector(application(["mesomap-soak"]))  # as the program itself
    window = MainWindow(clock=day.clock)
    window.resize(1366, 768)
    ready: list[bool] = []
    window.ready.connect(lambda: ready.append(True))
    window.show()
    while not ready:
        QTest.qWait(20)
    window.activateWindow()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QTest.qWait(0)


@contextmanager
def own_settings() -> Iterator[Path]:
    """A folder for all of it; nobody's own settings and documents are read or written."""
    QStandardPaths.setTestModeEnabled(True)
    QLocale.setDefault(QLocale("en_GB"))
    with tempfile.TemporaryDirectory(prefix="soak-") as name:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(QSettings.Format.IniFormat, scope, f"{name}/settings")
        folder = Path(name) / "day"
        folder.mkdir()
        yield folder
