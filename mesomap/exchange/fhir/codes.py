"""The only clinical codes that an export uses: each was verified. What has none is said in words.

SNOMED CT and EDQM for the route, ICD-11 for the side, SNOMED CT for parts of the body where a
region lies wholly within one. No code for mesotherapy was found, so the procedure has none.
"""

from __future__ import annotations

from mesomap.clinical.layers import layer_for
from mesomap.exchange.exported import Exported, Value
from mesomap.exchange.fhir.parts import Json, words
from mesomap.model import Reaction, Side

SNOMED = "http://snomed.info/sct"
EDQM = "http://standardterms.edqm.eu"
ICD_11 = "http://id.who.int/icd/release/11/mms"

INTRADERMAL = ((SNOMED, "372464004"), (EDQM, "20030000"))
SUBCUTANEOUS = ((SNOMED, "34206005"), (EDQM, "20066000"))
LATERALITY = {Side.LEFT: "XK8G", Side.RIGHT: "XK9K"}
BILATERAL = "XK9J"
_WITHIN = {
    "41695006": "scalp-frontal scalp-mid-frontal scalp-nuchal scalp-occipital scalp-parietal"
    " scalp-temporal scalp-vertex",
    "89545001": "glabella lateral-canthal lip-lower lip-upper marionette nasolabial-fold"
    " tear-trough upper-eyelid-brow vermilion",
    "52795006": "forehead",
    "60819002": "cheek-buccal cheek-medial preauricular zygomatic",
    "45206002": "columella nose nose-ala nose-root nose-sidewall nose-tip",
    "30291003": "chin",
    "45048000": "neck-back neck-front neck-side",
    "51185008": "chest-lower chest-side decollete",
    "818983003": "abdomen-lower abdomen-upper periumbilical",
    "77568009": "lower-back middle-back upper-back",
    "16982005": "shoulder-back shoulder-front",
    "40983000": "upper-arm-back upper-arm-front upper-arm-inner upper-arm-outer",
    "14975008": "forearm-back forearm-front",
    "85562004": "hand-back palm",
    "68367000": "thigh-back-lower thigh-back-upper thigh-front-lower thigh-front-upper"
    " thigh-inner-lower thigh-inner-upper thigh-outer-lower thigh-outer-upper",
    "72696002": "knee-back knee-front knee-inner knee-outer",
    "30021000": "calf lower-leg-inner lower-leg-outer shin",
}
PARTS_OF_THE_BODY = {region: code for code, ids in _WITHIN.items() for region in ids.split()}
"""The SNOMED CT body structure that holds a region."""
_IN_THE_DERMIS = ("papillary dermis", "reticular dermis")


def place(exported: Exported, value: Value | Reaction) -> Json:
    """Where on the skin: the region's name, with the code of the part of the body it lies in."""
    name = exported.region_name(value) or "Outside any named region"
    code = PARTS_OF_THE_BODY.get(value.region or "")
    return words(name, *([(SNOMED, code)] if code is not None else []))


def side(value: Side | None) -> Json | None:
    """Left or right with its code, the midline in words."""
    if value is None:
        return None
    code = LATERALITY.get(value)
    return words(value.value.capitalize(), *([(ICD_11, code)] if code is not None else []))


def route(exported: Exported, value: Value) -> str:
    """The layer that was reached, in one word: by the published thickness of that region's skin,
    or as the clinician said it; "" where that is not known.
    """
    layer = layer_for(
        value.region,
        exported.session.body,
        value.depth_mm,
        value.layer,
        exported.patient.sex,
    )
    if value.depth_mm is None and value.layer == "dermis":
        return "intradermal"
    if layer in _IN_THE_DERMIS:
        return "intradermal"
    if layer == "hypodermis":
        return "subcutaneous"
    return {"epidermis": "intraepidermal", "skin": "within the skin"}.get(layer, "")


def route_words(route: str) -> Json | None:
    """A `route` with its codes; in words only where the layer has none."""
    codes = {"intradermal": INTRADERMAL, "subcutaneous": SUBCUTANEOUS}.get(route, ())
    return words(route.capitalize(), *codes) if route else None
