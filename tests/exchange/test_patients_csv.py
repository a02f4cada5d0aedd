"""Patients from a table: encodings, separators, mapping, refused rows, and those that are there."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from clinic_values import NOON, a_patient

from mesomap.document import Document
from mesomap.document.importing_lines import Fate
from mesomap.exchange import text_table
from mesomap.exchange.import_json import refused_csv
from mesomap.exchange.patients_csv import (
    LABEL,
    PatientRow,
    Reading,
    plan_patients,
    steps_of,
    suggested,
)
from mesomap.exchange.text_table import read_table
from mesomap.model import Added, KnownError, Sex
from mesomap.storage import Store

BODIES = ("female", "male")


@pytest.fixture
def store(tmp_path: Path):
    with Store.create(tmp_path / "clinic.mesomap") as store:
        yield store


def planned(store: Store, text: str, *, dates: str = "YYYY-MM-DD", **columns: str):
    table = read_table(text.encode(), name="p.csv")
    used = columns or suggested(table.head)
    return plan_patients(store, table, Reading(columns=used, dates=dates, bodies=BODIES))


def why(row: PatientRow) -> str:
    return row.why.render() if row.why is not None else ""


@pytest.mark.parametrize(
    ("encoding", "said", "guessed"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8", False),
        ("utf-16", "utf-16", False),
        ("cp1252", "cp1252", True),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator(
    encoding: str, said: str, guessed: bool, separator: str
) -> None:
    text = separator.join(("Name", "Born")) + "\r\n" + separator.join(("Zoë Müller", "1981-03-14"))
    table = read_table(text.encode(encoding), name="p.csv")
    assert (table.encoding, table.guessed, table.separator) == (said, guessed, separator)
    assert table.head == ("Name", "Born")
    assert table.rows == ((2, ("Zoë Müller", "1981-03-14")),)


def test_an_encoding_that_was_told_goes_before_a_guess() -> None:
    data = "name\nŁukasz".encode("utf-16-le")
    with pytest.raises(KnownError, match="no table of text"):
        read_table(data, name="p.csv")
    assert read_table(data, name="p.csv", encoding="utf-16").rows[0][1] == ("Łukasz",)
    with pytest.raises(KnownError, match="not written in utf-8"):
        read_table("name\nZoë".encode("cp1252"), name="p.csv", encoding="utf-8")


def test_lines_are_those_of_the_file() -> None:
    text = 'sep=;\nname;address\n\n"A";"1 Street\nTown"\nB;x\n'
    table = read_table(text.encode(), name="p.csv")
    assert table.separator == ";"
    assert [line for line, _ in table.rows] == [4, 6]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no rows"),
        (b"name\n", "no rows"),
        (b"name,name\na,b\n", "two columns named name"),
        (b"\x00\x01\x02" * 50, "no table of text"),
        (b'name\n"never closed', "no table of text"),
        (b"name\n\x81\x8d\x8f", "no table of text"),
        (b"\xff\xfe\x00", "not written in utf-16"),
        (b"," * 300 + b"\n" + b"," * 299 + b"x", "more than 200 columns"),
        (b"name\n" + b"x" * 30_000, "no table of text"),
    ],
)
def test_what_is_no_table_is_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(KnownError, match=says) as error:
        read_table(data, name="p.csv")
    assert "\n" not in str(error.value)


def test_too_many_rows_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_table, "MOST_ROWS", 3)
    with pytest.raises(KnownError, match="more than 3 rows"):
        read_table(b"name\na\nb\nc\nd\n", name="p.csv")


def test_columns_are_known_by_their_names() -> None:
    assert suggested(("Nachname", "Vorname", "Geburtsdatum", "x")) == {
        "last_name": "Nachname",
        "first_name": "Vorname",
        "born": "Geburtsdatum",
    }
    assert suggested(("NOM", "Prénom", "Téléphone")) == {
        "last_name": "NOM",
        "first_name": "Prénom",
        "phone": "Téléphone",
    }
    assert suggested(("Patient name", "e-mail")) == {"name": "Patient name", "email": "e-mail"}
    assert suggested(("Nom", "Sexe")) == {"name": "Nom", "sex": "Sexe"}


def test_wrong_columns_are_said(store: Store) -> None:
    text = "Who,When\nA,1990-01-01\n"
    with pytest.raises(KnownError, match=r"no column Name: it has Who, When"):
        planned(store, text, name="Name")
    with pytest.raises(KnownError, match="no field nom"):
        planned(store, text, nom="Who")
    with pytest.raises(KnownError, match=r"which column of p.csv is the name"):
        planned(store, text)
    (row,) = planned(store, text, name="Who", born="When")
    assert row.patient is not None
    assert (row.patient.name, row.patient.born) == ("A", date(1990, 1, 1))


def test_what_a_row_brings(store: Store) -> None:
    text = (
        "name;born;sex;number;phone;email;phototype;weight;allergies\n"
        "Sample, Bea;14.03.1981;Männlich;=1+1;+49 30 1;b@example.org;IV;61,5 kg;@SUM(A1)\n"
    )
    (row,) = planned(store, text, dates="DD.MM.YYYY")
    one = row.patient
    assert one is not None
    assert (one.name, one.born, one.sex, one.body) == (
        "Sample, Bea",
        date(1981, 3, 14),
        Sex.MALE,
        "male",
    )
    assert (one.number, one.phone, one.allergies) == ("=1+1", "+49 30 1", "@SUM(A1)")
    assert (one.phototype, one.weight_kg) == (4, 61.5)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("A,14.03.1981,,,", "no date written as YYYY-MM-DD"),
        ("A,1981-02-30,,,", "no date"),
        ("A,2999-01-01,,,", "no date"),
        ("A,,h,,", "h is no sex"),
        ("A,,,7,", "phototype"),
        ("A,,,,heavy", "weight"),
        (",1990-01-01,,,", "name is missing"),
        ("x" * 300 + ",,,,", "more than 200 characters"),
        ("A,,,,,surplus", "6 cells and 5 columns"),
    ],
)
def test_rows_that_cannot_be_are_refused_with_their_reason(
    store: Store, cells: str, says: str
) -> None:
    rows = planned(store, f"name,born,sex,phototype,weight\n{cells}\nFine,,,,\n")
    assert [row.fate for row in rows] == [Fate.REFUSED, Fate.NEW]
    assert rows[0].line == 2
    assert says in why(rows[0])


def test_patients_that_are_there_are_recognised(store: Store) -> None:
    anna = a_patient("Sample, Anna", number="00417")
    bare = a_patient("Sample, Bare", born=None, number="")
    store.apply("add", (Added(anna), Added(bare)), actor="B", at=NOON)
    rows = planned(
        store,
        "name,born,number\n"
        "SAMPLE ANNA,1981-03-14,\n"  # the same day
        "Sample Ánna,,00417\n"  # the same number
        "Sample Anna,1990-01-01,77\n"  # another day and number: another person
        "Sample Anna,,\n"  # who knows
        "Sample Bare,1970-01-01,\n"  # who knows
        "Other,1970-01-01,00417\n"  # a number that is taken
        "New,1970-01-01,5\n"
        "New,1970-01-01,5\n"
        "Newer,1971-01-01,5\n",
    )
    assert [row.fate for row in rows] == [
        Fate.THERE,
        Fate.THERE,
        Fate.NEW,
        Fate.REFUSED,
        Fate.REFUSED,
        Fate.REFUSED,
        Fate.NEW,
        Fate.REFUSED,
        Fate.REFUSED,
    ]
    assert "is Sample, Anna's" in why(rows[5])
    assert "line 8" in why(rows[7])
    assert "same number as in line 8" in why(rows[8])


def test_all_new_ones_are_added_at_once(store: Store) -> None:
    rows = planned(store, "name,born\nA,\nB,1990-13-01\nC,\n")
    Document(store).commit_together(LABEL, steps_of(rows))
    assert [one.name for one in store.patients()] == ["A", "C"]
    assert store.verify().ok
    assert Counter(row["label"] for row in store.log_rows()) == {LABEL: 2}


def test_the_report_of_refused_rows_computes_nothing(store: Store) -> None:
    table = read_table(b"name,born,=note\nA,today,=1+1\nB,,fine\n", name="p.csv")
    reading = Reading(columns={"name": "name", "born": "born"}, dates="YYYY-MM-DD", bodies=BODIES)
    data = refused_csv(table, plan_patients(store, table, reading))
    head, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert head == ["line", "reason", "name", "born", "'=note"]
    assert row == ["2", "today is no date written as YYYY-MM-DD.", "A", "today", "'=1+1"]


def test_only_line_ends_end_a_line() -> None:
    table = read_table("name;note\nA;x\u2028y\x0bz\nB;w\n".encode(), name="p.csv")
    assert [(line, cells[0]) for line, cells in table.rows] == [(2, "A"), (3, "B")]


def test_what_our_own_report_made_harmless_is_read_back(store: Store) -> None:
    table = read_table(b"name,born,number\nA,today,=1+1\n", name="p.csv")
    reading = Reading(columns=suggested(table.head), dates="YYYY-MM-DD", bodies=BODIES)
    report = refused_csv(table, plan_patients(store, table, reading))
    again = read_table(report, name="refused.csv")
    assert again.rows[0][1][2:] == ("A", "today", "=1+1")
