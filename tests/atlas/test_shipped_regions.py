"""The shipped atlas: the regions that there must be, by id, for ever."""

from __future__ import annotations

import pytest
from shipped import every_body

from mesomap.atlas import Body
from mesomap.model import Side

FINGERS = ("thumb", "index-finger", "middle-finger", "ring-finger", "little-finger")
TOES = ("great-toe", "second-toe", "third-toe", "fourth-toe", "little-toe")
BREAST = (
    "breast",
    *(f"breast-{at}-{to}" for at in ("upper", "lower") for to in ("inner", "outer")),
)

REGIONS = {
    "face": (
        *("forehead", "glabella", "temple", "lateral-canthal", "upper-eyelid-brow", "tear-trough"),
        *("nose", "nose-root", "nose-sidewall", "nose-tip", "nose-ala", "columella"),
        *("cheek-medial", "zygomatic", "cheek-buccal", "preauricular", "nasolabial-fold"),
        *("lip-upper", "lip-lower", "vermilion", "marionette", "chin", "jawline", "submental"),
        *("ear", "ear-helix", "ear-cymba", "ear-concha", "ear-wall", "ear-tragus", "ear-lobule"),
        *("ear-back", "mastoid"),
    ),
    "scalp": (
        *("scalp-frontal", "scalp-mid-frontal", "scalp-vertex", "scalp-parietal"),
        *("scalp-temporal", "scalp-occipital", "scalp-nuchal"),
    ),
    "neck": ("neck-front", "neck-side", "neck-supraclavicular", "neck-back"),
    "trunk": (
        *("decollete", *BREAST, "chest-lower", "chest-side"),
        *("axilla", "axilla-front", "axilla-back"),
        *("abdomen-upper", "abdomen-lower", "periumbilical", "flank", "pubic"),
        *("upper-back", "bra-line", "middle-back", "lower-back", "sacral", "hip"),
        *(f"buttock-{at}-{to}" for at in ("upper", "lower") for to in ("inner", "outer")),
    ),
    "arm": (
        *("shoulder-front", "shoulder-back", "elbow", "elbow-inner", "cubital-fossa"),
        *(f"upper-arm-{way}" for way in ("front", "outer", "back", "inner")),
        *("forearm-front", "forearm-back", "hand-back", "palm"),
        *(f"{finger}-{way}" for finger in FINGERS for way in ("back", "palm", "tip")),
    ),
    "leg": (
        "saddlebag",
        *(
            f"thigh-{way}-{at}"
            for way in ("front", "outer", "inner", "back")
            for at in ("upper", "lower")
        ),
        *(f"knee-{way}" for way in ("front", "outer", "inner", "back")),
        *("shin", "lower-leg-outer", "lower-leg-inner", "calf", "ankle-outer", "ankle-inner"),
        *("foot-back", "sole", "heel"),
        *(f"{toe}-{way}" for toe in TOES for way in ("back", "nail", "sole", "pulp", "tip")),
    ),
}
"""Ids are kept in clinic files: the list may only grow."""

PLACES = {
    "glabella": "glabella",
    "pronasale": "nose-tip",
    "ala": "nose-ala",
    "tragus": "ear-tragus",
    "pogonion": "chin",
    "umbilicus": "periumbilical",
    "patella": "knee-front",
    "olecranon": "elbow",
    "wrist-back": "hand-back",
    "heel": "heel",
    "malleolus-medial": "ankle-inner",
}
"""Landmarks, and the regions in which they lie."""


@every_body
def test_every_region_is_there_on_both_sides(body: Body) -> None:
    assert {(one.group, one.key.id) for one in body.regions.values()} == {
        (group, id) for group, ids in REGIONS.items() for id in ids
    }
    sides = {id: {key.side for key in body.regions if key.id == id} for id in BREAST}
    assert set(map(frozenset, sides.values())) == {frozenset({Side.LEFT, Side.RIGHT})}


@every_body
def test_breast_and_pubic_region_stay_out_of_treatment(body: Body) -> None:
    assert {key.id for key, one in body.regions.items() if one.excluded} == {*BREAST, "pubic"}


@every_body
@pytest.mark.parametrize("mark", PLACES)
def test_landmarks_lie_in_their_regions(body: Body, mark: str) -> None:
    marks = [one for one in body.landmarks if one.id == mark]
    assert marks
    for one in marks:
        key = body.region_of(one.site)
        assert key is not None
        assert key.id == PLACES[mark]
        assert one.side in (key.side, Side.MIDLINE)


@every_body
def test_names_tell_regions_apart(body: Body) -> None:
    names = {key.id: one.name for key, one in body.regions.items()}
    assert len(set(names.values())) == len(names)
    assert all(name[0].isupper() and name == name.strip() for name in names.values())
