"""Using a protocol: one step with lattice, syringe and session; refusals, ceilings, area passes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, a_patient, a_session

from mesomap.analysis.outlines import outline_of
from mesomap.atlas import default_atlas
from mesomap.clinical.ceilings import THE_CLINIC_S
from mesomap.clinical.needles import BUILT_IN as NEEDLES
from mesomap.clinical.protocols import BUILT_IN, SUBMENTAL
from mesomap.document import Document
from mesomap.document.edits_lesions import new_lesion
from mesomap.document.record.protocol_edits import (
    keep_protocol,
    own_copy,
    protocol_of,
    retire_protocol,
    with_figures,
    with_most,
)
from mesomap.document.record.protocols import apply_protocol
from mesomap.model import (
    Added,
    Ceiling,
    KnownError,
    LesionKind,
    LesionSize,
    Pattern,
    Protocol,
    RegionKey,
    Side,
    Technique,
    Updated,
)
from mesomap.model.cited import Cited, Confidence
from mesomap.storage import Store

BY_TITLE = {one.title: one for one in BUILT_IN.values()}
MINOXIDIL = BY_TITLE["Hair loss, minoxidil"]
KELOID = BY_TITLE["Keloid, triamcinolone"]
CHIN = tuple(RegionKey("submental", side) for side in (Side.LEFT, Side.RIGHT))
SCALP = (RegionKey("scalp-frontal", Side.LEFT), RegionKey("scalp-vertex", Side.LEFT))


@pytest.fixture(scope="module")
def body():
    return default_atlas().body("female")


@pytest.fixture
def document(tmp_path: Path):
    with Store.create(tmp_path / "clinic.mesomap") as store:
        made = Document(store, actor="Dr. B. Example", clock=lambda: NOON)
        patient = a_patient()
        session = a_session(patient)
        made.commit("Add", (Added(patient), Added(session)))
        made.open_session(session.id)
        yield made


def use(document, body, protocol, keys, **more):
    applied = apply_protocol(document, body, protocol, keys, **more)
    document.commit("Use protocol", applied.changes)
    return applied


def test_one_step_makes_lattice_syringe_and_injections_and_undo_takes_all_of_it(document, body):
    applied = use(document, body, SUBMENTAL, CHIN)
    (lattice,) = document.lattices.values()
    (syringe,) = document.syringes.values()
    assert lattice.settings.spacing_mm == 10.0
    assert lattice.settings.pattern is Pattern.SQUARE
    assert lattice.below_mandible_mm == 15.0
    assert syringe.id == applied.syringe
    assert (syringe.mixture, syringe.mg_per_ml) == ("Deoxycholic acid 10 mg/mL", 10.0)
    assert (syringe.depth_mm, syringe.layer, syringe.angle_deg) == (None, "mid-fat", 90.0)
    assert NEEDLES[syringe.needle].name == "30G 1/2 in"
    assert document.session.protocol == SUBMENTAL.id
    assert document.session.indication == "spot-fat-reduction"
    assert protocol_of(document) == SUBMENTAL
    assert applied.count == len(document.injections) > 10
    for one in document.injections.values():
        assert one.lattice == lattice.id
        assert (one.volume_ul, one.technique, one.layer) == (200, Technique.DEEP, "mid-fat")
    assert applied.volume_ul == 200 * applied.count
    assert applied.over == ()
    document.undo()
    assert not document.injections
    assert not document.lattices
    assert not document.syringes
    assert document.session.protocol is None


def test_an_untouched_first_syringe_is_made_it_and_a_used_one_stays(document, body):
    from mesomap.document.edits import default_syringe

    first = default_syringe(document.session.id)
    document.commit("Add syringe", (Added(first),))
    use(document, body, SUBMENTAL, CHIN)
    assert set(document.syringes) == {first.id}
    cheeks = BY_TITLE["Cheek, papules"]
    use(document, body, cheeks, (RegionKey("cheek-buccal", Side.LEFT),))
    assert len(document.syringes) == 2
    assert document.syringes[first.id].mixture == "Deoxycholic acid 10 mg/mL"
    use(document, body, cheeks, (RegionKey("cheek-buccal", Side.RIGHT),))
    assert len(document.syringes) == 2


def test_a_drawn_up_syringe_is_not_taken_over(document, body):
    from mesomap.document.edits import default_syringe

    first = replace(default_syringe(document.session.id), drawn_ul=1000)
    document.commit("Add syringe", (Added(first),))
    applied = use(document, body, SUBMENTAL, CHIN)
    assert applied.syringe != first.id
    assert document.syringes[first.id] == first


def test_regions_that_hold_injections_are_refused_unless_told_to_add(document, body):
    use(document, body, SUBMENTAL, CHIN[:1])
    count = len(document.injections)
    with pytest.raises(KnownError, match="hold injections already"):
        apply_protocol(document, body, SUBMENTAL, CHIN)
    again = apply_protocol(document, body, SUBMENTAL, CHIN[:1], add=True)
    assert again.changes == ()  # every place is taken
    use(document, body, SUBMENTAL, CHIN[1:])
    count += sum(one.side is Side.RIGHT for one in document.injections.values())
    assert len(document.injections) == count


def test_without_a_pattern_each_region_gets_an_area_pass_by_its_share(document, body):
    applied = use(document, body, MINOXIDIL, SCALP)
    assert (applied.count, applied.areas, applied.volume_ul) == (0, 2, 2000)
    small, large = sorted(document.areas.values(), key=lambda one: one.volume_ul)
    assert (small.region, large.region) == ("scalp-frontal", "scalp-vertex")
    areas = [body.regions[RegionKey(one.region, one.side)].area_mm2 for one in (small, large)]
    assert small.volume_ul == pytest.approx(2000 * areas[0] / sum(areas), abs=1)
    assert {one.technique for one in (small, large)} == {Technique.NAPPAGE}
    assert small.outline == ()


def test_where_no_source_has_a_volume_one_is_asked_for(document, body):
    keys = (RegionKey("saddlebag", Side.LEFT),)
    cellulite = BY_TITLE["Cellulite, point by point"]
    with pytest.raises(KnownError, match="No source that was read gives a volume"):
        apply_protocol(document, body, cellulite, keys)
    applied = use(document, body, cellulite, keys, volume_ul=80)
    assert {one.volume_ul for one in document.injections.values()} == {80}
    assert applied.volume_ul == 80 * applied.count


def test_microneedling_needs_no_volume(document, body):
    needling = BY_TITLE["Acne scars, microneedling"]
    applied = use(document, body, needling, (RegionKey("cheek-buccal", Side.LEFT),))
    assert (applied.areas, applied.volume_ul) == (1, 0)


def test_a_session_s_volume_is_shared_by_the_lattice_where_no_injection_has_one(document, body):
    areata = BY_TITLE["Alopecia areata, triamcinolone"]
    applied = use(document, body, areata, SCALP)
    volumes = {one.volume_ul for one in document.injections.values()}
    assert volumes == {1000 // applied.count}


def test_no_region_takes_only_the_syringe(document, body):
    applied = use(document, body, KELOID, ())
    assert applied.count == applied.areas == 0
    assert document.session.protocol == KELOID.id
    (syringe,) = document.syringes.values()
    assert (syringe.mixture, syringe.layer) == ("Triamcinolone", "in the scar")


def a_lesion(document, body, key, kind, radius_mm=8.0, keep_free=True):
    patch = body.regions[key].patch
    middle = body.patches[patch].polygon(key).representative_point()
    outline = outline_of(body, patch, middle.buffer(radius_mm))
    size = LesionSize(
        measured=document.session.date,
        long_mm=2 * radius_mm,
        wide_mm=2 * radius_mm,
        area_mm2=3.1416 * radius_mm**2,
    )
    document.commit(
        "Draw lesion", new_lesion(document, outline, key, size, kind=kind, keep_free=keep_free)
    )
    return outline


def test_lesions_are_kept_free_or_are_all_that_is_filled(document, body):
    key = RegionKey("scalp-vertex", Side.LEFT)
    prp = BY_TITLE["Hair loss, platelet-rich plasma"]
    plain = apply_protocol(document, body, prp, (key,)).count
    a_lesion(document, body, key, LesionKind.ALOPECIA, 16.0)
    free = apply_protocol(document, body, prp, (key,)).count
    inside = apply_protocol(document, body, prp, (key,), in_lesions=True).count
    assert 0 < inside < free < plain


def test_a_keloid_is_filled_as_a_pass_of_its_outline(document, body):
    key = RegionKey("decollete", Side.LEFT)
    outline = a_lesion(document, body, key, LesionKind.KELOID)
    use(document, body, KELOID, (key,), in_lesions=True, volume_ul=300)
    (area,) = document.areas.values()
    assert area.outline == outline
    assert (area.volume_ul, area.region) == (300, "decollete")


@pytest.mark.parametrize(("most", "over"), [(0.0, True), (-1.0, False)])
def test_a_ceiling_is_said_at_one_more_and_not_at_just_as_much(document, body, most, over):
    count = apply_protocol(document, body, SUBMENTAL, CHIN).count
    limit = Cited(count + most - 1.0 if over else float(count), "test", Confidence.GENERAL)
    ceiling = Ceiling(substance="", most=limit, unit="injections")
    strict = replace(SUBMENTAL, ceilings=(ceiling,))
    applied = apply_protocol(document, body, strict, CHIN)
    assert applied.count == count  # nothing is cut
    assert [one.found for one in applied.over] == ([count] if over else [])


def test_ceilings_of_volume_of_an_injection_and_of_a_substance(document, body):
    body_fat = BY_TITLE["Body fat, phosphatidylcholine and deoxycholate"]
    keys = (RegionKey("saddlebag", Side.LEFT),)
    assert apply_protocol(document, body, body_fat, keys).over == ()
    (over,) = apply_protocol(document, body, body_fat, keys, volume_ul=310).over
    assert (over.ceiling.unit, over.found) == ("mL", 0.31)
    strong = replace(body_fat, mg_per_ml=Cited(5000.0, "test", Confidence.GENERAL))
    (over,) = apply_protocol(document, body, strong, keys).over
    assert over.ceiling.substance == "phosphatidylcholine"
    assert over.found > 5000.0


def test_what_the_clinic_changes_is_its_own_and_the_rest_keeps_its_source(document):
    mine = own_copy(SUBMENTAL)
    assert mine.built_on == SUBMENTAL.id
    assert mine.id not in BUILT_IN
    mine = with_figures(mine, {"volume_ul": 150, "spacing_mm": 10.0, "needle": None})
    assert mine.volume_ul == Cited(150, THE_CLINIC_S, Confidence.GENERAL)
    assert mine.volume_ul.confidence.unverified
    assert mine.spacing_mm == SUBMENTAL.spacing_mm
    assert mine.needle is None
    fewer = with_most(mine, "injections", 30.0)
    assert fewer.ceilings[0].most.value == 30.0
    assert len(fewer.ceilings) == len(SUBMENTAL.ceilings)
    assert with_most(SUBMENTAL, "mL", 10.0) is SUBMENTAL


def test_keeping_changing_and_retiring_are_the_clinic_s_changes(document):
    mine = replace(own_copy(SUBMENTAL), title="  Ours ")
    document.commit("Change protocol", keep_protocol(document.of(Protocol), mine))
    (kept,) = document.of(Protocol).values()
    assert kept.title == "Ours"
    assert keep_protocol(document.of(Protocol), kept) == ()
    (change,) = retire_protocol(document.of(Protocol), kept)
    assert isinstance(change, Updated)
    (change,) = retire_protocol(document.of(Protocol), SUBMENTAL)
    assert isinstance(change, Added)
    assert change.value.retired
    with pytest.raises(KnownError, match="needs a title"):
        keep_protocol({}, replace(mine, title=" ", id=uuid4()))
