"""Options and value types that several commands share."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import click

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

F = TypeVar("F", bound=Callable[..., Any])


class Finite(click.ParamType[float]):
    """A number; `above` and `least` bound it from below."""

    name = "number"

    def __init__(self, *, above: float | None = None, least: float | None = None) -> None:
        self.above = above
        self.least = least

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        try:
            number = float(value)
        except ValueError:
            self.fail(f"{value!r} is not a number.", param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value!r} is not a finite number.", param, ctx)
        if self.above is not None and number <= self.above:
            self.fail(f"{value} is not above {self.above:g}.", param, ctx)
        if self.least is not None and number < self.least:
            self.fail(f"{value} is less than {self.least:g}.", param, ctx)
        return number


class Size(click.ParamType[tuple[float, float]]):
    """``WxH`` in mm."""

    name = "WxH"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d+(?:\.\d+)?)[xX×](\d+(?:\.\d+)?)", value.strip())
        if not match or float(match[1]) <= 0 or float(match[2]) <= 0:
            self.fail(f"{value!r} is not WIDTHxHEIGHT in mm, such as 400x400.", param, ctx)
        return float(match[1]), float(match[2])


def json_option(function: F) -> F:
    """``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")(
        function
    )


def clinic_option(function: F) -> F:
    """``--clinic FILE``, required."""
    return click.option(
        "--clinic",
        required=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The clinic file.",
    )(function)


def body_option(function: F) -> F:
    """``--body B``, required."""
    return click.option("--body", "body_id", required=True, metavar="B", help="The body's id.")(
        function
    )


def chart_option(function: F) -> F:
    """``--chart C``, required."""
    return click.option(
        "--chart", "chart_id", required=True, metavar="C", help="The chart's id, as face-front."
    )(function)


def read_id(text: str, *, unknown: str) -> UUID:
    """`text` as an id; `unknown` is the sentence (with ``{id}``) when it cannot be one."""
    try:
        return UUID(text)
    except ValueError:
        raise KnownError(unknown, id=text) from None


NO_SESSION = QT_TRANSLATE_NOOP(
    "messages", "There is no session {id} in this clinic file: see mesomap sessions."
)
NO_PATIENT = QT_TRANSLATE_NOOP(
    "messages", "There is no patient {id} in this clinic file: see mesomap patients."
)
