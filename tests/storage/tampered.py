"""A clinic file with a row in every table, and the ways to change it behind the product's back."""

from __future__ import annotations

import hashlib
import json
import shutil
import zlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from clinic_values import NOON, TODAY, a_patient, a_session, open_document, the_session

from mesomap.clinical.protocols import BUILT_IN
from mesomap.document import Document
from mesomap.document.record.signing import sign
from mesomap.model import (
    Added,
    Answer,
    Attachment,
    ClinicSettings,
    Credential,
    Device,
    DeviceKind,
    DeviceUse,
    FollowUp,
    FollowUpPoint,
    Mixture,
    Moment,
    Person,
    Photograph,
    Preparation,
    Questionnaire,
    RemarkAnswer,
    Reply,
)
from mesomap.storage import Store, log, sqlite
from mesomap.storage.seals import seal_of
from mesomap.storage.search import folded, searchable

KEPT = Path(__file__).parent / "versions" / "v4.mesomap"
DOCTOR = Person(id=uuid4(), name="B. Example", title="Dr.")
ASSISTANT = Person(id=uuid4(), name="C. Example")


def make(path: Path) -> Path:
    """The clinic file: all of the last version's, what came since, a signed session, an erasure."""
    shutil.copyfile(KEPT, path)
    with Store.open(path) as store:
        later = NOON + timedelta(days=1)
        document, syringe = open_document(store)
        document.clock = lambda: later
        _fill(document, syringe.id)
        document.commit("Sign", sign(document, DOCTOR))
        document.record("Print", session=the_session(document), template="patient-file")
        document.close_session()
        gone = a_patient("Muster, Clara", number="00999")
        document.commit("Add patient", (Added(gone), Added(a_session(gone, TODAY))))
        store.erase([gone.id], reason="asked", actor="me", at=later)
        again = a_patient("Ejemplo, Eva", number="00998")
        document.commit("Add patient", (Added(again),))
    return path


def _fill(document: Document, syringe: UUID) -> None:
    session = the_session(document)
    content = b"a picture"
    sha256 = hashlib.sha256(content).hexdigest()
    picture = Attachment(id=uuid4(), sha256=sha256, media="image/png", content=content)
    device = Device(id=uuid4(), kind=next(iter(DeviceKind)), name="Roller")
    hashed = "$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$aGFzaA"
    values = (
        DOCTOR,
        ASSISTANT,
        Credential(id=DOCTOR.id, hash=hashed, changed=NOON),
        Credential(id=ASSISTANT.id, hash=hashed.replace("aGFzaA", "b3RoZXI"), changed=NOON),
        ClinicSettings(id=uuid4(), country="FR"),
        Mixture(id=uuid4(), name="House mixture", parts=()),
        device,
        replace(next(iter(BUILT_IN.values())), id=uuid4()),
        picture,
        DeviceUse(id=uuid4(), session=session, device=device.id, name="Roller", syringe=syringe),
        Questionnaire(
            id=uuid4(),
            session=session,
            answers=(Answer(question="allergies", reply=Reply.NO),),
            asked=NOON,
        ),
        Preparation(id=uuid4(), session=session, antiseptic="chlorhexidine"),
        RemarkAnswer(
            id=uuid4(), session=session, remark="r", said="s", source="t", reason="u", answered=NOON
        ),
        FollowUp(id=uuid4(), session=session, point=next(iter(FollowUpPoint)), done=NOON),
        Photograph(
            id=uuid4(),
            session=session,
            attachment=picture.id,
            width_px=10,
            height_px=10,
            taken=NOON,
            moment=next(iter(Moment)),
        ),
    )
    document.commit("Add", tuple(Added(value) for value in values))


# Tampering.


def behind(path: Path) -> sqlite.Connection:
    """The file as any SQLite tool opens it."""
    return sqlite.connect(path)


def changed(cell: object) -> object:
    """Another value of the same sort, as near as it gets."""
    if cell is None:
        return "x"
    if isinstance(cell, bytes):
        return bytes([cell[0] ^ 1]) + cell[1:] if cell else b"x"
    if isinstance(cell, str):
        return cell[:-1] + chr(ord(cell[-1]) ^ 1) if cell else "x"
    assert isinstance(cell, int | float)
    return cell + 1


def rows_of(connection: sqlite.Connection, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """A table's columns and rows."""
    found = connection.execute(f"SELECT * FROM {table}")
    return [one[0] for one in found.description], found.fetchall()


def re_hash(connection: sqlite.Connection, start: int = 1) -> None:
    """Make the chain anew from row `start` on, as somebody who knows this program can."""
    names, rows = rows_of(connection, "log")
    previous = log.GENESIS
    for cells in rows:
        row = dict(zip(names, cells, strict=True))
        if row["seq"] >= start:
            row["previous"] = previous
            if row["payload"] is not None:
                row["digest"] = log.digest_of(row["salt"], zlib.decompress(row["payload"]))
            row["hash"] = log.hash_of(row)
            connection.execute(
                "UPDATE log SET previous = ?, digest = ?, hash = ? WHERE seq = ?",
                [row["previous"], row["digest"], row["hash"], row["seq"]],
            )
        previous = row["hash"]
    mend_head(connection)


def re_seal(connection: sqlite.Connection) -> None:
    """Make every seal anew."""
    for session, seq in connection.execute("SELECT session, seq FROM seals").fetchall():
        (previous,) = connection.execute("SELECT previous FROM log WHERE seq = ?", [seq]).fetchone()
        (print_,) = connection.execute(
            "SELECT fingerprint FROM sessions WHERE id = ?", [session]
        ).fetchone()
        connection.execute(
            "UPDATE seals SET previous = ?, seal = ? WHERE session = ?",
            [previous, seal_of(print_, seq, previous), session],
        )


def mend_head(connection: sqlite.Connection) -> None:
    """Let the log's head name the last row."""
    seq, hash_ = connection.execute(
        "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    connection.execute("UPDATE meta SET value = ? WHERE key = ?", [f"{seq}:{hash_}", log.HEAD])


def rewrite_patient(connection: sqlite.Connection, was: str, becomes: str) -> None:
    """Let a patient be called otherwise in the content and in all that the log holds of them."""
    (number, born) = connection.execute(
        "SELECT number, born FROM patients WHERE name = ?", [was]
    ).fetchone()
    connection.execute(
        "UPDATE patients SET name = ?, sort_name = ?, searchable = ? WHERE name = ?",
        [becomes, folded(becomes), searchable(becomes, number, born), was],
    )
    for seq, packed in connection.execute("SELECT seq, payload FROM log").fetchall():
        if packed is None or was.encode() not in (plain := zlib.decompress(packed)):
            continue
        other = json.dumps(
            json.loads(plain.decode().replace(was, becomes)),
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
        )
        connection.execute(
            "UPDATE log SET payload = ? WHERE seq = ?", [zlib.compress(other.encode()), seq]
        )
