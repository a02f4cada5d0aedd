"""What earlier sessions say: a region treated again too soon, more sessions than the protocol's."""

from __future__ import annotations

from collections.abc import Iterator

from mesomap.analysis.remarks.context import Context, injections_of
from mesomap.analysis.remarks.remark import Remark, RemarkKind, key_of
from mesomap.model import Confidence, Message, RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP

SOON = QT_TRANSLATE_NOOP(
    "messages", "Treated {days} days ago: the protocol's interval is {least} days."
)
SESSIONS = QT_TRANSLATE_NOOP("messages", "Session {number} of the course: the protocol has {most}.")
DAYS_A_WEEK = 7


def course(context: Context) -> Iterator[Remark]:
    """Both, where a protocol is chosen; sessions entered in error are not among the earlier."""
    yield from _interval(context)
    yield from _number(context)


def _interval(context: Context) -> Iterator[Remark]:
    wanted = _least_days(context)
    if wanted is None:
        return
    least, source, confidence = wanted
    regions = set(context.keys(context.held))
    by_days: dict[int, list[RegionKey]] = {}
    for key in sorted(regions):
        ago = [
            (context.session.date - one.day).days for one in context.earlier if key in one.regions
        ]
        if ago and min(ago) < least:
            by_days.setdefault(min(ago), []).append(key)
    for days, keys in sorted(by_days.items()):
        yield Remark(
            kind=RemarkKind.INTERVAL,
            key=key_of(RemarkKind.INTERVAL, days, least, *(f"{k.id}/{k.side.value}" for k in keys)),
            message=Message(SOON, {"days": days, "least": least}),
            source=source,
            confidence=confidence,
            regions=tuple(keys),
            injections=injections_of(context.within(keys)),
        )


def _least_days(context: Context) -> tuple[int, str, Confidence] | None:
    protocol = context.protocol
    if protocol is None:
        return None
    if protocol.weeks is not None and context.number is not None:
        weeks = protocol.weeks.value
        if 2 <= context.number <= len(weeks):
            gap = weeks[context.number - 1] - weeks[context.number - 2]
            return gap * DAYS_A_WEEK, protocol.weeks.source, protocol.weeks.confidence
    cited = protocol.days_between
    if cited is None:
        return None
    return (cited.low if cited.low is not None else cited.value), cited.source, cited.confidence


def _number(context: Context) -> Iterator[Remark]:
    protocol, number = context.protocol, context.number
    if protocol is None or protocol.sessions is None or number is None:
        return
    cited = protocol.sessions
    most = cited.high if cited.high is not None else cited.value
    if number > most:
        yield Remark(
            kind=RemarkKind.SESSIONS,
            key=key_of(RemarkKind.SESSIONS, number, most),
            message=Message(SESSIONS, {"number": number, "most": most}),
            source=cited.source,
            confidence=cited.confidence,
        )
