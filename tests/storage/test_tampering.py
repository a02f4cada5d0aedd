"""What was changed behind the product's back is found, and where."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from clinic_values import open_document

from mesomap.document.edits import new_injections
from mesomap.model import SkinSite
from mesomap.storage import Store

Tampering = Callable[[sqlite3.Connection], object]


def run(statement: str) -> Tampering:
    """A tampering that is one SQL statement."""
    return lambda connection: connection.execute(statement)


def swap_payloads(connection: sqlite3.Connection) -> None:
    one, two = connection.execute("SELECT salt, payload FROM log WHERE seq IN (4, 5)").fetchall()
    connection.execute("UPDATE log SET salt = ?, payload = ? WHERE seq = 5", one)
    connection.execute("UPDATE log SET salt = ?, payload = ? WHERE seq = 4", two)


TABLE: dict[str, tuple[Tampering, str]] = {
    "a volume edited": (run("UPDATE injections SET volume_ul = 999"), "injection was changed"),
    "a depth edited": (run("UPDATE injections SET depth_mm = 9 WHERE needle_order = 2"), "changed"),
    "an injection deleted": (
        run("DELETE FROM injections WHERE needle_order = 2"),
        "injection is missing",
    ),
    "an injection put in": (
        run(
            "INSERT INTO injections SELECT session, randomblob(16), 99, face, s, t, chart, x_mm,"
            " y_mm, region, side, syringe, technique, volume_ul, depth_mm, layer, angle_deg,"
            " radius_mm, status, given_at, given_by, given_how, plan, path, lattice, reason"
            " FROM injections LIMIT 1"
        ),
        "injection was put in",
    ),
    "a name edited": (run("UPDATE patients SET name = 'Other'"), "patient was changed"),
    "a date edited": (run("UPDATE sessions SET date = '2020-01-01'"), "session was changed"),
    "a session's patient gone": (run("DELETE FROM patients"), "belongs to nothing"),
    "an injection given to no syringe": (
        run("UPDATE injections SET syringe = randomblob(16) WHERE needle_order = 2"),
        "injection was changed",
    ),
    "a log row edited": (run("UPDATE log SET actor = 'Else' WHERE seq = 3"), "3 in the change log"),
    "a log time edited": (run("UPDATE log SET at = '2020-01-01' WHERE seq = 2"), "2 in the change"),
    "a payload edited": (run("UPDATE log SET payload = x'00' WHERE seq = 4"), "change 4 recorded"),
    "two payloads swapped": (swap_payloads, "change 4 recorded"),
    "a digest edited": (run("UPDATE log SET digest = 'ab' WHERE seq = 2"), "2 in the change log"),
    "a log row deleted": (run("DELETE FROM log WHERE seq = 2"), "Change 2 is missing"),
    "the log's first row deleted": (run("DELETE FROM log WHERE seq = 1"), "Change 1 is missing"),
    "the log's end cut": (run("DELETE FROM log WHERE seq >= 5"), "cut short after change 4"),
    "the whole log emptied": (run("DELETE FROM log"), "cut short after change 0"),
    "a log row put in": (
        run(
            "INSERT INTO log SELECT 99, at, actor, kind, label, patient, session, salt, payload,"
            " digest, previous, hash FROM log WHERE seq = 5"
        ),
        "Change 7 is missing",
    ),
}


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        document, syringe = open_document(store)
        for face in range(3):
            site = SkinSite(face, 0.5, 0.5)
            document.commit("Add injection", new_injections(document, [site], [None], syringe))
    return path


def test_an_honest_file_is_whole(clinic: Path) -> None:
    with Store.open(clinic, read_only=True) as store:
        report = store.verify()
    assert report.ok
    assert report.rows == 6


@pytest.mark.parametrize("name", TABLE)
def test_tampering_is_found(clinic: Path, name: str) -> None:
    tamper, sentence = TABLE[name]
    connection = sqlite3.connect(clinic)
    tamper(connection)
    connection.commit()
    connection.close()
    with Store.open(clinic, read_only=True) as store:
        report = store.verify()
    assert not report.ok
    assert any(sentence in problem.render() for problem in report.problems), report.problems


def test_a_payload_that_no_erasure_took_is_found_and_the_chain_stays_valid(clinic: Path) -> None:
    connection = sqlite3.connect(clinic)
    connection.execute("UPDATE log SET payload = NULL, salt = NULL WHERE seq = 6")
    connection.execute("DELETE FROM injections WHERE needle_order = 3")
    connection.commit()
    connection.close()
    with Store.open(clinic, read_only=True) as store:
        (problem,) = store.verify().problems
    assert problem.render() == "What change 6 recorded is gone, and no erasure says so."
