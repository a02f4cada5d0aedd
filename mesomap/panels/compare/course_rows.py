"""The rows of the course view: what each is, how high it stands, what it says of a session."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from mesomap.panels.compare.course_values import CourseShown

HEAD_PX = 146
LEFT_PX = 204
RIGHT_PX = 168
COLUMN_PX = (118, 300)
"""The narrowest and the widest column."""


class RowKind(Enum):
    """What stands in a row."""

    CHART = "chart"
    REACTIONS = "reactions"
    NOTES = "notes"
    PHOTOGRAPHS = "photographs"


REACTION_PX = (48, 22)
"""Of one grade's mark with its count."""
REACTIONS_ACROSS = 2
"""So many fit into the narrowest column."""
_LABEL_PX = 14
"""A chart is at least so high for each of its lines."""
_HEIGHTS = {
    RowKind.CHART: 74,
    RowKind.REACTIONS: 54,
    RowKind.NOTES: 66,
    RowKind.PHOTOGRAPHS: 96,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `place` is which chart or which view; `top` counts from under the heads."""

    kind: RowKind
    place: int
    top: int
    height: int

    @property
    def bottom(self) -> int:
        return self.top + self.height


def rows_of(shown: CourseShown) -> tuple[Row, ...]:
    """All rows from the top; the doses, which may be many, are the last."""
    charts = [(RowKind.CHART, n) for n in range(len(shown.charts))]
    kinds = [one for one in charts if not shown.charts[one[1]].dose]
    kinds += [(RowKind.REACTIONS, 0), (RowKind.NOTES, 0)]
    kinds += [(RowKind.PHOTOGRAPHS, n) for n in range(max(1, len(shown.photographs)))]
    kinds += [one for one in charts if shown.charts[one[1]].dose]
    rows: list[Row] = []
    top = 0
    for kind, place in kinds:
        height = _HEIGHTS[kind]
        if kind is RowKind.CHART:
            height = max(height, _LABEL_PX * len(shown.charts[place].lines) + 16)
        elif kind is RowKind.REACTIONS:
            most = max((len(one.grades) + one.serious for one in shown.reactions), default=0)
            height = max(height, REACTION_PX[1] * -(-most // REACTIONS_ACROSS) + 10)
        elif not shown.photographs and kind is RowKind.PHOTOGRAPHS:
            height = _HEIGHTS[RowKind.REACTIONS]
        rows.append(Row(kind, place, top, height))
        top = rows[-1].bottom
    return tuple(rows)


def title_of(shown: CourseShown, row: Row) -> tuple[str, str]:
    """What stands at a row's left: its title, and a line under it."""
    t = QCoreApplication.translate
    if row.kind is RowKind.CHART:
        chart = shown.charts[row.place]
        return chart.title, chart.caption
    if row.kind is RowKind.REACTIONS:
        return t("CourseBoard", "Reactions"), t("CourseBoard", "by grade (CTCAE v5)")
    if row.kind is RowKind.NOTES:
        return t("CourseBoard", "Response"), t("CourseBoard", "noted at the session")
    caption = shown.photographs[row.place].title if shown.photographs else ""
    return t("CourseBoard", "Photographs"), caption


def empty_words(shown: CourseShown, row: Row) -> str:
    """What an empty row says, "" of one that is not."""
    t = QCoreApplication.translate
    if row.kind is RowKind.CHART:
        lines = shown.charts[row.place].lines
        if any(value for line in lines for value in line.values):
            return ""
        return t("CourseBoard", "Nothing to measure yet.")
    if row.kind is RowKind.REACTIONS:
        if any(one.grades for one in shown.reactions):
            return ""
        return t("CourseBoard", "None noted. Over the map, the menu Record adds one.")
    if row.kind is RowKind.NOTES:
        if any(shown.notes):
            return ""
        return t("CourseBoard", "None noted. The button Course above has room for them.")
    if shown.hidden:
        return shown.hidden
    if shown.photographs:
        return ""
    return t("CourseBoard", "None yet. The button Photographs above adds some.")


def reading_of(shown: CourseShown, row: Row | None, column: int) -> str:
    """All that a row says of one session; without a row, of the session itself."""
    head = shown.columns[column]
    words = f"{head.title}, {head.date}"
    if row is None:
        return " · ".join(one for one in (words, head.state, head.figures) if one)
    title, _ = title_of(shown, row)
    if row.kind is RowKind.CHART:
        chart = shown.charts[row.place]
        parts = [
            f"{line.label} {line.words[column]}".strip()
            for line in chart.lines
            if line.words[column]
        ]
        said = " · ".join(parts)
    elif row.kind is RowKind.REACTIONS:
        said = shown.reactions[column].words
    elif row.kind is RowKind.NOTES:
        said = shown.notes[column]
    else:
        said = shown.photographs[row.place].words[column] if shown.photographs else ""
    none = QCoreApplication.translate("CourseBoard", "none", "in place of a value")
    return f"{words} · {title}: {said or none}"
