"""Gaps are judged by the lattices that a session remembers, from scratch and live alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from flat_strip import SESSION, SYRINGES, A, B, C, FlatBody, injection, site
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.analysis.figures import region_figures, session_figures
from mesomap.analysis.lattices import Fillings, fillings_of, places_of
from mesomap.analysis.lesions import present
from mesomap.analysis.live import LiveFigures
from mesomap.analysis.missing import missing_in
from mesomap.model import (
    Added,
    Lattice,
    LatticeSettings,
    Lesion,
    LesionKind,
    LesionSize,
    LesionUse,
    Pattern,
    Removed,
    Side,
    Status,
    Updated,
)

BODY = FlatBody()
DAY = date(2026, 11, 22)


def lattice(number=1, regions=(A,), **values):
    given_ = {"settings": LatticeSettings(spacing_mm=10.0), **values}
    return Lattice(id=UUID(int=500 + number), session=SESSION, regions=tuple(regions), **given_)


def rounded(places):
    return [(round(x, 6), round(y, 6)) for x, y in places]


def box(left, bottom, right, top):
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return tuple(site(x, y) for x, y in corners)


def lesion(outline, kind=LesionKind.SCAR, **values):
    return Lesion(
        id=UUID(int=900 + len(values) + ord(kind.value[0])),
        patient=UUID(int=1),
        kind=kind,
        outline=outline,
        region="a",
        side=Side.RIGHT,
        sizes=(LesionSize(measured=DAY, long_mm=10.0, wide_mm=5.0),),
        **{"seen": DAY, **values},
    )


def placed(one, lesions=(), first=1):
    """The injections of a lattice, in needle order."""
    found = [p for filling in fillings_of(BODY, one, lesions) for p in places_of(BODY, filling)]
    return [
        replace(injection(first + n, p.site.s, p.site.t), lattice=one.id)
        for n, p in enumerate(found)
    ]


def gaps(injections, lattices, key=A, lesions=()):
    known = Fillings(BODY, lattices, lesions)
    return region_figures(BODY, key, injections, SYRINGES, lattices=known)


def test_a_full_lattice_has_no_gaps_and_wants_its_own_spacing():
    for pattern in Pattern:
        one = lattice(settings=LatticeSettings(pattern=pattern, spacing_mm=9.0, angle_deg=20.0))
        figures = gaps(placed(one), [one])
        assert figures.gaps == ()
        assert figures.wanted_spacing_mm == one.settings.wanted_mm


def test_a_missing_place_is_a_gap_though_the_median_would_hide_it():
    """Every other place gone: by the median nothing is missing, by the lattice half of it is."""
    one = lattice(settings=LatticeSettings(spacing_mm=10.0))
    half = [i for i in placed(one) if round((i.site.s - 5) / 10) % 2 == 0]
    figures = gaps(half, [one])
    assert figures.wanted_spacing_mm == 10.0
    assert len(figures.gaps) == 3
    far = [i for i in half if round((i.site.t - 5) / 10) % 2 == 0]
    by_median = region_figures(BODY, A, far, SYRINGES)
    assert by_median.wanted_spacing_mm == 20.0
    assert by_median.gaps == ()


def test_a_lattice_that_no_injection_names_is_forgotten():
    one = lattice(settings=LatticeSettings(spacing_mm=5.0))
    by_hand = [replace(i, lattice=None) for i in placed(lattice(2))]
    assert gaps(by_hand, [one]).wanted_spacing_mm == pytest.approx(10.0)
    skipped = [replace(placed(one)[0], status=Status.SKIPPED, order=999, id=UUID(int=9999))]
    assert gaps(by_hand + skipped, [one]).wanted_spacing_mm == pytest.approx(10.0)


@pytest.mark.parametrize(
    "kept",
    [
        lattice(settings=LatticeSettings(spacing_mm=6.0, margin_mm=14.0)),
        lattice(settings=LatticeSettings(spacing_mm=6.0), within=box(5, 5, 55, 30)),
    ],
    ids=["margin", "outline"],
)
def test_skin_that_was_to_stay_free_is_no_gap(kept):
    injections = placed(kept)
    assert gaps(injections, [kept]).gaps == ()
    by_hand = [replace(i, lattice=None) for i in injections]
    assert gaps(by_hand, [kept]).gaps != ()
    middle = len(injections) // 2
    assert gaps(injections[:middle] + injections[middle + 3 :], [kept]).gaps != ()


def test_a_lesion_that_is_kept_free_is_no_gap_and_one_that_is_not_is_filled():
    mark = lesion(box(20, 20, 45, 45))
    one = lattice(settings=LatticeSettings(spacing_mm=6.0), lesion_margin_mm=2.0)
    injections = placed(one, [mark])
    inside = [i for i in injections if 18 < i.site.s < 47 and 18 < i.site.t < 47]
    assert inside == []
    assert gaps(injections, [one], lesions=[mark]).gaps == ()
    assert gaps(injections, [one], lesions=()).gaps != ()
    over = replace(mark, keep_free=False)
    assert len(placed(one, [over])) > len(injections)
    blind = replace(one, lesions=LesionUse.IGNORE)
    assert len(placed(blind, [mark])) == len(placed(one, [over]))


def test_filling_lesions_fills_only_them_and_never_a_mole():
    patch = lesion(box(10, 10, 50, 50), LesionKind.ALOPECIA)
    mole = lesion(box(25, 25, 35, 35), LesionKind.MOLE)
    fill = lattice(settings=LatticeSettings(spacing_mm=4.0), lesions=LesionUse.FILL)
    places = [(i.site.s, i.site.t) for i in placed(fill, [patch, mole])]
    assert places
    assert all(10 <= x <= 50 and 10 <= y <= 50 for x, y in places)
    assert not any(25 < x < 35 and 25 < y < 35 for x, y in places)
    open_ = [replace(mole, keep_free=False), patch]
    assert len(placed(fill, open_)) > len(places)
    assert gaps(placed(fill, [patch, mole]), [fill], lesions=[patch, mole]).gaps == ()


def test_lesions_of_another_day_count_for_nothing():
    later = lesion(box(20, 20, 40, 40), seen=date(2027, 1, 1))
    healed = lesion(box(20, 20, 40, 40), gone=DAY)
    there = lesion(box(20, 20, 40, 40), gone=date(2027, 1, 1))
    assert present([later, healed, there], DAY) == [there]


def test_the_finest_of_several_lattices_counts_where_they_overlap():
    coarse = lattice(1, settings=LatticeSettings(spacing_mm=20.0))
    fine = lattice(2, settings=LatticeSettings(spacing_mm=5.0), within=box(0, 0, 60, 40))
    injections = placed(coarse) + placed(fine, first=500)
    figures = gaps(injections, [coarse, fine])
    assert figures.gaps == ()
    assert figures.wanted_spacing_mm == 5.0
    gone = [i for i in injections if not (i.lattice == coarse.id and i.site.t > 45)]
    left = gaps(gone, [coarse, fine]).gaps
    assert sum(gap.area_mm2 for gap in left) > 800
    assert all(gap.at[1] + 40 > 40 for gap in left)


def test_one_lattice_over_two_regions_has_no_gap_at_their_border():
    one = lattice(regions=(A, B), settings=LatticeSettings(spacing_mm=7.0, angle_deg=33.0))
    figures = session_figures(BODY, placed(one), SYRINGES, lattices=Fillings(BODY, [one]))
    assert [figures[key].gaps for key in (A, B)] == [(), ()]


SETTINGS = st.builds(
    LatticeSettings,
    pattern=st.sampled_from(list(Pattern)),
    spacing_mm=st.floats(7.0, 15.0),
    angle_deg=st.floats(-90, 90),
    margin_mm=st.sampled_from([0.0, 3.0]),
    row_spacing_mm=st.sampled_from([None, 9.0, 14.0]),
    stagger=st.booleans(),
)


@settings(max_examples=40)
@given(SETTINGS, st.sampled_from([(A,), (A, B)]), st.booleans(), st.data())
def test_filling_restores_exactly_the_places_that_were_taken_out(wish, regions, part, data):
    within = box(6, 10, 54, 70) if part else ()
    one = lattice(regions=regions, settings=wish, within=within)
    everyone = placed(one)
    if len(everyone) < 2:
        return
    gone = data.draw(
        st.sets(st.sampled_from(range(len(everyone))), max_size=len(everyone) - 1), label="gone"
    )
    left = [i for n, i in enumerate(everyone) if n not in gone]
    found = [
        (place.site.s, place.site.t)
        for key in regions
        for place in missing_in(BODY, key, left, [one], []).places
    ]
    wanted = [(everyone[n].site.s, everyone[n].site.t) for n in gone]
    assert sorted(rounded(found)) == sorted(rounded(wanted))


def test_a_skipped_place_is_not_filled_again():
    one = lattice()
    everyone = placed(one)
    everyone[3] = replace(everyone[3], status=Status.SKIPPED)
    assert missing_in(BODY, A, everyone, [one], []).places == []


def test_a_map_marked_by_hand_is_filled_where_its_points_form_a_lattice():
    by_hand = [replace(i, lattice=None) for i in placed(lattice())]
    gone = by_hand.pop(20)
    found = missing_in(BODY, A, by_hand, [], [])
    assert found.known
    assert [(p.site.s, p.site.t) for p in found.places] == [
        pytest.approx((gone.site.s, gone.site.t))
    ]
    assert found.lattices == [None]
    few = missing_in(BODY, A, by_hand[:3], [], [])
    assert (few.known, list(few.places)) == (False, [])


EDITS = st.lists(st.tuples(st.sampled_from("ardsxlm"), st.integers(0, 10_000)), max_size=14)


@settings(max_examples=40)
@given(EDITS, SETTINGS)
def test_live_and_from_scratch_agree_on_lattices(edits, wish):
    known = {
        one.id: one
        for one in (
            lattice(1, regions=(A, B), settings=wish),
            lattice(2, regions=(B,), settings=LatticeSettings(spacing_mm=6.0, margin_mm=5.0)),
            lattice(3, regions=(C,)),
        )
    }
    marks = {}
    injections = {}
    live = LiveFigures(BODY, [], SYRINGES, on=DAY)

    def do(*changes):
        live.apply(changes)

    for one in known.values():
        do(Added(one))
    for kind, number in edits:
        chosen = list(injections.values())[number % len(injections)] if injections else None
        if kind == "a" or chosen is None:
            one = list(known.values())[number % 3]
            fresh = [i for i in placed(one, first=100 * len(injections)) if i.id not in injections]
            injections.update((i.id, i) for i in fresh)
            do(*map(Added, fresh))
        elif kind == "r":
            gone = [i for n, i in enumerate(injections.values()) if (n + number) % 5 == 0]
            do(*map(Removed, gone))
            for i in gone:
                del injections[i.id]
        elif kind == "d":
            do(Removed(injections.pop(chosen.id)))
        elif kind == "s":
            after = replace(chosen, status=list(Status)[number % 3])
            do(Updated(chosen, after))
            injections[chosen.id] = after
        elif kind == "x":
            after = replace(chosen, lattice=None)
            do(Updated(chosen, after))
            injections[chosen.id] = after
        elif kind == "l":
            before = known[UUID(int=502)]
            after = replace(before, within=box(65, 5, 110, 20 + number % 50))
            do(Updated(before, after))
            known[before.id] = after
        else:
            made = lesion(box(10 + number % 30, 10, 50, 40))
            do(Updated(marks[made.id], made) if made.id in marks else Added(made))
            marks[made.id] = made
    fillings = Fillings(BODY, known.values(), present(marks.values(), DAY))
    scratch = session_figures(BODY, injections.values(), SYRINGES, lattices=fillings)
    assert set(live.regions_used()) == set(scratch)
    for key, figures in scratch.items():
        found = live.region(key)
        assert found.wanted_spacing_mm == pytest.approx(figures.wanted_spacing_mm)
        assert [gap.area_mm2 for gap in found.gaps] == pytest.approx(
            [gap.area_mm2 for gap in figures.gaps], abs=1e-3
        )
