"""How large the letters of treat mode are in the room there is: 48 px at least, 208 as drawn."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_PX = 48
COUNTER_PX, COUNTER_MOST_PX = 208, 250
DIGITS = 0.76
"""Height of a digit, and what stands free around it, for its font size."""
GAUGE = 46
FIXED = 24 + 40 + 28 + 82 + 78 + 100 + 64 + 50
"""Margins, progress, detail, figures, syringe, Given, the row of buttons, and spaces."""
ROOMY = 860
"""From so much height on, everything grows."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Font sizes in px, and whether the syringe is drawn."""

    counter: int
    site: int
    figure: int
    syringe: int
    gauge: bool


def sizes(height: int, *, site_lines: int) -> Sizes:
    """What fits a panel of `height` px whose site's name takes `site_lines` lines."""
    grow = min(max(height / ROOMY, 1.0), 1.2)
    site, figure = round((52 if site_lines == 1 else LEAST_PX) * grow), round(60 * grow)
    extra = round(24 * (grow - 1) * 10)
    rest = height - FIXED - extra - round(site * 1.14) * site_lines
    gauge = rest - GAUGE >= round(140 * DIGITS)
    room = rest - GAUGE if gauge else rest
    counter = min(max(int(room / DIGITS), LEAST_PX), round(COUNTER_PX * grow), COUNTER_MOST_PX)
    return Sizes(counter, site, figure, round(LEAST_PX * grow), gauge)
