"""Work on an open clinic file: edits and grids, treating, signing, erasing a person."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from mesomap.document import Document, Event, treating
from mesomap.document.placed import remove
from mesomap.document.record.personal_data import erase
from mesomap.document.record.signing import sign
from mesomap.model import Added, Change, KnownError, Person, SessionStatus, Status, Syringe
from mesomap.storage import Store
from tools.torture import checks
from tools.torture.checks import Hole
from tools.torture.scene import EVERYWHERE, Job, Said, Scene, Voice, head_of
from tools.torture.values import (
    a_document,
    a_patient,
    a_person,
    a_syringe,
    begin_session,
    injections_of,
    planned,
)

GRID = 60
NEEDLES = 400
REOPEN_EVERY = 9
"""Steps between two closings: closing folds the write-ahead log into the file."""


def step(document: Document, voice: Voice, work: Callable[[], object]) -> None:
    """One step, said before and after; one that the disk refuses is kept and said to be so."""
    voice.begin("rows", len(document.pending) + 1)
    work()
    said(document, voice)


def said(document: Document, voice: Voice) -> None:
    """Say what is on the disk now: what a person sees as saved."""
    if document.pending.why is None:
        voice.done(head_of(document.store))
    else:
        voice.refused(document.pending.why.render())


def commit(document: Document, voice: Voice, label: str, changes: tuple[Change, ...]) -> None:
    """One commit, said before and after; none without changes."""
    if changes:
        step(document, voice, lambda: document.commit(label, changes))


def brush(document: Document, voice: Voice) -> Syringe:
    """The open session's syringe; it is added where a kill came before it."""
    if not document.syringes and document.session is not None:
        commit(document, voice, "Add syringe", (Added(a_syringe(document.session.id)),))
    return next(iter(document.syringes.values()))


def an_empty_clinic(scene: Scene, chance: Random) -> None:
    """A clinic file with one patient, a session and a syringe."""
    with scene.create() as store:
        begin_session(a_document(store), a_patient(0), 0, chance)
        scene.head = head_of(store)


def _in_turns(
    scene: Scene, voice: Voice, steps: int, work: Callable[[Document, int], None]
) -> None:
    """Call `work` for each step; the file is closed and opened again now and then."""
    store = scene.open()
    document = _first_session(store)
    voice.ready()
    for number in range(steps):
        try:
            work(document, number)
        except KnownError as error:
            voice.refused(error)
        if number % REOPEN_EVERY == REOPEN_EVERY - 1:
            store.close()
            store = scene.open()
            document = _first_session(store)
    store.close()


def _first_session(store: Store) -> Document:
    document = a_document(store)
    document.open_session(store.sessions()[0].session.id)
    return document


# Edits, grids, undo.


def edit(scene: Scene, voice: Voice, chance: Random, steps: int) -> None:
    """Single injections, grids of 60, erasing, undo and redo."""

    def work(document: Document, _number: int) -> None:
        there, what = injections_of(document), chance.random()
        syringe = brush(document, voice)
        if what < 0.4:
            commit(document, voice, "Add injection", planned(document, syringe, 1, chance))
        elif what < 0.65:
            commit(document, voice, "Place grid", planned(document, syringe, GRID, chance))
        elif what < 0.8 and len(there) >= GRID:
            commit(document, voice, "Erase", remove(chance.sample(there, GRID)))
        elif document.can_undo:
            step(document, voice, document.undo)
        elif document.can_redo:
            step(document, voice, document.redo)

    _in_turns(scene, voice, steps, work)


def check_file(scene: Scene, said: Said) -> list[str]:
    """The file holds what was acknowledged; nothing lies beside it."""
    try:
        seen = checks.clinic_holds(scene, said)
        checks.nothing_is_left(scene)
        checks.no_clear_text(scene, seen.key)
    except Hole as hole:
        return [str(hole)]
    return []


# Treating.


def a_planned_session(scene: Scene, chance: Random) -> None:
    """A session with many planned needles."""
    with scene.create() as store:
        begin_session(a_document(store), a_patient(0), NEEDLES, chance)
        scene.head = head_of(store)


def treat(scene: Scene, voice: Voice, chance: Random, steps: int) -> None:
    """Give needle after needle; some are taken back, skipped, or given with another dose."""

    def work(document: Document, _number: int) -> None:
        all_steps = treating.steps_of(document)
        following = treating.next_open(all_steps, None)
        what = chance.random()
        done = treating.last_done(all_steps)
        if following is None or (what < 0.15 and done is not None):
            changes = treating.take_back(document, [done] if done is not None else [])
            commit(document, voice, "Take back", changes)
        elif what < 0.25:
            commit(document, voice, "Skip", treating.skip(document, following, reason="moved"))
        elif what < 0.35:
            changes = treating.change_dose([following], volume_ul=chance.randrange(10, 90))
            commit(document, voice, "Change dose", changes)
        else:
            commit(document, voice, "Give injection", treating.give(document, [following]))

    _in_turns(scene, voice, steps, work)


