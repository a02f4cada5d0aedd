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
