"""Depth, volume, angle, technique, radius: of the selected injections, else of the syringe.

Each function gives the changes to commit; none of them writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from mesomap.clinical.depot import depot_of
from mesomap.geometry.deposit import deposit_radius_mm
from mesomap.model import Change, Injection, Syringe, Technique, Updated
from mesomap.panels.depth_view import DEEPEST_MM
from mesomap.panels.syringe_fields import Settings

MOST_UL = 10_000
Brushed = TypeVar("Brushed", Injection, Syringe)


def changed(values: Sequence[Brushed], edit: Callable[[Brushed], Brushed]) -> tuple[Change, ...]:
    """Each value `edit`ed, without those that stay the same."""
    pairs = ((value, edit(value)) for value in values)
    return tuple(Updated(before, after) for before, after in pairs if before != after)


def with_depth(value: Brushed, depth_mm: float) -> Brushed:
    """At another depth, which then is what counts and no layer."""
    return replace(value, depth_mm=depth_mm, layer="")


def with_layer(value: Brushed, layer: str) -> Brushed:
    """The depth left open: `layer` is meant."""
    return replace(value, depth_mm=None, layer=layer)


def deeper(value: Brushed, by_mm: float) -> Brushed:
    """Deeper (or less deep) by `by_mm`, never above the skin; a mere layer stays as it is."""
    if value.depth_mm is None:
        return value
    return with_depth(value, min(max(round(value.depth_mm + by_mm, 2), 0.0), DEEPEST_MM))


def fuller(value: Brushed, by_ul: int) -> Brushed:
    """With more (or less) volume, never below none."""
    return replace(value, volume_ul=min(max(value.volume_ul + by_ul, 0), MOST_UL))


def settings_of(values: Sequence[Injection] | Sequence[Syringe]) -> Settings:
    """What holds for all `values`; None where they differ."""
    return Settings(
        depth_mm=_common(value.depth_mm for value in values),
        volume_ul=_common(value.volume_ul for value in values),
        angle_deg=_common(value.angle_deg for value in values),
        technique=_common(value.technique for value in values),
        radius_mm=_common(value.radius_mm for value in values),
        follows_mm=_common(follows(value) for value in values),
        layer=layer_meant(values),
    )


def layer_meant(values: Sequence[Injection] | Sequence[Syringe]) -> str:
    """The layer that all `values` mean in place of a depth; "" where there is no such one."""
    layers = {value.layer if value.depth_mm is None else "" for value in values}
    return layers.pop() if len(layers) == 1 else ""


def follows(value: Injection | Syringe) -> float:
    """The deposit radius in mm that follows from volume, depth and technique."""
    depot = depot_of(value.technique, depth_mm=value.depth_mm, layer=value.layer)
    return deposit_radius_mm(value.volume_ul, depot=depot)


Common = TypeVar("Common", float, int, Technique)


def _common(values: Iterable[Common | None]) -> Common | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None