def check_treated(scene: Scene, said: Said) -> list[str]:
    """As `check_file`; and what is given has its time, and begun treating its beginning."""
    found = check_file(scene, said)
    if found:
        return found
    with scene.open() as store:
        document = _first_session(store)
        steps = treating.steps_of(document)
        given = [one for one in steps if one.status is Status.GIVEN]
        if any(one.given_at is None or one.given_how is None for one in given):
            return ["a needle is given without its time"]
        begun = any(not treating.is_open(one) for one in steps)
        if begun != (document.session is not None and document.session.treated_from is not None):
            return ["treating has begun without a beginning, or not begun with one"]
    return []


# Signing.


def a_clinic_with_a_person(scene: Scene, chance: Random) -> None:
    """A clinic file with somebody who may sign."""
    an_empty_clinic(scene, chance)
    with scene.open() as store:
        a_document(store).commit("Add person", (Added(a_person()),))
        scene.head = head_of(store)


def sign_sessions(scene: Scene, voice: Voice, chance: Random, steps: int) -> None:
    """Plan a few needles, give them, sign, and begin the next session."""

    def work(document: Document, _number: int) -> None:
        session = document.session
        if session is None or session.status is SessionStatus.SIGNED:
            document.close_session()
            _begin_session(document, voice, 0, chance)
            return
        there = injections_of(document)
        if not there:
            syringe = brush(document, voice)
            commit(document, voice, "Place grid", planned(document, syringe, 5, chance))
        elif any(one.status is Status.PLANNED for one in there):
            commit(document, voice, "Give all", treating.give(document, there))
        else:
            person = next(iter(document.of(Person).values()))
            commit(document, voice, "Sign", sign(document, person))

    _in_turns(scene, voice, steps, work)


def _begin_session(document: Document, voice: Voice, needles: int, chance: Random) -> None:
    """Another patient with a session: several commits, each said."""

    def heard(event: Event) -> None:
        if event.kind == "commit":
            said(document, voice)
            voice.begin("rows", len(document.pending) + 1)

    leave = document.subscribe(heard)
    voice.begin("rows", 1)
    begin_session(document, a_patient(chance.randrange(100, 99999)), needles, chance)
    if document.pending.why is None:
        voice.rest()
    leave()


# Erasing.


def a_clinic_with_patients(scene: Scene, chance: Random) -> None:
    """A clinic file with a few patients who each have a session."""
    with scene.create() as store:
        document = a_document(store)
        for number in range(6):
            begin_session(document, a_patient(number), 20, chance)
        scene.head = head_of(store)


def erase_patients(scene: Scene, voice: Voice, chance: Random, steps: int) -> None:
    """Erase a patient, add another one with a session."""

    def work(document: Document, number: int) -> None:
        patients = document.store.patients()
        if number % 2 == 0 and len(patients) > 2:
            patient = chance.choice(patients[1:])
            voice.begin("erase")
            erase(document, patient, typed=patient.name, reason="asked in a letter")
            voice.done(head_of(document.store), "erased", patient.number)
            return
        _begin_session(document, voice, 10, chance)

    _in_turns(scene, voice, steps, work)


def check_erased(scene: Scene, said: Said) -> list[str]:
    """As `check_file`; and of who was erased nothing is left, in a plain file not one byte."""
    found = check_file(scene, said)
    if found:
        return found
    gone = {words[2] for words in said.done if "erased" in words}
    with scene.open() as store:
        there = {patient.number for patient in store.patients()}
    if gone & there:
        return [f"{gone & there} were erased and are there"]
    content = b"" if scene.way.encrypted else scene.clinic.read_bytes()
    traces = [number for number in gone if number.encode() in content]
    return [f"{traces} were erased and stand in the file's bytes"] if traces else []


RECORD = (
    Job("edits, grids, undo", an_empty_clinic, edit, check_file, EVERYWHERE, steps=30),
    Job("treating", a_planned_session, treat, check_treated, EVERYWHERE, 0.1, steps=24),
    Job("signing", a_clinic_with_a_person, sign_sessions, check_file, EVERYWHERE, steps=16),
    Job(
        "erasing a patient",
        a_clinic_with_patients,
        erase_patients,
        check_erased,
        EVERYWHERE,
        steps=6,
    ),
)
