"""What a barcode scanner read from a box, as GS1 element strings: product, lot, expiry, serial.

The identifiers and their formats are those of `biip`; which characters may stand for a lost or
changed separator, and where a lost one leaves more than one reading, is decided here.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

GS = "\x1d"
SEPARATORS = (
    "\\u001d", "\\x1d", "\\x1D", "<GS>", "{GS}", "[GS]", "^]", "\u241d", "\x1e", "\t",
    "~", "|", "^", "#", "$", "@", "`",
)  # fmt: skip
"""What wedges send in the place of the group separator. None is a letter of GS1's set of 82."""
GS1_PREFIXES = ("]d2", "]C1", "]e0", "]Q3", "]J1")
"""AIM's symbology identifiers of GS1 DataMatrix, GS1-128, DataBar, QR and DotCode."""
RETAIL_PREFIXES = ("]E0", "]E3", "]E4", "]X0")
"""EAN and UPC: a product's number alone."""
MOST_CHARACTERS = 400
MOST_READINGS = 12
MOST_TRIED = 2_000
"""So many elements are tried where no separator came through: boxes need some hundred, and a code
made to be read in millions of ways would keep the window busy for hours."""
AFTER_LOST = frozenset(
    {"01", "10", "11", "15", "17", "21", "30", "240"} | {str(n) for n in range(710, 718)}
)
"""Where no separator came through, an element of changeable length may have ended before these:
the identifiers that boxes of medicines and devices carry. Others are looked for in their place."""
CHECKED = frozenset({"01", "02", "11", "12", "13", "15", "16", "17", "7003"})
"""Identifiers whose values can be told from chance by a check digit or a calendar."""
DATES = frozenset({"11", "12", "13", "15", "16", "17", "7003"})

EMPTY = QT_TRANSLATE_NOOP("messages", "Nothing was scanned: scan again.")
TOO_LONG = QT_TRANSLATE_NOOP(
    "messages", "The code is longer than any on a box: scan one code after the other."
)
NOT_GS1 = QT_TRANSLATE_NOOP(
    "messages", "This code is no GS1 code ({start}): type product, lot and expiry instead."
)
UNKNOWN = QT_TRANSLATE_NOOP(
    "messages", "The code has an identifier that GS1 does not know, at “{rest}”: scan again."
)
TWICE = QT_TRANSLATE_NOOP(
    "messages", "The code says ({ai}) twice, and not the same: type what the box says instead."
)
TOO_MANY_WAYS = QT_TRANSLATE_NOOP(
    "messages", "The code can be read in too many ways: type what the box says instead."
)
WRONG_CHECK = QT_TRANSLATE_NOOP(
    "messages", "The check digit of {gtin} is wrong: scan again, or type what the box says."
)
NO_DATE = QT_TRANSLATE_NOOP(
    "messages", "({ai}) {value} is no date: scan again, or type what the box says."
)
WRONG_VALUE = QT_TRANSLATE_NOOP(
    "messages", "({ai}) {value} is not as GS1 writes it: scan again, or type what the box says."
)


