"""Where an injection's volume spreads: in the dermis as a flat cylinder, or below it as a sphere.

The rule, in this order:

1. A depth of 4 mm or more is hypodermis (French layer scheme: deep dermis 2 to 4 mm, hypodermis 4
   to 10 mm and more; Perrin, DIU Pitie-Salpetriere 2008, read in the primary text).
2. Without a depth, the layer's name says it: hypodermis, subcutis or fat, else dermis.
3. Point-by-point injections (4 to 12 mm by convention) count as hypodermis where they say neither,
   or less than 4 mm: faces have thin skin.
4. All else is dermis: papule, nappage, microdepot, microbotox, gun, thread.

The radius that follows can be overridden on each syringe and each injection.
"""

from __future__ import annotations

from mesomap.geometry.deposit import Depot
from mesomap.model import Technique

HYPODERMIS_FROM_MM = 4.0
HYPODERMIS_WORDS = ("hypoderm", "subcut", "fat")


def depot_of(technique: Technique, *, depth_mm: float | None, layer: str = "") -> Depot:
    """The depot of an injection, by the rule above.

    Parameters
    ----------
    depth_mm
        Depth below the surface; None where `layer` is meant to say it.
    layer
        As written by the clinician or by a protocol, e.g. ``"mid-fat"``.
    """
    if depth_mm is not None and depth_mm >= HYPODERMIS_FROM_MM:
        return Depot.HYPODERMIS
    if depth_mm is None and layer:
        named = any(word in layer.lower() for word in HYPODERMIS_WORDS)
        return Depot.HYPODERMIS if named else Depot.DERMIS
    return Depot.HYPODERMIS if technique is Technique.DEEP else Depot.DERMIS
