"""Backups of a clinic file: restoring one, making one, rotating ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from mesomap.model import KnownError
from mesomap.storage import Store, rotating
from mesomap.storage.backup import back_up, restore
from mesomap.storage.rotation import found_in
from tools.torture import checks
from tools.torture.checks import Hole, Seen
from tools.torture.jobs_file import edit_once
from tools.torture.jobs_record import (
    a_clinic_with_patients,
    an_empty_clinic,
    brush,
    check_file,
    commit,
)
from tools.torture.scene import Job, Said, Scene, Voice, head_of
from tools.torture.values import (
    NAMED,
    NOON,
    a_document,
    a_patient,
    a_picture,
    begin_session,
    planned,
)

# Restoring.

BACKUPS = ("first.backup", "second.backup")
ERASED = "K00001"
"""The patient's number who is erased after the backups."""


def a_clinic_with_backups(scene: Scene, chance: Random) -> None:
    """A clinic file with two backups of different times; since then a patient was erased."""
    a_clinic_with_patients(scene, chance)
    for name in BACKUPS:
        backup = scene.folder / name
        back_up(scene.clinic, backup, key=scene.key)
        scene.kept[name] = checks.look(backup, read_only=True).head
        with scene.open() as store:
            begin_session(a_document(store), a_patient(7), 30, chance)
    with scene.open() as store:
        gone = next(one for one in store.patients() if one.number == ERASED)
        store.erase([gone.id], reason="asked", actor=NAMED, at=NOON)
        scene.head = head_of(store)


def restore_on(scene: Scene, voice: Voice, chance: Random, steps: int) -> None:
    """Restore one backup after the other; each time an edit first, so that each file differs."""
    voice.ready()
    at = NOON
    for number in range(steps):
        try:
            edit_once(scene, voice, scene.key, chance)
            backup = scene.folder / BACKUPS[number % 2]
            at += timedelta(minutes=1)
            before = checks.look(scene.clinic).head
            voice.begin("restore", before, backup.name)
            done = restore(backup, scene.clinic, at=at, actor=NAMED, backup_key=scene.key)
        except KnownError as error:
            voice.refused(error)
            continue
        kept = done.kept.name if done.kept is not None else ""
        voice.done(checks.look(scene.clinic).head, "kept", before, kept.replace(" ", "/"))


def check_restored(scene: Scene, said: Said) -> list[str]:
    """The file is one of before or a restored one, and each that was replaced lies beside it."""
    try:
        seen = checks.look(scene.clinic)
        heads = [words[0] for words in said.done] or [scene.head]
        more = seen.after(heads[-1])
        others = checks.others_are_whole(scene)
        held = {one.head for one in others.values()} | {seen.head}
        under_way = said.under_way
        restoring = under_way[:1] == ("restore",)
        fits = seen.holds(heads[-1]) and len(more) <= (under_way[:1] == ("rows",))
        if not fits and not (restoring and seen.holds(scene.kept[under_way[2]])):
            return [f"the clinic file's head is {seen.head[:12]}, acknowledged {heads[-1][:12]}"]
        wanted = {words[2] for words in said.done if "kept" in words}
        if restoring:
            wanted.add(under_way[1])
        lost = wanted - held
        if lost:
            return [f"what was replaced is nowhere: {[head[:12] for head in lost]}"]
        scene.head = seen.head
        checks.nothing_is_left(scene)
        checks.no_clear_text(scene, seen.key)
        return _still_erased(scene, seen)
    except Hole as hole:
        return [str(hole)]


def _still_erased(scene: Scene, seen: Seen) -> list[str]:
    with Store.open(scene.clinic, key=seen.key) as store:
        there = {patient.number for patient in store.patients()}
    return ["an erased patient came back with a backup"] if ERASED in there else []


# Backing up.


