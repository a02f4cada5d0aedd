"""The three campaigns over all jobs: kills, power cuts, failing disks."""

from __future__ import annotations

import errno
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Final

from tools.torture import child, shim
from tools.torture.disk import Disk
from tools.torture.jobs_backup import BACKUP
from tools.torture.jobs_file import FILES
from tools.torture.jobs_record import RECORD
from tools.torture.scene import Job, Said, Scene
from tools.torture.shim import KILLED, Fault

JOBS: Final = (*RECORD, *FILES, *BACKUP)
ROUND: Final = 8
"""So many kills go on with what the last one left, then a new scene begins."""
FOREVER: Final = 10**6
ERRORS: Final = (errno.ENOSPC, errno.EIO, errno.EROFS)


@dataclass(slots=True)
class Tally:
    """What became of one job.

    Attributes
    ----------
    kills, states, faults
        How many were checked: kills by the clock or before a change, states of the disk after a
        power cut, runs with a failing disk.
    acknowledged
        Operations that were acknowledged in all of these, and were looked for.
    holes
        What was wrong, with the seed that shows it.
    """

    job: str
    kills: int = 0
    states: int = 0
    faults: int = 0
    acknowledged: int = 0
    refused: int = 0
    holes: list[str] = field(default_factory=list)
    how: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Campaign:
    """What is common to all: a folder to work in, the seed, and the size of an older file."""

    folder: Path
    seed: int
    older_injections: int

    def scene(self, job: Job, number: int) -> Scene:
        """A fresh scene, prepared; how its clinic file is kept follows from its number."""
        folder = self.folder / "scene"
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "tmp").mkdir(parents=True)
        scene = Scene(folder, job.ways[number % len(job.ways)], self.older_injections)
        job.prepare(scene, Random(f"{self.seed} {job.name} {number}"))
        return scene

    def hole(self, tally: Tally, what: str, scene: Scene, told: list[str]) -> None:
        """Note what was wrong, and keep the folder that shows it."""
        kept = self.folder / f"hole-{len(tally.holes) + 1} {tally.job}"
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(scene.folder, kept)
        tally.holes += [f"{what}: {one}" for one in told]


def _seed(campaign: Campaign, job: Job, *numbers: int) -> int:
    return Random(f"{campaign.seed} {job.name} {numbers}").randrange(2**31)


