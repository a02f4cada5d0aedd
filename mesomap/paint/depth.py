"""A depth in words: the layer that it falls in, and how deep a needle reaches."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mesomap.clinical.layers import Falls
from mesomap.clinical.thickness import Range
from mesomap.paint.locale import format_mm, format_number
from mesomap.paint.names import layer_name


def falls_words(falls: Falls, *, short: bool = False) -> str:
    """The layer in words; a border that is known as a range is said as one; "" without figures.

    `short` leaves the border's figures out.
    """
    t = QCoreApplication.translate
    if not falls.layers:
        return ""
    if falls.past and falls.border_mm is not None:
        layer = layer_name(falls.layers[-1])
        if short:
            return t("layers", "below the {layer}").format(layer=layer)
        return t("layers", "below the {layer}’s mean end, {end}").format(
            layer=layer, end=range_words(falls.border_mm)
        )
    if len(falls.layers) == 2 and falls.border_mm is not None:
        if short:
            return t("layers", "border of {upper} and {lower}").format(
                upper=layer_name(falls.layers[0]), lower=layer_name(falls.layers[1])
            )
        return t("layers", "{upper} or {lower}, their border is {range} deep").format(
            upper=layer_name(falls.layers[0]),
            lower=layer_name(falls.layers[1]),
            range=range_words(falls.border_mm),
        )
    return layer_name(falls.layers[0])


def span_words(range_mm: Range) -> str:
    """A range where there is little room: ``1.23–1.60``."""
    return f"{format_number(range_mm[0], 2)}–{format_number(range_mm[1], 2)}"


def range_words(range_mm: Range) -> str:
    """One length, or the lowest and the highest."""
    low, high = range_mm
    if low == high:
        return format_mm(low, 2 if low < 10 else 1)
    return QCoreApplication.translate("layers", "{low} to {high}").format(
        low=format_number(low, 2), high=format_mm(high, 2)
    )


def depth_words(depth_mm: float | None, layer: str, falls: Falls, *, short: bool = False) -> str:
    """``1.0 mm: reticular dermis``; the layer that is meant where the depth is open."""
    if depth_mm is None:
        return layer_name(layer)
    where = falls_words(falls, short=short)
    said = format_mm(depth_mm)
    if not where:
        return said
    return QCoreApplication.translate("layers", "{depth}: {layer}").format(depth=said, layer=where)
