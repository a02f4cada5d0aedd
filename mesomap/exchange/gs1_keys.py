"""What a scanner typed on a keyboard of another country, put right.

A wedge that is set to a US keyboard presses keys by their place. On a French keyboard its digits
come out as ``&é"'(``. Where the window system says which key it was, its place tells; elsewhere
each layout of a table is tried, and what so becomes a valid GS1 code is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from mesomap.exchange.gs1 import EMPTY, GS1_PREFIXES, Reading, read_scan
from mesomap.model import KnownError

_US = (
    "`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./"
    '~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"|ZXCVBNM<>?'
)
_ROWS = {
    "fr": (
        "²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù*wxcvbn,;:!"
        "~1234567890°+AZERTYUIOP¨£QSDFGHJKLM%µWXCVBN?./§"
    ),
    "de": (
        "^1234567890ß´qwertzuiopü+asdfghjklöä#yxcvbnm,.-"
        "°!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄ'YXCVBNM;:_"
    ),
    "it": (
        "\\1234567890'ìqwertyuiopè+asdfghjklòàùzxcvbnm,.-"
        '|!"£$%&/()=?^QWERTYUIOPé*ASDFGHJKLç°§ZXCVBNM;:_'
    ),
    "es": (
        "º1234567890'¡qwertyuiop`+asdfghjklñ´çzxcvbnm,.-"
        'ª!"·$%&/()=?¿QWERTYUIOP^*ASDFGHJKLÑ¨ÇZXCVBNM;:_'
    ),
    "pt": (
        "\\1234567890'«qwertyuiop+´asdfghjklçº~zxcvbnm,.-"
        '|!"#$%&/()=?»QWERTYUIOP*`ASDFGHJKLÇª^ZXCVBNM;:_'
    ),
}
"""What the keys of `_US` give elsewhere, without and then with Shift."""
LAYOUTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {name: dict(zip(row, _US, strict=True)) for name, row in _ROWS.items()}
)
"""By layout: what was typed, to what a US keyboard would have typed with the same keys."""

_PLACES = {
    **dict(zip(range(2, 14), "1234567890-=", strict=True)),
    **dict(zip(range(16, 28), "qwertyuiop[]", strict=True)),
    **dict(zip(range(30, 42), "asdfghjkl;'`", strict=True)),
    **dict(zip(range(43, 54), "\\zxcvbnm,./", strict=True)),
    57: " ",
}
_SHIFTED = dict(zip(_US[:47], _US[47:], strict=True))


def at_place(scan_code: int, *, shift: bool) -> str:
    """What a US keyboard types with the key of that scan code (set 1); "" for another key."""
    plain = _PLACES.get(scan_code, "")
    return _SHIFTED.get(plain, plain) if shift else plain


@dataclass(frozen=True, slots=True)
class Heard:
    """The readings of a burst of keys, and by which of them a layout would have to be known."""

    readings: tuple[Reading, ...]
    by_layout: bool = False
    """Whether they differ by which country's keyboard the scanner takes this for."""


def read_keys(typed: str, placed: str, *, today: date) -> Heard:
    """What a scanner meant by a burst of keys.

    Parameters
    ----------
    typed : str
        As this computer's layout wrote it.
    placed : str
        As a US keyboard would have, by the keys' places; "" where these are not known.
    today : date
        See `read_scan`.

    Raises
    ------
    KnownError
        It is no valid GS1 code on any keyboard; what is wrong with what was typed.
    """
    texts = [typed, placed] if placed else [typed, *(_as_us(typed, name) for name in LAYOUTS)]
    texts = list(dict.fromkeys(filter(None, texts)))
    known = [text for text in texts if text.startswith(GS1_PREFIXES)]
    fault: KnownError | None = None
    found: list[tuple[Reading, ...]] = []
    for text in known or texts:
        try:
            found.append(read_scan(text, today=today))
        except KnownError as error:
            fault = fault or error
            continue
        if not placed and text == typed:
            break  # right as it stands, and nothing says that the keys were others
    if not found:
        raise fault or KnownError(EMPTY)
    readings = dict.fromkeys(reading for group in found for reading in group)
    return Heard(tuple(readings), by_layout=len(set(found)) > 1)


def _as_us(typed: str, layout: str) -> str:
    """`typed` as the same keys give it on a US keyboard; "" where one is on no key there."""
    table = LAYOUTS[layout]
    if not all(c in table or not c.isprintable() or c == " " for c in typed):
        return ""
    return "".join(table.get(c, c) for c in typed)
