"""What the chart says of a grid, or of missing places, before they are placed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mesomap.canvas.info import GridPreview
from mesomap.paint.locale import format_count, format_mg, format_ml, format_mm, format_percent


def invitation(tool: str) -> str:
    """What to do with a tool that has nothing in hand yet; "" for other tools."""
    translate = QCoreApplication.translate
    words = {
        "grid": translate(
            "Surround", "Click a region to fill it with a grid, or drag around a part of it."
        ),
        "fill": translate("Surround", "Click a region whose gaps you want to fill."),
        "lesion": translate("Surround", "Drag to draw a lesion; click one to choose it."),
    }
    return words.get(tool, "")


def hint(preview: GridPreview) -> str:
    """How many, how dense, how much, and which keys do what."""
    translate = QCoreApplication.translate
    if preview.settings is None:
        return _fill_hint(preview)
    spacing = preview.spacing.median_mm
    if preview.count == 0 and preview.skipped:
        return translate("Surround", "Every place of this grid holds an injection already.")
    return translate(
        "Surround",
        "{count} injections · spacing {spacing} · coverage {coverage} · {volume}"
        " — Enter accepts, Esc leaves",
    ).format(
        count=format_count(preview.count),
        spacing="–" if spacing is None else format_mm(spacing),
        coverage=format_percent(preview.coverage),
        volume=_amount(preview),
    )


def _fill_hint(preview: GridPreview) -> str:
    translate = QCoreApplication.translate
    if not preview.count:
        if preview.no_lattice:
            return translate("Surround", "There is no lattice to fill here.")
        return translate("Surround", "No place of the lattice is missing.")
    if preview.count == 1:
        words = translate("Surround", "1 point · {volume} — Enter fills, Esc leaves")
        return words.format(volume=_amount(preview))
    return translate("Surround", "{count} points · {volume} — Enter fills, Esc leaves").format(
        count=format_count(preview.count), volume=_amount(preview)
    )


def _amount(preview: GridPreview) -> str:
    volume = format_ml(preview.volume_ul)
    return volume if preview.mg is None else f"{volume} · {format_mg(preview.mg)}"
