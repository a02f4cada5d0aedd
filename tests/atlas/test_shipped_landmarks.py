"""The shipped atlas: its heads are as long and as wide as adults' heads are on average."""

from __future__ import annotations

import numpy as np
import pytest
from shipped import every_body

from mesomap.atlas import Body
from mesomap.model import Side

PUBLISHED_MM = {
    "nasion to gnathion": {"female": 113.0, "male": 122.0},
    "zygion to zygion": {"female": 131.0, "male": 139.0},
    "pupil to pupil": {"female": 62.3, "male": 64.2},
    "medial canthus to medial canthus": {"female": 32.0, "male": 32.8},
    "mouth corner to mouth corner": {"female": 49.0, "male": 53.0},
}
"""Means of young adults: L. G. Farkas, Anthropometry of the Head and Face, 2nd ed. (1994); for
the pupils N. A. Dodgson, Proc. SPIE 5291 (2004) 36-46."""

ENDS = {
    "nasion to gnathion": (("nasion", Side.MIDLINE), ("gnathion", Side.MIDLINE)),
    "zygion to zygion": (("zygion", Side.LEFT), ("zygion", Side.RIGHT)),
    "pupil to pupil": (("pupil", Side.LEFT), ("pupil", Side.RIGHT)),
    "medial canthus to medial canthus": (
        ("canthus-medial", Side.LEFT),
        ("canthus-medial", Side.RIGHT),
    ),
    "mouth corner to mouth corner": (("mouth-corner", Side.LEFT), ("mouth-corner", Side.RIGHT)),
}


@every_body
@pytest.mark.parametrize("length", list(PUBLISHED_MM))
def test_published_lengths_hold(body: Body, length: str) -> None:
    at = {(mark.id, mark.side): np.array(mark.xyz_mm) for mark in body.landmarks}
    start, end = (at[mark] for mark in ENDS[length])
    assert np.linalg.norm(end - start) == pytest.approx(PUBLISHED_MM[length][body.id], abs=2.0)


@every_body
def test_stature(body: Body) -> None:
    heights = body.mesh.xyz[:, 1]
    assert np.ptp(heights) == pytest.approx(body.stature_mm, abs=1.0)
    assert body.stature_mm == {"female": 1625.0, "male": 1755.0}[body.id]
