import json
from dataclasses import replace
from uuid import uuid4

import pytest
from clinic_values import NOON, a_session, a_syringe, an_injection, open_document

from mesomap.document.copies import fragment_of, place_again
from mesomap.document.last_time import last_time
from mesomap.document.mirroring import mirror
from mesomap.document.placed import elsewhere
from mesomap.exchange.fragment import fragment_text, read_fragment
from mesomap.model import (
    Added,
    AreaPass,
    GivenHow,
    KnownError,
    Lattice,
    LatticeSettings,
    PictureSite,
    Plan,
    RegionKey,
    Side,
    SkinSite,
    Status,
    Technique,
)
from mesomap.storage import Store

BUCCAL = RegionKey("cheek-buccal", Side.LEFT)


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "test.mesomap") as store:
        yield store


@pytest.fixture
def opened(store):
    document, syringe = open_document(store)
    yield document, syringe
    document.close_session()


def an_area(syringe, **more):
    values = {
        "id": uuid4(),
        "session": syringe.session,
        "order": 90,
        "region": "cheek-buccal",
        "side": Side.LEFT,
        "outline": (SkinSite(1, 0.1, 0.1), SkinSite(1, 0.9, 0.1), SkinSite(1, 0.5, 0.9)),
        "syringe": syringe.id,
        "technique": Technique.NAPPAGE,
        "volume_ul": 700,
        "entries": 120,
        "device": "gun",
    }
    return AreaPass(**(values | more))


def given(value):
    more = {}
    if hasattr(value, "plan"):
        more["plan"] = Plan(site=value.site, depth_mm=2.0, volume_ul=10, syringe=value.syringe)
    return replace(
        value,
        status=Status.GIVEN,
        given_at=NOON,
        given_by="Dr. B. Example",
        given_how=GivenHow.EACH,
        **more,
    )


def test_a_fragment_is_planned_and_says_nothing_of_the_person(opened):
    document, syringe = opened
    one = given(an_injection(syringe, path=(SkinSite(1, 0.5, 0.5),), reason=""))
    area = given(an_area(syringe))
    document.commit("x", (Added(one), Added(area)))
    part = fragment_of(document, {one.id, area.id})
    assert len(part) == 2
    for value in (*part.injections, *part.areas):
        assert value.status is Status.PLANNED
        assert (value.given_at, value.given_by, value.given_how) == (None, "", None)
    assert part.injections[0].plan is None
    text = fragment_text(part)
    for secret in ("Sample", "00417", "Example", "given", str(one.id), str(one.session)):
        assert secret not in text
    assert json.loads(text)["kind"] == "mesomap-map"


def test_the_clipboard_text_comes_back_as_it_was(opened):
    document, syringe = opened
    one = an_injection(syringe, path=(SkinSite(1, 0.5, 0.5),), depth_mm=None, layer="dermis")
    other = an_injection(syringe, 2, site=PictureSite("chart", 3.5, 4.0), radius_mm=2.5)
    area = an_area(syringe)
    document.commit("x", (Added(one), Added(other), Added(area)))
    part = fragment_of(document, {one.id, other.id, area.id})
    back = read_fragment(fragment_text(part))

    def bare(values):
        return [replace(v, id=one.id, session=one.session, syringe=syringe.id) for v in values]

    assert bare(back.injections) == bare(part.injections)
    assert bare(back.areas) == bare(part.areas)
    assert (back.syringes[0].name, back.syringes[0].mixture) == (syringe.name, syringe.mixture)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "[]",
        "{}",
        '{"kind": "mesomap-map", "version": 2, "syringes": [], "injections": [], "areas": []}',
        '{"kind": "mesomap-map", "version": 1, "syringes": [], "injections": [{}], "areas": []}',
        '{"kind": "mesomap-map", "version": 1, "syringes": 3, "injections": [], "areas": []}',
    ],
)
def test_other_text_is_refused_in_one_line(text):
    with pytest.raises(KnownError, match="clipboard"):
        read_fragment(text)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("volume_ml", -1),
        ("volume_ml", 1e9),
        ("depth_mm", -2),
        ("syringe", 7),
        ("technique", "magic"),
        ("side", "up"),
        ("site", {"kind": "skin", "face": -1, "s": 0.5, "t": 0.5}),
        ("site", {"kind": "skin", "face": 1, "s": 5, "t": 0.5}),
    ],
)
def test_absurd_values_are_refused(opened, key, value):
    document, syringe = opened
    one = an_injection(syringe)
    document.commit("x", (Added(one),))
    content = json.loads(fragment_text(fragment_of(document, {one.id})))
    content["injections"][0][key] = value
    with pytest.raises(KnownError, match="clipboard"):
        read_fragment(json.dumps(content))


def test_placing_again_in_the_same_session_keeps_the_syringe(opened):
    document, syringe = opened
    one, area = an_injection(syringe, 3), an_area(syringe, order=4)
    document.commit("x", (Added(one), Added(area)))
    made = place_again(document, fragment_of(document, {one.id, area.id}))
    document.commit("Paste", made.changes)
    assert len(document.syringes) == 1
    fresh = [document.injections[id] for id in made.ids if id in document.injections]
    assert [i.order for i in fresh] == [5]
    assert fresh[0].syringe == syringe.id
    assert [a.order for id, a in document.areas.items() if id in made.ids] == [6]
    assert document.undo() == "Paste"
    assert set(document.injections) == {one.id}
    assert set(document.areas) == {area.id}


