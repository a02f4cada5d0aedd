"""Part of a map in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mesomap.document.copies import Fragment
from mesomap.paint.locale import format_count
from mesomap.panels.look import count_words


def part_words(part: Fragment) -> str:
    """E.g. ``12 injections and 1 area pass``."""
    t = QCoreApplication.translate
    areas = t("Words", "1 area pass")
    if len(part.areas) != 1:
        areas = t("Words", "{count} area passes").format(count=format_count(len(part.areas)))
    injections = count_words(len(part.injections))
    if not part.areas:
        return injections
    if not part.injections:
        return areas
    return t("Words", "{injections} and {areas}").format(injections=injections, areas=areas)


def again_words(part: Fragment) -> str:
    """What was placed on the other side."""
    if not part:
        return QCoreApplication.translate("Words", "Nothing to mirror.")
    return QCoreApplication.translate("Words", "Mirrored: {what}.").format(what=part_words(part))
