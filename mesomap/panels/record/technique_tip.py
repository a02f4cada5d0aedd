"""What is known of a technique, as the tooltip where one is chosen: each figure with its source."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox

from mesomap.clinical.techniques import BY_TECHNIQUE
from mesomap.model import Technique
from mesomap.model.cited import Cited
from mesomap.paint.names import layer_name, technique_name
from mesomap.panels.record.protocol_words import cited_text, message


def technique_tip(technique: Technique) -> str:
    """Its depth, spacing, volume, angle and needle, line by line."""
    t = QCoreApplication.translate
    facts = BY_TECHNIQUE[technique]
    mm, ml = t("Protocols", "mm"), t("Protocols", "mL")
    lines = [technique_name(technique)]

    def add(label: str, cited: Cited[Any] | None, shown: str) -> None:
        if cited is None:
            return
        words = t("Protocols", "{label}: {value} ({source})")
        if cited.confidence.unverified:
            words = t("Protocols", "{label}: {value} ({source}; convention, unverified)")
        lines.append(words.format(label=label, value=shown, source=cited.source))

    def length(cited: Cited[float] | None) -> str:
        return "" if cited is None else cited_text(cited, mm)

    depth, other = t("Protocols", "Depth"), t("Protocols", "Depth, another school")
    add(depth, facts.depth_mm, length(facts.depth_mm))
    add(other, facts.other_depth_mm, length(facts.other_depth_mm))
    layer = facts.layer
    add(t("Protocols", "Layer"), layer, "" if layer is None else layer_name(layer.value))
    add(t("Protocols", "Spacing"), facts.spacing_mm, length(facts.spacing_mm))
    volume = facts.volume_ul
    shown = "" if volume is None else cited_text(volume, ml, 0.001)
    add(t("Protocols", "Each injection"), volume, shown)
    angle = facts.angle_deg
    add(t("Protocols", "Angle"), angle, "" if angle is None else cited_text(angle, "°"))
    needle = facts.needle
    add(t("Protocols", "Needle"), needle, "" if needle is None else needle.value)
    if facts.note:
        lines.append(message(facts.note))
    return "\n".join(lines)


class _Tips(QObject):
    """Says what is known of the technique that is chosen, when the pointer rests on the choice."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the tooltip up to date before it is shown."""
        if event.type() == QEvent.Type.ToolTip and isinstance(watched, QComboBox):
            chosen = watched.currentData()
            watched.setToolTip("" if chosen is None else technique_tip(Technique(chosen)))
        return super().eventFilter(watched, event)


def tip_techniques(choice: QComboBox) -> None:
    """Give a choice of techniques, and each line of it, what is known as its tooltip."""
    for row in range(choice.count()):
        tip = technique_tip(Technique(choice.itemData(row)))
        choice.setItemData(row, tip, Qt.ItemDataRole.ToolTipRole)
    choice.installEventFilter(_Tips(choice))
