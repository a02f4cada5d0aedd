"""A clinic file of the size that a busy clinic has after decades, for `mesomap bench --scale`.

10,000 patients, 100,000 sessions, 15 million injections, each session with a syringe drawn up from
one of 4,000 lots. Its rows are written straight into the tables, as the program writes them, but
without the change log's chain: each session has one log row whose payload is noise of a usual size.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlite_utils

from mesomap.model import (
    Draw,
    Entity,
    Injection,
    Lot,
    Patient,
    Product,
    Session,
    SessionStatus,
    Side,
    SkinSite,
    Status,
    Syringe,
    Technique,
)
from mesomap.storage import Store
from mesomap.storage.connect import connect
from mesomap.storage.kinds import TABLES
from mesomap.storage.rows import to_row

FIRST, LAST = date(2016, 1, 4), date(2026, 11, 20)
NOON = datetime(2026, 11, 20, 12)
PER_COMMIT = 200
"""Sessions that are written in one transaction."""
LOG_PAYLOAD_BYTES = 1500
GIVEN_NAMES = ("Anna", "Bruno", "Chiara", "David", "Elif", "Franz", "Grace", "Hugo", "Ines", "Jan")
FAMILY_NAMES = ("Sample", "Muster", "Ejemplo", "Exemple", "Esempio", "Specimen", "Ornek")


@dataclass(frozen=True, slots=True)
class Scale:
    """How large the file is to be."""

    patients: int = 10_000
    sessions: int = 100_000
    injections: int = 15_000_000
    lots: int = 4_000

    @property
    def a_session(self) -> int:
        """Injections of each session."""
        return self.injections // self.sessions


def make_scale_file(path: Path, scale: Scale) -> Iterator[float]:
    """Make the file at `path`; yields how much of it is done, 0 to 1.

    Left half done, it lies under another name and is made anew the next time.
    """
    half = path.with_suffix(".half.mesomap")
    half.unlink(missing_ok=True)
    half.parent.mkdir(parents=True, exist_ok=True)
    Store.create(half).close()
    db = connect(half, "make")
    try:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA foreign_keys = OFF")
        chance = random.Random(7)
        product = Product(id=_id(1, 0), name="Example solution")
        lots = [_lot(number, product) for number in range(scale.lots)]
        with db.atomic():
            _insert(db, [product])
            _insert(db, lots)
            _insert(db, [_patient(number, chance) for number in range(scale.patients)])
        for first in range(0, scale.sessions, PER_COMMIT):
            numbers = range(first, min(first + PER_COMMIT, scale.sessions))
            with db.atomic():
                _sessions(db, scale, numbers, lots, chance)
            yield numbers.stop / scale.sessions
        db.execute("ANALYZE")
    finally:
        db.close()
    half.replace(path)


def lot_number(number: int) -> str:
    """The number of the lot that is the `number`-th of the file."""
    return f"LT{number:05d}-A"


def _id(kind: int, number: int) -> UUID:
    """Ids that grow with `number`, as those of rows that were written one after another lie."""
    return UUID(int=(kind << 120) | (number << 32) | 0x8000)


def _lot(number: int, product: Product) -> Lot:
    return Lot(id=_id(2, number), product=product.id, number=lot_number(number), expiry=LAST)


def _patient(number: int, chance: random.Random) -> Patient:
    name = f"{chance.choice(FAMILY_NAMES)}-{number % 997}, {chance.choice(GIVEN_NAMES)}"
    born = date(1940, 1, 1) + timedelta(days=chance.randrange(25_000))
    id, number_text = _id(3, number), f"P{number:06d}"
    return Patient(id=id, name=name, body="female", born=born, number=number_text)


def _sessions(
    db: sqlite_utils.Database,
    scale: Scale,
    numbers: Sequence[int],
    lots: Sequence[Lot],
    chance: random.Random,
) -> None:
    sessions = [_session(number, scale) for number in numbers]
    syringes = [_syringe(one) for one in sessions]
    _insert(db, sessions)
    _insert(db, syringes)
    _insert(db, [_draw(one, lots[n % len(lots)]) for n, one in zip(numbers, syringes, strict=True)])
    template = list(to_row(_injection(syringes[0])).items())
    names = [name for name, _ in template]
    at = [names.index(name) for name in ("id", "session", "syringe", "needle_order", "face")]
    cells = [cell for _, cell in template]

    def rows() -> Iterator[list[Any]]:
        for number, syringe in zip(numbers, syringes, strict=True):
            session = syringe.session.bytes
            for order in range(1, scale.a_session + 1):
                row = cells.copy()
                id = _id(6, number * scale.a_session + order).bytes
                fresh = (id, session, syringe.id.bytes, order, order * 37 % 18_000)
                for place, cell in zip(at, fresh, strict=True):
                    row[place] = cell
                yield row

    _many(db, "injections", names, rows())
    log = ("at", "actor", "kind", "label", "patient", "session", "payload", "digest")
    _many(
        db,
        "log",
        [*log, "previous", "hash"],
        (
            [
                NOON.isoformat(),
                "bench",
                "commit",
                "Place grid",
                one.patient.bytes,
                one.id.bytes,
                chance.randbytes(LOG_PAYLOAD_BYTES),
                *[""] * 3,
            ]
            for one in sessions
        ),
    )


def _session(number: int, scale: Scale) -> Session:
    span = (LAST - FIRST).days
    day = FIRST + timedelta(days=number * span // scale.sessions)
    return Session(
        id=_id(4, number),
        patient=_id(3, number * 7919 % scale.patients),
        date=day,
        body="female",
        atlas="",
        started=datetime.combine(day, NOON.time()),
        status=SessionStatus.SIGNED if number % 500 else SessionStatus.DRAFT,
    )


def _syringe(session: Session) -> Syringe:
    id = UUID(int=session.id.int + 1)
    return Syringe(id=id, session=session.id, name="A", mixture="Example solution", drawn_ul=5000)


def _draw(syringe: Syringe, lot: Lot) -> Draw:
    return Draw(
        id=UUID(int=syringe.id.int + 1),
        session=syringe.session,
        syringe=syringe.id,
        product=lot.product,
        volume_ul=5000,
        drawn=NOON,
        lot=lot.id,
    )


def _injection(syringe: Syringe) -> Injection:
    given = Injection(
        id=syringe.id,
        session=syringe.session,
        order=0,
        site=SkinSite(0, 0.25, 0.25),
        region="cheek-buccal",
        side=Side.LEFT,
        syringe=syringe.id,
        technique=Technique.PAPULE,
        volume_ul=50,
        depth_mm=1.5,
    )
    return replace(given, status=Status.GIVEN, given_at=NOON)


def _insert(db: sqlite_utils.Database, values: Sequence[Entity]) -> None:
    rows = [to_row(value) for value in values]
    _many(db, TABLES[type(values[0])], list(rows[0]), (list(row.values()) for row in rows))


def _many(
    db: sqlite_utils.Database, table: str, names: Sequence[str], rows: Iterable[list[Any]]
) -> None:
    marks = ", ".join("?" * len(names))
    db.conn.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)
