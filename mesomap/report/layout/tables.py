"""The rows of the table by region and syringe, as words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from mesomap.model import Injection, RegionKey, Status
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.numbering import ranges, region_key
from mesomap.report.layout.voice import Voice

NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """A region's injections from one syringe."""

    key: RegionKey | None
    region: str
    ids: tuple[UUID, ...]
    points: str
    count: str
    depth: str
    angle: str
    each_ml: str
    total_ml: str
    mixture: str
    spacing: str
    coverage: str


def region_rows(voice: Voice, content: SessionContent) -> list[RegionRow]:
    """In the order of the numbers. Skipped injections are listed but not counted or summed."""
    groups: dict[tuple[RegionKey | None, UUID], list[Injection]] = {}
    for injection in content.injections:
        groups.setdefault((region_key(injection), injection.syringe), []).append(injection)
    rows = []
    told: set[RegionKey] = set()
    letters = content.letters
    for (key, syringe), members in groups.items():
        counted = [i for i in members if i.status is not Status.SKIPPED]
        figures = content.figures.get(key) if key is not None and key not in told else None
        if key is not None:
            told.add(key)
        median = figures.spacing.median_mm if figures is not None else None
        rows.append(
            RegionRow(
                key=key,
                region=region_words(voice, content, key),
                ids=tuple(i.id for i in members),
                points=ranges(content.numbers[i.id] for i in members),
                count=str(len(counted)),
                depth=_depth(voice, members),
                angle=_spread([i.angle_deg for i in members], lambda v: voice.decimal(v, 0) + "°"),
                each_ml=_spread([i.volume_ul for i in members], lambda v: ml(voice, round(v))),
                total_ml=ml(voice, sum(i.volume_ul for i in counted)),
                mixture=letters.get(syringe, NONE),
                spacing=NONE if median is None else voice.decimal(median, 1),
                coverage=NONE if figures is None else voice.percent(figures.coverage),
            )
        )
    return rows


def ml(voice: Voice, volume_ul: int) -> str:
    """Microlitres as mL: two decimals, three where microlitres need them."""
    return voice.decimal(volume_ul / 1000, 2 if volume_ul % 10 == 0 else 3)


def region_words(voice: Voice, content: SessionContent, key: RegionKey | None) -> str:
    """A region's name, with its side."""
    if key is None:
        return voice.say(QT_TRANSLATE_NOOP("messages", "Outside any region"))
    region = content.body.regions.get(key)
    return voice.region(key, region.name if region is not None else key.id.replace("-", " "))


def _depth(voice: Voice, injections: Sequence[Injection]) -> str:
    known = [i.depth_mm for i in injections if i.depth_mm is not None]
    parts = [_spread(known, lambda v: voice.decimal(v, 1))] if known else []
    layers = dict.fromkeys(i.layer for i in injections if i.depth_mm is None and i.layer)
    parts += [voice.translate("layers", layer) for layer in layers]
    return ", ".join(parts) or NONE


def _spread(values: Sequence[float], write: Callable[[float], str]) -> str:
    """One figure, or the lowest and the highest."""
    low, high = write(min(values)), write(max(values))
    return low if low == high else f"{low}–{high}"
