"""What treat mode says: sides, places in a region, doses, syringes, and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mesomap.analysis.route import Route
from mesomap.document.treating import Step
from mesomap.model import AreaPass, Injection, Side
from mesomap.paint.locale import format_count, format_ml_number, format_mm, format_number
from mesomap.paint.names import layer_name, technique_name
from mesomap.panels.treat_values import Figure


def side_words(side: Side | None) -> str:
    """The side of the body that is next, for the banner; "" for the middle."""
    if side is Side.LEFT:
        return QCoreApplication.translate("Treat", "LEFT side")
    if side is Side.RIGHT:
        return QCoreApplication.translate("Treat", "RIGHT side")
    return ""


def side_gate(side: Side) -> str:
    """What the button says before the first step on the other side."""
    if side is Side.LEFT:
        return QCoreApplication.translate("Treat", "Now the LEFT side")
    return QCoreApplication.translate("Treat", "Now the RIGHT side")


def syringe_gate(place: int, name: str) -> str:
    """What the button says before the first step from another syringe."""
    return QCoreApplication.translate("Treat", "Take syringe {number}: {name}").format(
        number=format_count(place), name=name
    )


def side_progress(side: Side | None, done: int, of: int) -> str:
    """How far a side is."""
    values = {"done": format_count(done), "of": format_count(of)}
    if side is Side.LEFT:
        text = QCoreApplication.translate("Treat", "Left {done} of {of}")
    elif side is Side.RIGHT:
        text = QCoreApplication.translate("Treat", "Right {done} of {of}")
    else:
        text = QCoreApplication.translate("Treat", "Middle {done} of {of}")
    return text.format(**values)


def number_words(step: Step, numbers: dict[object, int]) -> str:
    """The step's number: an injection's, or an area pass's with a letter before it."""
    number = format_count(numbers[step.id])
    if isinstance(step, AreaPass):
        return QCoreApplication.translate("Treat", "A{number}", "area pass").format(number=number)
    return number


def named(step: Step, numbers: dict[object, int]) -> str:
    """The step in a sentence."""
    if isinstance(step, AreaPass):
        return QCoreApplication.translate("Treat", "area pass {number}").format(
            number=format_count(numbers[step.id])
        )
    return QCoreApplication.translate("Treat", "no. {number}").format(
        number=format_count(numbers[step.id])
    )


def place_words(step: Step, route: Route) -> str:
    """Where in its region: row and place, or that it is an area pass."""
    t = QCoreApplication.translate
    if isinstance(step, AreaPass):
        if step.entries:
            about = (
                t("Treat", "about {count} entries")
                if step.entries_estimated
                else t("Treat", "{count} entries")
            )
            return f"{technique_name(step.technique)}, " + about.format(
                count=format_count(step.entries)
            )
        return t("Treat", "{technique} over the area").format(
            technique=technique_name(step.technique)
        )
    leg = route.legs[route.leg_of(step.id)]
    row, place = route.row_of(step.id)
    if len(leg.rows) > 1:
        words = t("Treat", "row {row} of {rows}, {place} of {places}").format(
            row=row + 1, rows=len(leg.rows), place=place + 1, places=len(leg.rows[row])
        )
    else:
        words = t("Treat", "{place} of {places}").format(place=place + 1, places=len(leg.rows[0]))
    return words if not step.path else t("Treat", "thread, {place}").format(place=words)


def figures_of(step: Step) -> tuple[Figure, ...]:
    """Depth, volume, and angle or entries; what was planned where that was something else."""
    t = QCoreApplication.translate
    plan = step.plan if isinstance(step, Injection) else None
    planned = t("Treat", "planned {value}")
    depth_plan = volume_plan = ""
    if plan is not None and plan.depth_mm != step.depth_mm and plan.depth_mm is not None:
        depth_plan = planned.format(value=format_mm(plan.depth_mm))
    if plan is not None and plan.volume_ul != step.volume_ul:
        volume_plan = planned.format(value=format_ml_number(plan.volume_ul))
    if step.depth_mm is not None:
        depth = Figure(t("Treat", "Depth"), format_number(step.depth_mm), "mm", depth_plan)
    else:
        depth = Figure(t("Treat", "Depth"), layer_name(step.layer) or "–", "")
    volume = Figure(t("Treat", "Volume"), format_ml_number(step.volume_ul), "mL", volume_plan)
    if isinstance(step, Injection):
        angle = Figure(t("Treat", "Angle"), format_number(step.angle_deg, 0), "°")
        return (depth, volume, angle)
    return (depth, volume)


def skip_reasons() -> list[str]:
    """Why a site is skipped, most often."""
    t = QCoreApplication.translate
    return [
        t("Treat", "Pain"),
        t("Treat", "Bleeding"),
        t("Treat", "The skin there"),
        t("Treat", "Patient's wish"),
        t("Treat", "Not needed"),
    ]


def stop_reasons() -> list[str]:
    """Why treating ends early, most often."""
    t = QCoreApplication.translate
    return [
        t("Treat", "Going on another day"),
        t("Treat", "Patient's wish"),
        t("Treat", "Pain"),
        t("Treat", "Bleeding or bruise"),
        t("Treat", "Reaction"),
        t("Treat", "Nothing left in the syringe"),
    ]


def elapsed_words(seconds: float) -> str:
    """Minutes and seconds, hours before them when there are any."""
    whole = max(int(seconds), 0)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
