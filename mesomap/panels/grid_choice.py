"""What the grid's options say, and what they show of the preview."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mesomap.paint.locale import (
    format_area_cm2,
    format_count,
    format_mg,
    format_ml,
    format_mm,
    format_percent,
)
from mesomap.panels.look import count_words


@dataclass(frozen=True, slots=True)
class GridChoice:
    """A pattern (square, hex, rows), its spacing, angle and margins; mm and degrees."""

    pattern: str = "square"
    spacing_mm: float = 10.0
    angle_deg: float = 0.0
    margin_mm: float = 0.0
    below_jaw_mm: float = 0.0
    """Width of the strip below the mandible's lower border that stays free."""
    row_spacing_mm: float | None = None
    """Of rows: their distance; None: as along the row."""
    stagger: bool = False
    offset_mm: tuple[float, float] = (0.0, 0.0)
    lesions: str = "avoid"
    """Or fill, or ignore."""
    lesion_margin_mm: float = 0.0
    avoid_caution: bool = False
    rest_days: int | None = None
    """Skin treated within so many days stays free; None: no notice is taken."""


@dataclass(frozen=True, slots=True)
class FitFigures:
    """What best fit found; coverages are fractions, `wanted` None: no less than before."""

    change: int
    moved: bool
    coverage: float
    coverage_before: float
    wanted: float | None


@dataclass(frozen=True, slots=True)
class GridFigures:
    """What the previewed grid would be."""

    region: str
    count: int
    coverage: float
    spacing_mm: float | None
    volume_ul: int
    area_mm2: float | None = None
    taken: int = 0
    """Places of the grid that hold an injection already and are left out."""
    mg: float | None = None
    fit: FitFigures | None = None


def first_line(figures: GridFigures) -> str:
    """Where, how many, how much."""
    amount = format_ml(figures.volume_ul)
    if figures.mg is not None:
        amount = f"{amount}, {format_mg(figures.mg)}"
    return QCoreApplication.translate("GridOptions", "{region}: {injections}, {volume}").format(
        region=figures.region, injections=count_words(figures.count), volume=amount
    )


def second_line(figures: GridFigures) -> str:
    """Coverage, spacing, skin, and what is taken."""
    parts = [
        QCoreApplication.translate("GridOptions", "coverage {share}").format(
            share=format_percent(figures.coverage)
        )
    ]
    if figures.spacing_mm is not None:
        parts.append(
            QCoreApplication.translate("GridOptions", "nearest neighbour {mm}").format(
                mm=format_mm(figures.spacing_mm)
            )
        )
    if figures.area_mm2 is not None:
        parts.append(
            QCoreApplication.translate("GridOptions", "{area} of skin").format(
                area=format_area_cm2(figures.area_mm2)
            )
        )
    if figures.taken:
        parts.append(
            QCoreApplication.translate("GridOptions", "{n} taken already").format(
                n=format_count(figures.taken)
            )
        )
    return ", ".join(parts)


def fit_line(fit: FitFigures) -> str:
    """What best fit found."""
    share = format_percent(fit.coverage, 1)
    if fit.wanted is not None and fit.coverage < fit.wanted - 0.0005:
        words = QCoreApplication.translate(
            "GridOptions", "Nowhere does it cover {wanted}; the most is {share}."
        )
        return words.format(wanted=format_percent(fit.wanted, 1), share=share)
    if not fit.moved:
        return QCoreApplication.translate(
            "GridOptions", "It lies best already: coverage {share}."
        ).format(share=share)
    sign = "+" if fit.change > 0 else "\N{MINUS SIGN}" if fit.change < 0 else "±"
    points = format_count(abs(fit.change))
    if abs(fit.change) == 1:
        words = QCoreApplication.translate(
            "GridOptions", "Best fit: {sign}1 point, coverage {share}."
        )
        return words.format(sign=sign, share=share)
    words = QCoreApplication.translate(
        "GridOptions", "Best fit: {sign}{n} points, coverage {share}."
    )
    return words.format(sign=sign, n=points, share=share)
