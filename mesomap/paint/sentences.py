"""Sentences of Qt-free modules as a person reads them: translated, numbers by the locale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from mesomap.model import Message, Technique
from mesomap.paint.locale import format_date, format_number
from mesomap.paint.names import technique_name


def say(message: Message) -> str:
    """A sentence in the person's language; decimals, dates and techniques as they write them."""
    return localized(message).render(QCoreApplication.translate)


def localized(message: Message) -> Message:
    """`message` with its values as the person's locale writes them."""
    values = {name: _value(value) for name, value in message.values.items()}
    return replace(message, values=values)


def _value(value: object) -> object:
    match value:
        case Message():
            return localized(value)
        case Decimal():
            return format_number(float(value), max(0, -int(value.as_tuple().exponent)))
        case Technique():
            return technique_name(value)
        case date():
            return format_date(value)
        case _:
            return value