@dataclass(frozen=True, slots=True)
class Element:
    """One identifier with its value, and GS1's short title of it."""

    ai: str
    value: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one code says.

    `gtin` has 14 digits, "" without one. `expiry` is the last day on which it may be used.
    `others` are its remaining elements as they were read.
    """

    elements: tuple[Element, ...]
    gtin: str = ""
    lot: str = ""
    expiry: date | None = None
    serial: str = ""
    others: tuple[Element, ...] = ()


def read_scan(text: str, *, today: date) -> tuple[Reading, ...]:
    """The readings of a scan, the likeliest first; more than one has to be asked about.

    Parameters
    ----------
    text : str
        As scanned or typed: with or without symbology identifier, separators or parentheses.
    today : date
        By which a year of two digits gets its century (GS1 General Specifications 7.12: from 49
        years ago to 50 years from now).

    Raises
    ------
    KnownError
        It is no GS1 code, or one that says what cannot be; one clear line.
    """
    plain = text.strip(" \r\n\x00\x02\x03\x04")
    if not plain:
        raise KnownError(EMPTY)
    if len(plain) > MOST_CHARACTERS:
        raise KnownError(TOO_LONG)
    if plain.startswith("("):
        return (_reading(_in_parentheses(plain, today), today),)
    if plain.startswith(RETAIL_PREFIXES):
        return (_retail(plain[3:]),)
    prefixed = plain.startswith(GS1_PREFIXES)
    if plain.startswith("]") and not prefixed:
        raise KnownError(NOT_GS1, start=plain[:3])
    body = separated(plain[3:] if prefixed else plain).strip(GS)
    if not body:
        raise KnownError(EMPTY)
    if not prefixed and body.isascii() and body.isdigit() and len(body) in (8, 12, 13, 14):
        return (_retail(body),)
    if not prefixed and _kind(body[:4]) is None:
        raise KnownError(NOT_GS1, start=body[:8])
    if GS in body:
        found: list[Element] = []
        for part in filter(None, body.split(GS)):
            found += _to_the_end(part, today)
        return (_reading(tuple(found), today),)
    return _any_way(body, today)


def separated(text: str) -> str:
    """`text` with the group separator where something stands in its place."""
    for other in SEPARATORS:
        text = text.replace(other, GS)
    return text


def full_year(two_digits: int, today: date) -> int:
    """The year that two digits mean `today` (GS1 General Specifications 7.12)."""
    century, now = divmod(today.year, 100)
    apart = two_digits - now
    if apart >= 51:
        century -= 1
    elif apart <= -50:
        century += 1
    return 100 * century + two_digits


def day_of(value: str, today: date) -> date:
    """YYMMDD as a day; DD 00 is the month's last. ValueError where there is none."""
    year, month, day = full_year(int(value[:2]), today), int(value[2:4]), int(value[4:6])
    if not 1 <= month <= 12:
        raise ValueError(value)
    return date(year, month, day or calendar.monthrange(year, month)[1])


def check_digit_fits(gtin: str) -> bool:
    """Whether the last digit follows from the others (GS1 General Specifications 7.9.1)."""
    from biip.checksums import gs1_standard_check_digit

    return gs1_standard_check_digit(gtin[:-1]) == int(gtin[-1])


# Elements.


@dataclass(frozen=True, slots=True)
class _Kind:
    ai: str
    title: str
    pattern: re.Pattern[str]
    ends_itself: bool


@lru_cache(maxsize=1024)
def _kind(start: str) -> _Kind | None:
    """The identifier, as biip knows it, that a text with these first four characters begins with.

    Imported when a first code is read.
    """
    from biip import ParseError
    from biip.gs1_application_identifiers import GS1ApplicationIdentifier

    try:
        found = GS1ApplicationIdentifier.extract(start)
    except ParseError:
        return None
    pattern = re.compile(found.pattern)
    return _Kind(found.ai, found.data_title, pattern, not found.separator_required)


def _kind_at(text: str) -> _Kind:
    found = _kind(text[:4])
    if found is None:
        raise KnownError(UNKNOWN, rest=text[:8])
    return found


def _element(kind: _Kind, value: str, today: date) -> Element:
    """The element; `KnownError` where its value is none."""
    if kind.ai in DATES and value.isascii() and value.isdigit() and len(value) >= 6:
        try:
            day_of(value, today)
        except ValueError as error:
            raise KnownError(NO_DATE, ai=kind.ai, value=value[:30]) from error
    if not (value.isascii() and value.isprintable() and kind.pattern.match(kind.ai + value)):
        raise KnownError(WRONG_VALUE, ai=kind.ai, value=value[:30])
    if kind.ai in ("01", "02") and not check_digit_fits(value):
        raise KnownError(WRONG_CHECK, gtin=value)
    return Element(kind.ai, value, kind.title)


def _own_length(kind: _Kind) -> int:
    """How long the value of an identifier of unchanging length is."""
    return next(n for n in range(1, 91) if kind.pattern.match(kind.ai + "0" * n))


