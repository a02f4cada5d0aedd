"""The words on the screen and on paper for what the model names in ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from mesomap.clinical.protocols import INDICATION_NAMES
from mesomap.model import MarkShape, Needle, RegionKey, Side, Status, Technique


def technique_name(technique: Technique) -> str:
    """The technique's name in the person's language."""
    t = QCoreApplication.translate
    return {
        Technique.INTRAEPIDERMAL: t("techniques", "Intraepidermal"),
        Technique.PAPULE: t("techniques", "Papule"),
        Technique.NAPPAGE: t("techniques", "Nappage"),
        Technique.DEEP: t("techniques", "Point by point, deep"),
        Technique.MICRODEPOT: t("techniques", "Hyaluronic microdepot"),
        Technique.MICROBOTOX: t("techniques", "Microbotox"),
        Technique.LINEAR: t("techniques", "Linear retrograde"),
        Technique.GUN: t("techniques", "Meso-gun"),
        Technique.MICRONEEDLING: t("techniques", "Microneedling"),
    }[technique]


def mark_name(mark: MarkShape) -> str:
    """The shape and the colour of a mark, in the person's language."""
    t = QCoreApplication.translate
    return {
        MarkShape.CIRCLE: t("marks", "Circle, blue"),
        MarkShape.DIAMOND: t("marks", "Diamond, green"),
        MarkShape.SQUARE: t("marks", "Square, vermilion"),
        MarkShape.TRIANGLE: t("marks", "Triangle, purple"),
        MarkShape.HEXAGON: t("marks", "Hexagon, orange"),
        MarkShape.TRIANGLE_DOWN: t("marks", "Triangle point down, sky blue"),
        MarkShape.LINE: t("marks", "Line with a dot, ink"),
        MarkShape.PLUS: t("marks", "Plus, yellow"),
    }[mark]


def needle_name(needle: Needle) -> str:
    """A needle's name; a built-in one's in the person's language."""
    return QCoreApplication.translate("needles", needle.name)


def status_name(status: Status) -> str:
    """Planned, given or skipped, in the person's language."""
    t = QCoreApplication.translate
    return {
        Status.PLANNED: t("statuses", "planned"),
        Status.GIVEN: t("statuses", "given"),
        Status.SKIPPED: t("statuses", "skipped"),
    }[status]


def side_letter(side: Side) -> str:
    """The letter that stands for a side on a chart: R or L, nothing for the midline."""
    t = QCoreApplication.translate
    if side is Side.MIDLINE:
        return ""
    return t("sides", "L", "left") if side is Side.LEFT else t("sides", "R", "right")


def sided_name(name: str, side: Side) -> str:
    """A region's full name, e.g. ``Left buccal cheek`` from ``Buccal cheek``.

    A translation of the frame may use ``{name}`` (first letter small) or ``{Name}`` (as the
    atlas writes it), and may put the side where its language wants it.
    """
    t = QCoreApplication.translate
    word = t("regions", name)
    small = word[:1].lower() + word[1:]
    if side is Side.MIDLINE:
        return word
    frame = t("sides", "Left {name}") if side is Side.LEFT else t("sides", "Right {name}")
    return frame.format(name=small, Name=word)


class _Named(Protocol):
    @property
    def name(self) -> str: ...


class _WithRegions(Protocol):
    @property
    def regions(self) -> Mapping[RegionKey, _Named]: ...


def region_name(body: _WithRegions, key: RegionKey | None) -> str:
    """The full name of the region `key` of `body`, or what says that there is none."""
    if key is None:
        return QCoreApplication.translate("regions", "Outside any region")
    region = body.regions.get(key)
    if region is None:
        return sided_name(key.id.replace("-", " ").capitalize(), key.side)
    return sided_name(region.name, key.side)


def chart_title(title: str) -> str:
    """A chart's title in the person's language."""
    return QCoreApplication.translate("charts", title)


def layer_name(layer: str) -> str:
    """A layer of the skin; what a clinician wrote stays as it is."""
    t = QCoreApplication.translate
    return {
        "epidermis": t("layers", "epidermis"),
        "papillary dermis": t("layers", "papillary dermis"),
        "reticular dermis": t("layers", "reticular dermis"),
        "dermis": t("layers", "dermis"),
        "skin": t("layers", "skin"),
        "hypodermis": t("layers", "hypodermis"),
        "mid-fat": t("layers", "mid-fat"),
    }.get(layer, layer)


def indication_name(indication: str) -> str:
    """An indication by its id, in the person's language; what a clinician wrote stays as it is."""
    known = INDICATION_NAMES.get(indication)
    return indication if known is None else QCoreApplication.translate("messages", known)
