"""Light and dark from one set of tokens: the palette, the font, and the one style sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from mesomap.paint.fonts import ui_font
from mesomap.paint.stylesheet import stylesheet
from mesomap.paint.tokens import BODY, LIGHT, PALETTES, Palette

THEMES = ("light", "dark", "contrast", "system")
SCALES = (1.0, 1.15, 1.3, 1.5)
"""The sizes of text that are offered."""


def resolve(name: str) -> Palette:
    """The palette of the theme `name`; ``"system"`` follows the desktop's setting.

    Raises
    ------
    KeyError
        if `name` is not one of `THEMES`.
    """
    if name != "system":
        return PALETTES[name]
    hints = QGuiApplication.styleHints()
    dark = hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark
    return PALETTES["dark" if dark else "light"]


def qt_palette(p: Palette) -> QPalette:
    """`p` in Qt's own roles, for whatever the style sheet does not reach."""
    roles = QPalette.ColorRole
    result = QPalette()
    for role, colour in {
        roles.Window: p.panel,
        roles.WindowText: p.text,
        roles.Base: p.field,
        roles.AlternateBase: p.panel,
        roles.Text: p.text,
        roles.Button: p.field,
        roles.ButtonText: p.text,
        roles.BrightText: p.text,
        roles.ToolTipBase: p.field,
        roles.ToolTipText: p.text,
        roles.PlaceholderText: p.t3,
        roles.Highlight: p.focus,
        roles.HighlightedText: p.field,
        roles.Link: p.focus,
        roles.LinkVisited: p.focus,
        roles.Light: p.field,
        roles.Midlight: p.line,
        roles.Mid: p.line,
        roles.Dark: p.edge,
        roles.Shadow: p.edge,
    }.items():
        result.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(p.t3))
    return result


def apply_theme(app: QApplication, name: str = "system", *, scale: float = 1.0) -> Palette:
    """Dress the whole application; return the palette that is now in use.

    Widgets that paint themselves hear of it as `QEvent.PaletteChange` and ask `current`.
    """
    palette = resolve(name)
    app.setProperty("mesomap-theme", palette.name)
    app.setProperty("mesomap-scale", scale)
    if app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    app.setFont(ui_font(BODY, scale=scale))
    app.setPalette(qt_palette(palette))
    app.setStyleSheet(stylesheet(palette, scale=scale))
    return palette


def current() -> Palette:
    """The palette in use (light before `apply_theme`)."""
    app = QApplication.instance()
    return PALETTES.get(app.property("mesomap-theme"), LIGHT) if app is not None else LIGHT


def current_scale() -> float:
    """The text scale in use, 1.0 to 1.5."""
    app = QApplication.instance()
    value = app.property("mesomap-scale") if app is not None else None
    return float(value) if value is not None else 1.0
