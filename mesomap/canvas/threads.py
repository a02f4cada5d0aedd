"""Threads from a drawn line: the line itself, or several side by side or fanned out about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mesomap.analysis.curve import Curve, curve_of
from mesomap.atlas import Body
from mesomap.canvas.rows import Floats
from mesomap.document.wishes import ThreadWishes
from mesomap.model import Site


@dataclass(frozen=True, slots=True)
class Thread:
    """Its corners on the skin, entry first, and its way."""

    corners: tuple[Site, ...]
    curve: Curve

    @property
    def length_mm(self) -> float:
        """Along the skin."""
        return self.curve.length_mm

    def volume_ul(self, ul_per_mm: float) -> int:
        """What it leaves, whole microlitres, at least one."""
        return max(1, round(ul_per_mm * self.length_mm))


def threads_of(
    body: Body, corners: Sequence[Site], middle: Site, wishes: ThreadWishes
) -> list[Thread]:
    """The threads about the line of `corners`; those that would leave the skin are left out.

    Parameters
    ----------
    corners
        Entry first, exit last.
    middle
        Of the drawn line: its home patch is where it is laid flat.

    More than one thread need a patch that holds the whole line; without one only it is returned.
    """
    holding = [*body.patches_holding(middle), *body.patches_holding(corners[0])]
    drawn = Thread(tuple(corners), curve_of(body, corners, home=holding[0] if holding else None))
    if drawn.length_mm <= 0:
        return []
    if wishes.count <= 1:
        return [drawn]
    for patch in dict.fromkeys(holding):
        uv = body.on_patch(patch, corners)
        if np.isnan(uv).any():
            continue
        found = []
        for places in _about(uv, wishes):
            sites = [site for site in body.from_patch(patch, places) if site is not None]
            if len(sites) == len(corners):
                found.append(Thread(tuple(sites), curve_of(body, sites, home=patch)))
        return found
    return [drawn]


def _about(uv: Floats, wishes: ThreadWishes) -> list[Floats]:
    """The line (n, 2) and its companions, from one side to the other."""
    ahead = uv[-1] - uv[0]
    length = float(np.hypot(*ahead))
    across = np.array([-ahead[1], ahead[0]]) / length if length else np.zeros(2)
    steps = np.arange(wishes.count) - (wishes.count - 1) / 2
    if not wishes.fan:
        return [uv + step * wishes.apart_mm * across for step in steps.tolist()]
    turns = steps * (wishes.apart_mm / length if length else 0.0)
    return [uv[0] + (uv - uv[0]) @ _turn(turn) for turn in turns.tolist()]


def _turn(angle: float) -> Floats:
    """The matrix that turns rows counter-clockwise."""
    cosine, sine = np.cos(angle), np.sin(angle)
    return np.array([[cosine, sine], [-sine, cosine]])
