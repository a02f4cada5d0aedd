"""The page's typeface, and how wide it sets a text.

Tabular figures and contextual alternates stay off: their glyphs have no Unicode of their own, so
Qt's PDF would hold "1–24" as a picture that no search finds.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontMetricsF

from mesomap.paint.fonts import load_fonts
from mesomap.report.layout.shapes import Weight
from mesomap.report.layout.voice import MM_PER_PT

EM = 500
"""Pixels of an em at which text is measured and drawn, then scaled: free of rounding."""

_WEIGHTS = {
    Weight.REGULAR: QFont.Weight.Normal,
    Weight.MEDIUM: QFont.Weight.Medium,
    Weight.BOLD: QFont.Weight.DemiBold,
}


@cache
def paper_font(weight: Weight) -> QFont:
    """The font at `EM` pixels."""
    font = QFont(load_fonts())
    font.setPixelSize(EM)
    font.setWeight(_WEIGHTS[weight])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if hasattr(font, "setFeature"):
        font.setFeature(QFont.Tag("calt"), 0)
    return font


@cache
def _metrics(weight: Weight) -> QFontMetricsF:
    return QFontMetricsF(paper_font(weight))


def width_mm(text: str, size_pt: float, weight: Weight) -> float:
    """Advance of `text` in mm at `size_pt`."""
    return _metrics(weight).horizontalAdvance(text) / EM * size_pt * MM_PER_PT
