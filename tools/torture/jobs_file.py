"""Work on whole clinic files: bringing an older one up, converting, creating."""

from __future__ import annotations

from random import Random

from mesomap.model import KnownError
from mesomap.storage import Store
from mesomap.storage.convert import convert
from mesomap.storage.keys import Key
from tools.torture import checks, older
from tools.torture.checks import Hole
from tools.torture.jobs_record import (
    a_clinic_with_patients,
    brush,
    check_file,
    commit,
)
from tools.torture.scene import KEY, OTHER_KEY, PLAIN, Job, Said, Scene, Voice, head_of
from tools.torture.values import (
    NAMED,
    NOON,
    a_document,
    a_patient,
    begin_session,
    planned,
)


def edit_once(scene: Scene, voice: Voice, key: Key | None, chance: Random) -> None:
    """Open the clinic file, make one commit, close it."""
    with Store.open(scene.clinic, key=key) as store:
        document = a_document(store)
        document.open_session(store.sessions()[0].session.id)
        syringe = brush(document, voice)
        commit(document, voice, "Place grid", planned(document, syringe, 20, chance))


# Bringing an older file up.


def an_older_file(scene: Scene, chance: Random) -> None:
    """A larger file of a random older version."""
    scene.head = older.make(scene.clinic, scene.key, scene.older_injections, chance)


def bring_up(scene: Scene, voice: Voice, chance: Random, steps: int) -> None:
    """Open the older file for work, and make a commit."""
    voice.ready()
    try:
        edit_once(scene, voice, scene.key, chance)
    except KnownError as error:
        voice.refused(error)


def check_brought_up(scene: Scene, said: Said) -> list[str]:
    """It opens as today's, with all it held; what was kept of the older one is whole."""
    found = check_file(scene, said)
    if found:
        return found
    try:
        kept = checks.others_are_whole(scene)
        if not kept:
            return ["no copy of the older file was kept"]
    except Hole as hole:
        return [str(hole)]
    return []


# Converting.


def convert_on(scene: Scene, voice: Voice, chance: Random, steps: int) -> None:
    """Encrypt, change the passphrase, take the encryption away, edit in between."""
    voice.ready()
    for _ in range(steps):
        key = checks.look(scene.clinic).key
        new_key = chance.choice([one for one in (None, KEY, OTHER_KEY) if one != key])
        try:
            voice.begin("rows", 1, "to", _named(new_key))
            convert(scene.clinic, key=key, new_key=new_key, at=NOON, actor=NAMED)
            with Store.open(scene.clinic, key=new_key) as store:
                voice.done(head_of(store), "to", _named(new_key))
            edit_once(scene, voice, new_key, chance)
        except KnownError as error:
            voice.refused(error)


def _named(key: Key | None) -> str:
    return key.name if key is not None else "clear"


def check_converted(scene: Scene, said: Said) -> list[str]:
    """It opens with the old key or the new one, never with neither; nothing lies about."""
    try:
        seen = checks.clinic_holds(scene, said)
        acknowledged = [words[2] for words in said.done if "to" in words]
        wanted = {acknowledged[-1]} if acknowledged else set()
        under_way = said.under_way
        if wanted and "to" in under_way:
            wanted.add(under_way[-1])
        if wanted and _named(seen.key) not in wanted:
            return [f"it is {_named(seen.key)}, which was not acknowledged: {wanted}"]
        checks.nothing_is_left(scene)
        checks.no_clear_text(scene, seen.key)
    except Hole as hole:
        return [str(hole)]
    return []


# Creating.


def nothing(scene: Scene, chance: Random) -> None:
    """An empty folder."""


def create_on(scene: Scene, voice: Voice, chance: Random, steps: int) -> None:
    """Make one clinic file after the other, each with a patient."""
    voice.ready()
    for _ in range(steps):
        path = scene.folder / f"{chance.randrange(16**8):08x}.mesomap"
        try:
            voice.begin("create", path.name)
            with Store.create(path, key=scene.key) as store:
                voice.done(head_of(store), "created", path.name)
                begin_session(a_document(store), a_patient(1), 5, chance)
                voice.done(head_of(store), "created", path.name)
        except KnownError as error:
            voice.refused(error)


def check_created(scene: Scene, said: Said) -> list[str]:
    """Every file with a clinic file's name is whole, and those acknowledged are there."""
    try:
        there = {path.name: checks.look(path) for path in sorted(scene.folder.glob("*.mesomap"))}
        for head, _, name in said.done:
            if name not in there or not there[name].holds(head):
                return [f"{name} was made and is not there"]
        scene.create().close()
        scene.clinic.unlink()
        checks.nothing_is_left(scene)
        checks.no_clear_text(scene, scene.key)
    except Hole as hole:
        return [str(hole)]
    return []


FILES = (
    Job("bringing up", an_older_file, bring_up, check_brought_up, steps=1, again=False),
    Job("converting", a_clinic_with_patients, convert_on, check_converted, (PLAIN,), 0.4, 3),
    Job("creating", nothing, create_on, check_created, span_s=0.2, steps=3),
)
