"""What paper says of how it was treated."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sample_content import SYRINGE, both_cheeks, content

from mesomap.model import GivenHow, Injection, Plan, SessionMode, Status
from mesomap.report.layout import PAPERS, lay_out
from mesomap.report.layout.shapes import Text
from mesomap.report.layout.treated import treated_notes
from mesomap.report.layout.voice import plain_voice

VOICE = plain_voice()
START = datetime(2026, 11, 22, 14, 5)


def given(one: Injection, minute: int, how: GivenHow = GivenHow.EACH) -> Injection:
    return replace(
        one,
        status=Status.GIVEN,
        given_at=START.replace(minute=minute),
        given_by="Dr. B. Example",
        given_how=how,
    )


def notes(injections: list[Injection], **session: object) -> list[str]:
    made = content(injections)
    made = replace(made, session=replace(made.session, **session))
    return treated_notes(VOICE, made)


def test_nothing_is_said_of_a_plan() -> None:
    assert notes(both_cheeks()[:6]) == []


def test_from_when_until_when_and_by_whom() -> None:
    six = [given(one, 5 + n) for n, one in enumerate(both_cheeks()[:6])]
    assert notes(six) == ["Given from 22 Nov 2026 14:05 until 22 Nov 2026 14:10 by Dr. B. Example."]


def test_what_was_not_counted_one_by_one_or_not_at_once_says_so() -> None:
    ones = both_cheeks()[:6]
    mixed = [
        *(given(one, 5) for one in ones[:2]),
        *(given(one, 9, GivenHow.BULK) for one in ones[2:4]),
        *(given(one, 0, GivenHow.AFTERWARDS) for one in ones[4:]),
    ]
    said = notes(mixed, mode=SessionMode.RECORD)
    assert said[0] == "Recorded without a plan: what was placed was given."
    assert "Recorded many at once, not one by one: no. 3, 4." in said
    assert "Recorded afterwards: no. 5, 6, given 22 Nov 2026 14:00." in said
    assert "Given from 22 Nov 2026 14:05 until 22 Nov 2026 14:09 by Dr. B. Example." in said


def test_why_not_and_what_instead() -> None:
    ones = both_cheeks()[:4]
    skipped = replace(ones[0], status=Status.SKIPPED, reason="a mole")
    before = ones[1]
    plan = Plan(
        site=before.site, depth_mm=before.depth_mm, volume_ul=before.volume_ul, syringe=SYRINGE.id
    )
    other = replace(given(before, 5), volume_ul=80, plan=plan)
    said = notes([skipped, other, *ones[2:]], stopped_because="Patient's wish")
    assert "Not given, no. 1: a mole." in said
    assert any(note.startswith("Given otherwise than planned, no. 2:") for note in said)
    assert said[-1] == "Stopped before all was given: Patient's wish."


def test_the_sentences_are_on_the_page() -> None:
    late = [given(one, 0, GivenHow.AFTERWARDS) for one in both_cheeks()]
    layout = lay_out(content(late), voice=VOICE, paper=PAPERS["A4"])
    words = " ".join(s.text for page in layout.pages for s in page.shapes if isinstance(s, Text))
    assert "Recorded afterwards: no. 1" in words
