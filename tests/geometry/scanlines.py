"""Areas by counting along lines: slow, plain, and unlike anything that the package does."""

from __future__ import annotations

import numpy as np
import shapely


def covered_by_scanlines(polygon, centres, radii, *, lines: int = 4000) -> float:
    """Area of the discs' union within `polygon`, from `lines` horizontal lines."""
    centres = np.asarray(centres, dtype=float).reshape(-1, 2)
    radii = np.broadcast_to(np.asarray(radii, dtype=float), (len(centres),))
    bottom, top = polygon.bounds[1], polygon.bounds[3]
    height = (top - bottom) / lines
    edges = []
    for ring in shapely.get_rings(shapely.get_parts(polygon)):
        points = shapely.get_coordinates(ring)
        edges += list(zip(points[:-1].tolist(), points[1:].tolist(), strict=True))
    area = 0.0
    for line in range(lines):
        y = bottom + (line + 0.5) * height
        crossings = sorted(
            ax + (y - ay) / (by - ay) * (bx - ax)
            for (ax, ay), (bx, by) in edges
            if (ay > y) != (by > y)
        )
        half = np.sqrt(np.maximum(radii**2 - (centres[:, 1] - y) ** 2, 0.0))
        hit = half > 0
        spans = sorted(zip(centres[hit, 0] - half[hit], centres[hit, 0] + half[hit], strict=True))
        for left, right in zip(crossings[::2], crossings[1::2], strict=True):
            reached = left
            for low, high in spans:
                low, high = max(low, reached), min(high, right)
                if high > low:
                    area += (high - low) * height
                    reached = high
    return area
