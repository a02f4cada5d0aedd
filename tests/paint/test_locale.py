from datetime import date, datetime

import pytest
from PySide6.QtCore import QLocale

from mesomap.paint import locale as loc

ALL = [QLocale(name) for name in ("de_DE", "fr_FR", "it_IT", "es_ES", "pt_PT", "en_GB", "C")]
names = [locale.name() for locale in ALL]


@pytest.mark.parametrize("locale", ALL, ids=names)
def test_no_group_separator_ever(locale):
    assert loc.format_number(1234567.5, 1, locale=locale) in ("1234567.5", "1234567,5")
    assert loc.format_ml(12_345_678, locale=locale).startswith("12345")
    assert loc.format_count(1_000_000, locale=locale) == "1000000"


@pytest.mark.parametrize("locale", ALL, ids=names)
@pytest.mark.parametrize(
    ("typed", "value"), [("0.05", 0.05), ("0,05", 0.05), ("1.500", 1.5), ("1,500", 1.5)]
)
def test_a_dose_is_never_a_hundred_times_what_was_typed(locale, typed, value):
    previous = QLocale()
    QLocale.setDefault(locale)
    try:
        assert loc.parse_decimal(typed) == value
    finally:
        QLocale.setDefault(previous)


@pytest.mark.parametrize(
    "typed", ["", "1.500,0", "1 500", "1'500", "1,2,3", "abc", "1e3", ".", "٣"]
)
def test_what_is_no_plain_decimal_is_refused(typed):
    assert loc.parse_decimal(typed) is None


@pytest.mark.parametrize(
    "locale",
    QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    )[::23],
    ids=lambda locale: locale.name(),
)
def test_the_month_is_a_word_in_every_locale(locale):
    for month in range(1, 13):
        for long in (False, True):
            text = loc.format_date(date(2026, month, 3), long=long, locale=locale)
            assert any(c.isalpha() for c in text)
            assert "2026" in text
            assert "3" in text


def test_english_forms():
    en = QLocale("en_GB")
    assert loc.format_date(date(2026, 11, 22), locale=en) == "22\u00a0Nov\u00a02026"
    assert loc.format_date(date(2026, 11, 22), long=True, locale=en) == "22\u00a0November\u00a02026"
    assert loc.format_mm(10, locale=en) == "10.0\u00a0mm"
    assert loc.format_ml(2600, locale=en) == "2.60\u00a0mL"
    assert loc.format_ml(25, locale=en) == "0.025\u00a0mL"
    assert loc.format_percent(0.163, locale=en) == "16\u00a0%"
    assert loc.format_area_cm2(1700, locale=en) == "17.0\u00a0cm²"
    assert loc.format_time(datetime(2026, 1, 1, 14, 32), locale=en) == "14:32"


def test_german_writes_a_comma():
    assert loc.format_ml(2600, locale=QLocale("de_DE")) == "2,60\u00a0mL"
