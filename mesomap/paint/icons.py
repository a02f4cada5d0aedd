"""One family of line icons, drawn from the font data that QtAwesome keeps.

QtAwesome itself is never imported: that alone costs as much start-up as a bare window. Its
data files are located, and its Material Design Icons font (outline set) is loaded once.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPixmap,
    QRawFont,
    QTransform,
)

from mesomap.paint.tokens import ICON_TOOLBAR

_EM = 240

# Our name -> the font's name.
GLYPHS = {
    "select": "cursor-default-outline",
    "point": "record-circle-outline",
    "grid": "grid",
    "row": "dots-horizontal",
    "line": "slash-forward",
    "nappage": "brush-outline",
    "stamp": "dots-square",
    "erase": "eraser",
    "measure": "ruler",
    "note": "note-outline",
    "undo": "undo",
    "redo": "redo",
    "columns": "view-column-outline",
    "printer": "printer-outline",
    "syringe": "needle",
    "signature": "signature-freehand",
    "check": "check",
    "lock": "lock-outline",
    "lock-open": "lock-open-outline",
    "pen": "pencil-outline",
    "triangle": "triangle-outline",
    "warning": "alert-outline",
    "clock": "clock-outline",
    "plus": "plus",
    "minus": "minus",
    "fit": "fullscreen",
    "chevron-up": "chevron-up",
    "chevron-down": "chevron-down",
    "chevron-left": "chevron-left",
    "chevron-right": "chevron-right",
    "arrow-left": "arrow-left",
    "link": "link-variant",
    "layers": "layers-outline",
    "split": "call-split",
    "swipe": "compare",
    "close": "close",
    "skip": "skip-next-outline",
    "pause": "pause",
    "more": "dots-horizontal-circle-outline",
    "search": "magnify",
    "user-plus": "account-plus-outline",
    "user": "account-outline",
    "folder-open": "folder-open-outline",
    "file": "file-outline",
    "file-plus": "file-plus-outline",
    "flask": "flask-outline",
    "shield-check": "shield-check-outline",
    "drive": "harddisk",
    "key": "key-outline",
    "eye": "eye-outline",
    "eye-off": "eye-off-outline",
    "turn": "rotate-3d-variant",
    "delete": "delete-outline",
    "settings": "cog-outline",
    "theme": "theme-light-dark",
    "calendar": "calendar-outline",
    "info": "information-outline",
    "help": "help-circle-outline",
    "square": "dots-grid",
    "lasso": "lasso",
    "band": "select-drag",
    "target": "target",
    "lesion": "texture-box",
    "ellipse": "vector-circle-variant",
    "hexagon": "hexagon-outline",
    "flip": "flip-horizontal",
    "timeline": "chart-timeline-variant",
    "picture-plus": "image-plus-outline",
}


@cache
def _data() -> tuple[Path, Path] | None:
    """The newest Material Design font and charmap of the installed QtAwesome, if any."""
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "fonts"
    fonts = sorted(folder.glob("materialdesignicons6-webfont-*.ttf"))
    charmaps = sorted(folder.glob("materialdesignicons6-webfont-charmap-*.json"))
    return (fonts[-1], charmaps[-1]) if fonts and charmaps else None


@cache
def _codepoints() -> dict[str, str]:
    data = _data()
    if data is None:
        return {}
    charmap: dict[str, str] = json.loads(data[1].read_text(encoding="utf-8"))
    return {name: chr(int(charmap[glyph], 16)) for name, glyph in GLYPHS.items()}


@cache
def _family() -> str | None:
    data = _data()
    if data is None:
        return None
    identifier = QFontDatabase.addApplicationFont(str(data[0]))
    families = QFontDatabase.applicationFontFamilies(identifier) if identifier >= 0 else []
    return families[0] if families else None


@cache
def _outline(name: str) -> QPainterPath:
    """The glyph's outline on a unit square, y down."""
    family = _family()
    if family is None:
        return QPainterPath()
    font = QFont(family)
    font.setPixelSize(_EM)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    raw = QRawFont.fromFont(font)
    indexes = raw.glyphIndexesForString(_codepoints()[name])
    if not indexes:
        return QPainterPath()
    to_unit_square = QTransform.fromScale(1 / _EM, 1 / _EM).translate(0.0, raw.ascent())
    return to_unit_square.map(raw.pathForGlyph(indexes[0]))


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: str | QColor) -> None:
    """Draw the icon `name` (a key of `GLYPHS`) into `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QPointF(rect.x(), rect.y()))
    painter.scale(rect.width(), rect.height())
    painter.fillPath(_outline(name), QColor(colour))
    painter.restore()


@cache
def _pixmap(name: str, colour: str, px: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(QSize(round(px * ratio), round(px * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, QRectF(0, 0, px, px), name, QColor.fromString(colour))
    painter.end()
    return pixmap


def icon_pixmap(
    name: str, colour: str, px: int = ICON_TOOLBAR, ratio: float | None = None
) -> QPixmap:
    """The icon as a pixmap of `px` logical pixels at device pixel ratio `ratio`."""
    if ratio is None:
        ratio = max(_ratios())
    return _pixmap(name, colour, px, ratio)


@cache
def icon(
    name: str, colour: str, px: int = ICON_TOOLBAR, *, disabled_colour: str | None = None
) -> QIcon:
    """The icon `name` in `colour`, drawn for the device pixel ratio of every screen.

    Raises
    ------
    KeyError
        if `name` is not one of `GLYPHS`.
    """
    GLYPHS[name]
    result = QIcon()
    faded = QColor.fromString(colour)
    faded.setAlphaF(0.38)
    off = disabled_colour or faded.name(QColor.NameFormat.HexArgb)
    for ratio in _ratios():
        result.addPixmap(_pixmap(name, colour, px, ratio), QIcon.Mode.Normal)
        result.addPixmap(_pixmap(name, off, px, ratio), QIcon.Mode.Disabled)
    return result


def _ratios() -> set[float]:
    return {screen.devicePixelRatio() for screen in QGuiApplication.screens()} or {1.0}
