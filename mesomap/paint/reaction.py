"""Reactions in words and on a chart: an outline with short dashes, and a six-sided badge."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from mesomap.clinical.reactions import (
    CTCAE,
    KIND_NAMES,
    OUTCOME_NAMES,
    POINT_NAMES,
    SIZE_STARTS_MM,
    VAS_STARTS,
    size_grade,
    size_range_mm,
    vas_band,
)
from mesomap.model import Confidence, FollowUpPoint, Known, Outcome, Reaction, ReactionKind
from mesomap.paint import tokens as tk
from mesomap.paint.locale import format_count, format_mm_by_mm, format_number

BADGE_PX = 9.0
"""Half the height of a badge."""
FADED = 0.7
"""How strongly a reaction to an earlier session is drawn."""
_CONTEXT = "reactions"


def kind_name(kind: ReactionKind) -> str:
    """The kind in the person's language."""
    return QCoreApplication.translate(_CONTEXT, KIND_NAMES[kind])


def kind_letter(kind: ReactionKind) -> str:
    """What stands in its badge on charts."""
    t = QCoreApplication.translate
    return {
        ReactionKind.REDNESS: t(_CONTEXT, "R", "redness"),
        ReactionKind.SWELLING: t(_CONTEXT, "S", "swelling"),
        ReactionKind.BRUISING: t(_CONTEXT, "B", "bruising"),
        ReactionKind.PAIN: t(_CONTEXT, "P", "pain"),
        ReactionKind.NODULE: t(_CONTEXT, "N", "nodule"),
        ReactionKind.ULCER: t(_CONTEXT, "U", "ulcer or necrosis"),
        ReactionKind.INFECTION: t(_CONTEXT, "I", "infection signs"),
        ReactionKind.NUMBNESS: t(_CONTEXT, "F", "numbness: no feeling"),
        ReactionKind.WEAKNESS: t(_CONTEXT, "W", "weakness"),
        ReactionKind.OTHER: t(_CONTEXT, "O", "another reaction"),
    }[kind]


def outcome_name(outcome: Outcome) -> str:
    """What became of it, in the person's language."""
    return QCoreApplication.translate(_CONTEXT, OUTCOME_NAMES[outcome])


def point_name(point: FollowUpPoint) -> str:
    """The follow-up point in the person's language."""
    return QCoreApplication.translate(_CONTEXT, POINT_NAMES[point])


def known_name(known: Known) -> str:
    """Seen here, or told."""
    t = QCoreApplication.translate
    return t(_CONTEXT, "Seen here") if known is Known.SEEN else t(_CONTEXT, "Told, not seen")


def grade_words(grade: int) -> str:
    """A CTCAE grade with what it means."""
    meaning = QCoreApplication.translate(_CONTEXT, CTCAE.value[grade])
    return f"{format_count(grade)} · {meaning}"


def size_words(reaction: Reaction) -> str:
    """Its size; "" where none is noted."""
    if reaction.long_mm is None:
        return ""
    if reaction.wide_mm is None:
        words = QCoreApplication.translate(_CONTEXT, "{long} mm")
        return words.format(long=format_number(reaction.long_mm, 1)).replace(" ", "\u00a0")
    return format_mm_by_mm(reaction.long_mm, reaction.wide_mm)


def size_grade_words(kind: ReactionKind, long_mm: float | None) -> str:
    """The computed size grade with its range and source; "" where there is none."""
    grade = size_grade(kind, long_mm)
    if grade is None:
        return ""
    low, high = size_range_mm(kind, grade)
    t = QCoreApplication.translate
    span = t(_CONTEXT, "{low} mm and more") if high is None else t(_CONTEXT, "{low} to {high} mm")
    return t(_CONTEXT, "Size grade, computed: {grade} of 3 ({span}; {source})").format(
        grade=format_count(grade),
        span=span.format(low=low, high=high),
        source=source_words(SIZE_STARTS_MM.source, SIZE_STARTS_MM.confidence),
    )


def vas_words(vas: float | None) -> str:
    """The band that a pain figure falls in, with its source; "" without one."""
    band = vas_band(vas)
    if band is None:
        return ""
    t = QCoreApplication.translate
    return t(_CONTEXT, "Computed: {band} ({source})").format(
        band=t(_CONTEXT, band), source=source_words(VAS_STARTS.source, VAS_STARTS.confidence)
    )


def source_words(source: str, confidence: Confidence) -> str:
    """A source, and that it was not verified where it was not."""
    if not confidence.unverified:
        return source
    words = QCoreApplication.translate(_CONTEXT, "{source}; convention, unverified")
    return words.format(source=source)


def reaction_words(reaction: Reaction, day: str) -> str:
    """Kind, date, size and grades, as the cursor says them."""
    t = QCoreApplication.translate
    parts = [kind_name(reaction.kind), day, size_words(reaction)]
    if reaction.grade is not None:
        parts.append(t(_CONTEXT, "grade {grade}").format(grade=format_count(reaction.grade)))
    computed = size_grade(reaction.kind, reaction.long_mm)
    if computed is not None:
        parts.append(t(_CONTEXT, "size grade {grade}").format(grade=format_count(computed)))
    if reaction.vas is not None:
        parts.append(t(_CONTEXT, "VAS {vas}").format(vas=format_number(reaction.vas, 1)))
    if reaction.serious:
        parts.append(t(_CONTEXT, "serious"))
    return " · ".join(part for part in parts if part)


def paint_shape(painter: QPainter, path: QPainterPath, *, px: float, faded: bool) -> None:
    """Its outline: dash and dot on white, so that no lesion is taken for it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setOpacity(FADED if faded else 1.0)
    painter.setPen(QPen(QColor("#FFFFFF"), 3.5 * px))
    painter.drawPath(path)
    pen = QPen(QColor(tk.INK), 1.5 * px)
    pen.setDashPattern([5.0, 2.0, 1.0, 2.0])
    painter.setPen(pen)
    painter.drawPath(path)
    painter.restore()


def paint_badge(
    painter: QPainter,
    at: QPointF,
    letter: str,
    font: QFont,
    *,
    px: float,
    faded: bool,
    turned: bool = False,
) -> None:
    """A hexagon with the kind's letter about `at`, upright; an earlier session's is hollow."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    turn = -px if turned else px
    painter.scale(turn, turn)
    half, tip = BADGE_PX, BADGE_PX * 1.15
    shape = QPolygonF(
        [
            QPointF(-tip, 0.0),
            QPointF(-tip / 2, -half),
            QPointF(tip / 2, -half),
            QPointF(tip, 0.0),
            QPointF(tip / 2, half),
            QPointF(-tip / 2, half),
        ]
    )
    ink, white = QColor(tk.INK), QColor("#FFFFFF")
    painter.setPen(QPen(white, 4.0))
    painter.drawPolygon(shape)
    painter.setOpacity(0.9 if faded else 1.0)
    pen = QPen(ink, 1.5)
    if faded:
        pen.setDashPattern([2.0, 1.5])
    painter.setPen(pen)
    painter.setBrush(white if faded else ink)
    painter.drawPolygon(shape)
    painter.setFont(font)
    painter.setPen(ink if faded else white)
    painter.drawText(QRectF(-tip, -half, 2 * tip, 2 * half), Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()
