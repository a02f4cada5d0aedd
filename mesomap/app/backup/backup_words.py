"""Backups in the person's language."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from mesomap.app.backup.finding import FoundThere
from mesomap.app.backup.places import Last
from mesomap.paint.locale import format_date, format_time, ui_locale
from mesomap.panels.backup.backups_dialog import BackupLine

if TYPE_CHECKING:
    from mesomap.storage.previewing import Newer, Preview


def moment_words(at: datetime) -> str:
    """Day and time."""
    text = QCoreApplication.translate("Backups", "{date}, {time}")
    return text.format(date=format_date(at.date()), time=format_time(at))


def size_words(size: int) -> str:
    """Kilobytes, megabytes."""
    return ui_locale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def last_words(last: Last | None) -> str:
    """When the last good backup of a place was made."""
    t = QCoreApplication.translate
    if last is None:
        return t("Backups", "No backup was made there from this computer yet.")
    return t("Backups", "Last good backup: {moment}").format(moment=moment_words(last.at))


def line_of(one: FoundThere, clinic: Path, *, encrypted_now: bool) -> BackupLine:
    """A backup as the list has it."""
    t = QCoreApplication.translate
    beside = one.place == clinic.parent
    parts = [
        t("Backups", "beside the clinic file") if beside else str(one.place),
        size_words(one.size),
    ]
    if encrypted_now and not one.encrypted:
        parts.append(t("Backups", "not encrypted"))
    elif one.encrypted and not one.same_key:
        parts.append(t("Backups", "with the passphrase of that time"))
    return BackupLine(one.path, moment_words(one.at), " · ".join(parts))


def holds_words(preview: Preview) -> list[str]:
    """What a backup holds, a line each."""
    t = QCoreApplication.translate
    holds = preview.holds
    patients = (
        t("Backups", "1 patient")
        if holds.patients == 1
        else t("Backups", "{count} patients").format(count=holds.patients)
    )
    sessions = (
        t("Backups", "1 session")
        if holds.sessions == 1
        else t("Backups", "{count} sessions").format(count=holds.sessions)
    )
    attachments = (
        t("Backups", "1 attachment")
        if preview.attachments == 1
        else t("Backups", "{count} attachments").format(count=preview.attachments)
    )
    lines = [", ".join((patients, sessions, attachments))]
    if holds.last_change is not None:
        moment = moment_words(holds.last_change.astimezone())
        lines.append(t("Backups", "Last change: {moment}").format(moment=moment))
    return lines


def aside_words(newer: Newer | None, clinic: Path) -> str:
    """What becomes of the clinic file that is there now."""
    t = QCoreApplication.translate
    if newer is None:
        text = t("Backups", "It is restored as {path}; nothing lies there now.")
        return text.format(path=clinic)
    kept = t("Backups", "{file} as it is now is kept beside it, named “before restore”.").format(
        file=clinic.name
    )
    if not newer.same:
        strange = t(
            "Backups",
            "This backup is of another clinic file, or of a state that {file} does not come from.",
        )
        return f"{strange.format(file=clinic.name)} {kept}"
    if not newer.changes:
        whole = t("Backups", "{file} holds nothing that is newer.").format(file=clinic.name)
        return f"{whole} {kept}"
    return f"{_newer_words(newer)} {kept}"


def _newer_words(newer: Newer) -> str:
    t = QCoreApplication.translate
    changes = (
        t("Backups", "1 newer change")
        if newer.changes == 1
        else t("Backups", "{count} newer changes").format(count=newer.changes)
    )
    if newer.sessions == 1:
        text = t("Backups", "{changes}, in 1 session, would be put aside.")
    else:
        text = t("Backups", "{changes}, in {count} sessions, would be put aside.")
    return text.format(changes=changes, count=newer.sessions)
