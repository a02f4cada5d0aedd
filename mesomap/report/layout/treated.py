"""What paper says of the treatment: when and by whom, what was recorded how, what was not given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mesomap.model import AreaPass, GivenHow, Injection, SessionMode, Status
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.contents import device_notes
from mesomap.report.layout.numbering import ranges
from mesomap.report.layout.voice import Voice

Step = Injection | AreaPass


def treated_notes(voice: Voice, content: SessionContent) -> list[str]:
    """Sentences for under the charts; none while nothing was given or skipped."""
    steps: list[Step] = [*content.injections, *content.areas]
    notes = [
        _when(voice, content, [one for one in steps if one.given_how is not GivenHow.AFTERWARDS]),
        _recorded(
            voice, content, steps, GivenHow.BULK,
            QT_TRANSLATE_NOOP("messages", "Recorded many at once, not one by one: {which}."),
        ),
        *_afterwards(voice, content, steps),
        *_skipped(voice, content, steps),
        *_otherwise(voice, content),
        *device_notes(voice, content),
    ]  # fmt: skip
    if content.session.mode is SessionMode.RECORD:
        notes.insert(
            0,
            voice.say(
                QT_TRANSLATE_NOOP("messages", "Recorded without a plan: what was placed was given.")
            ),
        )
    if content.session.stopped_because:
        notes.append(
            voice.say(
                QT_TRANSLATE_NOOP("messages", "Stopped before all was given: {reason}."),
                reason=content.session.stopped_because.rstrip("."),
            )
        )
    return [note for note in notes if note]


def which(voice: Voice, content: SessionContent, steps: Iterable[Step]) -> str:
    """Injections by their numbers, area passes by how many they are."""
    chosen = list(steps)
    parts = []
    numbers = [content.numbers[one.id] for one in chosen if isinstance(one, Injection)]
    if numbers:
        parts.append(
            voice.say(QT_TRANSLATE_NOOP("messages", "no. {numbers}"), numbers=ranges(numbers))
        )
    passes = sum(isinstance(one, AreaPass) for one in chosen)
    if passes == 1:
        parts.append(voice.say(QT_TRANSLATE_NOOP("messages", "1 area pass")))
    elif passes:
        text = QT_TRANSLATE_NOOP("messages", "{count} area passes")
        parts.append(voice.say(text, count=passes))
    return ", ".join(parts)


def _when(voice: Voice, content: SessionContent, steps: Sequence[Step]) -> str:
    times = [one.given_at for one in steps if one.given_at is not None]
    if not times:
        return ""
    people = ", ".join(dict.fromkeys(one.given_by for one in steps if one.given_by))
    values = {"start": voice.moment(min(times)), "end": voice.moment(max(times)), "who": people}
    if people:
        text = QT_TRANSLATE_NOOP("messages", "Given from {start} until {end} by {who}.")
    else:
        text = QT_TRANSLATE_NOOP("messages", "Given from {start} until {end}.")
    return voice.say(text, **values)


def _recorded(
    voice: Voice, content: SessionContent, steps: Sequence[Step], how: GivenHow, text: str
) -> str:
    mine = [one for one in steps if one.given_how is how]
    return voice.say(text, which=which(voice, content, mine)) if mine else ""


def _afterwards(voice: Voice, content: SessionContent, steps: Sequence[Step]) -> list[str]:
    """One sentence for each time that was given."""
    late = [one for one in steps if one.given_how is GivenHow.AFTERWARDS]
    times = dict.fromkeys(one.given_at for one in late if one.given_at is not None)
    text = QT_TRANSLATE_NOOP("messages", "Recorded afterwards: {which}, given {moment}.")
    return [
        voice.say(
            text,
            which=which(voice, content, [one for one in late if one.given_at == at]),
            moment=voice.moment(at),
        )
        for at in times
    ]


def _skipped(voice: Voice, content: SessionContent, steps: Sequence[Step]) -> list[str]:
    """One sentence for each reason."""
    mine = [one for one in steps if one.status is Status.SKIPPED and one.reason]
    text = QT_TRANSLATE_NOOP("messages", "Not given, {which}: {reason}.")
    return [
        voice.say(
            text,
            which=which(voice, content, [one for one in mine if one.reason == reason]),
            reason=reason.rstrip("."),
        )
        for reason in dict.fromkeys(one.reason for one in mine)
    ]


def _otherwise(voice: Voice, content: SessionContent) -> list[str]:
    """One sentence for each other dose."""
    found: dict[tuple[str, str], list[Step]] = {}
    for one in content.injections:
        plan = one.plan
        if plan is None or one.status is not Status.GIVEN:
            continue
        given, planned = (
            _dose(voice, one.depth_mm, one.volume_ul),
            _dose(voice, plan.depth_mm, plan.volume_ul),
        )
        if given != planned:
            found.setdefault((given, planned), []).append(one)
    text = QT_TRANSLATE_NOOP(
        "messages", "Given otherwise than planned, {which}: {given}, not {planned}."
    )
    return [
        voice.say(text, which=which(voice, content, steps), given=given, planned=planned)
        for (given, planned), steps in found.items()
    ]


def _dose(voice: Voice, depth_mm: float | None, volume_ul: int) -> str:
    volume = voice.decimal(volume_ul / 1000, 2 if volume_ul % 10 == 0 else 3)
    if depth_mm is None:
        return voice.say(QT_TRANSLATE_NOOP("messages", "{volume} mL"), volume=volume)
    return voice.say(
        QT_TRANSLATE_NOOP("messages", "{depth} mm, {volume} mL"),
        depth=voice.decimal(depth_mm, 1),
        volume=volume,
    )