def kills(campaign: Campaign, job: Job, tally: Tally, count: int) -> None:
    """Kill the job so many times, every second time before a random change of a file."""
    scene, number = campaign.scene(job, 0), 0
    while tally.kills < count:
        number += 1
        seed = _seed(campaign, job, 1, number)
        chance = Random(seed)
        if number % ROUND == 0 or not job.again:
            scene = campaign.scene(job, number // (ROUND if job.again else 1))
        if chance.random() < 0.5 and shim.is_loaded():
            fault = Fault(chance.randrange(1, _changes_of(campaign, job) + 1), KILLED)
            trace = campaign.folder / "trace"
            ended = child.run(job, scene, seed, steps=job.steps, trace=trace, fault=fault)
            how = "before a change"
        else:
            after = chance.uniform(0.0, job.span_s)
            ended = child.run(job, scene, seed, steps=FOREVER, kill_after_s=after)
            how = "by the clock"
        if _checked(campaign, job, tally, scene, ended.said, f"kill {number} (seed {seed})"):
            if ended.killed:
                tally.kills += 1
                tally.how[how] += 1
        else:
            scene = campaign.scene(job, number)
            tally.kills += 1


_known_changes: dict[str, int] = {}


def _changes_of(campaign: Campaign, job: Job) -> int:
    """How many changes of files a run of the job makes: learnt from one, beside the scene."""
    if job.name not in _known_changes:
        aside = replace(campaign, folder=campaign.folder / "aside")
        scene = aside.scene(job, 0)
        ended = child.run(job, scene, 1, steps=job.steps, trace=aside.folder / "trace")
        _known_changes[job.name] = max(1, ended.changes)
        shutil.rmtree(aside.folder)
    return _known_changes[job.name]


def power_cuts(campaign: Campaign, job: Job, tally: Tally, count: int, a_run: int) -> None:
    """Record runs of the job, and check so many states that a power cut may leave behind."""
    number = 0
    while tally.states < count:
        number += 1
        seed = _seed(campaign, job, 2, number)
        chance = Random(seed)
        scene = campaign.scene(job, number)
        before = Disk(scene.folder)
        trace = campaign.folder / "trace"
        ended = child.run(job, scene, seed, steps=job.steps, trace=trace)
        if ended.said.crashed:
            tally.holes.append(f"recorded run (seed {seed}): {ended.said.crashed}")
            return
        records = list(shim.read(trace))
        points = sorted(chance.choices(range(len(records)), k=min(a_run, count - tally.states)))
        for point, how, files, said in _states(before, records, points, chance):
            state = scene_of(campaign, job, number, files, scene)
            what = f"power cut after change {point} of run {number}, {how} (seed {seed})"
            _checked(campaign, job, tally, state, said, what)
            tally.states += 1
            tally.how[how] += 1
        _agrees(before, scene)


def _states(
    disk: Disk, records: list[shim.Record], points: list[int], chance: Random
) -> Iterator[tuple[int, str, dict[str, bytes], Said]]:
    lines: list[str] = []
    for number, record in enumerate(records):
        if record.what == "S":
            lines.append(record.first.decode())
        else:
            disk.feed(record)
        for _ in range(points.count(number)):
            how, files = disk.crash(chance)
            yield number, how, files, Said.of("\n".join(lines))


def scene_of(
    campaign: Campaign, job: Job, number: int, files: dict[str, bytes], scene: Scene
) -> Scene:
    """The files in a folder of their own, as after a restart."""
    folder = campaign.folder / "state"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "tmp").mkdir(parents=True)
    for path in scene.folder.rglob("*"):
        if path.is_dir():
            (folder / path.relative_to(scene.folder)).mkdir(exist_ok=True)
    for name, content in files.items():
        out = folder / name
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(content)
    return scene.at(folder)


def _agrees(disk: Disk, scene: Scene) -> None:
    """The recording is complete only if it leads to what really lies there."""
    there = {
        str(path.relative_to(scene.folder)): path.read_bytes()
        for path in scene.folder.rglob("*")
        if path.is_file() and not path.name.endswith("-shm")
    }
    if disk.now() != there:
        differ = {name for name in {*there, *disk.now()} if there.get(name) != disk.now().get(name)}
        raise AssertionError(f"the recording differs from the disk in {sorted(differ)}")


def faults(campaign: Campaign, job: Job, tally: Tally, count: int) -> None:
    """Run the job so many times with a disk that refuses at a random change."""
    number = 0
    while tally.faults < count:
        number += 1
        seed = _seed(campaign, job, 3, number)
        chance = Random(seed)
        scene = campaign.scene(job, number)
        error = ERRORS[number % len(ERRORS)]
        fault = Fault(
            chance.randrange(1, _changes_of(campaign, job) + 1), error, chance.random() < 0.5
        )
        trace = campaign.folder / "trace"
        ended = child.run(job, scene, seed, steps=job.steps, trace=trace, fault=fault)
        name = f"{errno.errorcode[error]}{' from then on' if fault.lasting else ''}"
        what = f"{name} at change {fault.change} (seed {seed})"
        tally.refused += len(ended.said.refused)
        tally.holes += [f"{what}: no clear sentence but {one}" for one in ended.said.crashed]
        _checked(campaign, job, tally, scene, ended.said, what)
        tally.faults += 1
        tally.how[name] += 1


def _checked(
    campaign: Campaign, job: Job, tally: Tally, scene: Scene, said: Said, what: str
) -> bool:
    tally.acknowledged += len(said.done)
    if said.crashed and "kill" in what:
        tally.holes.append(f"{what}: {said.crashed}")
    try:
        told = job.check(scene, said)
    except Exception as error:
        told = [f"the product raised {type(error).__name__}: {error}"]
    if told:
        campaign.hole(tally, what, scene, told)
    return not told
