"""What was changed behind the product's back is found, and where; and what cannot be found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from clinic_values import NOON
from tampered import (
    behind,
    changed,
    make,
    mend_head,
    re_hash,
    re_seal,
    rewrite_patient,
    rows_of,
)

from mesomap.model import KnownError
from mesomap.storage import Key, Store, log, sqlite
from mesomap.storage.backup import back_up
from mesomap.storage.connect import connect
from mesomap.storage.convert import convert
from mesomap.storage.keys import PAGE_BYTES, SALT_BYTES, new_key
from mesomap.storage.kinds import NAMES, TABLES
from mesomap.storage.verify import VerifyReport, verify

Tampering = Callable[[sqlite.Connection], object]
KIND = {TABLES[kind]: NAMES[kind] for kind in TABLES}
LAST = 34
"""The number of the last row in the change log of the file that is tampered with."""


def run(statement: str) -> Tampering:
    """A tampering that is one SQL statement."""
    return lambda connection: connection.execute(statement)


def both(*steps: Tampering) -> Tampering:
    """One tampering after the other."""

    def tamper(connection: sqlite.Connection) -> None:
        for step in steps:
            step(connection)

    return tamper


def swap(table: str, columns: tuple[str, ...], where: str) -> Tampering:
    """Exchange some columns of the two rows of `where`."""

    def tamper(connection: sqlite.Connection) -> None:
        listed = ", ".join(columns)
        address = "seq" if table == "log" else "id"
        found = connection.execute(
            f"SELECT {address}, {listed} FROM {table} WHERE {where}"
        ).fetchall()
        (one, *ones), (two, *twos) = found
        sets = ", ".join(f"{name} = ?" for name in columns)
        connection.execute(f"UPDATE {table} SET {sets} WHERE {address} = ?", [*twos, one])
        connection.execute(f"UPDATE {table} SET {sets} WHERE {address} = ?", [*ones, two])

    return tamper


def cut(connection: sqlite.Connection) -> None:
    connection.execute("DELETE FROM log WHERE seq > 30")


def edited_alone(connection: sqlite.Connection) -> None:
    """Row 3 edited, and its own hash made to fit."""
    connection.execute("UPDATE log SET actor = 'Else' WHERE seq = 3")
    names, rows = rows_of(connection, "log")
    row = dict(zip(names, rows[2], strict=True))
    connection.execute("UPDATE log SET hash = ? WHERE seq = 3", [log.hash_of(row)])


TABLE: dict[str, tuple[Tampering, str]] = {
    # The content.
    "a volume edited": (run("UPDATE injections SET volume_ul = 999"), "injection was changed"),
    "an injection given to no syringe": (
        run("UPDATE injections SET syringe = randomblob(16)"),
        "injection was changed",
    ),
    "a session's patient gone": (run("DELETE FROM patients"), "belongs to nothing"),
    "a patient hidden from the search": (
        run("UPDATE patients SET searchable = 'x' WHERE number = '00417'"),
        "patient was changed",
    ),
    "a credential swapped with another's": (
        swap("credentials", ("content",), "1"),
        "credential was changed",
    ),
    "a credential put in": (
        run("INSERT INTO credentials SELECT randomblob(16), content FROM credentials LIMIT 1"),
        "credential was put in",
    ),
    "a right given": (
        run("UPDATE people SET content = replace(content, 'C. Example', 'D. Example')"),
        "person was changed",
    ),
    "an attachment's bytes edited": (
        run("UPDATE attachments SET content = x'00'"),
        "attachment was changed",
    ),
    "an attachment's bytes and hash edited": (
        run(
            "UPDATE attachments SET content = x'', sha256 ="
            " 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'"
            " WHERE media = 'image/png'"
        ),
        "attachment was changed",
    ),
    # The log.
    "a log row edited": (run("UPDATE log SET actor = 'Else' WHERE seq = 3"), "3 in the change log"),
    "a payload edited": (run("UPDATE log SET payload = x'00' WHERE seq = 4"), "change 4 recorded"),
    "two payloads swapped": (
        swap("log", ("salt", "payload"), "seq IN (4, 5)"),
        "change 4 recorded",
    ),
    "two log rows swapped": (
        swap("log", ("at", "label", "salt", "payload", "digest", "hash"), "seq IN (4, 5)"),
        "Change 4 in the change log was edited",
    ),
    "a log row deleted": (run("DELETE FROM log WHERE seq = 2"), "Change 2 is missing"),
    "the log's first row deleted": (run("DELETE FROM log WHERE seq = 1"), "Change 1 is missing"),
    "what was seen deleted": (run("DELETE FROM log WHERE kind = 'event'"), "is missing"),
    "the log's end cut": (cut, "cut short after change 30"),
    "the whole log emptied": (run("DELETE FROM log"), "cut short after change 0"),
    "the log's end cut and its head mended": (both(cut, mend_head), "the change log has none"),
    "a log row put in": (
        run(
            "INSERT INTO log SELECT 99, at, actor, kind, label, patient, session, salt, payload,"
            " digest, previous, hash FROM log WHERE seq = 5"
        ),
        f"Change {LAST + 1} is missing",
    ),
    "a log row edited and hashed anew": (edited_alone, "Change 4 does not follow"),
    "the head edited": (run("UPDATE meta SET value = '1:x' WHERE key = 'log_head'"), "cut short"),
    "the head removed": (run("DELETE FROM meta WHERE key = 'log_head'"), "cut short"),
    # Erasures.
    "what was recorded emptied": (
        run("UPDATE log SET payload = NULL, salt = NULL WHERE seq = 6"),
        "What change 6 recorded is gone, and no erasure says so",
    ),
    "what was erased put in again": (
        run(
            "UPDATE log SET payload = (SELECT payload FROM log WHERE seq = 5), salt = x'00'"
            " WHERE payload IS NULL"
        ),
        "recorded was edited",
    ),
    "a salt kept": (
        run("UPDATE log SET salt = x'00' WHERE payload IS NULL"),
        "recorded was edited",
    ),
    # Signed sessions and seals.
    "a signed session unsigned": (
        run("UPDATE sessions SET status = 'draft' WHERE status = 'signed'"),
        "session was changed",
    ),
    "a fingerprint edited": (
        run("UPDATE sessions SET fingerprint = 'ab' WHERE fingerprint <> ''"),
        "is not what was signed",
    ),
    "a seal edited": (run("UPDATE seals SET seal = 'ab'"), "The seal of session"),
    "a seal's place edited": (run("UPDATE seals SET seq = 3"), "The seal of session"),
    "a seal's chain edited": (run("UPDATE seals SET previous = 'ab'"), "The seal of session"),
    "a seal removed": (run("DELETE FROM seals"), "its seal is gone"),
    "a seal put in": (
        run("INSERT INTO seals SELECT randomblob(16), seq, previous, seal FROM seals"),
        "A seal was put in",
    ),
    "where seals begin edited": (
        run(f"UPDATE meta SET value = {LAST} WHERE key = 'sealed_from'"),
        "The seal of session",
    ),
    "the chain made anew without its seals": (
        both(
            lambda connection: rewrite_patient(connection, "Ejemplo, Eva", "Otra, Eva"),
            run("UPDATE log SET actor = 'Else' WHERE seq = 1"),
            re_hash,
        ),
        "The seal of session",
    ),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("whole") / "clinic.mesomap")


@pytest.fixture
def clinic(whole: Path, tmp_path: Path) -> Path:
    path = tmp_path / "clinic.mesomap"
    shutil.copyfile(whole, path)
    return path


def after(path: Path, tamper: Tampering) -> VerifyReport:
    connection = behind(path)
    tamper(connection)
    connection.commit()
    connection.close()
    with Store.open(path, read_only=True) as store:
        return store.verify()


def said(report: VerifyReport) -> list[str]:
    return [problem.render() for problem in report.problems]


def test_an_honest_file_is_whole(clinic: Path) -> None:
    with Store.open(clinic, read_only=True) as store:
        report = store.verify()
    assert said(report) == []
    assert report.rows == LAST
    assert (report.erased, report.sealed, report.unsealed) == (1, 1, 1)


@pytest.mark.parametrize("name", TABLE)
def test_tampering_is_found(clinic: Path, name: str) -> None:
    tamper, sentence = TABLE[name]
    report = after(clinic, tamper)
    assert any(sentence in problem for problem in said(report)), said(report)


WORKED_OUT = {("syringes", "position")}
"""What a migration worked out: of a row from before it, nothing says what it was."""


@pytest.mark.parametrize("table", KIND)
def test_each_value_of_each_table_is_watched(clinic: Path, table: str) -> None:
    """Every column of one row edited in turn; the older the row, the fewer of them are recorded."""
    connection = behind(clinic)
    names, rows = rows_of(connection, table)
    assert rows, "a table that nothing stands in proves nothing"
    id = names.index("id")
    unseen = []
    for place, name in enumerate(names):
        cell = rows[0][place]
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(
            f"UPDATE {table} SET {name} = ? WHERE id = ?", [changed(cell), rows[0][id]]
        )
        connection.commit()
        with Store.open(clinic, read_only=True) as store:
            if store.verify().ok and (table, name) not in WORKED_OUT:
                unseen.append(name)
        now = changed(cell) if name == "id" else rows[0][id]
        connection.execute(f"UPDATE {table} SET {name} = ? WHERE id = ?", [cell, now])
        connection.commit()
    connection.close()
    assert unseen == []


@pytest.mark.parametrize("table", KIND)
def test_a_row_deleted_is_missed(clinic: Path, table: str) -> None:
    where = f"id = (SELECT id FROM {table} LIMIT 1)"
    report = after(clinic, run(f"DELETE FROM {table} WHERE {where}"))
    assert any(f"A {KIND[table]} is missing" in one or "belongs to" in one for one in said(report))


@pytest.mark.parametrize("table", KIND)
def test_a_row_put_in_is_found(clinic: Path, table: str) -> None:
    def put_in(connection: sqlite.Connection) -> None:
        names, rows = rows_of(connection, table)
        anew = {"id": "randomblob(16)", "sha256": "'ab'"}
        cells = [anew.get(name, name) for name in names]
        connection.execute(f"INSERT INTO {table} SELECT {', '.join(cells)} FROM {table} LIMIT 1")
        assert rows

    report = after(clinic, put_in)
    assert any(f"A {KIND[table]} was put in" in problem for problem in said(report))


@pytest.mark.parametrize("column", ["at", "actor", "kind", "label", "patient", "session", "digest"])
def test_each_column_of_the_log_is_watched(clinic: Path, column: str) -> None:
    connection = behind(clinic)
    names, rows = rows_of(connection, "log")
    connection.close()
    value = "undo" if column == "kind" else changed(rows[9][names.index(column)])
    report = after(
        clinic, lambda db: db.execute(f"UPDATE log SET {column} = ? WHERE seq = 10", [value])
    )
    assert "Change 10 in the change log was edited." in said(report)


# What a file by itself cannot prove, and a backup can.


def rewritten(connection: sqlite.Connection) -> None:
    """History made anew as a whole: content, log, chain, head, seals."""
    rewrite_patient(connection, "Ejemplo, Eva", "Otra, Eva")
    re_hash(connection)
    re_seal(connection)


def rolled_back(connection: sqlite.Connection) -> None:
    """The last patient never was: their row and their place in the log gone, the head mended."""
    connection.execute("DELETE FROM patients WHERE name = 'Ejemplo, Eva'")
    connection.execute(f"DELETE FROM log WHERE seq >= {LAST}")
    mend_head(connection)


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        (rewritten, f"parts from it at change {LAST}"),
        (rolled_back, f"ends after change {LAST - 1}; the backup has changes up to {LAST}"),
    ],
)
def test_history_made_anew_is_found_only_against_a_backup(
    clinic: Path, tamper: Tampering, sentence: str
) -> None:
    copy = back_up(clinic, clinic.with_name("backup.mesomap")).path
    report = after(clinic, tamper)
    assert said(report) == []  # by itself it is whole: nothing in it can say otherwise
    with Store.open(clinic, read_only=True) as store:
        found = store.continues(copy)
    assert found.problem is not None
    assert sentence in found.problem.render()
    assert found.rows == LAST - 1


def test_what_came_after_the_backup_is_no_fault(clinic: Path) -> None:
    copy = back_up(clinic, clinic.with_name("backup.mesomap")).path
    with Store.open(clinic) as store:
        store.record("Print", actor="me", at=store.last_recorded())  # type: ignore[arg-type]
        found = store.continues(copy)
    assert found.ok
    assert found.rows == LAST


def test_what_was_erased_since_the_backup_parts_nothing(clinic: Path) -> None:
    copy = back_up(clinic, clinic.with_name("backup.mesomap")).path
    with Store.open(clinic) as store:
        (patient,) = store.find_patients("ejemplo", limit=2).patients
        at = store.last_recorded()
        assert at is not None
        store.erase([patient.id], reason="asked", actor="me", at=at)
        assert store.continues(copy).ok


def test_another_clinic_s_file_is_told_from_it(clinic: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.mesomap"
    with Store.create(other) as store:
        store.record("Print", actor="me", at=store.last_recorded() or NOON)
    with Store.open(clinic, read_only=True) as store:
        found = store.continues(other)
    assert found.problem is not None
    assert "nothing in common" in found.problem.render()


def test_a_backup_that_is_not_whole_proves_nothing(clinic: Path) -> None:
    copy = back_up(clinic, clinic.with_name("backup.mesomap")).path
    after(copy, run("UPDATE log SET actor = 'Else' WHERE seq = 3"))
    with (
        Store.open(clinic, read_only=True) as store,
        pytest.raises(KnownError, match="proves nothing"),
    ):
        store.continues(copy)


# An encrypted file.


@pytest.fixture(scope="module")
def key() -> Key:
    return new_key("four words make it long")


@pytest.fixture(scope="module")
def locked(whole: Path, key: Key, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("locked") / "clinic.mesomap"
    shutil.copyfile(whole, path)
    convert(path, key=None, new_key=key, at=NOON, actor="me")
    return path.read_bytes()


PLACES = [*(n / 23 for n in range(23)), 1.0]
"""Fractions of the file's length: from the salt to the last page's hash."""


@pytest.mark.parametrize("place", PLACES)
def test_one_bit_anywhere_in_an_encrypted_file_is_found(
    locked: bytes, key: Key, tmp_path: Path, place: float
) -> None:
    at = round(place * (len(locked) - 1))
    content = bytearray(locked)
    content[at] ^= 1
    path = tmp_path / "clinic.mesomap"
    path.write_bytes(content)
    try:
        with Store.open(path, read_only=True, key=key) as store:
            problems = said(store.verify())
    except KnownError:
        return  # refused on opening: small files are checked then
    assert problems


def test_where_an_encrypted_file_was_changed_is_said(
    locked: bytes, key: Key, tmp_path: Path
) -> None:
    content = bytearray(locked)
    content[len(content) - PAGE_BYTES + SALT_BYTES] ^= 1
    path = tmp_path / "clinic.mesomap"
    path.write_bytes(content)
    db = connect(path, "look", key)
    problems = said(verify(db))
    db.close()
    assert f"for page {len(content) // PAGE_BYTES}" in problems[0]


def test_text_in_place_of_a_signed_sessions_id_is_told(clinic: Path) -> None:
    connection = sqlite.connect(str(clinic))
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(
        "UPDATE sessions SET id = 'sixteen letters!', status = 'signed', fingerprint = 'x'"
        " WHERE id = (SELECT id FROM sessions LIMIT 1)"
    )
    connection.commit()
    connection.close()
    with Store.open(clinic, read_only=True) as store:
        said = [problem.render() for problem in store.verify().problems]
    assert any("'sixteen letters!'" in one for one in said), said
