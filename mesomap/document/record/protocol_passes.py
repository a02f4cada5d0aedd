"""A protocol without a pattern: an area pass of each region, sharing the volume by their areas."""

from __future__ import annotations

from collections.abc import Sequence

from mesomap.atlas import Body
from mesomap.document.edits_areas import Pass
from mesomap.model import Lesion, RegionKey, Site


def shared_passes(
    body: Body,
    keys: Sequence[RegionKey],
    lesions: Sequence[Lesion] | None,
    *,
    volume_ul: int,
) -> list[Pass]:
    """One pass a region; with `lesions` one for each of those that lie in the regions.

    Parameters
    ----------
    volume_ul
        All of it: what is left by rounding goes to the largest.
    """
    if lesions is None:
        parts: list[tuple[RegionKey, tuple[Site, ...], float]] = [
            (key, (), body.regions[key].area_mm2) for key in keys
        ]
    else:
        parts = [
            (RegionKey(one.region, one.side), one.outline, _area(one))
            for one in lesions
            if one.region is not None
            and one.side is not None
            and RegionKey(one.region, one.side) in set(keys)
        ]
    whole = sum(area for _, _, area in parts)
    if not parts or whole <= 0:
        return []
    shares = [int(volume_ul * area / whole) for _, _, area in parts]
    largest = max(range(len(parts)), key=lambda number: parts[number][2])
    shares[largest] += volume_ul - sum(shares)
    return [
        Pass(key=key, outline=outline, volume_ul=share)
        for (key, outline, _), share in zip(parts, shares, strict=True)
    ]


def _area(lesion: Lesion) -> float:
    """mm2, as last measured; of an ellipse where only its lengths are known."""
    last = lesion.sizes[-1]
    if last.area_mm2 is not None:
        return last.area_mm2
    return 0.25 * 3.141592653589793 * last.long_mm * last.wide_mm
