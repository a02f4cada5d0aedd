"""One protocol, wholly: figures with sources, ceilings, evidence against, law, disagreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mesomap.model import Protocol
from mesomap.paint.names import indication_name
from mesomap.paint.tokens import BODY, CAPTION, SMALL, TITLE
from mesomap.panels.look import IconLabel, caption, heading, separator, text_label, wrapping
from mesomap.panels.record.protocol_words import (
    Line,
    against_lines,
    ceiling_lines,
    figure_lines,
    law_lines,
    message,
)


class ProtocolDetail(QScrollArea):
    """What a protocol says; every figure with its source and confidence beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What the protocol says"))
        self._shown: list[str] = []

    def show_protocol(self, protocol: Protocol | None, region_names: Mapping[str, str]) -> None:
        """Show `protocol`; nothing without one."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(10)
        self._shown = []
        if protocol is not None:
            column.addWidget(wrapping(text_label(message(protocol.title), TITLE)))
            starting = self.tr("{indication}. A cited starting point, not a recommendation.")
            words = starting.format(indication=indication_name(protocol.indication.value))
            if protocol.built_on is not None:
                words += " " + self.tr("The clinic's own.")
            column.addWidget(caption(words))
            self._section(column, "", figure_lines(protocol, region_names))
            self._section(column, self.tr("Ceilings that it names"), ceiling_lines(protocol))
            self._section(column, self.tr("Evidence against"), against_lines(protocol))
            self._section(column, self.tr("Law"), law_lines(protocol))
            if protocol.note:
                column.addWidget(separator())
                column.addWidget(heading(self.tr("Where sources are silent or disagree")))
                column.addWidget(wrapping(text_label(message(protocol.note), BODY, role="t2")))
                self._shown.append(message(protocol.note))
        column.addStretch(1)
        self.setWidget(inside)

    def text(self) -> str:
        """All that is shown, line by line."""
        return "\n".join(self._shown)

    def _section(self, column: QVBoxLayout, title: str, lines: Sequence[Line]) -> None:
        if not lines:
            return
        if title:
            column.addWidget(separator())
            column.addWidget(heading(title))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 118)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines):
            label = wrapping(text_label(line.label, SMALL, role="t3"))
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._value(line), row, 1)
            self._shown.append(" | ".join((line.label, line.value, self._said(line))))
        column.addLayout(grid)

    def _value(self, line: Line) -> QVBoxLayout:
        value = QVBoxLayout()
        value.setSpacing(1)
        first = QHBoxLayout()
        first.setSpacing(6)
        if line.warn:
            first.addWidget(IconLabel("warning", "warn", 15), 0, Qt.AlignmentFlag.AlignTop)
        role = "warn" if line.warn else "text"
        first.addWidget(wrapping(text_label(line.value, BODY, role=role)), 1)
        value.addLayout(first)
        if said := self._said(line):
            value.addWidget(wrapping(text_label(said, CAPTION, role="t3")))
        return value

    def _said(self, line: Line) -> str:
        if not line.source:
            return ""
        if line.unverified:
            return self.tr("{source}. Convention, unverified.").format(source=line.source)
        return line.source
