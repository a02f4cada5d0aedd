"""The shipped atlas: a patch's lines follow the anatomy, so +u runs the way its part does."""

from __future__ import annotations

from fnmatch import fnmatch

import numpy as np
import pytest
from shipped import every_body, every_patch

from mesomap.atlas import Body, Patch
from mesomap.model import Side

ACROSS = (
    *("forehead", "glabella", "nose", "nose-root", "nose-tip", "perioral", "vermilion"),
    *("submental", "neck-front", "neck-back", "upper-lid", "lower-lid"),
    *("scalp-front", "scalp-vertex", "scalp-occipital", "scalp-nuchal"),
    *("decollete", "breast*", "chest-lower", "abdomen", "pubic"),
    *("upper-back", "middle-back", "lower-back", "buttock-*", "*-toe-tip", "heel"),
)
"""Outwards from the midline on a half, towards the subject's left on a patch of both."""

ALONG = (
    ("nose-sidewall", "nasion", "pronasale"),
    ("nose-ala", "ala", "pronasale"),
    ("columella", "subnasale", "pronasale"),
    ("temple", "brow-tail", "tragus"),
    ("scalp-parietal", "brow", "opisthocranion"),
    ("cheek", "gonion", "menton"),
    ("ear", "patch ear-lobule", "patch ear-helix"),
    ("ear-tragus", "patch ear-lobule", "patch ear-helix"),
    ("ear-back", "patch ear-lobule", "patch ear-helix"),
    ("ear-wall", "patch ear-lobule", "patch ear"),
    ("ear-c*", "patch ear-back", "canthus-lateral"),
    ("ear-lobule", "patch mastoid", "gonion"),
    ("ear-helix", "patch ear-tragus", "patch scalp-parietal"),
    ("mastoid", "gonion", "patch scalp-parietal"),
    ("neck-side", "clavicle-lateral", "gonion"),
    ("neck-supraclavicular", "clavicle-medial", "clavicle-lateral"),
    ("chest-side", "acromion", "iliac-crest"),
    ("flank", "acromion", "trochanter"),
    ("axilla", "patch axilla-front", "patch axilla-back"),
    ("axilla-*", "acromion", "iliac-crest"),
    ("shoulder-*", "acromion", "olecranon"),
    ("upper-arm-*", "acromion", "olecranon"),
    ("elbow*", "acromion", "wrist-back"),
    ("cubital-fossa", "acromion", "wrist-back"),
    ("forearm-*", "olecranon", "wrist-back"),
    ("hand-back", "wrist-back", "knuckle-middle"),
    ("palm", "wrist-back", "knuckle-middle"),
    ("thumb-tip", "patch thumb-palm", "patch hand-back"),
    ("*-finger-tip", "patch index-finger-back", "patch little-finger-back"),
    ("thumb-*", "wrist-back", "patch thumb-tip"),
    ("*-finger-*", "wrist-back", "patch *-tip"),
    ("thigh-*", "trochanter", "patella"),
    ("knee-*", "trochanter", "malleolus-lateral"),
    ("shin", "patella", "malleolus-lateral"),
    ("calf", "patella", "malleolus-lateral"),
    ("ankle-*", "patella", "malleolus-lateral"),
    ("foot-back", "heel", "patch second-toe-tip"),
    ("sole", "heel", "patch second-toe-tip"),
    ("*-toe-*", "heel", "patch *-tip"),
)
"""Patches, and the landmarks or patches from and to which they run; the first that fits."""

ALIKE = 0.7
"""Least cosine between +u, averaged over the patch, and the way from place to place."""


def _own(body: Body, patch: Patch) -> np.ndarray:
    return np.asarray(body.mesh.home[patch.triangles] == patch.number)


def _way_of_u(body: Body, patch: Patch) -> np.ndarray:
    """The area-weighted mean direction of +u in space."""
    own = _own(body, patch)
    skin, flat = body.mesh.corners(patch.triangles[own]), patch.corners[own]
    e1, e2 = skin[:, 1] - skin[:, 0], skin[:, 2] - skin[:, 0]
    d1, d2 = flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]
    # a d1 + b d2 = (1, 0), by Cramer's rule times the flat area
    way = (e1 * d2[:, 1:] - e2 * d1[:, 1:]).sum(axis=0)
    return np.asarray(way / np.linalg.norm(way))


def _on_the_skin(body: Body, patch: Patch, way: np.ndarray) -> np.ndarray:
    """A way, as it runs on a patch: without its part along the mean normal."""
    skin = body.mesh.corners(patch.triangles[_own(body, patch)])
    normal = np.cross(skin[:, 1] - skin[:, 0], skin[:, 2] - skin[:, 0]).sum(axis=0)
    normal /= np.linalg.norm(normal)
    way = way - (way @ normal) * normal
    return np.asarray(way / np.linalg.norm(way))


def _place(body: Body, name: str, side: str, patch: Patch) -> np.ndarray:
    kind, _, wanted = name.rpartition(" ")
    if kind:
        digit = "-".join(patch.id.split("-")[:-2])
        there = body.patches[f"{wanted.replace('*', digit)}-{side}"]
        own = _own(body, there)
        return np.asarray(body.mesh.corners(there.triangles[own]).mean(axis=(0, 1)))
    marks = {one.side.value: one.xyz_mm for one in body.landmarks if one.id == wanted}
    return np.array(marks[side if side in marks else "midline"])


def _wanted(body: Body, patch: Patch) -> np.ndarray:
    side = patch.id.rpartition("-")[2]
    name = patch.id.removesuffix(f"-{side}") if side in ("left", "right") else patch.id
    if any(fnmatch(name, one) for one in ACROSS):
        return np.array([-1.0 if side == "right" else 1.0, 0.0, 0.0])
    for pattern, start, end in ALONG:
        if fnmatch(name, pattern):
            way = _place(body, end, side, patch) - _place(body, start, side, patch)
            return np.asarray(way / np.linalg.norm(way))
    pytest.fail(f"{patch.id} has no direction to follow")


@every_patch
def test_lines_follow_the_anatomy(body: Body, patch: Patch) -> None:
    assert patch.natural
    wanted = _on_the_skin(body, patch, _wanted(body, patch))
    assert _way_of_u(body, patch) @ wanted >= ALIKE


@every_body
def test_lines_of_both_sides_mirror_each_other(body: Body) -> None:
    for left in body.patches.values():
        if left.id.endswith("-left"):
            right = body.patches[left.id.replace("-left", "-right")]
            mirrored = _way_of_u(body, left) * [-1.0, 1.0, 1.0]
            assert _way_of_u(body, right) @ mirrored > 0.99, left.id
            assert {key.side for key in right.regions} == {Side.RIGHT}
