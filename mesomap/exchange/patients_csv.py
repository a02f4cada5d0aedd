"""Patients from a table: which column is what, what each row would do, and why one is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from mesomap.document.importing_lines import Fate
from mesomap.exchange.patient_cells import FIELDS, WrongCellError, read_cell
from mesomap.exchange.text_table import TextTable
from mesomap.model import Added, Change, KnownError, Message, Patient, Sex
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store
from mesomap.storage.search import folded

LABEL = QT_TRANSLATE_NOOP("labels", "Import patients")
NO_COLUMN = QT_TRANSLATE_NOOP("messages", "{file} has no column {column}: it has {columns}.")
NO_FIELD = QT_TRANSLATE_NOOP("messages", "There is no field {field}: the fields are {fields}.")
NO_NAME_COLUMN = QT_TRANSLATE_NOOP(
    "messages", "Say which column of {file} is the name: it has {columns}."
)
NO_NAME = QT_TRANSLATE_NOOP("messages", "The name is missing.")
TOO_MANY_CELLS = QT_TRANSLATE_NOOP("messages", "There are {count} cells and {most} columns.")
THERE = QT_TRANSLATE_NOOP("messages", "There already: {who}.")
SAME_NUMBER = QT_TRANSLATE_NOOP("messages", "The number {number} is {who}'s.")
SAME_NAME = QT_TRANSLATE_NOOP(
    "messages", "A patient of this name is there; a birth date or a number would tell them apart."
)
TWICE = QT_TRANSLATE_NOOP("messages", "The same patient as in line {line}.")
NUMBER_TWICE = QT_TRANSLATE_NOOP("messages", "The same number as in line {line}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a table is read.

    Attributes
    ----------
    columns
        Field to column. ``last_name`` and ``first_name`` may stand for ``name``.
    dates
        How the table writes dates: a key of `mesomap.exchange.patient_cells.DATES`.
    bodies
        The atlas's; a patient takes the one of their sex, else the first.
    """

    columns: Mapping[str, str]
    dates: str
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientRow:
    """A row of the table, and what becomes of it: new, there, or refused with its reason."""

    line: int
    cells: tuple[str, ...]
    fate: Fate
    patient: Patient | None = None
    why: Message | None = None


def suggested(head: Sequence[str]) -> dict[str, str]:
    """Which column is which field, by the columns' names in the languages we know."""
    found: dict[str, str] = {}
    for column in head:
        plain = folded(column).replace("_", " ").replace("-", " ").strip(" .:*")
        for field, names in FIELDS.items():
            if plain in names and field not in found:
                found[field] = column
    if "last_name" not in found or "first_name" not in found:
        found.pop("first_name", None)
        if "last_name" in found and "name" not in found:
            found["name"] = found["last_name"]
        found.pop("last_name", None)
    elif "name" in found:
        del found["name"]
    return found


def check_columns(table: TextTable, columns: Mapping[str, str]) -> None:
    """Refuse a mapping that the table cannot have.

    Raises
    ------
    KnownError
        A field or a column is unknown, or none is the name.
    """
    known = ", ".join(filter(None, table.head))
    for field, column in columns.items():
        if field not in FIELDS:
            raise KnownError(NO_FIELD, field=field[:40], fields=", ".join(FIELDS))
        if column not in table.head:
            raise KnownError(NO_COLUMN, file=table.name, column=column[:60], columns=known)
    if not {"name", "last_name"} & columns.keys():
        raise KnownError(NO_NAME_COLUMN, file=table.name, columns=known)


def plan_patients(store: Store, table: TextTable, reading: Reading) -> list[PatientRow]:
    """What importing each row would do; nothing is changed.

    Raises
    ------
    KnownError
        As `check_columns`.
    """
    check_columns(table, reading.columns)
    known = _Known(store.patients())
    return [_row(line, cells, table, reading, known) for line, cells in table.rows]


def steps_of(rows: Sequence[PatientRow]) -> tuple[tuple[Change, ...], ...]:
    """The changes that add the new ones, each a step of its own."""
    return tuple(
        (Added(row.patient),) for row in rows if row.fate is Fate.NEW and row.patient is not None
    )


