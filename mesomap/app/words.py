"""Ready words for the panels: patients, sessions and figures in the person's language."""

from __future__ import annotations

import math
from datetime import date

from PySide6.QtCore import QCoreApplication

from mesomap.model import Patient, SessionStatus, Sex
from mesomap.paint.locale import format_date, format_ml, format_mm


def sex_word(sex: Sex) -> str:
    """The sex as the banner says it; "" when it is not recorded."""
    t = QCoreApplication.translate
    return {
        Sex.FEMALE: t("Words", "female"),
        Sex.MALE: t("Words", "male"),
        Sex.OTHER: t("Words", "other"),
        Sex.UNKNOWN: "",
    }[sex]


def sex_letter(sex: Sex) -> str:
    """The sex as the list says it."""
    t = QCoreApplication.translate
    return {
        Sex.FEMALE: t("Words", "F", "female"),
        Sex.MALE: t("Words", "M", "male"),
        Sex.OTHER: t("Words", "other"),
        Sex.UNKNOWN: "",
    }[sex]


def age_years(born: date, today: date) -> int:
    """Whole years from `born` to `today`."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def number_words(patient: Patient) -> str:
    """The clinic's number, if the patient has one."""
    if not patient.number:
        return ""
    return QCoreApplication.translate("Words", "no. {number}").format(number=patient.number)


def list_details(patient: Patient) -> str:
    """The line under a name in the list."""
    born = format_date(patient.born) if patient.born else ""
    return ", ".join(filter(None, (born, sex_letter(patient.sex), number_words(patient))))


def banner_details(patient: Patient, today: date) -> str:
    """The words after a name in the banner."""
    born = ""
    if patient.born:
        born = QCoreApplication.translate("Words", "born {date}, {age}").format(
            date=format_date(patient.born), age=age_years(patient.born, today)
        )
    return " · ".join(filter(None, (born, sex_word(patient.sex), number_words(patient))))


def session_title(number: int) -> str:
    """Which of the patient's visits it is."""
    return QCoreApplication.translate("Words", "Session {number}").format(number=number)


def day_words(day: date, today: date) -> str:
    """A day, or that it is today."""
    if day == today:
        return QCoreApplication.translate("Words", "today")
    return format_date(day)


def session_line(number: int, day: date, today: date) -> str:
    """Which visit, and when."""
    return f"{session_title(number)}, {day_words(day, today)}"


def body_name(name: str) -> str:
    """A body's name in the person's language."""
    return QCoreApplication.translate("bodies", name)


def group_title(group: str) -> str:
    """The heading of a group of charts."""
    t = QCoreApplication.translate
    return {
        "face": t("chart groups", "Face"),
        "scalp": t("chart groups", "Scalp"),
        "neck": t("chart groups", "Neck"),
        "trunk": t("chart groups", "Trunk"),
        "leg": t("chart groups", "Legs"),
        "arm": t("chart groups", "Arms"),
        "body": t("chart groups", "Whole body"),
        "pictures": t("chart groups", "Own pictures"),
    }.get(group, group.replace("-", " ").capitalize())


def state_word(status: SessionStatus, *, in_error: bool = False) -> str:
    """Draft or signed, or that it counts for nothing."""
    t = QCoreApplication.translate
    if in_error:
        return t("Words", "Entered in error")
    signed = status is SessionStatus.SIGNED
    return t("Words", "Signed") if signed else t("Words", "Draft")


def figures_words(count: int, volume_ul: int, *, given: int = 0) -> str:
    """How many, and how much; while only some are given, how many of them."""
    of = f"{given}/{count}" if 0 < given < count else str(count)
    return f"{of} · {format_ml(volume_ul)}"


def reactions_words(count: int) -> str:
    """How many reactions were noted; "" for none."""
    if not count:
        return ""
    t = QCoreApplication.translate
    words = t("Words", "1 reaction") if count == 1 else t("Words", "{count} reactions")
    return words.format(count=count)


def addenda_words(count: int) -> str:
    """How many addenda there are; "" for none."""
    if not count:
        return ""
    t = QCoreApplication.translate
    words = t("Words", "1 addendum") if count == 1 else t("Words", "{count} addenda")
    return words.format(count=count)


def days_between(earlier: date, later: date) -> str:
    """The days from one session to the next, short."""
    days = (later - earlier).days
    return QCoreApplication.translate("Words", "{days} d", "days").format(days=days)


def accuracy_words(length_error: float) -> str:
    """How good lengths are on a patch, from its recorded error (a fraction)."""
    percent = max(1, math.ceil(length_error * 100 - 1e-9))
    return QCoreApplication.translate("Words", "lengths here are good to {percent} %").format(
        percent=percent
    )


def measured_words(line_mm: float) -> str:
    """Whose the millimetres on a clinic's own picture are."""
    return QCoreApplication.translate("Words", "by a measured line of {length}").format(
        length=format_mm(line_mm)
    )


def no_address_words() -> str:
    """Why what is marked on a picture is on no other chart."""
    return QCoreApplication.translate(
        "Words", "a place on a picture is not an address on the skin: no other chart shows it"
    )


def charts_word() -> str:
    """The heading over charts that were searched for by name."""
    return QCoreApplication.translate("Words", "Charts")


def in_view_words(share: str) -> str:
    """How much of a region's skin a chart shows."""
    return QCoreApplication.translate("Words", "{share} in view").format(share=share)
