"""Anatomical landmarks as sites on the mesh.

Head: longitude and latitude on the canonical head. Below: canonical x, y and the side seen.
Definitions after L. G. Farkas (1994) for the face; the mandible points follow its lower border.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .body import Body
from .head_atlas import longitude_latitude
from .source import Floats, Ints

HEAD: tuple[tuple[str, str, float, float], ...] = (
    ("trichion", "Trichion", 0, 58), ("glabella", "Glabella", 0, 34),
    ("nasion", "Nasion", 0, 28.5), ("pronasale", "Pronasale", 0, 0.5),
    ("subnasale", "Subnasale", 0, -6.2), ("labiale-superius", "Labiale superius", 0, -12.5),
    ("labiale-inferius", "Labiale inferius", 0, -24.2), ("sublabiale", "Sublabiale", 0, -28.5),
    ("pogonion", "Pogonion", 0, -35), ("gnathion", "Gnathion", 0, -41.5),
    ("menton", "Menton", 0, -44.5), ("vertex", "Vertex", 0, 86),
    ("opisthocranion", "Opisthocranion", 180, 25),
    ("canthus-medial", "Medial canthus", 11.3, 24.3),
    ("canthus-lateral", "Lateral canthus", 31.6, 24.3),
    ("brow", "Middle of the brow", 24, 33.2), ("brow-head", "Head of the brow", 10.5, 32.5),
    ("brow-tail", "Tail of the brow", 37, 32), ("supraorbital-rim", "Supraorbital rim", 18, 31),
    ("infraorbital-rim", "Infraorbital rim", 22, 13.5), ("ala", "Ala of the nose", 12.0, -0.5),
    ("mouth-corner", "Corner of the mouth", 18.4, -19.3), ("zygion", "Zygion", 76, 18),
    ("tragus", "Tragus", 89.5, 11), ("gonion", "Gonion", 78, -19),
    ("mandible-1", "Mandible border 1", 66, -31), ("mandible-2", "Mandible border 2", 50, -39),
    ("mandible-3", "Mandible border 3", 38, -42), ("mandible-4", "Mandible border 4", 22, -44),
)  # fmt: skip

BODY: tuple[tuple[str, str, float, float, str], ...] = (
    ("suprasternal-notch", "Suprasternal notch", 0, 541, "front"),
    ("clavicle-medial", "Medial end of the clavicle", 18, 537, "front"),
    ("clavicle-lateral", "Lateral end of the clavicle", 135, 565, "front"),
    ("acromion", "Acromion", 155, 571, "front"),
    ("xiphoid", "Xiphoid process", 0, 318, "front"),
    ("umbilicus", "Umbilicus", 0, 186, "front"),
    ("iliac-spine", "Anterior superior iliac spine", 118, 92, "front"),
    ("pubic-symphysis", "Upper edge of the pubic symphysis", 0, 18, "front"),
    ("patella", "Middle of the patella", 150, -352, "front"),
    ("tibial-tuberosity", "Tibial tuberosity", 153, -418, "front"),
    ("vertebra-c7", "Spine of the seventh cervical vertebra", 0, 565, "back"),
    ("scapula-angle", "Lower angle of the scapula", 88, 421, "back"),
    ("posterior-iliac-spine", "Posterior superior iliac spine", 40, 112, "back"),
    ("coccyx", "Tip of the coccyx", 0, 62, "back"),
    ("gluteal-fold", "Middle of the gluteal fold", 82, -52, "back"),
    ("popliteal-crease", "Popliteal crease", 152, -370, "back"),
    ("heel", "Heel", 219, -795, "back"),
    # seen from the side: canonical z and y
    ("iliac-crest", "Top of the iliac crest", 25, 158, "left"),
    ("trochanter", "Greater trochanter", 12, 8, "left"),
    ("malleolus-lateral", "Lateral malleolus", -6, -752, "left"),
    ("malleolus-medial", "Medial malleolus", 6, -742, "right"),
)  # fmt: skip

POINTS: tuple[tuple[str, str, tuple[float, float, float]], ...] = (
    ("olecranon", "Olecranon", (319, 332, -28)),
    ("knuckle-middle", "Knuckle of the middle finger", (474, 198, 250)),
    ("wrist-back", "Back of the wrist", (447, 258, 178)),
)


@dataclass(frozen=True, slots=True)
class Landmark:
    """A landmark; `site` is (base quad, s, t)."""

    id: str
    side: str
    name: str
    site: tuple[int, float, float]
    xyz_mm: Floats


def _sites(body: Body, vertices: Ints) -> list[tuple[int, float, float]]:
    """The first grid place of each vertex."""
    flat = body.grid.ravel()
    order = np.argsort(flat, kind="stable")
    at = order[np.searchsorted(flat[order], vertices)]
    return [(int(k // 25), (k % 5) / 4.0, (k // 5 % 5) / 4.0) for k in at.tolist()]


def _head_vertex(body: Body, near: Ints, lon: float, lat: float) -> int:
    plon, plat, radius = longitude_latitude(body.canon[near])
    off = np.hypot(((plon - lon + 180) % 360 - 180) * np.cos(np.radians(lat)), plat - lat)
    if lon in (0, 180):
        off = off + np.where(np.abs(body.canon[near, 0]) > 0.05, 99.0, 0.0)
    # the outer skin, not what lies behind it in the mouth or the nose
    close = np.flatnonzero(off < off.min() + 1.5)
    outer = close[radius[close] > 0.93 * radius[close].max()]
    return int(near[outer[np.argmin(off[outer])]])


def _body_vertex(body: Body, x: float, y: float, facing: str) -> int:
    c = body.canon
    sign = {"front": 1.0, "back": -1.0}.get(facing, 0.0)
    if sign:
        off = np.hypot(c[:, 0] - x, c[:, 1] - y)
        if x == 0:
            off = np.where(np.abs(c[:, 0]) < 0.05, off, np.inf)
        facing_it = body.normal[:, 2] * sign > 0.1
        near = np.flatnonzero((off < off[facing_it].min() + 3.0) & facing_it)
        return int(near[np.argmax(c[near, 2] * sign)])
    off = np.hypot(c[:, 2] - x, c[:, 1] - y)
    off = np.where((c[:, 0] > 0) & (body.bone["arm"] < 0.2), off, np.inf)
    near = np.flatnonzero(off < off.min() + 4.0)
    outward = 1.0 if facing == "left" else -1.0
    return int(near[np.argmax(c[near, 0] * outward)])


def find_landmarks(body: Body) -> list[Landmark]:
    """All landmarks, left and right where they are paired."""
    near = np.flatnonzero((body.canon[:, 1] > 590) & (body.open > 0.03))
    found = [(i, n, _head_vertex(body, near, lon, lat)) for i, n, lon, lat in HEAD]
    found += [(i, n, _body_vertex(body, x, y, facing)) for i, n, x, y, facing in BODY]
    for i, n, at in POINTS:
        off = ((body.canon - np.array(at)) ** 2).sum(1)
        found.append((i, n, int(np.argmin(off))))
    out = []
    for name, title, vertex in found:
        pairs = [("midline", vertex)]
        if abs(body.canon[vertex, 0]) > 0.5:
            pairs = [("left", vertex), ("right", int(body.mirror_vertex[vertex]))]
        for side, v in pairs:
            site = _sites(body, np.array([v]))[0]
            out.append(Landmark(name, side, title, site, body.xyz[v]))
    skin = np.flatnonzero(body.open > 0.03)
    for side, eye in body.eyes.items():
        pupil = eye.centre_mm + eye.gaze * eye.radius_mm
        # the pupil is no skin: its site is the closest skin, its position the pupil itself
        v = skin[np.argmin(((body.xyz[skin] - pupil) ** 2).sum(1))]
        out.append(Landmark("pupil", side, "Pupil", _sites(body, np.array([v]))[0], pupil))
    return out