def test_in_another_session_syringes_match_by_name_and_mixture_or_come_along(store, opened):
    document, syringe = opened
    other = a_syringe(document.session, name="B", mixture="Silica", mg_per_ml=5.0, position=1)
    one, two = an_injection(syringe), an_injection(other, 2)
    document.commit("x", (Added(other), Added(one), Added(two)))
    part = read_fragment(fragment_text(fragment_of(document, {one.id, two.id})))
    session = a_session(document.patient)
    document.commit("s", (Added(session),))
    document.open_session(session.id)
    mine = a_syringe(session, drawn_ul=500)
    document.commit("y", (Added(mine),))
    made = place_again(document, part)
    document.commit("Paste", made.changes)
    assert len(document.syringes) == 2
    added = next(s for s in document.syringes.values() if s.id != mine.id)
    assert (added.name, added.mg_per_ml, added.drawn_ul, added.position) == ("B", 5.0, 0, 1)
    assert {i.syringe for i in document.injections.values()} == {mine.id, added.id}


def test_as_last_time_plans_what_was_not_skipped(store, opened):
    document, syringe = opened
    lattice = Lattice(
        id=uuid4(), session=syringe.session, settings=LatticeSettings(), regions=(BUCCAL,)
    )
    kept = given(an_injection(syringe, 1, lattice=lattice.id))
    skipped = an_injection(syringe, 2, status=Status.SKIPPED, reason="bruise")
    area = given(an_area(syringe))
    document.commit("x", tuple(map(Added, (lattice, kept, skipped, area))))
    assert last_time(document) is None
    first = document.session
    session = replace(a_session(document.patient), started=NOON.replace(hour=18))
    document.commit("s", (Added(session),))
    document.open_session(session.id)
    last = last_time(document)
    assert last is not None
    assert (last.session.id, last.skipped, len(last.part)) == (first.id, 1, 2)
    made = place_again(document, last.part)
    document.commit("As last time", made.changes)
    (again,) = document.injections.values()
    assert (again.status, again.given_at, again.site) == (Status.PLANNED, None, kept.site)
    (mine,) = document.lattices.values()
    assert again.lattice == mine.id != lattice.id
    assert mine.settings == lattice.settings
    assert document.undo() == "As last time"
    assert not document.injections
    assert not document.syringes


# On the other side.


def test_a_mirrored_part_lies_on_the_other_side(body, opened):
    document, syringe = opened
    sites = body.from_patch(body.regions[BUCCAL].patch, [(0, 0), (4, 0), (8, 2)])
    (one,) = elsewhere(body, [an_injection(syringe)], [sites[:1]])
    (thread,) = elsewhere(body, [an_injection(syringe, 2, path=(sites[2],))], [sites[1:]])
    document.commit("x", (Added(one), Added(thread)))
    part = fragment_of(document, {one.id, thread.id})
    made = mirror(body, part, injections=document.injections.values())
    assert (made.midline, made.taken, len(made.part)) == (0, 0, 2)
    far = body.xyz([i.site for i in made.part.injections])
    near = body.xyz([i.site for i in part.injections])
    assert far == pytest.approx(near * (-1, 1, 1), abs=0.2)
    assert {(i.region, i.side) for i in made.part.injections} == {("cheek-buccal", Side.RIGHT)}
    assert made.part.injections[1].path == (body.mirrored(sites[2]),)
    # There and back again, nothing is left to place.
    document.commit("Mirror", place_again(document, made.part).changes)
    back = mirror(body, made.part, injections=document.injections.values())
    assert (back.taken, len(back.part)) == (2, 0)


def test_what_lies_on_the_midline_is_left_out(body, opened):
    document, syringe = opened
    glabella = RegionKey("glabella", Side.LEFT)
    patch = body.patches[body.regions[glabella].patch]
    middle = patch.polygon(glabella).representative_point()
    across = [(middle.x + dx / 20, middle.y) for dx in range(-400, 400)]
    places = body.from_patch(patch.id, across)
    known = [place for place in places if place is not None]
    x = abs(body.xyz(known)[:, 0])
    on_midline = known[int(x.argmin())]
    off = next(site for site, away in zip(known, x, strict=True) if 2.0 < away < 4.0)
    one, two = elsewhere(
        body, [an_injection(syringe), an_injection(syringe, 2)], [[on_midline], [off]]
    )
    document.commit("x", (Added(one), Added(two)))
    made = mirror(body, fragment_of(document, {one.id, two.id}))
    assert (made.midline, len(made.part)) == (1, 1)


def test_area_passes_mirror_with_their_outlines_and_whole_regions_by_name(body, opened):
    document, syringe = opened
    patch = body.regions[BUCCAL].patch
    outline = tuple(body.from_patch(patch, [(-4, -4), (4, -4), (4, 4), (-4, 4)]))
    drawn, whole = an_area(syringe, outline=outline), an_area(syringe, outline=(), order=91)
    document.commit("x", (Added(drawn), Added(whole)))
    made = mirror(body, fragment_of(document, {drawn.id, whole.id}))
    assert [(a.region, a.side) for a in made.part.areas] == [("cheek-buccal", Side.RIGHT)] * 2
    assert made.part.areas[0].outline == tuple(map(body.mirrored, outline))
    assert made.part.areas[1].outline == ()
