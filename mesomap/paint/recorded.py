"""How it was recorded that something was given, in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from mesomap.model import AreaPass, GivenHow, Injection, Status
from mesomap.paint.locale import format_date, format_time


def outcome_words(step: Injection | AreaPass) -> str:
    """What became of it: when it was given and how that was recorded, why it was skipped; "" while
    it is planned."""
    t = QCoreApplication.translate
    if step.status is Status.SKIPPED:
        if not step.reason:
            return t("recorded", "skipped")
        return t("recorded", "skipped: {reason}").format(reason=step.reason)
    if step.status is not Status.GIVEN:
        return ""
    if step.given_at is None:
        return t("recorded", "given")
    when = {"date": format_date(step.given_at), "time": format_time(step.given_at)}
    text = {
        GivenHow.AFTERWARDS: t("recorded", "given {date}, {time}, recorded afterwards"),
        GivenHow.BULK: t("recorded", "given {date}, {time}, many at once"),
    }.get(step.given_how or GivenHow.EACH, t("recorded", "given {date}, {time}"))
    return text.format(**when)


def afterwards_words(steps: Iterable[Injection | AreaPass]) -> str:
    """That all or some of `steps` were recorded afterwards; "" if none were."""
    t = QCoreApplication.translate
    late = {step.given_how is GivenHow.AFTERWARDS for step in steps}
    if late == {True}:
        return t("recorded", "recorded afterwards")
    return t("recorded", "some recorded afterwards") if True in late else ""