class _Known:
    """The patients that are there, and those of the rows so far, by name and by number."""

    def __init__(self, patients: Sequence[Patient]) -> None:
        self._names: dict[str, _Namesakes] = {}
        self._numbers: dict[str, tuple[Patient, int | None]] = {}
        for one in patients:
            self.add(one, None)

    def add(self, patient: Patient, line: int | None) -> None:
        """One more; `line` is its row's, None of one that is in the clinic file."""
        self._names.setdefault(_name(patient), _Namesakes()).add(patient, line)
        if patient.number:
            self._numbers.setdefault(folded(patient.number), (patient, line))

    def meets(self, patient: Patient) -> tuple[Fate, Message] | None:
        """What stands against `patient`; None where it is new."""
        namesakes = self._names.get(_name(patient))
        if namesakes is not None and (found := namesakes.first_like(patient)) is not None:
            other, line = found
            same_number = patient.number and folded(other.number) == folded(patient.number)
            if not (same_number or (other.born and patient.born)):
                return Fate.REFUSED, Message(SAME_NAME)
            if line is not None:
                return Fate.REFUSED, Message(TWICE, {"line": line})
            return Fate.THERE, Message(THERE, {"who": other.name})
        held = self._numbers.get(folded(patient.number)) if patient.number else None
        if held is not None and held[1] is not None:
            return Fate.REFUSED, Message(NUMBER_TWICE, {"line": held[1]})
        if held is not None:
            values = {"number": patient.number, "who": held[0].name}
            return Fate.REFUSED, Message(SAME_NUMBER, values)
        return None


class _Namesakes:
    """The patients of one name, looked up by what tells them apart: there may be thousands."""

    def __init__(self) -> None:
        self._ones: list[tuple[Patient, int | None]] = []
        self._firsts: dict[tuple[object, ...], int] = {}

    def add(self, patient: Patient, line: int | None) -> None:
        """One more."""
        at, number = len(self._ones), folded(patient.number)
        self._ones.append((patient, line))
        keys: list[tuple[object, ...]] = [(), ("number", number), ("born", patient.born)]
        if patient.born is None:
            keys += [("unborn",), ("unborn", number)]
        for key in keys:
            self._firsts.setdefault(key, at)

    def first_like(self, patient: Patient) -> tuple[Patient, int | None] | None:
        """The first who is not surely somebody else.

        That is: of the same birth date, or, where one of the two has none, of the same number or
        without one.
        """
        number = folded(patient.number)
        keys: list[tuple[object, ...]]
        if patient.born is not None:
            keys = [("born", patient.born), *([("unborn",)] if not number else [])]
            keys += [("unborn", ""), ("unborn", number)]
        else:
            keys = [("number", ""), ("number", number)] if number else [()]
        found = [self._firsts[key] for key in keys if key in self._firsts]
        return self._ones[min(found)] if found else None


def _name(patient: Patient) -> str:
    return folded(" ".join(patient.name.replace(",", " ").split()))


def _row(
    line: int, cells: tuple[str, ...], table: TextTable, reading: Reading, known: _Known
) -> PatientRow:
    if any(cells[len(table.head) :]):
        why = Message(TOO_MANY_CELLS, {"count": len(cells), "most": len(table.head)})
        return PatientRow(line=line, cells=cells, fate=Fate.REFUSED, why=why)
    by_column = dict(zip(table.head, (*cells, *[""] * len(table.head)), strict=False))
    try:
        values: dict[str, Any] = {
            field: read_cell(field, by_column[column], dates=reading.dates)
            for field, column in reading.columns.items()
        }
    except WrongCellError as error:
        return PatientRow(line=line, cells=cells, fate=Fate.REFUSED, why=error.why)
    names = [values.pop("last_name", ""), values.pop("first_name", "")]
    name = values.pop("name", "") or ", ".join(filter(None, names))
    if not name:
        return PatientRow(line=line, cells=cells, fate=Fate.REFUSED, why=Message(NO_NAME))
    patient = _patient(name, values, reading.bodies)
    met = known.meets(patient)
    if met is not None:
        return PatientRow(line=line, cells=cells, fate=met[0], patient=patient, why=met[1])
    known.add(patient, line)
    return PatientRow(line=line, cells=cells, fate=Fate.NEW, patient=patient)


def _patient(name: str, values: Mapping[str, Any], bodies: tuple[str, ...]) -> Patient:
    sex = values.get("sex") or Sex.UNKNOWN
    body = sex.value if sex.value in bodies else bodies[0]
    kept = {field: value for field, value in values.items() if value not in (None, "")}
    return Patient(id=uuid4(), name=name, body=body, **{**kept, "sex": sex})