def _to_the_end(part: str, today: date) -> list[Element]:
    """The elements of a part between separators: one of changeable length takes all the rest."""
    found = []
    while part:
        kind = _kind_at(part)
        rest = part[len(kind.ai) :]
        end = _own_length(kind) if kind.ends_itself else len(rest)
        found.append(_element(kind, rest[:end], today))
        part = rest[end:]
    return found


def _in_parentheses(text: str, today: date) -> tuple[Element, ...]:
    parts = re.split(r"\((\d{2,4})\)", text.replace(GS, ""))
    if parts[0].strip():
        raise KnownError(NOT_GS1, start=text[:8])
    found = []
    for ai, value in zip(parts[1::2], parts[2::2], strict=True):
        kind = _kind(ai)
        if kind is None or kind.ai != ai:
            raise KnownError(UNKNOWN, rest=f"({ai})")
        found.append(_element(kind, "".join(value.split()), today))
    if not found:
        raise KnownError(NOT_GS1, start=text[:8])
    return tuple(found)


def _retail(digits: str) -> Reading:
    if not (digits.isascii() and digits.isdigit() and len(digits) in (8, 12, 13, 14)):
        raise KnownError(NOT_GS1, start=digits[:8])
    if not check_digit_fits(digits):
        raise KnownError(WRONG_CHECK, gtin=digits)
    gtin = digits.zfill(14)
    return Reading(elements=(Element("01", gtin, "GTIN"),), gtin=gtin)


# Where no separator came through.


def _any_way(body: str, today: date) -> tuple[Reading, ...]:
    """Every reading of a code without separators that hold together; the likeliest first."""
    ways: list[tuple[Element, ...]] = []
    faults: list[tuple[int, KnownError]] = []
    left = [MOST_TRIED]
    for way in _ways(body, today, frozenset(), faults, left):
        ways.append(way)
        if len(ways) >= 4 * MOST_READINGS:
            break
    if left[0] < 0:
        raise KnownError(TOO_MANY_WAYS)
    if not ways:
        raise min(faults, key=lambda fault: fault[0])[1]
    ways.sort(key=lambda way: (-sum(one.ai in CHECKED for one in way), len(way)))
    readings = dict.fromkeys(_reading(way, today) for way in ways)
    return tuple(readings)[:MOST_READINGS]


def _ways(
    rest: str,
    today: date,
    used: frozenset[str],
    faults: list[tuple[int, KnownError]],
    left: list[int],
) -> Iterator[tuple[Element, ...]]:
    if not rest:
        yield ()
        return
    try:
        kind = _kind_at(rest)
        if kind.ai in used:
            raise KnownError(UNKNOWN, rest=rest[:8])
        tail = rest[len(kind.ai) :]
        length = _own_length(kind) if kind.ends_itself else len(tail)
        ends = [length]
        if not kind.ends_itself:
            ends += [end for end in range(length - 3, 0, -1) if _may_begin(tail[end:], used)]
    except KnownError as error:
        faults.append((len(rest), error))
        return
    for end in ends:
        left[0] -= 1
        if left[0] < 0:
            return
        try:
            element = _element(kind, tail[:end], today)
        except KnownError as error:
            faults.append((len(rest), error))
            continue
        for more in _ways(tail[end:], today, used | {kind.ai}, faults, left):
            yield (element, *more)


def _may_begin(text: str, used: frozenset[str]) -> bool:
    return any(text.startswith(ai) and ai not in used for ai in AFTER_LOST)


def _reading(elements: tuple[Element, ...], today: date) -> Reading:
    first: dict[str, str] = {}
    for one in elements:
        if first.setdefault(one.ai, one.value) != one.value:
            raise KnownError(TWICE, ai=one.ai)
    expiry = first.get("17", first.get("7003", "")[:6])
    taken = {"01", "10", "21", "17" if "17" in first else "7003"}
    return Reading(
        elements=elements,
        gtin=first.get("01", ""),
        lot=first.get("10", ""),
        expiry=day_of(expiry, today) if expiry else None,
        serial=first.get("21", ""),
        others=tuple(one for one in elements if one.ai not in taken),
    )
