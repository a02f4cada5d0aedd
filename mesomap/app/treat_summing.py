"""Planned against given: by region, by syringe, what was skipped and what was given otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from mesomap.analysis.walked import key_of_step
from mesomap.app import treat_words as words
from mesomap.app.treat_show import Course
from mesomap.document.treating import Step, is_open
from mesomap.model import AreaPass, GivenHow, Injection, Status, in_order
from mesomap.paint.locale import format_count, format_ml, format_ml_number, format_mm, format_time
from mesomap.paint.names import region_name
from mesomap.panels.treat_values import Summary, SummaryRow


def summary_of(course: Course, seconds: float) -> Summary:
    """All of it; `seconds` is how long treating took."""
    t = QCoreApplication.translate
    steps = course.steps()
    given = [step for step in steps if step.status is Status.GIVEN]
    skipped = [step for step in steps if step.status is Status.SKIPPED]
    left = [step for step in steps if is_open(step)]
    if left:
        title = t("Treat", "Stopped: {left} of {all} still planned").format(
            left=format_count(len(left)), all=format_count(len(steps))
        )
    elif skipped:
        title = t("Treat", "Done: {given} of {all} given").format(
            given=format_count(len(given)), all=format_count(len(steps))
        )
    else:
        title = t("Treat", "Done: all {all} given").format(all=format_count(len(steps)))
    return Summary(
        title=title,
        lines=tuple(filter(None, _lines(course, given, steps, seconds))),
        regions=_by_region(course, steps),
        syringes=_by_syringe(course, steps),
        total=_row(t("Treat", "All"), steps),
        skipped=_skipped(course, skipped),
        changed=_changed(course, given),
    )


def _lines(course: Course, given: list[Step], steps: list[Step], seconds: float) -> list[str]:
    t = QCoreApplication.translate
    session = course.document.session
    assert session is not None
    volumes = t("Treat", "{given} given of {planned} planned").format(
        given=format_ml(_volume(given)), planned=format_ml(_planned_volume(steps))
    )
    time = t("Treat", "{elapsed} without pauses").format(elapsed=words.elapsed_words(seconds))
    if session.treated_from is not None and session.treated_until is not None:
        time += ", " + t("Treat", "from {start} until {end}").format(
            start=format_time(session.treated_from), end=format_time(session.treated_until)
        )
    bulk = sum(step.given_how is GivenHow.BULK for step in given)
    late = sum(step.given_how is GivenHow.AFTERWARDS for step in given)
    return [
        f"{volumes} · {time}",
        t("Treat", "Stopped because: {reason}").format(reason=session.stopped_because)
        if session.stopped_because
        else "",
        t("Treat", "{count} recorded many at once").format(count=format_count(bulk))
        if bulk
        else "",
        t("Treat", "{count} recorded afterwards").format(count=format_count(late)) if late else "",
    ]


def _by_region(course: Course, steps: list[Step]) -> tuple[SummaryRow, ...]:
    groups: dict[tuple[object, bool], list[Step]] = {}
    for step in steps:
        groups.setdefault((key_of_step(step), isinstance(step, AreaPass)), []).append(step)
    rows = []
    for (_, is_area), own in groups.items():
        name = region_name(course.body, key_of_step(own[0]))
        if is_area:
            name = QCoreApplication.translate("Treat", "{region}, area pass").format(region=name)
        rows.append(_row(name, own))
    return tuple(rows)


def _by_syringe(course: Course, steps: list[Step]) -> tuple[str, ...]:
    t = QCoreApplication.translate
    said = []
    for place, syringe in enumerate(in_order(course.document.syringes.values()), start=1):
        own = [step for step in steps if step.syringe == syringe.id]
        if own:
            given = [step for step in own if step.status is Status.GIVEN]
            said.append(
                t(
                    "Treat", "{number}  {name}: {given} of {planned} given, {ml} of {planned_ml}"
                ).format(
                    number=format_count(place),
                    name=" · ".join(filter(None, (syringe.name, syringe.mixture))),
                    given=format_count(len(given)),
                    planned=format_count(len(own)),
                    ml=format_ml_number(_volume(given)),
                    planned_ml=format_ml(_planned_volume(own)),
                )
            )
    return tuple(said)


def _row(name: str, steps: list[Step]) -> SummaryRow:
    given = [step for step in steps if step.status is Status.GIVEN]
    skipped = sum(step.status is Status.SKIPPED for step in steps)
    return SummaryRow(
        name,
        format_count(len(steps)),
        format_ml_number(_planned_volume(steps)),
        format_count(len(given)),
        format_ml_number(_volume(given)),
        format_count(skipped) if skipped else "–",
    )


def _volume(steps: Iterable[Step]) -> int:
    return sum(step.volume_ul for step in steps)


def _planned_volume(steps: Iterable[Step]) -> int:
    """What was planned, where something else was given."""
    return sum(
        step.plan.volume_ul if isinstance(step, Injection) and step.plan else step.volume_ul
        for step in steps
    )


def _skipped(course: Course, skipped: list[Step]) -> tuple[str, ...]:
    """One line for each reason, with the numbers that have it."""
    t = QCoreApplication.translate
    numbers = course.numbers()
    by_reason: dict[str, list[str]] = {}
    for step in skipped:
        by_reason.setdefault(step.reason, []).append(words.named(step, numbers))
    return tuple(
        f"{', '.join(names)}: {reason or t('Treat', 'no reason noted')}"
        for reason, names in by_reason.items()
    )


def _changed(course: Course, given: list[Step]) -> tuple[str, ...]:
    """One line for each other dose, with the numbers that got it."""
    t = QCoreApplication.translate
    numbers = course.numbers()
    by_words: dict[str, list[str]] = {}
    for step in given:
        if not isinstance(step, Injection) or step.plan is None:
            continue
        parts = []
        if step.plan.depth_mm != step.depth_mm and step.depth_mm is not None:
            planned = "–" if step.plan.depth_mm is None else format_mm(step.plan.depth_mm)
            parts.append(
                t("Treat", "{given} for {planned}").format(
                    given=format_mm(step.depth_mm), planned=planned
                )
            )
        if step.plan.volume_ul != step.volume_ul:
            parts.append(
                t("Treat", "{given} for {planned}").format(
                    given=format_ml(step.volume_ul), planned=format_ml(step.plan.volume_ul)
                )
            )
        if parts:
            by_words.setdefault(", ".join(parts), []).append(words.named(step, numbers))
    return tuple(f"{', '.join(names)}: {said}" for said, names in by_words.items())
