"""What an import would do, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from mesomap.document.importing_lines import Fate, Line, Plan
from mesomap.exchange.patients_csv import PatientRow
from mesomap.exchange.text_table import TextTable
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_date
from mesomap.paint.sentences import say

FATES = {
    Fate.NEW: QT_TRANSLATE_NOOP("Import", "new"),
    Fate.THERE: QT_TRANSLATE_NOOP("Import", "there already"),
    Fate.MORE: QT_TRANSLATE_NOOP("Import", "there; later entries are new"),
    Fate.KEPT: QT_TRANSLATE_NOOP("Import", "the clinic's own is kept"),
    Fate.DIFFERS: QT_TRANSLATE_NOOP("Import", "other content"),
    Fate.REFUSED: QT_TRANSLATE_NOOP("Import", "refused"),
    Fate.MISSING: QT_TRANSLATE_NOOP("Import", "content is missing"),
}
KINDS = {
    "patient": QT_TRANSLATE_NOOP("Import", "Patient"),
    "session": QT_TRANSLATE_NOOP("Import", "Session"),
    "calibration": QT_TRANSLATE_NOOP("Import", "Calibration"),
    "course": QT_TRANSLATE_NOOP("Import", "Course"),
    "consent": QT_TRANSLATE_NOOP("Import", "Consent"),
    "photograph": QT_TRANSLATE_NOOP("Import", "Photograph"),
    "lesion": QT_TRANSLATE_NOOP("Import", "Lesion"),
    "needle": QT_TRANSLATE_NOOP("Import", "Needle"),
    "picture": QT_TRANSLATE_NOOP("Import", "Own picture"),
    "product": QT_TRANSLATE_NOOP("Import", "Product"),
    "lot": QT_TRANSLATE_NOOP("Import", "Lot"),
    "mixture": QT_TRANSLATE_NOOP("Import", "Mixture"),
    "device": QT_TRANSLATE_NOOP("Import", "Device"),
    "protocol": QT_TRANSLATE_NOOP("Import", "Protocol"),
    "person": QT_TRANSLATE_NOOP("Import", "Person"),
}
FIELDS = (
    ("name", QT_TRANSLATE_NOOP("Import", "Name")),
    ("last_name", QT_TRANSLATE_NOOP("Import", "Last name")),
    ("first_name", QT_TRANSLATE_NOOP("Import", "First name")),
    ("born", QT_TRANSLATE_NOOP("Import", "Born")),
    ("sex", QT_TRANSLATE_NOOP("Import", "Sex")),
    ("number", QT_TRANSLATE_NOOP("Import", "Number")),
    ("phone", QT_TRANSLATE_NOOP("Import", "Phone")),
    ("email", QT_TRANSLATE_NOOP("Import", "E-mail")),
    ("address", QT_TRANSLATE_NOOP("Import", "Address")),
    ("allergies", QT_TRANSLATE_NOOP("Import", "Allergies")),
    ("conditions", QT_TRANSLATE_NOOP("Import", "Conditions")),
    ("medicines", QT_TRANSLATE_NOOP("Import", "Medicines")),
    ("phototype", QT_TRANSLATE_NOOP("Import", "Phototype")),
    ("weight_kg", QT_TRANSLATE_NOOP("Import", "Weight (kg)")),
)
MOST_SHOWN = 1_000


def word(text: str) -> str:
    """A marked word in the person's language."""
    return QCoreApplication.translate("Import", text)


def plan_heads() -> list[str]:
    """The heads over the lines of a file of sessions."""
    return [word(text) for text in (_WHAT, _NAME, _HAPPENS, _NOTE)]


def plan_rows(plan: Plan) -> list[list[str]]:
    """The lines of a file of sessions."""
    return [_plan_row(line) for line in plan.lines[:MOST_SHOWN]]


def plan_said(plan: Plan) -> str:
    """What importing a file of sessions comes to."""
    if plan.problem is not None:
        return say(plan.problem)
    if not plan.steps:
        return QCoreApplication.translate("Import", "Everything in this file is there already.")
    sessions = sum(one.kind == "session" and one.fate is Fate.NEW for one in plan.lines)
    if sessions == 1:
        return QCoreApplication.translate("Import", "1 session is new, with what belongs to it.")
    return QCoreApplication.translate(
        "Import", "{count} sessions are new, with what belongs to them."
    ).format(count=sessions)


def table_heads() -> list[str]:
    """The heads over the rows of a table."""
    return [word(text) for text in (_LINE, _PATIENT, _BORN, _HAPPENS, _NOTE)]


def table_rows(rows: Sequence[PatientRow]) -> list[list[str]]:
    """The rows of a table, as they would become patients."""
    return [
        [
            str(row.line),
            row.patient.name if row.patient is not None else " · ".join(filter(None, row.cells)),
            format_date(row.patient.born) if row.patient and row.patient.born else "",
            word(FATES[row.fate]),
            say(row.why) if row.why is not None else "",
        ]
        for row in rows[:MOST_SHOWN]
    ]


def table_said(table: TextTable, rows: Sequence[PatientRow]) -> str:
    """What importing a table comes to, and what was guessed of it."""
    count = Counter(row.fate for row in rows)
    said = QCoreApplication.translate(
        "Import", "New: {new}. There already: {there}. Refused: {refused}."
    ).format(new=count[Fate.NEW], there=count[Fate.THERE], refused=count[Fate.REFUSED])
    if table.guessed:
        guess = QCoreApplication.translate(
            "Import",
            "The encoding ({encoding}) is a guess: choose another if names look wrong.",
        )
        said = f"{said} {guess.format(encoding=table.encoding)}"
    if len(rows) > MOST_SHOWN:
        more = QCoreApplication.translate("Import", "The first {count} rows are shown.")
        said = f"{said} {more.format(count=MOST_SHOWN)}"
    return said


# Inside.

_WHAT = QT_TRANSLATE_NOOP("Import", "What")
_NAME = QT_TRANSLATE_NOOP("Import", "Name or day")
_HAPPENS = QT_TRANSLATE_NOOP("Import", "What happens")
_NOTE = QT_TRANSLATE_NOOP("Import", "Note")
_LINE = QT_TRANSLATE_NOOP("Import", "Line")
_PATIENT = QT_TRANSLATE_NOOP("Import", "Patient")
_BORN = QT_TRANSLATE_NOOP("Import", "Born")


def _plan_row(line: Line) -> list[str]:
    note = say(line.said) if line.said is not None else ""
    return [word(KINDS.get(line.kind, line.kind)), line.name, word(FATES[line.fate]), note]
