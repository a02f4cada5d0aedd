"""What the compare page says of a change, of a map and of the area passes of a region."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.analysis.compare import Change, Fate
from mesomap.analysis.difference import AreaDifference, Difference, Snapshot
from mesomap.analysis.difference import Way as Direction
from mesomap.exchange.compare import Result
from mesomap.model import Injection, Status, Syringe
from mesomap.paint.compare import fate_name, way_name
from mesomap.paint.locale import format_area_cm2, format_ml, format_mm, format_number
from mesomap.paint.names import layer_name, region_name
from mesomap.panels.look import count_words


def change_words(result: Result, change: Change) -> str:
    """What happened to an injection: how far, which way, what changed; and where."""
    ways = result.difference.ways
    lines = [_headline(change, ways)]
    before, after = change.before, change.after
    syringes = {**result.first.map.syringes, **result.second.map.syringes}
    if before is not None and after is not None:
        lines += _contents(before, after, syringes)
    elif (one := before or after) is not None:
        lines.append(_plain(one, syringes))
    lines.append(region_name(result.body, change.key))
    return "\n".join(lines)


def _headline(change: Change, ways: Mapping[UUID, tuple[Direction, ...]]) -> str:
    t = QCoreApplication.translate
    if change.fate is Fate.MOVED:
        after = change.after
        whither = [way_name(way) for way in ways.get(after.id, ())] if after is not None else []
        moved = t("Compare", "Moved {length}").format(length=format_mm(change.moved_mm))
        return ", ".join([moved, *whither])
    if change.fate is Fate.KEPT and change.moved_mm >= 0.05:
        return t("Compare", "Kept, {length} away").format(length=format_mm(change.moved_mm))
    return fate_name(change.fate)


def _contents(before: Injection, after: Injection, syringes: Mapping[UUID, Syringe]) -> list[str]:
    """What is another than before; what it holds where nothing is."""
    t = QCoreApplication.translate
    lines = []
    if _depth(before) != _depth(after):
        lines.append(f"{t('Compare', 'Depth')}: {_depth(before)} → {_depth(after)}")
    if before.volume_ul != after.volume_ul:
        old, new = format_ml(before.volume_ul), format_ml(after.volume_ul)
        lines.append(f"{t('Compare', 'Volume')}: {old} → {new}")
    mixtures = [_mixture(one, syringes) for one in (before, after)]
    if mixtures[0] != mixtures[1]:
        lines.append(f"{t('Compare', 'Mixture')}: {mixtures[0] or '–'} → {mixtures[1] or '–'}")
    return lines or [_plain(after, syringes)]


def _plain(one: Injection, syringes: Mapping[UUID, Syringe]) -> str:
    parts = [_depth(one), format_ml(one.volume_ul), _mixture(one, syringes)]
    return " · ".join(part for part in parts if part and part != "–")


def _depth(one: Injection) -> str:
    if one.depth_mm is not None:
        return format_mm(one.depth_mm)
    return layer_name(one.layer) if one.layer else "–"


def _mixture(one: Injection, syringes: Mapping[UUID, Syringe]) -> str:
    return syringes[one.syringe].mixture


def map_words(map: Snapshot) -> str:
    """How many injections, and how much with the area passes."""
    held = [one for one in map.injections if one.status is not Status.SKIPPED]
    passes = [one for one in map.areas if one.status is not Status.SKIPPED]
    volume = sum(one.volume_ul for one in held) + sum(one.volume_ul for one in passes)
    return f"{count_words(len(held))}, {format_ml(volume)}"


def area_words(areas: AreaDifference | None) -> str:
    """The skin of the area passes before and after, what both share, and how much went there."""
    if areas is None:
        return ""
    t = QCoreApplication.translate
    skin = t("Compare", "{before} → {after}, {shared} shared").format(
        before=format_area_cm2(areas.before_mm2),
        after=format_area_cm2(areas.after_mm2),
        shared=format_area_cm2(areas.shared_mm2),
    )
    amounts = [
        "–" if value is None else format_number(value, 3)
        for value in (areas.ml_per_cm2_a, areas.ml_per_cm2_b)
    ]
    density = t("Compare", "{before} → {after} mL/cm²").format(before=amounts[0], after=amounts[1])
    return f"{skin}; {density}"


def counts_of(difference: Difference) -> dict[Fate, int]:
    """How many injections have each fate."""
    return {fate: difference.comparison.count(fate) for fate in Fate}
