"""Values of a file from outside: every cell of the sort its field declares, or refused.

`mesomap.storage.codec` trusts what this program wrote; what somebody sends is judged here first.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin
from uuid import UUID

from mesomap.model import Person
from mesomap.storage import codec

T = TypeVar("T")

MOST_TEXT = 100_000
"""Characters of one text."""
MOST_WHOLE = 10**12
MOST_NUMBER = 1e12
_ID = re.compile(r"[0-9a-f]{32}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?")
_DECIMAL = re.compile(r"-?\d{1,15}(\.\d{1,15})?")


class WrongValueError(ValueError):
    """What stands where, in words of the file: ``injection 3: volume_ul is no whole number``."""


def value_of(kind: type[T], plain: Any, where: str) -> T:
    """The value of `kind` in `plain`; `where` names it.

    Raises
    ------
    WrongValueError
        A field is missing, unknown, or of another sort.
    """
    _object(kind, plain, where)
    try:
        value = codec.from_plain(kind, plain)
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise WrongValueError(f"{where}: {error}") from error
    if isinstance(value, Person) and value.may_manage:
        return cast(T, replace(value, may_manage=False))  # rights do not travel
    return value


def _object(kind: Any, plain: Any, where: str) -> None:
    if not isinstance(plain, dict):
        raise WrongValueError(f"{where} is no object")
    types = codec.types_of(kind)
    for name in plain:
        if name not in types:
            raise WrongValueError(f"{where}: {name[:40]} is unknown")
    for field in fields(get_origin(kind) or kind):
        if field.name in plain:
            _check(types[field.name], plain[field.name], f"{where}: {field.name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise WrongValueError(f"{where}: {field.name} is missing")


def _check(kind: Any, plain: Any, where: str) -> None:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        _union(get_args(kind), plain, where)
    elif origin is tuple:
        _tuple(get_args(kind), plain, where)
    elif is_dataclass(origin or kind):
        _object(kind, plain, where)
    elif issubclass(kind, tuple):
        _tuple(tuple(codec.types_of(kind).values()), plain, where)
    elif not _is_plain(kind, plain):
        raise WrongValueError(f"{where} is not {_WORDS.get(kind, 'one of its choices')}")


def _union(kinds: tuple[Any, ...], plain: Any, where: str) -> None:
    if plain is None and NoneType in kinds:
        return
    rest = [kind for kind in kinds if kind is not NoneType]
    if len(rest) == 1:
        _check(rest[0], plain, where)
        return
    for kind in rest:
        if isinstance(plain, dict) and set(plain) <= set(codec.types_of(kind)):
            _object(kind, plain, where)
            return
    raise WrongValueError(f"{where} is of no known form")


def _tuple(kinds: tuple[Any, ...], plain: Any, where: str) -> None:
    if not isinstance(plain, list):
        raise WrongValueError(f"{where} is no list")
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(plain)
    if len(kinds) != len(plain):
        raise WrongValueError(f"{where} has {len(plain)} parts, not {len(kinds)}")
    for number, (kind, cell) in enumerate(zip(kinds, plain, strict=True), start=1):
        _check(kind, cell, f"{where} {number}")


_WORDS: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    UUID: "an id",
    date: "a date",
    datetime: "a time",
    Decimal: "a decimal",
}


def _is_plain(kind: Any, plain: Any) -> bool:
    if issubclass(kind, Enum):
        return isinstance(plain, str) and plain in {one.value for one in kind}
    if kind is bool:
        return isinstance(plain, bool)
    if kind is int:
        return type(plain) is int and abs(plain) <= MOST_WHOLE
    if kind is float:
        return type(plain) in (int, float) and abs(plain) <= MOST_NUMBER
    return isinstance(plain, str) and _is_text(kind, plain)


def _is_text(kind: Any, plain: str) -> bool:
    match = {UUID: _ID, date: _DATE, datetime: _TIME, Decimal: _DECIMAL}.get(kind)
    if match is not None:
        return match.fullmatch(plain) is not None
    if kind is not str or len(plain) > MOST_TEXT or "\0" in plain:
        return False
    return not any("\ud800" <= c <= "\udfff" for c in plain)
