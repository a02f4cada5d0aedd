"""How large the letters of treat mode are in the room there is: 48 px at least, 208 as drawn."""

from __future__ import annotations

from dataclasses import dataclass

LEAST_PX = 48
COUNTER_PX = 208
DIGITS = 0.76
"""Height of a digit, and what stands free around it, for its font size."""
LINE = 1.14
"""Height of a line of the site's name for its font size."""
GAUGE = 46
LOW = 620
"""Below so much height every part takes the least that it can."""
ROOMY, MOST = 740, 1.35
"""From so much height on everything grows, up to so much."""
SPACES = 24 + 50


@dataclass(frozen=True, slots=True)
class Sizes:
    """Font sizes and heights in px; whether the detail is said and the syringe drawn."""

    counter: int
    site: int
    figure: int
    syringe: int
    given: int
    buttons: int
    detail: bool
    gauge: bool


def sizes(height: int, *, site_lines: int) -> Sizes:
    """What fits a panel of `height` px whose site's name takes `site_lines` lines."""
    if height < LOW:
        site, figure, syringe, given, buttons, detail = LEAST_PX, LEAST_PX, LEAST_PX, 76, 50, False
    else:
        grow = min(max(height / ROOMY, 1.0), MOST)
        site = round((52 if site_lines == 1 else LEAST_PX) * grow)
        figure, syringe = round(60 * grow), round(LEAST_PX * grow)
        given, buttons, detail = round(100 * min(grow, 1.2)), 64, True
    taken = SPACES + 40 + round(site * LINE) * site_lines + (28 if detail else 0)
    taken += 24 + round(figure * 0.97) + round(syringe * 1.08) + 26 + given + buttons
    rest = height - taken
    gauge = detail and rest - GAUGE >= round(150 * DIGITS)
    room = rest - GAUGE if gauge else rest
    most = round(COUNTER_PX * min(max(height / ROOMY, 1.0), MOST))
    counter = min(max(int(room / DIGITS), LEAST_PX), most)
    return Sizes(counter, site, figure, syringe, given, buttons, detail, gauge)