def back_up_on(scene: Scene, voice: Voice, chance: Random, steps: int) -> None:
    """Edit and back up in turn; the file stays open for writing meanwhile."""
    with scene.open() as store:
        document = a_document(store)
        document.open_session(store.sessions()[0].session.id)
        syringe = brush(document, voice)
        voice.ready()
        for _ in range(steps):
            try:
                commit(document, voice, "Place grid", planned(document, syringe, 20, chance))
                out = scene.folder / f"{chance.randrange(16**8):08x}.mesomap"
                head = head_of(store)
                back_up(scene.clinic, out, key=scene.key)
            except KnownError as error:
                voice.refused(error)
                continue
            voice.done(head, "backup", out.name)


def rotate_on(scene: Scene, voice: Voice, chance: Random, steps: int) -> None:
    """The same with rotating backups, a few hours or days apart."""
    place = scene.folder / "backups"
    at = NOON + timedelta(days=len(list(_rotated(scene))))
    with scene.open() as store:
        document = a_document(store)
        document.open_session(store.sessions()[0].session.id)
        syringe = brush(document, voice)
        voice.ready()
        for _ in range(steps):
            at += timedelta(hours=chance.choice((1, 20, 200, 900)))
            try:
                commit(document, voice, "Place grid", planned(document, syringe, 20, chance))
                picture = a_picture(chance)
                if chance.random() < 0.5:
                    commit(document, voice, "Add picture", picture)
                made = rotating.make(scene.clinic, place, at=at, key=scene.key)
            except KnownError as error:
                voice.refused(error)
                continue
            voice.done(made.head, "rotated", made.found.path.name.replace(" ", "/"))


def a_clinic_and_a_place(scene: Scene, chance: Random) -> None:
    """A clinic file, and an empty folder for its backups."""
    an_empty_clinic(scene, chance)
    (scene.folder / "backups").mkdir()


def _rotated(scene: Scene) -> Iterable[Path]:
    for folder in (scene.folder / "backups").iterdir():
        if folder.is_dir():
            yield from (one.path for one in found_in(folder, scene.clinic.stem))


def check_backed_up(scene: Scene, said: Said) -> list[str]:
    """The clinic file is whole; so is every backup, and the last acknowledged one is there."""
    found = check_file(scene, said)
    if found:
        return found
    try:
        others = checks.others_are_whole(scene)
        for head, what, name in (words for words in said.done if len(words) == 3):
            if what == "backup" and not (name in others and others[name].holds(head)):
                return [f"the backup {name} was acknowledged and is not there"]
    except Hole as hole:
        return [str(hole)]
    return []


NEXT: Final = NOON + timedelta(days=9999)
"""When the backup is made that shows that the next one clears what was left."""


def check_rotated(scene: Scene, said: Said) -> list[str]:
    """As `check_backed_up`; each rotating backup opens whole."""
    found = check_file(scene, said)
    if found:
        return found
    made = [words for words in said.done if "rotated" in words]
    try:
        there = {path.name: _head_of_rotated(scene, path) for path in _rotated(scene)}
        made_next = rotating.make(scene.clinic, scene.folder / "backups", at=NEXT, key=scene.key)
        made_next.found.path.unlink()
        checks.nothing_is_left(scene, backups=True)
    except (Hole, KnownError) as error:
        return [str(error)]
    if made:
        name = made[-1][2].replace("/", " ")
        # The one made last may have gone only for one that came after it.
        if there.get(name) != made[-1][0] and not any(
            int(head.split(":")[0]) > int(made[-1][0].split(":")[0]) for head in there.values()
        ):
            return [f"the backup {name} was acknowledged and is not there"]
    return []


def _head_of_rotated(scene: Scene, path: Path) -> str:
    """The last change in a rotating backup, once it was restored to a file of its own."""
    out = scene.folder / "restored.mesomap"
    try:
        restore(path, out, at=NOON, actor=NAMED, backup_key=scene.key)
        return checks.look(out).head
    finally:
        out.unlink(missing_ok=True)


BACKUP = (
    Job("restoring", a_clinic_with_backups, restore_on, check_restored, span_s=0.5, steps=3),
    Job("backing up", an_empty_clinic, back_up_on, check_backed_up, span_s=0.3, steps=4),
    Job("rotating backups", a_clinic_and_a_place, rotate_on, check_rotated, span_s=0.3, steps=5),
)
