"""The palette, type, spaces and sizes of everything that is drawn.

Chrome is grey and ink only. Colour appears only in data marks, remarks, the saved state and
keyboard focus, and every colour has a second sign beside it. No gradients, no shadows.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme's colours as ``#RRGGBB``.

    `line` is never the only sign of anything; `edge` has 3:1 on `panel` and `field`; `text`,
    `t2` and `t3` (body, labels, captions) have at least 4.5:1, also on `sel`.
    """

    name: str
    win: str
    panel: str
    field: str
    canvas: str
    line: str
    edge: str
    sel: str
    text: str
    t2: str
    t3: str
    pri: str
    pri_text: str
    focus: str
    warn: str
    caution: str
    ok: str
    figure_brightness: float
    """Factor by which the chart's figure is dimmed: it is the brightest thing on the screen."""

    @property
    def dark(self) -> bool:
        """Whether text is lighter than its ground."""
        return self.figure_brightness < 1.0


LIGHT = Palette(
    name="light",
    win="#ECEEF1",
    panel="#F6F7F8",
    field="#FFFFFF",
    canvas="#FFFFFF",
    line="#DCE0E5",
    edge="#7E8690",
    sel="#DDE2E8",
    text="#1B1F24",
    t2="#454D57",
    t3="#59616B",
    pri="#1F252C",
    pri_text="#FFFFFF",
    focus="#0072B2",
    warn="#8A5A00",
    caution="#8F3F6D",
    ok="#00684B",
    figure_brightness=1.0,
)

DARK = Palette(
    name="dark",
    win="#0B0D0F",
    panel="#16191D",
    field="#1F2429",
    canvas="#0E1114",
    line="#2A3037",
    edge="#727B86",
    sel="#2B333B",
    text="#D9DDE1",
    t2="#B1B8C0",
    t3="#98A1AB",
    pri="#D9DDE1",
    pri_text="#14171A",
    focus="#56B4E9",
    warn="#E9B44C",
    caution="#DDA0C0",
    ok="#3CC79B",
    figure_brightness=0.9,
)

CONTRAST = Palette(
    name="contrast",
    win="#FFFFFF",
    panel="#FFFFFF",
    field="#FFFFFF",
    canvas="#FFFFFF",
    line="#5C5C5C",
    edge="#000000",
    sel="#DADADA",
    text="#000000",
    t2="#000000",
    t3="#1F1F1F",
    pri="#000000",
    pri_text="#FFFFFF",
    focus="#003F9E",
    warn="#553300",
    caution="#6B1549",
    ok="#00472F",
    figure_brightness=1.0,
)
"""Black on white, at least 7:1 throughout (WCAG 2.2, 1.4.6)."""

PALETTES = {palette.name: palette for palette in (LIGHT, DARK, CONTRAST)}


@dataclass(frozen=True, slots=True)
class TypeSize:
    """Font size and line height in px at 100 % text scale, and weight (400, 500 or 600)."""

    px: int
    line: int
    weight: int = 400


CAPTION = TypeSize(11, 14)
SMALL = TypeSize(12, 16)
BODY = TypeSize(13, 18)
TITLE = TypeSize(15, 20, 600)
PATIENT = TypeSize(18, 24, 600)
PAGE_TITLE = TypeSize(22, 36, 600)
TOTAL = TypeSize(17, 22, 600)

TYPE = {
    "caption": CAPTION,
    "small": SMALL,
    "body": BODY,
    "title": TITLE,
    "patient": PATIENT,
    "page-title": PAGE_TITLE,
    "total": TOTAL,
}

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_XXL = 4, 8, 12, 16, 24, 32

RADIUS_CONTROL = 4
RADIUS_CARD = 6
TARGET = 32
"""The smallest side in px of anything that takes a click."""

DOCK_PADDING = 16
BANNER_HEIGHT = 52
TOOLBAR_HEIGHT = 48
TIMELINE_HEIGHT = 112
TIMELINE_HEIGHT_SMALL = 84
CHART_STRIP_WIDTH = 176
RIGHT_COLUMN_WIDTH = 328

ICON_TOOLBAR, ICON_INLINE, ICON_LARGE = 16, 13, 24

# Data marks: the same in both themes, because the figure stays light.
INK = "#1B1F24"
BLUE = "#0072B2"
GREEN = "#007A57"
VERMILLION = "#C24E00"
PURPLE = "#8F3F6D"
ORANGE = "#E69F00"
SKY = "#56B4E9"
YELLOW = "#F0E442"
SKIPPED = "#59616B"
EARLIER = "#6B737D"
GAP = "#8A5A00"
PALE = frozenset({ORANGE, SKY, YELLOW})
"""Hues below 3:1 on the figure: marks in them get an ink outline."""

# The depth strip's layers: pale flesh to fat, the same in both themes.
STRATA = {
    "epidermis": "#EFDACD",
    "papillary dermis": "#E6C4B3",
    "reticular dermis": "#DBAE9C",
    "skin": "#E0B9A7",
    "hypodermis": "#EFE3B1",
}
# Marks coloured by depth: a colour and so many ticks under the mark for each layer.
DEPTH_COLOURS = {
    "epidermis": "#F0E442",
    "papillary dermis": "#56B4E9",
    "reticular dermis": "#0072B2",
    "hypodermis": "#1B1F24",
    "skin": "#007A57",
    "": "#6B737D",
}
DEPTH_TICKS = {"epidermis": 1, "papillary dermis": 2, "reticular dermis": 3, "hypodermis": 4}
STRATA_HATCH = "#9A6A52"
STRATA_GROUND = "#F1F1EF"

MARK_GROUND = "#F4F4F4"
"""Where a mark stands off the figure: as light as the figure is."""
MARK_RADIUS = 5.0
MARK_STROKE = 2.0
EARLIER_RADIUS = 3.6
EARLIER_STROKE = 1.25
SELECTED_RADIUS = 10.0
SELECTED_HALO = 5.0
DEPOSIT_OPACITY = 0.13
HOVER_OPACITY = 0.17
HOVER_OUTLINE_OPACITY = 0.62
GAP_HATCH_PX = 6.0
STEEP_TILT_DEG = 60.0
"""Beyond this tilt a chart asks to place on another view rather than pretend precision."""
