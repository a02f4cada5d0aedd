"""Giving step by step: what each press changes, and that undo takes it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, an_injection, open_document

from mesomap.document import Document, treating
from mesomap.model import Added, AreaPass, GivenHow, Plan, Side, Status, Technique
from mesomap.storage import Store


class Clock:
    """A minute a look."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def opened(tmp_path: Path):
    with Store.create(tmp_path / "a.mesomap") as store:
        document, syringe = open_document(store)
        document.clock = Clock()
        document.commit(
            "Add injection", tuple(Added(an_injection(syringe, order=n)) for n in range(1, 5))
        )
        yield document


def steps(document: Document) -> list[treating.Step]:
    return treating.steps_of(document)


def give(document: Document, *numbers: int, how: GivenHow = GivenHow.EACH) -> None:
    chosen = [steps(document)[n] for n in numbers]
    document.commit("Give injection", treating.give(document, chosen, how=how))


def test_given_says_when_by_whom_and_how(opened: Document) -> None:
    give(opened, 0)
    first = steps(opened)[0]
    assert (first.status, first.given_at) == (Status.GIVEN, NOON)
    assert (first.given_by, first.given_how) == ("Dr. B. Example", GivenHow.EACH)
    assert opened.session.treated_from == NOON
    assert opened.session.treated_until is None
    assert opened.store.injections(opened.session.id)[0] == first


def test_the_last_one_ends_the_treatment(opened: Document) -> None:
    give(opened, 0, 1, 2, how=GivenHow.BULK)
    opened.clock.now = NOON + timedelta(minutes=7)
    give(opened, 3)
    assert opened.session.treated_until == NOON + timedelta(minutes=7)
    assert [one.given_how for one in steps(opened)] == [GivenHow.BULK] * 3 + [GivenHow.EACH]


def test_a_given_one_is_not_given_again(opened: Document) -> None:
    give(opened, 0)
    assert treating.give(opened, steps(opened)[:1]) == ()


def test_taking_back_the_only_one_is_as_if_nothing_had_been_pressed(opened: Document) -> None:
    before = steps(opened), opened.session
    give(opened, 0)
    opened.commit("Take back", treating.take_back(opened, steps(opened)[:1]))
    assert (steps(opened), opened.session) == before


def test_skipped_with_a_reason_that_follows(opened: Document) -> None:
    opened.commit("Skip", treating.skip(opened, steps(opened)[1]))
    skipped = steps(opened)[1]
    assert (skipped.status, skipped.reason) == (Status.SKIPPED, "")
    opened.commit("Say why", treating.set_reason(skipped, "a mole"))
    assert steps(opened)[1].reason == "a mole"
    assert treating.set_reason(steps(opened)[1], "a mole") == ()
    opened.commit("Take back", treating.take_back(opened, [steps(opened)[1]]))
    assert (steps(opened)[1].status, steps(opened)[1].reason) == (Status.PLANNED, "")


def test_ended_early_says_why_and_going_on_forgets_it(opened: Document) -> None:
    assert treating.end(opened, because="pain") == ()
    give(opened, 0)
    opened.clock.now = NOON + timedelta(minutes=3)
    opened.commit("End", treating.end(opened, because=" pain "))
    assert opened.session.stopped_because == "pain"
    assert opened.session.treated_until == NOON + timedelta(minutes=3)
    give(opened, 1)
    assert opened.session.stopped_because == ""
    assert opened.session.treated_from == NOON


def test_next_goes_on_behind_and_from_the_beginning_again(opened: Document) -> None:
    ids = [step.id for step in steps(opened)]
    assert treating.next_open(steps(opened), None).id == ids[0]
    assert treating.next_open(steps(opened), ids[2]).id == ids[3]
    give(opened, 3)
    assert treating.next_open(steps(opened), ids[3]).id == ids[0]
    give(opened, 0, 1, 2)
    assert treating.next_open(steps(opened), ids[0]) is None


def test_another_dose_keeps_the_plan_beside_it_and_the_planned_one_again_drops_it(
    opened: Document,
) -> None:
    first = steps(opened)[0]
    opened.commit("Dose", treating.change_dose([first], depth_mm=2.0, volume_ul=80))
    now = steps(opened)[0]
    assert (now.depth_mm, now.volume_ul) == (2.0, 80)
    assert now.plan == Plan(site=first.site, depth_mm=1.0, volume_ul=50, syringe=first.syringe)
    opened.commit("Dose", treating.change_dose([now], volume_ul=60))
    assert steps(opened)[0].plan == now.plan
    opened.commit("Dose", treating.change_dose([steps(opened)[0]], depth_mm=1.0, volume_ul=50))
    assert steps(opened)[0] == first
    assert treating.change_dose([first], depth_mm=1.0) == ()


def test_reordering_keeps_every_order_in_use_and_touches_nothing_else(opened: Document) -> None:
    give(opened, 0)
    before = {step.id: step for step in steps(opened)}
    left = [step.id for step in steps(opened)[1:]]
    opened.commit("Order", treating.reorder(opened, list(reversed(left))))
    now = steps(opened)
    assert [step.id for step in now[1:]] == list(reversed(left))
    assert sorted(step.order for step in now) == sorted(one.order for one in before.values())
    assert all(replace(step, order=before[step.id].order) == before[step.id] for step in now)
    assert treating.reorder(opened, [step.id for step in now]) == ()


def test_area_passes_are_steps_too(opened: Document) -> None:
    syringe = next(iter(opened.syringes.values()))
    area = AreaPass(
        id=uuid4(), session=syringe.session, order=2, region="cheek-buccal", side=Side.LEFT,
        outline=(), syringe=syringe.id, technique=Technique.NAPPAGE, volume_ul=700,
    )  # fmt: skip
    opened.commit("Add area", (Added(area),))
    assert area in steps(opened)
    opened.commit("Give", treating.give(opened, [area]))
    assert opened.areas[area.id].status is Status.GIVEN
    assert treating.given_ul(opened, syringe.id) == 700


def test_time_between_needles_counts_and_a_long_pause_does_not(opened: Document) -> None:
    for number, minutes in enumerate((0, 1, 3, 33)):
        opened.clock.now = NOON + timedelta(minutes=minutes)
        give(opened, number)
    assert treating.treated_seconds(steps(opened)) == 180.0
    assert treating.last_done(steps(opened)).id == steps(opened)[3].id


def test_undo_takes_back_what_was_given(opened: Document) -> None:
    before = steps(opened), opened.session
    give(opened, 0)
    opened.undo()
    assert (steps(opened), opened.session) == before
    opened.redo()
    assert steps(opened)[0].status is Status.GIVEN
