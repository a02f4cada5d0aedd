"""How a page speaks: translated words, the locale's figures, and how wide a text is.

The layout is free of Qt, so whoever draws it lends it these; `plain_voice` speaks English and
measures roughly, for tests and for tools that only want the geometry.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from mesomap.model import Calibration, RegionKey, Sex, Technique
from mesomap.model.message import CONTEXT
from mesomap.report.layout.bidi import isolated
from mesomap.report.layout.shapes import Weight

if TYPE_CHECKING:
    from mesomap.atlas import Body

MM_PER_PT = 25.4 / 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The callables that turn values into words; `width_mm` takes text, size in pt and weight."""

    translate: Callable[[str, str], str]
    width_mm: Callable[[str, float, Weight], float]
    decimal: Callable[[float, int], str]
    percent: Callable[[float], str]
    day: Callable[[date], str]
    moment: Callable[[datetime], str]
    region: Callable[[RegionKey, str], str]
    """Key and the atlas's English name to the name with its side."""
    technique: Callable[[Technique], str]
    sex: Callable[[Sex], str]
    measured: Callable[[Body, Calibration], str]
    """What was measured on the patient, e.g. ``height 1700 mm``."""

    def say(self, text: str, **values: object) -> str:
        """`text` (marked for translation where it is written) with its values."""
        said = {k: isolated(v) if isinstance(v, str) else v for k, v in values.items()}
        return self.translate(CONTEXT, text).format(**said)


def wrap(voice: Voice, text: str, *, width_mm: float, size_pt: float, weight: Weight) -> list[str]:
    """`text` in lines no wider than `width_mm`; a word that is too long by itself is broken.

    It is broken after its hyphen where it has one.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        trial = f"{line} {word}".strip()
        if voice.width_mm(trial, size_pt, weight) <= width_mm:
            line = trial
            continue
        if line:
            lines.append(line)
        line = word
        while voice.width_mm(line, size_pt, weight) > width_mm and len(line) > 1:
            cut = len(line) - 1
            while cut > 1 and voice.width_mm(line[:cut], size_pt, weight) > width_mm:
                cut -= 1
            cut = line.rfind("-", 1, cut) + 1 or cut
            lines.append(line[:cut])
            line = line[cut:]
    if line or not lines:
        lines.append(line)
    return lines


def _rough_width_mm(text: str, size_pt: float, weight: Weight) -> float:
    """0.6 em a letter: wider than Inter runs on average, so nothing collides that should not."""
    return len(text) * size_pt * MM_PER_PT * (0.64 if weight is Weight.BOLD else 0.6)


def _region_name(key: RegionKey, name: str) -> str:
    return name if key.side == "midline" else f"{name}, {key.side}"


def plain_voice() -> Voice:
    """English, rough widths, no Qt."""
    return Voice(
        translate=lambda context, text: text,
        width_mm=_rough_width_mm,
        decimal=lambda value, places: f"{value:.{places}f}",
        percent=lambda value: f"{value:.0%}",
        day=lambda value: f"{value.day} {value:%b %Y}",
        moment=lambda value: f"{value.day} {value:%b %Y %H:%M}",
        region=_region_name,
        technique=lambda value: str(value.value),
        sex=lambda value: str(value.value),
        measured=lambda body, value: f"{len(value.measurements)} measurements",
    )
