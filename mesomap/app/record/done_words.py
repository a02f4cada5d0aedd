"""What was done, in words: a row of the change log as a person reads it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from mesomap.document.record import looking
from mesomap.model.message import CONTEXT, QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_date, format_time
from mesomap.panels.record.done_table import DoneLine
from mesomap.report.templates import TITLES
from mesomap.storage import log
from mesomap.storage.done import Done, Wanted

EVERYTHING, CHANGED, SEEN, OUT, SIGNED, ERASED = "", "changed", "seen", "out", "signed", "erased"
KINDS = (
    (QT_TRANSLATE_NOOP("DoneWords", "Everything"), EVERYTHING),
    (QT_TRANSLATE_NOOP("DoneWords", "Changes"), CHANGED),
    (QT_TRANSLATE_NOOP("DoneWords", "Seen"), SEEN),
    (QT_TRANSLATE_NOOP("DoneWords", "Printed and exported"), OUT),
    (QT_TRANSLATE_NOOP("DoneWords", "Signed"), SIGNED),
    (QT_TRANSLATE_NOOP("DoneWords", "Erased"), ERASED),
)
CODES = {
    "pdf": QT_TRANSLATE_NOOP("DoneWords", "PDF"),
    "printer": QT_TRANSLATE_NOOP("DoneWords", "printer"),
    "clipboard": QT_TRANSLATE_NOOP("DoneWords", "clipboard"),
    "comparison": QT_TRANSLATE_NOOP("DoneWords", "comparison"),
    "emergency": QT_TRANSLATE_NOOP("DoneWords", "emergency page"),
    "reaction-report": QT_TRANSLATE_NOOP("DoneWords", "reaction report"),
    "course": QT_TRANSLATE_NOOP("DoneWords", "course"),
    "all": QT_TRANSLATE_NOOP("DoneWords", "all sessions"),
    "sessions": QT_TRANSLATE_NOOP("DoneWords", "sessions"),
    "patients": QT_TRANSLATE_NOOP("DoneWords", "patients"),
}
"""Details that are codes; any other stands as it is, as a file format does."""
HIDDEN_FROM = 32
"""Ids and hashes: as long or longer, and no word."""


def kinds() -> list[tuple[str, str]]:
    """What each sort of row is called, with its value."""
    return [(QCoreApplication.translate("DoneWords", said), value) for said, value in KINDS]


def with_kind(wanted: Wanted, kind: str) -> Wanted:
    """`wanted`, of one sort of rows only."""
    changes: tuple[log.Kind, ...] = ("commit", "undo", "redo")
    labels: dict[str, tuple[str, ...]] = {
        SEEN: looking.LOOKS,
        OUT: looking.OUT,
        SIGNED: (looking.SIGN,),
    }
    of: dict[str, tuple[log.Kind, ...]] = {
        CHANGED: changes,
        SEEN: ("event",),
        OUT: ("event",),
        SIGNED: changes,
        ERASED: ("erase",),
    }
    return replace(wanted, kinds=of.get(kind, ()), labels=labels.get(kind, ()))


def line_of(row: Done) -> DoneLine:
    """One row of the table."""
    here = row.at.astimezone()
    return DoneLine(
        when=f"{format_date(here)}, {format_time(here)}",
        who=row.actor,
        what=what_of(row),
        patient=row.name or (_gone() if row.patient is not None else ""),
        day=format_date(row.day) if row.day is not None else "",
        session=row.session if row.day is not None else None,
    )


def what_of(row: Done) -> str:
    """What was done, with what is known of it besides."""
    said = QCoreApplication.translate("labels", row.label)
    if row.kind == "undo":
        said = QCoreApplication.translate("DoneWords", "Undo: {what}").format(what=said)
    elif row.kind == "redo":
        said = QCoreApplication.translate("DoneWords", "Redo: {what}").format(what=said)
    details = ", ".join(filter(None, map(_word, row.details.items())))
    return f"{said} ({details})" if details else said


def _word(detail: tuple[str, str]) -> str:
    name, value = detail
    if len(value) >= HIDDEN_FROM and " " not in value:
        return ""
    if name == "template":
        for template, title in TITLES.items():
            if template.value == value:
                return QCoreApplication.translate(CONTEXT, title)
    if name == "sessions":
        said = QCoreApplication.translate("DoneWords", "{count} sessions")
        one = QCoreApplication.translate("DoneWords", "1 session")
        return one if value == "1" else said.format(count=value)
    return QCoreApplication.translate("DoneWords", CODES.get(value, value))


def _gone() -> str:
    return QCoreApplication.translate("DoneWords", "erased")
