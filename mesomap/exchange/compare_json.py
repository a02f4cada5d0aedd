"""A comparison as the documented JSON and as a table. The keys are a contract:
docs/command-line.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from mesomap.analysis.compare import Change, Fate
from mesomap.analysis.difference import AreaDifference, RegionRow
from mesomap.analysis.doses import Dose, total
from mesomap.analysis.figures import RegionFigures
from mesomap.exchange.compare import Half, Result
from mesomap.exchange.csv_table import table_csv
from mesomap.exchange.record.doses import amount_json, named_json
from mesomap.exchange.sites import site_json
from mesomap.model import Injection, Lesion, RegionKey, Syringe

Json = dict[str, Any]
SIDES = ("a", "b")
HEAD = (
    "fate", "region", "side", "moved_mm", "ways", "changed",
    "depth_mm_a", "layer_a", "volume_ml_a", "mixture_a", "status_a",
    "depth_mm_b", "layer_b", "volume_ml_b", "mixture_b", "status_b",
)  # fmt: skip


def comparison_json(result: Result) -> Json:
    """How many of each fate, by region, and one by one; figures and doses before and after."""
    found = result.difference
    coverages = {one.key: (one.coverage_a, one.coverage_b) for one in found.comparison.by_region}
    return {
        **{fate.value: found.comparison.count(fate) for fate in Fate},
        "by_region": [
            _row(result, row, coverages.get(row.key, (None, None))) for row in found.rows
        ],
        "mode": result.way.value,
        "a": _session(result.first),
        "b": _session(result.second),
        "changes": [_change(result, one) for one in found.comparison.changes],
        "doses": _doses(*(total(_all(one)) for one in (result.first, result.second))),
        "lesions": [_lesion(one) for one in result.lesions],
        "notes": [note.render() for note in result.notes],
    }


def comparison_csv(result: Result) -> bytes:
    """One row a change; `a` is before, `b` after."""
    return table_csv(HEAD, (_flat(result, one) for one in result.difference.comparison.changes))


def changed_in(result: Result, change: Change) -> list[str]:
    """In what an injection that both maps have became another: depth, volume, mixture."""
    before, after = change.before, change.after
    if before is None or after is None:
        return []
    mixtures = (
        result.first.map.syringes[before.syringe].mixture,
        result.second.map.syringes[after.syringe].mixture,
    )
    found = {
        "depth": _depth(before) != _depth(after),
        "volume": before.volume_ul != after.volume_ul,
        "mixture": mixtures[0] != mixtures[1],
    }
    return [name for name, is_other in found.items() if is_other]


def _depth(one: Injection) -> object:
    return one.depth_mm if one.depth_mm is not None else one.layer


def _row(result: Result, row: RegionRow, coverages: tuple[float | None, float | None]) -> Json:
    doses = [one.doses.get(row.key, ()) for one in (result.first, result.second)]
    return {
        **_region(result, row.key),
        **{fate.value: row.counts[fate] for fate in Fate},
        "coverage_a": coverages[0],
        "coverage_b": coverages[1],
        **_figures("a", row.before),
        **_figures("b", row.after),
        "doses": _doses(*doses),
        "areas": _areas(row.areas),
    }


def _figures(which: str, figures: RegionFigures | None) -> Json:
    """Counts, spacing and volume of a region in one map; null without anything in it."""
    spacing = figures.spacing if figures is not None else None
    return {
        f"count_{which}": figures.count if figures is not None else 0,
        f"given_{which}": figures.given if figures is not None else 0,
        f"spacing_{which}": {
            "min_mm": spacing.min_mm if spacing else None,
            "median_mm": spacing.median_mm if spacing else None,
            "max_mm": spacing.max_mm if spacing else None,
        },
        f"volume_ml_{which}": figures.volume_ul / 1000 if figures is not None else 0.0,
    }


def _areas(areas: AreaDifference | None) -> Json | None:
    if areas is None:
        return None
    return {
        "area_mm2_a": round(areas.before_mm2, 4),
        "area_mm2_b": round(areas.after_mm2, 4),
        "shared_mm2": round(areas.shared_mm2, 4),
        "ml_per_cm2_a": areas.ml_per_cm2_a,
        "ml_per_cm2_b": areas.ml_per_cm2_b,
    }


def _doses(a: Iterable[Dose], b: Iterable[Dose]) -> list[Json]:
    """Of each component what either map holds; amounts are decimals, as strings."""
    first, second = ({_bare(one): one.amount for one in doses} for doses in (a, b))
    keys = sorted({*first, *second}, key=lambda one: (one.name, one.substance, one.unit))
    none = Decimal(0)
    return [
        {
            **named_json(key),
            "a": amount_json(first.get(key, none)),
            "b": amount_json(second.get(key, none)),
        }
        for key in keys
    ]


def _bare(dose: Dose) -> Dose:
    return Dose(dose.name, dose.substance, dose.unit, Decimal(0))


def _all(half: Half) -> list[Dose]:
    return [dose for doses in half.doses.values() for dose in doses]


def _session(half: Half) -> Json:
    return {"session": str(half.session.id), "date": half.session.date.isoformat()}


def _change(result: Result, change: Change) -> Json:
    return {
        "fate": change.fate.value,
        "before": _injection(change.before, result.first.map.syringes),
        "after": _injection(change.after, result.second.map.syringes),
        **(_region(result, change.key) if change.key else {"region": None, "side": None}),
        "moved_mm": round(change.moved_mm, 4),
        "ways": _ways(result, change),
        "changed": changed_in(result, change),
    }


def _ways(result: Result, change: Change) -> list[str]:
    """Whither a moved one went, the clearest direction first."""
    after = change.after
    return [way.value for way in result.difference.ways.get(after.id, ())] if after else []


def _injection(one: Injection | None, syringes: Mapping[UUID, Syringe]) -> Json | None:
    if one is None:
        return None
    return {
        "id": str(one.id),
        "site": site_json(one.site),
        "depth_mm": one.depth_mm,
        "layer": one.layer,
        "volume_ml": one.volume_ul / 1000,
        "mixture": syringes[one.syringe].mixture,
        "status": one.status.value,
    }


def _flat(result: Result, change: Change) -> Json:
    described = _change(result, change)
    names = ("depth_mm", "layer", "volume_ml", "mixture", "status")
    row = {
        **{name: described[name] for name in ("fate", "region", "side", "moved_mm")},
        "ways": "; ".join(described["ways"]),
        "changed": "; ".join(described["changed"]),
    }
    for which, one in zip(SIDES, (described["before"], described["after"]), strict=True):
        row |= {f"{name}_{which}": one[name] if one else None for name in names}
    return row


def _region(result: Result, key: RegionKey) -> Json:
    """A region; of a clinic's own picture null and which one."""
    if key.id in result.body.pictures:
        return {"region": None, "side": None, "chart": key.id}
    return {"region": key.id, "side": key.side.value}


def _lesion(lesion: Lesion) -> Json:
    return {
        "id": str(lesion.id),
        "kind": lesion.kind.value,
        "name": lesion.name,
        "region": lesion.region,
        "side": lesion.side.value if lesion.side else None,
        "sizes": [
            {
                "measured": one.measured.isoformat(),
                "long_mm": one.long_mm,
                "wide_mm": one.wide_mm,
                "area_mm2": one.area_mm2,
            }
            for one in lesion.sizes
        ],
    }
