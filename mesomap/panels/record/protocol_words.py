"""What a protocol says, line by line, in the person's language: each figure with its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from mesomap.clinical.substances import SUBSTANCES
from mesomap.model import Ceiling, Law, Pattern, Per, Protocol
from mesomap.model.cited import Cited
from mesomap.paint.locale import format_number
from mesomap.paint.names import layer_name, technique_name


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what, how much, from where; `unverified` is a convention's."""

    label: str
    value: str
    source: str = ""
    unverified: bool = False
    warn: bool = False


def message(text: str) -> str:
    """A source text of a Qt-free module in the person's language."""
    return QCoreApplication.translate("messages", text)


def number_text(value: float) -> str:
    """As few decimals as say it."""
    decimals = next(n for n in range(4) if n == 3 or abs(round(value, n) - value) < 1e-9)
    return format_number(value, decimals)


def cited_text(cited: Cited[Any], unit: str = "", scale: float = 1.0) -> str:
    """A figure with its range, if it has one, and its unit."""
    t = QCoreApplication.translate

    def text(value: float) -> str:
        return number_text(float(value) * scale)

    value, low, high = cited.value, cited.low, cited.high
    if low is not None and high is not None:
        words = t("Protocols", "{low} to {high} {unit}; here {value}")
        shown = words.format(low=text(low), high=text(high), unit=unit, value=text(value))
    elif high is not None and high == value:
        shown = t("Protocols", "at most {high} {unit}").format(high=text(high), unit=unit)
    elif high is not None:
        words = t("Protocols", "{value} {unit}, at most {high}")
        shown = words.format(value=text(value), high=text(high), unit=unit)
    elif low is not None:
        shown = t("Protocols", "at least {low} {unit}").format(low=text(low), unit=unit)
    else:
        shown = f"{text(value)} {unit}"
    return " ".join(shown.replace(" ;", ";").replace(" ,", ",").split())


def figure_lines(protocol: Protocol, region_names: Mapping[str, str]) -> list[Line]:
    """Everything that it says of how, how much, how often, and where."""
    t = QCoreApplication.translate
    regions = ", ".join(region_names.get(one, one) for one in protocol.regions)
    lines = [
        Line(t("Protocols", "Regions"), regions or t("Protocols", "the lesions that are drawn")),
        Line(t("Protocols", "Technique"), technique_name(protocol.technique)),
    ]
    if protocol.mixture:
        lines.append(Line(t("Protocols", "Mixture"), protocol.mixture))

    def add(label: str, cited: Cited[Any] | None, shown: Callable[[Cited[Any]], str]) -> None:
        if cited is not None:
            unverified = cited.confidence.unverified
            lines.append(Line(label, shown(cited), cited.source, unverified))

    mm, ml = t("Protocols", "mm"), t("Protocols", "mL")
    add(t("Protocols", "Strength"), protocol.mg_per_ml, lambda c: cited_text(c, "mg/mL"))
    add(t("Protocols", "Depth"), protocol.depth_mm, lambda c: cited_text(c, mm))
    add(t("Protocols", "Layer"), protocol.layer, lambda c: layer_name(str(c.value)))
    if protocol.pattern is not None:
        label = t("Protocols", "Spacing, {pattern}").format(pattern=pattern_name(protocol.pattern))
        add(label, protocol.spacing_mm, lambda c: cited_text(c, mm))
    add(t("Protocols", "Each injection"), protocol.volume_ul, lambda c: cited_text(c, ml, 0.001))
    add(t("Protocols", "For a cm²"), protocol.ul_per_cm2, lambda c: cited_text(c, ml, 0.001))
    add(t("Protocols", "A session"), protocol.session_ul, lambda c: cited_text(c, ml, 0.001))
    add(t("Protocols", "Needle"), protocol.needle, lambda c: str(c.value))
    add(t("Protocols", "Angle"), protocol.angle_deg, lambda c: cited_text(c, "°"))
    add(t("Protocols", "Sessions"), protocol.sessions, cited_text)
    add(t("Protocols", "Interval"), protocol.days_between, lambda c: cited_text(c, days_word()))
    add(t("Protocols", "In weeks"), protocol.weeks, weeks_text)
    free = protocol.below_mandible_mm
    add(t("Protocols", "Free below the mandible"), free, lambda c: cited_text(c, mm))
    return lines


def ceiling_lines(protocol: Protocol) -> list[Line]:
    """The most of everything that a source names."""
    return [
        Line(
            QCoreApplication.translate("Protocols", "At most"),
            ceiling_text(one),
            one.most.source,
            one.most.confidence.unverified,
        )
        for one in protocol.ceilings
    ]


def against_lines(protocol: Protocol) -> list[Line]:
    """The evidence against it."""
    return [
        Line("", message(one.value), one.source, one.confidence.unverified, warn=True)
        for one in protocol.against
    ]


def law_lines(protocol: Protocol) -> list[Line]:
    """What the law says, country by country."""
    return [
        Line(
            country_name(law),
            message(law.text.value),
            law.text.source,
            law.text.confidence.unverified,
            warn=law.forbids,
        )
        for law in protocol.law
    ]


def ceiling_text(ceiling: Ceiling, amount: Cited[float] | None = None) -> str:
    """So much of what, over what."""
    t = QCoreApplication.translate
    unit = t("Protocols", "injections") if ceiling.unit == "injections" else ceiling.unit
    substance = message(SUBSTANCES.get(ceiling.substance, ceiling.substance))
    most = amount or ceiling.most
    low, high = most.low, most.high
    shown = number_text(most.value)
    if low is not None and high is not None and low != high:
        words = t("Protocols", "{low} to {high} (held to {value})")
        if most.value == high:
            words = t("Protocols", "{low} to {high}")
        shown = words.format(low=number_text(low), high=number_text(high), value=shown)
    over = {
        Per.INJECTION: t("Protocols", "an injection"),
        Per.SESSION: t("Protocols", "a session"),
        Per.CM2: t("Protocols", "a cm²"),
        Per.KG: t("Protocols", "a kg of weight"),
    }[ceiling.per]
    words = t("Protocols", "{amount} {unit} of {substance}, {over}")
    if not substance:
        words = t("Protocols", "{amount} {unit}, {over}")
    return words.format(amount=shown, unit=unit, substance=substance.lower(), over=over)


def country_name(law: Law) -> str:
    """The country whose law it is."""
    territory = QLocale.codeToTerritory(law.country)
    if territory == QLocale.Country.AnyCountry:
        return law.country
    return QLocale.territoryToString(territory)


def weeks_text(cited: Cited[Any]) -> str:
    """The weeks, from 0."""
    return ", ".join(str(one) for one in cited.value)


def days_word() -> str:
    """The unit of an interval."""
    return QCoreApplication.translate("Protocols", "days")


def pattern_name(pattern: Pattern) -> str:
    """A lattice's pattern, in the person's language."""
    t = QCoreApplication.translate
    return {
        Pattern.SQUARE: t("Protocols", "square"),
        Pattern.HEX: t("Protocols", "hexagonal"),
        Pattern.ROWS: t("Protocols", "rows"),
    }[pattern]
