"""Numbers, units and dates as the person's locale writes them.

No group separators anywhere (a dose must never be read a thousandfold), and every date shows
its month as a word (3/4 is two different days in two countries).
"""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLocale, QTime

NBSP = "\u00a0"
_DECIMAL = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")


def ui_locale(locale: QLocale | None = None) -> QLocale:
    """`locale` (the application's without), never writing group separators."""
    result = QLocale(locale) if locale is not None else QLocale()
    result.setNumberOptions(
        QLocale.NumberOption.OmitGroupSeparator | QLocale.NumberOption.RejectGroupSeparator
    )
    return result


def format_number(value: float, decimals: int = 1, *, locale: QLocale | None = None) -> str:
    """`value` with exactly `decimals` decimals."""
    return ui_locale(locale).toString(float(value), "f", decimals)


def format_count(value: int, *, locale: QLocale | None = None) -> str:
    """A whole number."""
    return ui_locale(locale).toString(int(value))


def _with_unit(text: str, value: str) -> str:
    return text.format(value=value).replace(" ", NBSP)


def format_mm(value_mm: float, decimals: int = 1, *, locale: QLocale | None = None) -> str:
    """A length, e.g. ``10.0 mm``."""
    text = QCoreApplication.translate("units", "{value} mm")
    return _with_unit(text, format_number(value_mm, decimals, locale=locale))


def format_mm_by_mm(long_mm: float, wide_mm: float, *, locale: QLocale | None = None) -> str:
    """A length and a width, e.g. ``12.3 × 8.1 mm``."""
    text = QCoreApplication.translate("units", "{long} × {wide} mm")
    return text.format(
        long=format_number(long_mm, 1, locale=locale), wide=format_number(wide_mm, 1, locale=locale)
    ).replace(" ", NBSP)


def format_ml_number(volume_ul: int, *, locale: QLocale | None = None) -> str:
    """A volume's figure in mL without its unit: two decimals, three where microlitres need it."""
    return format_number(volume_ul / 1000, 2 if volume_ul % 10 == 0 else 3, locale=locale)


def format_ml(volume_ul: int, *, locale: QLocale | None = None) -> str:
    """A volume given in microlitres, e.g. ``2.60 mL``."""
    text = QCoreApplication.translate("units", "{value} mL")
    return _with_unit(text, format_ml_number(volume_ul, locale=locale))


def format_mg(value_mg: float, *, locale: QLocale | None = None) -> str:
    """A mass, e.g. ``5.20 mg``."""
    text = QCoreApplication.translate("units", "{value} mg")
    return _with_unit(text, format_number(value_mg, 2, locale=locale))


def format_percent(fraction: float, decimals: int = 0, *, locale: QLocale | None = None) -> str:
    """A fraction of 0 to 1, e.g. ``16 %``."""
    text = QCoreApplication.translate("units", "{value} %")
    return _with_unit(text, format_number(fraction * 100, decimals, locale=locale))


def format_area_cm2(area_mm2: float, decimals: int = 1, *, locale: QLocale | None = None) -> str:
    """An area given in mm2, e.g. ``17.0 cm²``."""
    text = QCoreApplication.translate("units", "{value} cm²")
    return _with_unit(text, format_number(area_mm2 / 100, decimals, locale=locale))


def format_date(day: date, *, long: bool = False, locale: QLocale | None = None) -> str:
    """A day with its month as a word, e.g. ``22 Nov 2026`` (``22 November 2026`` if `long`)."""
    chosen = ui_locale(locale)
    form = QLocale.FormatType.LongFormat if long else QLocale.FormatType.ShortFormat
    month = chosen.monthName(day.month, form)
    if not any(c.isalpha() for c in month):
        month = QLocale(QLocale.Language.English).monthName(day.month, form)
    pattern = QCoreApplication.translate("units", "{day} {month} {year}", "a date")
    return pattern.format(day=day.day, month=month, year=day.year).replace(" ", NBSP)


def format_time(moment: datetime, *, locale: QLocale | None = None) -> str:
    """Hours and minutes as the locale writes them, e.g. ``14:32``."""
    clock = QTime(moment.hour, moment.minute)
    return ui_locale(locale).toString(clock, QLocale.FormatType.ShortFormat)


def parse_decimal(text: str) -> float | None:
    """The number that was typed, with comma or point as the decimal mark in every locale.

    Anything else (a group separator, two marks, letters) is None: ``1.500`` is one and a half,
    ``1.500,0`` and ``1 500`` are refused.
    """
    stripped = text.strip().replace("\u2212", "-")
    if not _DECIMAL.fullmatch(stripped) or not stripped.isascii():
        return None
    return float(stripped.replace(",", "."))
