"""Any of the model's values as plain JSON and back, by the types its fields declare.

For values that are read whole and never searched by their parts. Dataclasses become objects by
field name, named tuples and tuples arrays, ids and dates text. A union of dataclasses is told
apart by its fields.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")


def to_text(value: object, *, without: frozenset[str] = frozenset()) -> str:
    """`value`, a dataclass, as canonical JSON, leaving the fields `without` out."""
    kept = {name: cell for name, cell in to_plain(value).items() if name not in without}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def to_plain(value: object) -> dict[str, Any]:
    """`value`, a dataclass, as what JSON knows, by the names of its fields."""
    return {f.name: _plain(getattr(value, f.name)) for f in fields(cast(Any, value))}


def from_text(kind: type[T], text: str, **more: object) -> T:
    """The value of `kind` that `to_text` wrote, with the fields that it left out.

    Fields that the text does not know take their defaults: it may be older than they are.

    Raises
    ------
    ValueError, KeyError, TypeError
        The text is not what was written.
    """
    return from_plain(kind, json.loads(text), **more)


def from_plain(kind: type[T], plain: dict[str, Any], **more: object) -> T:
    """The value of `kind` that `to_plain` took apart; raises as `from_text`."""
    return cast(T, _dataclass(kind, plain, more))


def _plain(value: object) -> Any:
    match value:
        case Enum():
            return value.value
        case UUID():
            return value.hex
        case date() | datetime():
            return value.isoformat()
        case Decimal():
            return str(value)
        case tuple():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value):
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        case _:
            return value


@cache
def types_of(kind: Any) -> dict[str, Any]:
    """The types of a dataclass's fields; of a generic one with what it is a generic of."""
    hints = get_type_hints(get_origin(kind) or kind)
    of = dict(zip(getattr(get_origin(kind), "__parameters__", ()), get_args(kind), strict=True))
    return {name: _filled(hint, of) for name, hint in hints.items()}


def _filled(hint: Any, of: dict[Any, Any]) -> Any:
    if hint in of:
        return of[hint]
    loose = getattr(hint, "__parameters__", ())
    return hint[tuple(of[one] for one in loose)] if loose else hint


def _dataclass(kind: Any, plain: dict[str, Any], more: dict[str, object] | None = None) -> object:
    types = types_of(kind)
    values = {name: _value(types[name], cell) for name, cell in plain.items()}
    return (get_origin(kind) or kind)(**values, **(more or {}))


def _value(kind: Any, plain: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), plain)
    if origin is tuple:
        return _tuple(get_args(kind), plain)
    if is_dataclass(origin or kind):
        return _dataclass(kind, plain)
    if issubclass(kind, tuple):
        parts = zip(types_of(kind).values(), plain, strict=True)
        return kind(*(_value(part, cell) for part, cell in parts))
    if issubclass(kind, UUID):
        return UUID(plain)
    if issubclass(kind, date):
        return kind.fromisoformat(plain)
    if issubclass(kind, Enum | float | Decimal):
        return kind(plain)
    return plain


def _one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    if plain is None:
        return None
    kinds = tuple(kind for kind in kinds if kind is not NoneType)
    if len(kinds) == 1:
        return _value(kinds[0], plain)
    for kind in kinds:
        if set(plain) <= set(types_of(kind)):
            return _dataclass(kind, plain)
    raise ValueError(plain)


def _tuple(kinds: tuple[Any, ...], plain: list[Any]) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], cell) for cell in plain)
    return tuple(_value(kind, cell) for kind, cell in zip(kinds, plain, strict=True))
