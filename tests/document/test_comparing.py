"""From a comparison to today's plan: what of the last sessions is placed again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import numpy as np
import pytest
from clinic_values import NOON, TODAY, a_patient, a_session, a_syringe

from mesomap.analysis.plan import plan_region
from mesomap.atlas import Body
from mesomap.document import Document
from mesomap.document.comparing import (
    Again,
    Source,
    continue_plan,
    plan_missed,
    repeat_kept,
    shift_lattice,
)
from mesomap.document.copies import place_again
from mesomap.model import (
    Added,
    AreaPass,
    GivenHow,
    Injection,
    KnownError,
    Lattice,
    LatticeSettings,
    Patient,
    Pattern,
    PictureSite,
    RegionKey,
    Side,
    Status,
    Syringe,
    Technique,
)
from mesomap.storage import Store

KEY = RegionKey("cheek-buccal", Side.LEFT)
SETTINGS = LatticeSettings(spacing_mm=8.0)


class Visits:
    """One patient's sessions, ten days apart; the last one that was made is open."""

    def __init__(self, document: Document, patient: Patient) -> None:
        self.document, self.patient, self.count = document, patient, 0

    def new(self, values: Sequence[object] = ()) -> Syringe:
        day = TODAY - timedelta(days=100 - 10 * self.count)
        session = replace(a_session(self.patient, day), started=NOON + timedelta(self.count - 100))
        self.count += 1
        self.document.commit("Session", (Added(session),))
        self.document.open_session(session.id)
        syringe = a_syringe(session)
        self.document.commit("Syringe", (Added(syringe),))
        if values:
            self.add(syringe, values)
        return syringe

    def add(self, syringe: Syringe, values: Sequence[object]) -> None:
        here = [
            replace(one, id=uuid4(), session=syringe.session, syringe=syringe.id)  # type: ignore[type-var]
            for one in values
        ]
        self.document.commit("Map", tuple(map(Added, here)))  # type: ignore[arg-type]


@pytest.fixture
def visits(tmp_path: Path) -> Iterator[Visits]:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document = Document(store, actor="me", clock=lambda: NOON)
        patient = a_patient()
        document.commit("Patient", (Added(patient),))
        yield Visits(document, patient)
        document.close_session()


@pytest.fixture(scope="module")
def cheek(body: Body) -> list[Injection]:
    """A cheek's lattice, planned."""
    return [
        Injection(
            id=uuid4(),
            session=uuid4(),
            order=order,
            site=place.site,
            region=KEY.id,
            side=KEY.side,
            syringe=uuid4(),
            technique=Technique.PAPULE,
            volume_ul=50,
            depth_mm=1.0,
        )
        for order, place in enumerate(plan_region(body, [KEY], SETTINGS).points, start=1)
    ]


def given(one: Injection) -> Injection:
    return replace(one, status=Status.GIVEN, given_at=NOON, given_how=GivenHow.EACH)


def skipped(one: Injection) -> Injection:
    return replace(one, status=Status.SKIPPED, reason="bruise")


def sites(again: Again) -> list[object]:
    return [one.site for one in again.part.injections]


def refusal(command: object, *values: object) -> str:
    with pytest.raises(KnownError) as told:
        command(*values)  # type: ignore[operator]
    said = told.value.message.render()
    assert "\n" not in said
    return said


def test_what_both_had_is_repeated(visits: Visits, body: Body, cheek: list[Injection]) -> None:
    visits.new([given(one) for one in cheek[:6]])
    visits.new([given(one) for one in cheek[2:5]] + [replace(cheek[5], volume_ul=90)] + cheek[7:9])
    visits.new()
    again = repeat_kept(visits.document, body)
    assert sites(again) == [one.site for one in cheek[2:5]]
    assert {one.status for one in again.part.injections} == {Status.PLANNED}
    visits.document.commit("Repeat", place_again(visits.document, again.part).changes)
    assert "already" in refusal(repeat_kept, visits.document, body)


def test_to_repeat_the_kept_takes_two_sessions_with_something_in_common(
    visits: Visits, body: Body, cheek: list[Injection]
) -> None:
    visits.new(cheek[:2])
    assert "no session before" in refusal(repeat_kept, visits.document, body)
    visits.new(cheek[-2:])
    assert "only one session" in refusal(repeat_kept, visits.document, body)
    visits.new()
    assert "nothing in common" in refusal(repeat_kept, visits.document, body).replace(
        "no injection", "nothing"
    )


def test_what_was_missed_is_what_was_skipped_or_not_given(
    visits: Visits, body: Body, cheek: list[Injection]
) -> None:
    area = AreaPass(
        id=uuid4(),
        session=uuid4(),
        order=90,
        region=KEY.id,
        side=KEY.side,
        outline=(),
        syringe=uuid4(),
        technique=Technique.NAPPAGE,
        volume_ul=500,
    )
    visits.new([given(cheek[0]), skipped(cheek[1]), given(cheek[2]), cheek[3], area])
    visits.new()
    again = plan_missed(visits.document, body)
    assert sites(again) == [cheek[1].site, cheek[3].site]
    assert [one.reason for one in again.part.injections] == ["", ""]
    assert len(again.part.areas) == 1
    (later,) = [continue_plan(visits.document, body)]
    assert sites(later) == [cheek[3].site]
    assert len(later.part.areas) == 1


