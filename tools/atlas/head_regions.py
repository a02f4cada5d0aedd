"""Regions of the head, authored once: nodes and arcs on the canonical longitude/latitude atlas.

Only the subject's left half is drawn (longitude 0 to 180); the right half is its mirror image.
Arcs that end in the same node share it exactly, so neighbouring regions share their border.
The ear has its own atlas (`ear_regions.py`); the vermilion's border is the mesh's own texture mask.
"""

from __future__ import annotations

from . import ear_regions
from .network import Arc, Point

NOSTRIL = "nostril"
"""Within the nostril: no skin."""

NODES: dict[str, Point] = {
    # midline, front to back over the top
    "notch": (0, -66), "menton": (0, -41), "mental-fold": (0, -28.5), "stomion": (0, -18.6),
    "subnasale": (0, -6.5), "nasion": (0, 28), "glabella-top": (0, 36.5), "trichion": (0, 58),
    "frontal-back": (0, 74), "mid-back": (180, 80), "vertex-back": (180, 46), "inion": (180, 8),
    "nape": (180, -22),
    # eye and brow
    "glabella-side": (8.5, 36), "nose-root": (5.5, 28), "brow-tail": (36, 31),
    "canthus-lateral": (31.2, 24.3), "canthus-medial": (11.5, 24.3),
    "crow-top": (47, 31), "crow-mid": (49, 22), "crow-bottom": (39, 16.5),
    "orbit-bottom": (29, 14.5), "trough-end": (11, 18.5),
    # cheek
    "zygoma-back": (73, 19.5), "zygoma-low": (68, 5), "zygoma-front": (29, 2),
    "root-foot": (0, 21.5), "root-side": (4.6, 21.3), "infratip": (0, -2.8),
    "nostril-front": (4.9, -1.0), "nostril-back": (7.0, -3.5),
    "supratip": (0, 8), "tip-side": (5.8, 4.6), "tip-foot": (5.2, -5.7), "ala-top": (11, 6),
    "ala-foot": (12.6, -1.5), "cheilion": (18.2, -19.3), "fold-foot": (22, -18),
    "mental-side": (18, -27), "jaw-front": (26, -43.3), "jowl": (28, -29),
    "cheek-back": (70, -14),
    "jaw-mid": (50, -39), "gonion": (79, -19.5),
    # ear's surroundings
    "temple-tip": (36, 46), "ear-top": (91, 22), "ear-foot": (90, -5), "ear-back": (112, 28),
    "mastoid-low": (100, -14), "mastoid-back": (126, -2),
    # scalp
    "hairline-side": (27, 53), "frontal-side": (50.6, 64.4), "mid-side": (117.5, 67.9),
    "vertex-side": (150, 43), "parietal-low": (131, 30), "temporal-front": (45, 47.5),
}  # fmt: skip

ARCS: tuple[Arc, ...] = (
    # hairline
    ("trichion", (15, 57.5), "hairline-side"),
    ("hairline-side", (31.5, 49.5), "temple-tip"),
    ("temple-tip", (50, 43), (60, 40), (66, 34), (70, 27), (80, 24), "ear-top"),
    # forehead, glabella, brow, lids
    ("temple-tip", (33.5, 39), "brow-tail"),
    ("glabella-top", "glabella-side"),
    ("glabella-side", (16, 36.6), (24, 36.6), (31, 34.5), "brow-tail"),
    ("glabella-side", (6.8, 32), "nose-root"),
    ("nasion", "nose-root"),
    ("nose-root", (8, 25.5), "canthus-medial"),
    ("canthus-medial", (17, 24.2), (24, 24.2), "canthus-lateral"),
    ("brow-tail", (33.5, 27), "canthus-lateral"),
    ("brow-tail", (41, 32.2), "crow-top"),
    ("crow-top", (50, 26.5), "crow-mid"),
    ("crow-mid", (45, 18), "crow-bottom"),
    ("crow-bottom", (35, 20), "canthus-lateral"),
    ("canthus-medial", (10.5, 21), "trough-end"),
    ("trough-end", (15, 15.8), (22, 14), "orbit-bottom"),
    ("orbit-bottom", (34, 15), "crow-bottom"),
    # cheek
    ("crow-mid", (60, 21), "zygoma-back"),
    ("zygoma-back", (82, 21.5), "ear-top"),
    ("zygoma-back", (69.5, 12), "zygoma-low"),
    ("orbit-bottom", (30, 8), "zygoma-front"),
    ("zygoma-front", (45, 0.5), "zygoma-low"),
    ("zygoma-low", (67.5, -5), "cheek-back"),
    ("trough-end", (9, 12), "ala-top"),
    ("ala-top", (12.6, 2.5), "ala-foot"),
    ("ala-foot", (9, -4.4), "tip-foot"),
    ("tip-foot", (3, -6.1), "subnasale"),
    ("supratip", (3.4, 7.2), "tip-side"),
    ("tip-side", (6.6, 1), "nostril-front"),
    ("nostril-front", (6.4, -1.1), (7.5, -1.9), (8.2, -3.0), "nostril-back"),
    ("nostril-front", (4.3, -1.9), (5.0, -3.1), "nostril-back"),
    ("nostril-back", (6.3, -4.8), "tip-foot"),
    ("infratip", (3.0, -2.4), "nostril-front"),
    ("root-foot", "root-side"),
    ("root-side", (8, 20.2), "trough-end"),
    ("root-side", (4.4, 14), "tip-side"),
    ("ala-top", (8.4, 6.6), "tip-side"),
    ("ala-foot", (15.8, -6), (18.3, -13), "cheilion"),
    ("ala-top", (17, 2.5), (21.5, -5), (23.5, -12), "fold-foot"),
    ("zygoma-front", (28.5, -8), (26.5, -14), "fold-foot"),
    # mouth and chin
    ("stomion", (8, -18.8), "cheilion"),
    ("cheilion", (20, -18.6), "fold-foot"),
    ("mental-fold", (10, -28.6), "mental-side"),
    ("mental-side", (20.5, -23), "fold-foot"),
    ("mental-side", (21, -33), "jaw-front"),
    ("fold-foot", (25, -23), "jowl"),
    ("jowl", (27, -36), "jaw-front"),
    ("menton", (14, -41.6), "jaw-front"),
    # jaw
    ("jowl", (38, -25.5), (50, -22), (60, -18.5), "cheek-back"),
    ("cheek-back", (80, -8.5), "ear-foot"),
    ("jaw-front", (38, -42), "jaw-mid"),
    ("jaw-mid", (66, -31), "gonion"),
    ("gonion", (85, -11), "ear-foot"),
    ("notch", (30, -62), (52, -52), (68, -37), "gonion"),
    # ear's surroundings: the line between preauricular and mastoid runs under the ear
    ("ear-top", (99, 12), (99, 0), "ear-foot"),
    ("ear-top", (101, 25.5), "ear-back"),
    ("ear-foot", (95, -9), "mastoid-low"),
    ("mastoid-low", (113, -12), "mastoid-back"),
    ("mastoid-back", (129, 10), (128, 20), "parietal-low"),
    # scalp
    ("frontal-back", (31, 71.3), "frontal-side"),
    ("mid-back", (136, 76), "mid-side"),
    ("vertex-back", (165, 45.5), "vertex-side"),
    ("hairline-side", (38, 59), "frontal-side"),
    ("frontal-side", (82, 69.7), "mid-side"),
    ("mid-side", (138, 59), "vertex-side"),
    ("vertex-side", (138, 38), "parietal-low"),
    ("temple-tip", (60, 49), (90, 47), (115, 38), "parietal-low"),
    ("ear-back", (120, 26), "parietal-low"),
    ("mastoid-back", (150, 6), "inion"),
    ("mastoid-low", (125, -18), (150, -21), "nape"),
)  # fmt: skip

