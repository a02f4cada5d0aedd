"""The voice of the page: Qt's translations, the person's locale, the real font's widths."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from mesomap.atlas import Body
from mesomap.model import Calibration, RegionKey, Sex
from mesomap.paint import locale as said
from mesomap.paint.measures import measurements_words
from mesomap.paint.names import sided_name, technique_name
from mesomap.report.layout.voice import Voice
from mesomap.report.type import width_mm


def paper_voice() -> Voice:
    """Speaks as the running application does."""
    return Voice(
        translate=lambda context, text: QCoreApplication.translate(context, text),
        width_mm=width_mm,
        decimal=lambda value, places: said.format_number(value, places),
        percent=lambda value: _plain(said.format_percent(value)),
        day=_day,
        moment=_moment,
        region=_region,
        technique=technique_name,
        sex=_sex,
        measured=_measured,
    )


def _plain(text: str) -> str:
    """Ordinary spaces, so that what is typed into a search is found in the PDF."""
    return text.replace(said.NBSP, " ")


def _day(day: date) -> str:
    return _plain(said.format_date(day))


def _moment(moment: datetime) -> str:
    return f"{_day(moment.date())} {_plain(said.format_time(moment))}"


def _region(key: RegionKey, name: str) -> str:
    return sided_name(name, key.side)


def _measured(body: Body, calibration: Calibration) -> str:
    return _plain(measurements_words(body, calibration.measurements))


def _sex(sex: Sex) -> str:
    t = QCoreApplication.translate
    return {
        Sex.FEMALE: t("sexes", "Female"),
        Sex.MALE: t("sexes", "Male"),
        Sex.OTHER: t("sexes", "Other"),
        Sex.UNKNOWN: t("sexes", "Not stated"),
    }[sex]
