"""A body that is a flat strip of skin: every figure on it can be worked out by hand.

Its three regions lie side by side, 80 mm high: ``a`` from x = 0 to 60, ``b`` to 120, ``c`` to 200
(mm). The patch ``near`` measures a and b, the patch ``far`` measures c; each reaches 20 mm beyond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from uuid import UUID

import numpy as np
import shapely

from mesomap.model import Injection, RegionKey, Side, SkinSite, Syringe, Technique

A = RegionKey("a", Side.RIGHT)
B = RegionKey("b", Side.LEFT)
C = RegionKey("c", Side.LEFT)
FROM_TO = {A: (0.0, 60.0), B: (60.0, 120.0), C: (120.0, 200.0)}
HEIGHT = 80.0
SESSION = UUID(int=1)
MILD = Syringe(id=UUID(int=2), session=SESSION, name="1", mixture="mild", mg_per_ml=10.0)
STRONG = Syringe(id=UUID(int=3), session=SESSION, name="2", mixture="strong", mg_per_ml=40.0)
UNKNOWN = Syringe(id=UUID(int=4), session=SESSION, name="3", mixture="mild")
SYRINGES = {syringe.id: syringe for syringe in (MILD, STRONG, UNKNOWN)}


@dataclass(frozen=True)
class FlatPatch:
    """A piece of the strip; `middle` is its origin on the strip."""

    keys: tuple[RegionKey, ...]
    middle: tuple[float, float]

    def polygon(self, key: RegionKey) -> shapely.Polygon:
        if key not in self.keys:
            raise KeyError(key)
        (left, right), (x, y) = FROM_TO[key], self.middle
        return shapely.box(left - x, -y, right - x, HEIGHT - y)

    @property
    def bounds(self) -> tuple[float, float]:
        return FROM_TO[self.keys[0]][0] - 20.0, FROM_TO[self.keys[-1]][1] + 20.0


class FlatBody:
    """What `mesomap.analysis.skin.Skin` asks for."""

    def __init__(self, landmarks: Sequence[SimpleNamespace] = ()) -> None:
        self.landmarks = landmarks
        self.patches = {
            "near": FlatPatch((A, B), (60.0, 40.0)),
            "far": FlatPatch((C,), (160.0, 40.0)),
        }
        self.regions = {
            key: SimpleNamespace(patch=id)
            for id, patch in self.patches.items()
            for key in patch.keys
        }

    def on_patch(self, patch: str, sites: Sequence[SkinSite]) -> np.ndarray:
        piece = self.patches[patch]
        places = np.array([(site.s, site.t) for site in sites]).reshape(-1, 2)
        low, high = piece.bounds
        held = (places[:, 0] >= low) & (places[:, 0] <= high)
        return np.where(held[:, None], places - piece.middle, np.nan)

    def from_patch(self, patch: str, uv_mm: np.ndarray) -> list[SkinSite | None]:
        places = np.asarray(uv_mm).reshape(-1, 2) + self.patches[patch].middle
        return [SkinSite(0, x, y) for x, y in places.tolist()]

    def regions_of(self, sites: Sequence[SkinSite]) -> list[RegionKey | None]:
        return [region_at(site.s) for site in sites]


def region_at(x: float) -> RegionKey | None:
    return next((key for key, (low, high) in FROM_TO.items() if low <= x < high), None)


def site(x: float, y: float) -> SkinSite:
    """The strip has one face; s and t are millimetres on it."""
    return SkinSite(0, x, y)


def injection(number: int, x: float, y: float, **given: object) -> Injection:
    """An injection at (x, y) mm of the strip: 0.1 mL papule of the mild mixture."""
    key = region_at(x)
    values: dict[str, object] = {
        "id": UUID(int=1000 + number),
        "session": SESSION,
        "order": number,
        "site": site(x, y),
        "region": key.id if key else None,
        "side": key.side if key else None,
        "syringe": MILD.id,
        "technique": Technique.PAPULE,
        "volume_ul": 100,
        "depth_mm": 1.5,
    }
    return Injection(**{**values, **given})
