"""Substances that figures are known of, by the ids that products and ceilings name them with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mesomap.model.message import QT_TRANSLATE_NOOP

SUBSTANCES: Mapping[str, str] = MappingProxyType(
    {
        "lidocaine": QT_TRANSLATE_NOOP("messages", "Lidocaine"),
        "epinephrine": QT_TRANSLATE_NOOP("messages", "Epinephrine"),
        "deoxycholic-acid": QT_TRANSLATE_NOOP("messages", "Deoxycholic acid"),
        "phosphatidylcholine": QT_TRANSLATE_NOOP("messages", "Phosphatidylcholine"),
        "triamcinolone": QT_TRANSLATE_NOOP("messages", "Triamcinolone"),
        "hyaluronic-acid": QT_TRANSLATE_NOOP("messages", "Hyaluronic acid"),
        "minoxidil": QT_TRANSLATE_NOOP("messages", "Minoxidil"),
        "dutasteride": QT_TRANSLATE_NOOP("messages", "Dutasteride"),
        "aminophylline": QT_TRANSLATE_NOOP("messages", "Aminophylline"),
        "buflomedil": QT_TRANSLATE_NOOP("messages", "Buflomedil"),
        "botulinum-toxin": QT_TRANSLATE_NOOP("messages", "Botulinum toxin"),
    }
)
"""Names by id. Ids are stored: never rename one."""

STEMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "deoxycholic-acid": ("deoxychol", "desoxychol", "desoxicol", "désoxychol"),
        "phosphatidylcholine": ("phosphatidylchol", "fosfatidilcolin", "phosphatidylcolin"),
        "lidocaine": ("lidocain", "lidocaïn", "lignocain", "xylocain"),
        "epinephrine": ("epinephrin", "épinéphrin", "adrenalin", "adrénalin"),
        "triamcinolone": ("triamcinolon",),
        "hyaluronic-acid": ("hyaluron", "hialuron", "ialuron"),
        "minoxidil": ("minoxidil",),
        "dutasteride": ("dutasterid", "dutastérid"),
        "aminophylline": ("aminophyllin", "aminofilin", "aminofillin"),
        "buflomedil": ("buflomedil", "buflomédil"),
        "botulinum-toxin": ("botulin", "botox"),
    }
)
"""How a name that is typed gives away a substance, in the languages that clinics write in."""


def named_in(text: str) -> frozenset[str]:
    """The substances that a typed name of a product or a mixture gives away."""
    words = text.casefold()
    return frozenset(id for id, stems in STEMS.items() if any(stem in words for stem in stems))


def substance_of(name: str) -> str:
    """The id of the one substance that a component's name gives away; "" for none or several.

    Hyaluronidase is no hyaluronic acid.
    """
    found = named_in(name) - ({"hyaluronic-acid"} if "idas" in name.casefold() else set())
    return next(iter(found)) if len(found) == 1 else ""
