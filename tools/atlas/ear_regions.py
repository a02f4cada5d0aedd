"""Regions of the auricle, authored once in the base mesh's texture coordinates (thousandths).

Longitude and latitude fold over themselves on the ear; its texture does not. On the left auricle
u grows from its top to the lobule and v from the cheek to the back of the ear.
"""

from __future__ import annotations

from .network import Arc, Point

FRAME = ((800.0, 900.0), (560.0, 700.0))
"""The texture's range in u and v that holds the auricle."""
CANAL = "ear-canal"
"""What is seen of the ear canal: no skin."""

NODES: dict[str, Point] = {
    "crus": (848.2, 617.6), "crus-root": (848.9, 620.4), "crus-end": (849.8, 629.4),
    "top-left": (800, 624), "bottom-right": (900, 627),
    "rim-low": (861.5, 632.3), "rim-mid": (849, 635.6), "rim-top": (833.5, 631.2),
    "notch": (858.5, 619.0), "notch-front": (861, 560), "helix-foot": (849.8, 560),
    "canal-low": (855.3, 621.6), "canal-top": (850.8, 618.7),
}  # fmt: skip

ARCS: tuple[Arc, ...] = (
    # the rim, between front and back
    ("top-left", (822, 623), (828, 623.8), (831, 627), "rim-top"),
    ("rim-top", (836.5, 633.6), (841, 635), "rim-mid"),
    ("rim-mid", (856, 634.8), "rim-low"),
    ("rim-low", (865, 630.3), (868.5, 628.4), (873, 627.4), "bottom-right"),
    # the groove inside the helix
    ("crus", (841.5, 618.2), (838.2, 619.4), (835.7, 622.6), (834.8, 626.8), (835.9, 631.0),
     (839.5, 633.0), (844.5, 634.4), "rim-mid"),
    # the concha's rim
    ("crus", (845.6, 618.9), (843.3, 621.8), (842.6, 625.2), (843.5, 628.8), (846.2, 630.9),
     (849.6, 631.2), (852.5, 629.8), (855.2, 627.2), (857.2, 623.4), "notch"),
    # the foot of its wall
    ("crus-root", (846.6, 620.8), (845.0, 622.8), (844.7, 625.2), (845.3, 627.6), (847, 629.2),
     "crus-end"),
    ("crus-end", (852, 627.6), (853.9, 624.8), "canal-low"),
    ("canal-low", "notch"),
    # the ear canal opens behind the tragus
    ("canal-low", (853.2, 621.7), (851.4, 620.6), "canal-top"),
    ("notch", (855, 618.9), "canal-top"),
    ("canal-top", (849.4, 618.2), "crus"),
    # the crus of the helix, between cymba and cavum
    ("crus", "crus-root"),
    ("crus-root", (850.3, 623), (850.5, 626), "crus-end"),
    # before the concha, and below it
    ("helix-foot", (849.0, 610), "crus"),
    ("notch", (860, 615), "notch-front"),
    ("notch", (860, 624.5), (860.5, 629), "rim-low"),
)  # fmt: skip

SEEDS: dict[str, Point] = {
    "ear": (839, 626), "ear-helix": (832, 620), "ear-cymba": (847, 625), "ear-wall": (850, 630),
    "ear-concha": (852, 625), CANAL: (853.5, 620), "ear-tragus": (855, 613),
    "ear-lobule": (866, 622), "ear-back": (840, 645),
}  # fmt: skip

NAMES: dict[str, str] = {
    "ear": "Ear, antihelix", "ear-helix": "Ear, helix", "ear-cymba": "Ear, cymba of the concha",
    "ear-concha": "Ear, cavum of the concha", "ear-wall": "Ear, wall of the concha",
    "ear-tragus": "Ear, tragus", "ear-lobule": "Ear lobule", "ear-back": "Back of the ear",
}  # fmt: skip
