"""The disk refuses in the middle of a session: the work is kept, and written once, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from clinic_values import NOON, a_patient, an_injection, open_document, the_session
from faulty_disk import ALL, FULL, IOERR, READONLY, WORDS, FaultyDisk, disk, labels

from mesomap.document import Document
from mesomap.document.record.signing import sign
from mesomap.model import Added, Injection, KnownError, Person, SessionStatus, Syringe, Updated
from mesomap.storage import RefusedError, Store, WrittenAfterAllError, lock, sqlite
from mesomap.storage.kept import save_copy

__all__ = ["disk"]
BEGUN = ["Add patient", "Add session", "Add syringe"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clinic.mesomap"


@pytest.fixture
def at_work(disk: FaultyDisk, path: Path) -> Iterator[tuple[Document, Syringe]]:
    with Store.create(path) as store:
        yield open_document(store)
        disk.come_back()


def add(document: Document, syringe: Syringe, label: str) -> Injection:
    one = an_injection(syringe, order=document.last_order + 1)
    document.commit(label, (Added(one),))
    return one


def stored(path: Path, session: UUID) -> set[Injection]:
    with Store.open(path, read_only=True) as look:
        return set(look.injections(session))


@pytest.mark.parametrize("code", ALL)
def test_work_goes_on_and_is_written_in_order(
    disk: FaultyDisk, at_work: tuple[Document, Syringe], path: Path, code: int
) -> None:
    document, syringe = at_work
    add(document, syringe, "before")
    disk.refuse_writes(code)
    for label in ("one", "two", "three"):
        add(document, syringe, label)
    assert [step.label for step in document.pending.steps] == ["one", "two", "three"]
    assert document.pending.why is not None
    assert len(document.injections) == 4
    assert document.undo() == "three"
    assert document.redo() == "three"
    with pytest.raises(RefusedError):
        document.write_pending()
    disk.come_back()
    add(document, syringe, "after")
    assert len(document.pending) == 0
    document.store.close()
    wanted = [*BEGUN, "before", "one", "two", "three", "three", "three", "after"]
    assert labels(path) == wanted
    assert stored(path, the_session(document)) == set(document.injections.values())


def statements(disk: FaultyDisk, work: tuple[Document, Syringe]) -> int:
    disk.watch()
    add(*work, "before")
    return disk.statements


@pytest.mark.parametrize("code", ALL)
def test_at_every_statement_of_a_commit(
    disk: FaultyDisk, at_work: tuple[Document, Syringe], path: Path, code: int
) -> None:
    """Once before each statement, and once where COMMIT failed though it was done."""
    document, syringe = at_work
    count = statements(disk, at_work)
    assert count >= 5  # BEGIN, the value, the log's row, its head, COMMIT
    wanted = [*BEGUN, "before"]
    for at, done in [(at, False) for at in range(1, count + 1)] + [(count, True)]:
        disk.fail(at, code, commits_first=done)
        add(document, syringe, f"refused {at} {done}")
        assert len(document.pending) == 1
        add(document, syringe, f"next {at} {done}")
        assert len(document.pending) == 0
        wanted += [f"refused {at} {done}", f"next {at} {done}"]
    document.store.close()
    assert labels(path) == wanted
    assert stored(path, the_session(document)) == set(document.injections.values())


def test_a_commit_that_was_done_is_found_whatever_comes_first(
    disk: FaultyDisk, at_work: tuple[Document, Syringe], path: Path
) -> None:
    """The same labels at the same moment: it is the row after the last known one that counts."""
    document, syringe = at_work
    add(document, syringe, "before")
    for _ in range(3):
        document.undo()
        document.redo()
    disk.fail_at_commit(IOERR, commits_first=True)
    document.undo()
    assert len(document.pending) == 1
    document.write_pending()
    document.redo()
    document.store.close()
    assert labels(path) == [*BEGUN, *["before"] * 9]
    assert stored(path, the_session(document)) == set(document.injections.values())


def test_the_drive_is_gone_and_comes_back(
    disk: FaultyDisk, at_work: tuple[Document, Syringe], path: Path
) -> None:
    document, syringe = at_work
    disk.go_away()
    add(document, syringe, "one")
    add(document, syringe, "two")
    with pytest.raises(RefusedError, match="cannot be read at present"):
        document.store.patients()
    with pytest.raises(RefusedError):
        document.close_session()
    assert document.session is not None
    disk.come_back()
    document.write_pending()
    assert [one.name for one in document.store.patients()] == ["Sample, Anna"]
    document.store.close()
    assert labels(path) == [*BEGUN, "one", "two"]


def let_go(store: Store) -> None:
    """As a drive that is gone does: neither the lock nor the connection is there any more."""
    assert store._place.lock is not None
    store._place.lock.release(force=True)
    store._db.close()
    lock._open_here.remove(store._place)


def test_somebody_else_took_the_file_meanwhile(
    disk: FaultyDisk, at_work: tuple[Document, Syringe], path: Path
) -> None:
    """The lock went with the drive; whoever has it now is not written over."""
    document, syringe = at_work
    disk.go_away()
    add(document, syringe, "one")
    disk.come_back()
    let_go(document.store)
    with Store.open(path):
        with pytest.raises(RefusedError) as refused:
            document.write_pending()
        assert "opened the file" in refused.value.why.render()
        assert len(document.pending) == 1
    document.write_pending()
    document.store.close()
    with Store.open(path) as other:
        other.apply("theirs", (Added(a_patient("Muster, Clara")),), actor="", at=NOON)
    assert labels(path) == [*BEGUN, "one", "theirs"]


def test_a_file_that_was_changed_meanwhile_is_not_written_over(
    disk: FaultyDisk, at_work: tuple[Document, Syringe], path: Path
) -> None:
    document, syringe = at_work
    disk.go_away()
    add(document, syringe, "one")
    disk.come_back()
    let_go(document.store)
    with Store.open(path) as other:
        other.apply("theirs", (Added(a_patient("Muster, Clara")),), actor="", at=NOON)
    add(document, syringe, "two")
    assert len(document.pending) == 2
    assert document.pending.why is not None
    assert "changed the file" in document.pending.why.render()
    document.store.close()
    assert labels(path) == [*BEGUN, "theirs"]


def test_what_is_not_work_on_the_session_is_refused(
    disk: FaultyDisk, at_work: tuple[Document, Syringe], path: Path
) -> None:
    document, syringe = at_work
    assert document.patient is not None
    person = Person(id=uuid4(), name="Example, B.", may_sign=True)
    document.commit("Add person", (Added(person),))
    disk.refuse_writes(FULL)
    add(document, syringe, "one")
    for changes in (
        (Added(a_patient("Muster, Clara")),),
        (Updated(document.patient, replace(document.patient, allergies="latex")),),
        sign(document, person),
        (Added(replace(person, id=uuid4())),),
    ):
        with pytest.raises(RefusedError, match=r"could not be written .*full"):
            document.commit("refused", changes)
    with pytest.raises(RefusedError):
        document.commit_together("refused", [(Added(a_patient("Muster, Clara")),)])
    with pytest.raises(RefusedError):
        document.record("refused")
    assert document.session is not None
    assert document.session.status is SessionStatus.DRAFT
    assert [step.label for step in document.pending.steps] == ["one"]
    disk.come_back()
    document.commit("Sign", sign(document, person))
    document.store.close()
    assert labels(path) == [*BEGUN, "Add person", "one", "Sign"]


def test_a_signature_that_was_made_though_it_was_refused(
    disk: FaultyDisk, at_work: tuple[Document, Syringe], path: Path
) -> None:
    document, syringe = at_work
    person = Person(id=uuid4(), name="Example, B.", may_sign=True)
    document.commit("Add person", (Added(person),))
    disk.fail_at_commit(IOERR, commits_first=True)
    with pytest.raises(RefusedError):
        document.commit("Sign", sign(document, person))
    with pytest.raises(WrittenAfterAllError, match="read anew"):
        add(document, syringe, "not any more")
    assert document.session is not None
    assert document.session.status is SessionStatus.SIGNED
    assert len(document.pending) == 0
    document.store.close()
    assert labels(path)[-1] == "Sign"


def test_a_bug_of_ours_is_raised_and_nothing_is_kept(
    disk: FaultyDisk, at_work: tuple[Document, Syringe]
) -> None:
    document, syringe = at_work
    one = add(document, syringe, "one")
    document.store._db.execute("DELETE FROM injections")
    with pytest.raises(Exception, match="0 of 1 rows"):
        document.commit("two", (Updated(one, replace(one, order=7)),))
    document.store._db.execute("DROP TABLE injections")
    with pytest.raises(sqlite.OperationalError, match="no such table"):
        add(document, syringe, "three")
    assert (len(document.pending), list(document.injections.values())) == (0, [one])


@pytest.mark.parametrize("code", [FULL, READONLY])
def test_a_copy_elsewhere_holds_what_is_kept(
    disk: FaultyDisk, at_work: tuple[Document, Syringe], path: Path, tmp_path: Path, code: int
) -> None:
    document, syringe = at_work
    disk.refuse_writes(code)
    for label in ("one", "two"):
        add(document, syringe, label)
    out = tmp_path / "elsewhere" / "copy.mesomap"
    out.parent.mkdir()
    disk.come_back()  # the other disk is no part of this one
    save_copy(document.store, out, document.pending.steps)
    assert [entry.name for entry in out.parent.iterdir()] == [out.name]
    assert labels(out) == [*BEGUN, "one", "two"]
    assert stored(out, the_session(document)) == set(document.injections.values())
    assert len(document.pending) == 2
    with pytest.raises(KnownError, match="clinic file itself"):
        save_copy(document.store, path, ())


def test_every_reason_is_a_sentence(disk: FaultyDisk, at_work: tuple[Document, Syringe]) -> None:
    document, syringe = at_work
    said = set()
    for code in ALL:
        disk.refuse_writes(code)
        add(document, syringe, WORDS[code])
        assert document.pending.why is not None
        said.add(document.pending.why.render())
    assert len(said) == 3
    assert all(words.endswith(".") and "{" not in words for words in said)
