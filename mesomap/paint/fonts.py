"""The typeface: Inter, shipped with the program, with digits of equal width.

A bare Linux has no font at all, and text would come out as boxes; so the program brings its
own, and says so in words when even that cannot be drawn.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from mesomap.paint.tokens import BODY, TypeSize

FAMILY = "Inter"
_FOLDER = Path(__file__).parent / "fonts"


@cache
def load_fonts() -> str:
    """Load the shipped faces once; return the family to use (the system's where they fail)."""
    families: list[str] = []
    for path in sorted(_FOLDER.glob("*.otf")):
        identifier = QFontDatabase.addApplicationFont(str(path))
        if identifier >= 0:
            families += QFontDatabase.applicationFontFamilies(identifier)
    if FAMILY in families:
        return FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def tabular(font: QFont) -> QFont:
    """`font` with digits of equal width, where this Qt and the font can (Qt >= 6.7)."""
    if hasattr(font, "setFeature"):
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def ui_font(size: TypeSize = BODY, *, weight: int | None = None, scale: float = 1.0) -> QFont:
    """The interface's font at `size` (px times `scale`), with tabular digits."""
    font = QFont(load_fonts())
    font.setPixelSize(max(1, round(size.px * scale)))
    font.setWeight(QFont.Weight(weight or size.weight))
    return tabular(font)


def text_can_be_drawn() -> bool:
    """Whether letters, digits and the units' signs come out as themselves, not as boxes."""
    raw = QRawFont.fromFont(ui_font())
    return raw.isValid() and all(raw.supportsCharacter(ord(c)) for c in "Aa0²°é")


def missing_font_notice() -> str | None:
    """One sentence when no font can draw text (then it must go to the console), else None."""
    if text_can_be_drawn():
        return None
    return QCoreApplication.translate(
        "fonts",
        "No font could be loaded, so text would show as empty boxes: reinstall mesomap, or"
        " install a font such as DejaVu Sans.",
    )
