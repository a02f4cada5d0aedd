"""A growing delay after wrong passphrases and PINs, remembered from one start to the next.

It slows a person at this computer down; it is no help against somebody who took a copy of the file
along: there only the length of the passphrase is.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from platformdirs import user_state_path

FREE: Final = 3
"""So many may fail before there is any delay: fingers slip."""
FIRST_S: Final = 2.0
LONGEST_S: Final = 300.0
FORGOTTEN_AFTER_S: Final = 24 * 3600.0
PLACE: Final = "MESOMAP_STATE"
"""The environment's name for another folder than the system's own."""

Clock = Callable[[], float]


def wait_s(name: str, *, clock: Clock = time.time) -> float:
    """How long, in seconds, to wait before `name` may be tried again; 0 for not at all."""
    failures, last = _read().get(_hidden(name), (0, 0.0))
    since = clock() - last
    if since > FORGOTTEN_AFTER_S:
        return 0.0
    # A clock that was set back makes nobody wait longer than the delay itself.
    return max(0.0, _delay_s(failures) - max(since, 0.0))


def failed(name: str, *, clock: Clock = time.time) -> float:
    """Note a failure of `name`; returns the delay from now on, in seconds."""
    known = _read()
    failures, last = known.get(_hidden(name), (0, 0.0))
    now = clock()
    failures = 1 if now - last > FORGOTTEN_AFTER_S else failures + 1
    known[_hidden(name)] = (failures, now)
    _write(known)
    return _delay_s(failures)


def succeeded(name: str) -> None:
    """Forget the failures of `name`."""
    known = _read()
    if known.pop(_hidden(name), None) is not None:
        _write(known)


def _delay_s(failures: int) -> float:
    if failures < FREE:
        return 0.0
    return float(min(FIRST_S * 2.0 ** min(failures - FREE, 30), LONGEST_S))


def _hidden(name: str) -> str:
    """What stands in the file: no path and no person's id."""
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def _file() -> Path:
    place = os.environ.get(PLACE)
    folder = Path(place) if place else user_state_path("mesomap", appauthor=False)
    return folder / "attempts.json"


def _read() -> dict[str, tuple[int, float]]:
    """What is known; nothing where the file is missing or not what was written."""
    try:
        plain = json.loads(_file().read_text(encoding="utf-8"))
        return {str(name): (int(cell[0]), float(cell[1])) for name, cell in plain.items()}
    except (OSError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        return {}


def _write(known: dict[str, tuple[int, float]]) -> None:
    file = _file()
    with suppress(OSError):  # a state folder that may not be written to locks nobody out
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}.{os.getpid()}")
        part.write_text(json.dumps(known), encoding="utf-8")
        part.replace(file)
