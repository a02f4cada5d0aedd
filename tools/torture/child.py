"""Runs one job in a process of its own, forked, and hears what it says."""

from __future__ import annotations

import os
import select
import signal
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from mesomap.model import KnownError
from tools.torture import shim
from tools.torture.checks import Hole
from tools.torture.scene import Job, Said, Scene, Voice
from tools.torture.shim import Fault

WAITS_S: Final = 120.0
"""A job that says nothing for so long hangs."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a job's process ended: what it had said, whether it was killed, how many changes."""

    said: Said
    killed: bool
    changes: int


def run(
    job: Job,
    scene: Scene,
    seed: int,
    *,
    steps: int,
    trace: Path | None = None,
    fault: Fault | None = None,
    kill_after_s: float | None = None,
) -> Ended:
    """Run `job` in a forked process; with `kill_after_s` kill it so long after it was ready.

    Raises
    ------
    TimeoutError
        It hangs.
    """
    hears, says = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(hears)
        try:
            _work(job, scene, seed, steps, says, trace, fault)
        finally:
            os._exit(0)
    os.close(says)
    try:
        text = _heard(hears, pid, kill_after_s)
    finally:
        os.close(hears)
        status = os.waitpid(pid, 0)[1]
    lines = text.splitlines()
    changes = [int(line.split()[1]) for line in lines if line.startswith("changes ")]
    return Ended(
        Said.of("\n".join(line for line in lines if not line.startswith("changes "))),
        os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
        changes[-1] if changes else 0,
    )


def _work(
    job: Job,
    scene: Scene,
    seed: int,
    steps: int,
    says: int,
    trace: Path | None,
    fault: Fault | None,
) -> None:
    voice = Voice(says)
    temporary = scene.folder / "tmp"
    os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(temporary)
    try:
        temporary.mkdir(exist_ok=True)
        if trace is not None:
            shim.begin(scene.folder, trace, fault)
        job.run(scene, voice, Random(seed), steps)
    except (KnownError, Hole) as error:
        voice.refused(error)
    except BaseException as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        voice.say("crashed", type(error).__name__, f"{Path(where.filename).name}:{where.lineno}")
    if trace is not None:
        voice.say("changes", shim.changes())


def _heard(pipe: int, pid: int, kill_after_s: float | None) -> str:
    """All that the process says until it ends; it is killed on the way where that is asked for."""
    heard = b""
    kill_at: float | None = None
    while True:
        now = time.monotonic()
        wait = WAITS_S if kill_at is None else max(0.0, kill_at - now)
        if not select.select([pipe], [], [], wait)[0]:
            os.kill(pid, signal.SIGKILL)
            if kill_at is None:
                raise TimeoutError(f"nothing was said for {WAITS_S} s after: {heard[-200:]!r}")
            kill_at = None
            continue
        got = os.read(pipe, 65536)
        if not got:
            return heard.decode()
        heard += got
        if kill_after_s is not None and kill_at is None and heard.startswith(b"ready\n"):
            kill_at, kill_after_s = time.monotonic() + kill_after_s, None