MIDLINE_FRONT = (
    (0, 90), "frontal-back", "trichion", "glabella-top", "nasion", "root-foot", "supratip",
    "infratip", "subnasale",
    "stomion",
    "mental-fold", "menton", "notch", (0, -90),
)  # fmt: skip
MIDLINE_BACK = ((180, 90), "mid-back", "vertex-back", "inion", "nape", (180, -90))

SEEDS: dict[str, Point] = {
    "forehead": (15, 48), "glabella": (3, 33), "upper-eyelid-brow": (25, 32),
    "tear-trough": (20, 18), "lateral-canthal": (41, 24), "temple": (55, 33), "nose": (2, 14),
    "nose-root": (2, 25), "nose-sidewall": (8, 14), "columella": (2, -4.5), NOSTRIL: (6, -2.2),
    "nose-tip": (2, 1), "nose-ala": (9, 0),
    "cheek-medial": (20, 6), "zygomatic": (50, 11), "preauricular": (80, 6),
    "cheek-buccal": (45, -10), "nasolabial-fold": (19.8, -8), "lip-upper": (8, -9.5),
    "lip-lower": (8, -26.3), "chin": (8, -35), "marionette": (22, -26), "jawline": (45, -32),
    "submental": (20, -52), "mastoid": (106, 2), "scalp-frontal": (20, 65),
    "scalp-mid-frontal": (90, 80), "scalp-vertex": (160, 60), "scalp-parietal": (90, 60),
    "scalp-temporal": (90, 32), "scalp-occipital": (150, 20), "scalp-nuchal": (150, -8),
    "neck": (60, -70),
}  # fmt: skip

NAMES: dict[str, str] = {
    "forehead": "Forehead", "glabella": "Glabella", "upper-eyelid-brow": "Upper eyelid and brow",
    "tear-trough": "Lower eyelid and tear trough", "lateral-canthal": "Lateral canthal region",
    "temple": "Temple", "nose": "Nose, dorsum",
    "nose-root": "Nose, root", "nose-sidewall": "Nose, sidewall",
    "columella": "Columella", "nose-tip": "Nasal tip", "nose-ala": "Nasal ala",
    "cheek-medial": "Medial cheek",
    "zygomatic": "Zygomatic cheek", "preauricular": "Preauricular cheek",
    "cheek-buccal": "Buccal cheek", "nasolabial-fold": "Nasolabial fold",
    "lip-upper": "Upper cutaneous lip", "lip-lower": "Lower cutaneous lip",
    "vermilion": "Vermilion lips", "marionette": "Marionette region", "chin": "Chin",
    "jawline": "Jawline", "submental": "Submental region", **ear_regions.NAMES,
    "mastoid": "Mastoid region", "scalp-frontal": "Frontal scalp",
    "scalp-mid-frontal": "Mid-frontal scalp", "scalp-vertex": "Vertex scalp",
    "scalp-parietal": "Parietal scalp", "scalp-temporal": "Temporal scalp",
    "scalp-occipital": "Occipital scalp", "scalp-nuchal": "Nuchal scalp",
    "neck-front": "Anterior neck",
    "neck-side": "Lateral neck", "neck-supraclavicular": "Supraclavicular region",
    "neck-back": "Posterior neck",
}  # fmt: skip