def test_when_all_was_given_there_is_nothing_to_do(
    visits: Visits, body: Body, cheek: list[Injection]
) -> None:
    visits.new([given(one) for one in cheek[:3]])
    visits.new()
    assert "everything" in refusal(plan_missed, visits.document, body)
    assert "nothing planned was left" in refusal(continue_plan, visits.document, body)
    visits.new(cheek[:3])
    visits.new()
    assert "nothing was given" in refusal(continue_plan, visits.document, body)


def test_what_lies_on_a_picture_that_is_not_here_stays_out(
    visits: Visits, body: Body, cheek: list[Injection]
) -> None:
    elsewhere = replace(cheek[1], site=PictureSite(str(uuid4()), 3.0, 4.0), region=None, side=None)
    visits.new([cheek[0], elsewhere])
    visits.new()
    again = plan_missed(visits.document, body)
    assert sites(again) == [cheek[0].site]
    assert again.off == 1


@pytest.mark.parametrize("pattern", [Pattern.SQUARE, Pattern.HEX])
def test_half_a_pitch_reaches_the_skin_between_the_old_sites(
    visits: Visits, body: Body, cheek: list[Injection], pattern: Pattern
) -> None:
    syringe = visits.new()
    settings = replace(SETTINGS, pattern=pattern)
    lattice = Lattice(id=uuid4(), session=syringe.session, settings=settings, regions=(KEY,))
    places = plan_region(body, [KEY], settings).points
    deep = {place.site for place in places[:3]}
    old = [
        replace(
            cheek[0],
            id=uuid4(),
            session=syringe.session,
            syringe=syringe.id,
            order=order,
            site=place.site,
            lattice=lattice.id,
            depth_mm=4.0 if place.site in deep else 1.0,
        )
        for order, place in enumerate(places, start=1)
    ]
    visits.document.commit("Grid", (Added(lattice), *map(Added, old)))
    visits.new()
    again = shift_lattice(visits.document, body)
    (moved,) = again.part.lattices
    assert moved.settings.offset_mm == pytest.approx((4.0, settings.across_mm / 2))
    patch = body.regions[KEY].patch
    before = body.on_patch(patch, [one.site for one in old])
    after = body.on_patch(patch, [one.site for one in again.part.injections])
    away = np.hypot(*(after[:, None] - before[None]).transpose(2, 0, 1)).min(axis=1)
    # In the middle of a square's four, or of two of a hexagon's rows; at a border farther.
    least = 4.0 * np.sqrt(2) if pattern is Pattern.SQUARE else settings.across_mm / 2
    assert away.min() > least - 0.01
    assert np.median(away) == pytest.approx(least, abs=0.01)
    assert {one.depth_mm for one in again.part.injections} == {1.0, 4.0}
    assert {(one.region, one.side) for one in again.part.injections} == {(KEY.id, KEY.side)}
    made = place_again(visits.document, again.part)
    visits.document.commit("Shift", made.changes)
    (own,) = visits.document.lattices.values()
    assert {one.lattice for one in visits.document.injections.values()} == {own.id}
    assert "no place is free" in refusal(shift_lattice, visits.document, body)
    assert visits.document.undo() == "Shift"
    assert not visits.document.injections


def test_without_a_lattice_there_is_none_to_shift(
    visits: Visits, body: Body, cheek: list[Injection]
) -> None:
    visits.new(cheek[:4])
    visits.new()
    assert "lattice" in refusal(shift_lattice, visits.document, body)


def test_a_source_names_other_sessions_than_the_last(
    visits: Visits, body: Body, cheek: list[Injection]
) -> None:
    first = visits.new([given(one) for one in cheek[:6]]).session
    second = visits.new([given(one) for one in cheek[2:5]] + [skipped(cheek[6])]).session
    third = visits.new([given(one) for one in cheek[4:5]]).session
    empty = visits.new().session
    visits.new()
    document = visits.document
    assert sites(repeat_kept(document, body)) == [cheek[4].site]
    assert sites(repeat_kept(document, body, Source(second))) == [one.site for one in cheek[2:5]]
    assert sites(repeat_kept(document, body, Source(third, first))) == [cheek[4].site]
    assert sites(plan_missed(document, body, Source(second))) == [cheek[6].site]
    assert sites(continue_plan(document, body, Source(second))) == [cheek[6].site]
    assert "has no map" in refusal(plan_missed, document, body, Source(empty))
    assert "only one session" in refusal(repeat_kept, document, body, Source(first))
    assert "everything" in refusal(plan_missed, document, body, Source(third))
    assert "by a lattice" in refusal(shift_lattice, document, body, Source(first))
