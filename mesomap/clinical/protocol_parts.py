"""What the built-in protocols share: their ids, regions of the atlas, sources and laws."""

from __future__ import annotations

from uuid import UUID

from mesomap.model import Law
from mesomap.model.cited import Cited, Confidence
from mesomap.model.message import QT_TRANSLATE_NOOP

PRIMARY, SECONDARY = Confidence.PRIMARY, Confidence.SECONDARY
DERIVED = Confidence.DERIVED

FACE = (
    "forehead",
    "glabella",
    "temple",
    "cheek-medial",
    "zygomatic",
    "preauricular",
    "cheek-buccal",
    "nasolabial-fold",
    "marionette",
    "lip-upper",
    "lip-lower",
    "chin",
    "jawline",
)
"""The face without eyelids, lateral canthus, nose and ears."""
SCALP = (
    "scalp-frontal",
    "scalp-mid-frontal",
    "scalp-vertex",
    "scalp-parietal",
    "scalp-temporal",
    "scalp-occipital",
)
ABDOMEN = ("abdomen-upper", "periumbilical", "abdomen-lower")
ARMS = ("upper-arm-front", "upper-arm-outer", "upper-arm-back", "upper-arm-inner")
THIGHS = (
    "thigh-front-upper",
    "thigh-front-lower",
    "saddlebag",
    "thigh-outer-upper",
    "thigh-outer-lower",
    "thigh-inner-upper",
    "thigh-inner-lower",
    "thigh-back-upper",
    "thigh-back-lower",
)
BUTTOCKS = (
    "buttock-upper-inner",
    "buttock-upper-outer",
    "buttock-lower-inner",
    "buttock-lower-outer",
)

DECREE = "Décret 2011-382, art. 1"
FRANCE_FORBIDS = Law(
    country="FR",
    text=Cited(
        QT_TRANSLATE_NOOP(
            "messages",
            "France bans lipolytic injections of phosphatidylcholine, deoxycholate and mesotherapy"
            " mixes.",
        ),
        DECREE,
        PRIMARY,
    ),
    forbids=True,
)
FDA_WARNED = Law(
    country="US",
    text=Cited(
        QT_TRANSLATE_NOOP(
            "messages", "The FDA warned on unapproved lipolysis products in December 2023."
        ),
        "FDA, December 2023, secondary pages",
        SECONDARY,
    ),
)


def protocol_id(number: int) -> UUID:
    """The fixed id of a built-in protocol: stored in clinic files, so never given to another."""
    return UUID(f"6d65736f-6d61-8000-9000-{number:012d}")
