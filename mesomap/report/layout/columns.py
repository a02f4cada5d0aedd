"""The columns of the table by region and its last row."""

from __future__ import annotations

from collections.abc import Sequence

from mesomap.model import Status
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.table import Column, Table
from mesomap.report.layout.tables import RegionRow, ml
from mesomap.report.layout.voice import Voice


def region_table(voice: Voice, content: SessionContent, rows: Sequence[RegionRow]) -> Table:
    """By region: numbers, count, depth, angle, volume each and total, mixture, the figures."""
    columns = (
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Region")), 36, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Points")), 43, wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Count")), 10, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Depth mm")), 15, "right", wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Angle")), 13, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "mL per point")), 14, "right", wraps=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Total mL")), 13, "right", bold=True),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Mixture")), 15, "centre"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Spacing median mm")), 17, "right"),
        Column(voice.say(QT_TRANSLATE_NOOP("messages", "Deposit coverage")), 17, "right"),
    )
    body = tuple(
        (
            row.region,
            row.points,
            row.count,
            row.depth,
            row.angle,
            row.each_ml,
            row.total_ml,
            row.mixture,
            row.spacing,
            row.coverage,
        )
        for row in rows
    )
    counted = [i for i in content.injections if i.status is not Status.SKIPPED]
    total = (
        voice.say(QT_TRANSLATE_NOOP("messages", "Total")),
        _by_status(voice, content),
        str(len(counted)),
        "",
        "",
        "",
        ml(voice, sum(i.volume_ul for i in counted)),
        "",
        "",
        "",
    )
    return Table(columns, body, total)


def _by_status(voice: Voice, content: SessionContent) -> str:
    """How many were given, are planned, were skipped: those that occur."""

    def count(status: Status) -> int:
        return sum(i.status is status for i in content.injections)

    parts = []
    if given := count(Status.GIVEN):
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "given {count}"), count=given))
    if planned := count(Status.PLANNED):
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "planned {count}"), count=planned))
    if skipped := count(Status.SKIPPED):
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "not given {count}"), count=skipped))
    return ", ".join(parts)
