"""What a scan says: real formats, lost separators, dates, faults."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesomap.exchange.gs1 import GS, full_year, read_scan
from mesomap.exchange.gs1_keys import LAYOUTS, at_place, read_keys
from mesomap.model import KnownError

TODAY = date(2026, 11, 22)
GTIN = "09501101530003"


def only(text: str):
    readings = read_scan(text, today=TODAY)
    assert len(readings) == 1, readings
    return readings[0]


@pytest.mark.parametrize(
    ("text", "gtin", "lot", "expiry", "serial"),
    [
        # Hyaluronic acid filler, GS1-128: product, expiry, lot; no separator needed.
        ("]C1010366055618001317270731101F0428X", "03660556180013", "1F0428X", (2027, 7, 31), ""),
        # Medicine under the falsified medicines directive: product, serial, lot, expiry.
        (
            f"]d20103400930000014217K8QW2ZT90{GS}10A1234B{GS}17280400",
            "03400930000014",
            "A1234B",
            (2028, 4, 30),
            "7K8QW2ZT90",
        ),
        # Needle, device identification: product, production, expiry, lot.
        (f"01{GTIN}112306011728053110L-77/2{GS}", GTIN, "L-77/2", (2028, 5, 31), ""),
        # In the way of the separator: what wedges send.
        *(
            (f"01{GTIN}10AB1{sent}1726123121S9", GTIN, "AB1", (2026, 12, 31), "S9")
            for sent in ("^]", "~", "|", "\\u001d", "<GS>", "{GS}", "␝", "\x1d\x1d")
        ),
        # As printed below the code.
        (f"(01) {GTIN} (17) 261231 (10) AB-1 (21) 5", GTIN, "AB-1", (2026, 12, 31), "5"),
        # EAN and UPC: the product alone.
        ("9501101530003", GTIN, "", None, ""),
        ("]E09501101530003", GTIN, "", None, ""),
        ("96385074", "00000096385074", "", None, ""),
        ("012345678905", "00012345678905", "", None, ""),
        # Keyboards add their end.
        (f"01{GTIN}10Q\r\n", GTIN, "Q", None, ""),
    ],
)
def test_real_formats(text: str, gtin: str, lot: str, expiry, serial: str) -> None:
    found = only(text)
    assert (found.gtin, found.lot, found.serial) == (gtin, lot, serial)
    assert found.expiry == (date(*expiry) if expiry else None)


def test_what_else_a_code_says_is_kept() -> None:
    found = only(f"01{GTIN}11230601240REF-9{GS}10A{GS}7101234567{GS}15270101")
    assert [(one.ai, one.value) for one in found.others] == [
        ("11", "230601"),
        ("240", "REF-9"),
        ("710", "1234567"),
        ("15", "270101"),
    ]
    assert found.others[1].title


def test_a_lost_separator_is_asked_about() -> None:
    readings = read_scan(f"01{GTIN}10ABC12317261231", today=TODAY)
    assert [(one.lot, one.expiry) for one in readings] == [
        ("ABC123", date(2026, 12, 31)),
        ("ABC12317261231", None),
    ]
    both = read_scan(f"01{GTIN}10ABC12317261231217Q", today=TODAY)
    assert ("ABC123", date(2026, 12, 31), "7Q") in [(r.lot, r.expiry, r.serial) for r in both]


def test_where_a_separator_came_nothing_is_asked() -> None:
    assert only(f"01{GTIN}10ABC12317261231{GS}21S").lot == "ABC12317261231"


def test_what_can_only_be_read_in_one_way_is_not_asked_about() -> None:
    assert only(f"01{GTIN}1726123110AB-C7").lot == "AB-C7"
    assert only(f"01{GTIN}10AB17261331").lot == "AB17261331", "there is no 13th month"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Nothing was scanned"),
        ("  \r\n", "Nothing was scanned"),
        ("hello world", "no GS1 code"),
        ("]A0123", "no GS1 code"),
        ("0109501101530004", "check digit of 09501101530004"),
        ("9501101530004", "check digit of 9501101530004"),
        (f"01{GTIN}17261301", "(17) 261301 is no date"),
        (f"01{GTIN}17260230", "(17) 260230 is no date"),
        (f"]d201{GTIN}0599", "does not know, at “0599”"),
        (f"01{GTIN}1726", "(17) 26 is not as GS1 writes it"),
        (f"01{GTIN}10{'A' * 21}", "is not as GS1 writes it"),
        (f"01{GTIN}10A{GS}10B", "(10) twice"),
        ("(05)123", "does not know, at “(05)”"),
        ("(01)", "(01)  is not as"),
        ("9" * 500, "longer than any"),
        ("0109501101530003" + GS + "٣٤", "does not know"),
    ],
)
def test_faults_are_one_clear_line(text: str, says: str) -> None:
    with pytest.raises(KnownError) as raised:
        read_scan(text, today=TODAY)
    assert says in raised.value.message.render()
    assert "\n" not in raised.value.message.render()


@pytest.mark.parametrize(
    ("year", "digits", "means"),
    [
        (2026, 76, 2076),
        (2026, 77, 1977),
        (2026, 99, 1999),
        (2026, 0, 2000),
        (2060, 10, 2110),
        (2060, 11, 2011),
        (2099, 49, 2149),
        (2099, 50, 2050),
    ],
)
def test_two_digits_mean_49_years_back_to_50_ahead(year: int, digits: int, means: int) -> None:
    assert full_year(digits, date(year, 6, 1)) == means


@pytest.mark.parametrize(("month", "last"), [("2602", 28), ("2802", 29), ("2604", 30)])
def test_day_00_is_the_month_s_end(month: str, last: int) -> None:
    assert only(f"01{GTIN}17{month}00").expiry == date(2000 + int(month[:2]), int(month[2:]), last)


LETTERS = st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcxyz0123456789-/.")
CODE = st.text(LETTERS, min_size=1, max_size=20)


def with_check(digits: str) -> str:
    total = sum(int(d) * (3, 1)[n % 2] for n, d in enumerate(reversed(digits)))
    return digits + str(-total % 10)


@given(
    st.text("0123456789", min_size=13, max_size=13).map(with_check),
    CODE,
    CODE,
    st.dates(date(2000, 1, 1), date(2070, 12, 31)),
    st.booleans(),
)
def test_what_is_built_is_read(gtin: str, lot: str, serial: str, day: date, ends: bool) -> None:
    last = calendar.monthrange(day.year, day.month)[1]
    written = "00" if ends and day.day == last else f"{day:%d}"
    text = f"]d201{gtin}10{lot}{GS}17{day:%y%m}{written}21{serial}"
    found = only(text)
    assert (found.gtin, found.lot, found.expiry, found.serial) == (gtin, lot, day, serial)
    lost = read_scan(text.replace(GS, ""), today=TODAY)
    assert len(lost) >= 12 or any((r.lot, r.expiry) == (lot, day) for r in lost)


@given(st.one_of(st.text(), st.text(st.sampled_from("01279]dC()~^\x1dAB")), st.binary()))
def test_nothing_but_known_errors(text) -> None:
    text = text.decode("latin-1") if isinstance(text, bytes) else text
    for read in (lambda: read_scan(text, today=TODAY), lambda: read_keys(text, "", today=TODAY)):
        try:
            read()
        except KnownError:
            continue


# Keyboards of other countries.

SENT = "]d201095011015300031726123110XYZ-12\x1d21SER9"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_us_scanner_on_another_keyboard(layout: str) -> None:
    keys = {us: there for there, us in LAYOUTS[layout].items()}
    typed = "".join(keys.get(c, c) for c in SENT)
    assert typed != SENT
    for placed in ("", SENT):
        heard = read_keys(typed, placed, today=TODAY)
        assert [(one.gtin, one.lot, one.serial) for one in heard.readings] == [
            (GTIN, "XYZ-12", "SER9")
        ]


def test_y_for_z_is_asked_about_where_nothing_tells_the_keyboard() -> None:
    heard = read_keys(f"01{GTIN}10ABZ1", f"01{GTIN}10ABY1", today=TODAY)
    assert heard.by_layout
    assert {one.lot for one in heard.readings} == {"ABZ1", "ABY1"}
    assert not read_keys(f"01{GTIN}10AB1", f"01{GTIN}10AB1", today=TODAY).by_layout


def test_places_of_keys() -> None:
    assert "".join(at_place(code, shift=False) for code in (11, 2, 27, 32, 30)) == "01]da"
    assert at_place(30, shift=True) == "A"
    assert at_place(12, shift=True) == "_"
    assert at_place(1, shift=False) == ""
