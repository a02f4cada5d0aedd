"""Each remark fires on its case and not on its neighbour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from mesomap.analysis.caution import place_structures
from mesomap.analysis.remarks import Context, Earlier, Remark, RemarkKind, all_remarks, remarks
from mesomap.atlas import default_atlas
from mesomap.clinical.needles import BUILT_IN
from mesomap.model import (
    SETTINGS,
    Answer,
    AreaPass,
    Ceiling,
    Cited,
    ClinicSettings,
    Component,
    Confidence,
    DeviceUse,
    Draw,
    Indication,
    Injection,
    Lesion,
    LesionKind,
    LesionSize,
    Lot,
    Patient,
    Per,
    Preparation,
    Product,
    Protocol,
    Questionnaire,
    RegionKey,
    Reply,
    Session,
    Side,
    SkinSite,
    Status,
    Syringe,
    Technique,
    Topical,
)

BODY = default_atlas().body("female")
TODAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12)
PATIENT = Patient(id=uuid4(), name="Sample, Anna", body="female")
SESSION = Session(id=uuid4(), patient=PATIENT.id, date=TODAY, body="female", atlas="", started=NOON)
SYRINGE = Syringe(id=uuid4(), session=SESSION.id, name="A", mixture="Example mixture")
CLINIC = ClinicSettings(id=SETTINGS)
CHIN = (
    RegionKey("submental", Side.LEFT)
    if RegionKey("submental", Side.LEFT) in BODY.regions
    else (RegionKey("submental", Side.MIDLINE))
)
CHEEK = RegionKey("cheek-buccal", Side.LEFT)


def middle_of(key: RegionKey) -> SkinSite:
    patch = BODY.regions[key].patch
    point = BODY.patches[patch].polygon(key).representative_point()
    (site,) = BODY.from_patch(patch, [(point.x, point.y)])
    assert isinstance(site, SkinSite)
    return site


def injection(key: RegionKey = CHEEK, **more: object) -> Injection:
    values: dict[str, Any] = {
        "id": uuid4(),
        "session": SESSION.id,
        "order": 1,
        "site": middle_of(key) if "site" not in more else more["site"],
        "region": key.id,
        "side": key.side,
        "syringe": SYRINGE.id,
        "technique": Technique.DEEP,
        "volume_ul": 100,
        "depth_mm": None,
        "layer": "mid-fat",
    }
    return Injection(**(values | more))


def product(*components: Component, name: str = "Example product") -> Product:
    return Product(id=uuid4(), name=name, components=components)


def drawn(one: Product, volume_ul: int = 1000, lot: UUID | None = None) -> Draw:
    return Draw(
        id=uuid4(),
        session=SESSION.id,
        syringe=SYRINGE.id,
        product=one.id,
        volume_ul=volume_ul,
        drawn=NOON,
        lot=lot,
    )


def of_substance(substance: str, per_ml: str) -> dict[str, Any]:
    """A session's mixture: one product with so many mg of a substance in each mL."""
    one = product(Component(name=substance, per_ml=Decimal(per_ml), substance=substance))
    return {"products": {one.id: one}, "draws": [drawn(one)]}


def context(*injections: Injection, **more: object) -> Context:
    values: dict[str, Any] = {
        "body": BODY,
        "patient": PATIENT,
        "session": SESSION,
        "injections": list(injections),
        "syringes": {SYRINGE.id: SYRINGE},
        "clinic": CLINIC,
    }
    return Context(**(values | more))


def protocol(**more: object) -> Protocol:
    values: dict[str, Any] = {
        "id": uuid4(),
        "title": "Example",
        "indication": Indication.FACIAL,
        "regions": ("cheek-buccal",),
        "technique": Technique.PAPULE,
    }
    return Protocol(**(values | more))


def cited(value: Any, **more: object) -> Cited[Any]:
    return Cited(value, "Example 2020", Confidence.PRIMARY, **more)  # type: ignore[arg-type]


def kinds(found: tuple[Remark, ...]) -> set[RemarkKind]:
    return {one.kind for one in found}


def chin(count: int, volume_ul: int) -> list[Injection]:
    return [injection(CHIN, volume_ul=volume_ul) for _ in range(count)]


def lidocaine(mg: str, **more: object) -> Context:
    """A session with so many mg of lidocaine, in one injection of 1 mL."""
    return context(injection(volume_ul=1000), **(of_substance("lidocaine", mg) | more))


def with_epinephrine(mg: str, weight: float) -> Context:
    one = product(
        Component(name="Lidocaine", per_ml=Decimal(mg), substance="lidocaine"),
        Component(name="Epinephrine", per_ml=Decimal("0.01"), substance="epinephrine"),
    )
    held = injection(volume_ul=1000)
    patient = replace(PATIENT, weight_kg=weight)
    return context(held, products={one.id: one}, draws=[drawn(one)], patient=patient)


def deoxycholic(count: int, volume_ul: int, key: RegionKey = CHIN) -> Context:
    held = [injection(key, volume_ul=volume_ul) for _ in range(count)]
    return context(*held, **of_substance("deoxycholic-acid", "10"))


def phosphatidylcholine(mg: str) -> Context:
    return context(injection(CHIN, volume_ul=1000), **of_substance("phosphatidylcholine", mg))


def triamcinolone_in_lesion(mg_per_cm2: str) -> Context:
    """1 mL into a square lesion; the strength is what gives this density."""
    patch = BODY.regions[CHEEK].patch
    polygon = BODY.patches[patch].polygon(CHEEK)
    point = polygon.representative_point()
    corners = [(point.x + dx, point.y + dy) for dx, dy in ((-3, -3), (3, -3), (3, 3), (-3, 3))]
    outline = tuple(BODY.from_patch(patch, corners))
    lesion = Lesion(
        id=uuid4(),
        patient=PATIENT.id,
        kind=LesionKind.KELOID,
        outline=outline,  # type: ignore[arg-type]
        region=CHEEK.id,
        side=CHEEK.side,
        sizes=(LesionSize(measured=TODAY, long_mm=6.0, wide_mm=6.0),),
        seen=TODAY,
    )
    strength = str(Decimal(mg_per_cm2) * Decimal("0.36"))
    held = injection(volume_ul=1000)
    return context(held, lesions=[lesion], **of_substance("triamcinolone", strength))


def weighed(weight: float) -> dict[str, Patient]:
    return {"patient": replace(PATIENT, weight_kg=weight)}


def treated_before(days: int, key: RegionKey = CHEEK, **wanted: object) -> Context:
    before = Earlier(session=uuid4(), day=TODAY - timedelta(days=days), regions=frozenset({key}))
    return context(injection(), earlier=[before], protocol=protocol(**wanted))


def numbered(number: int, **wanted: object) -> Context:
    return context(injection(), number=number, protocol=protocol(**wanted))


def spaced(mm: float, wanted: Cited[float]) -> Context:
    return context(injection(), spacing_mm={CHEEK: mm}, protocol=protocol(spacing_mm=wanted))


def in_zone(depth_mm: float | None) -> Context:
    """In the band of the supraorbital artery, whose depth is 2.7 to 4.3 mm."""
    placed = next(
        one
        for one in place_structures(BODY)
        if one.structure.id == "supraorbital-artery" and one.side is Side.LEFT
    )
    site = placed.sites[len(placed.sites) // 2]
    assert isinstance(site, SkinSite)
    key = BODY.region_of(site)
    assert key is not None
    return context(injection(key, site=site, depth_mm=depth_mm, technique=Technique.DEEP))


def out_of_zone() -> Context:
    return context(injection(CHEEK, site=corner_of_cheek(), depth_mm=5.0))


def corner_of_cheek() -> SkinSite:
    """Skin of the cheek that no structure's band reaches."""
    import shapely

    from mesomap.analysis.remarks.skin import _zones

    patch = BODY.regions[CHEEK].patch
    zones = shapely.union_all([shape for _, shape in _zones(BODY, patch)])
    point = BODY.patches[patch].polygon(CHEEK).difference(zones).representative_point()
    (site,) = BODY.from_patch(patch, [(point.x, point.y)])
    assert isinstance(site, SkinSite)
    return site


def papule(depth_mm: float) -> Context:
    return context(injection(technique=Technique.PAPULE, depth_mm=depth_mm, layer=""))


def through_needle(depth_mm: float, angle_deg: float) -> Context:
    needle = next(one for one in BUILT_IN.values() if one.name == "30G 4 mm")
    syringe = replace(SYRINGE, needle=needle.id)
    held = injection(technique=Technique.DEEP, depth_mm=depth_mm, angle_deg=angle_deg, layer="")
    return context(held, syringes={syringe.id: syringe}, needles=BUILT_IN)


def with_lot(**more: object) -> Context:
    one = product()
    lot = Lot(id=uuid4(), product=one.id, number="AB12", **more)  # type: ignore[arg-type]
    return context(
        injection(),
        products={one.id: one},
        lots={lot.id: lot},
        draws=[drawn(one, lot=lot.id)],
    )


def with_device(why: str | None) -> Context:
    device = uuid4()
    use = DeviceUse(id=uuid4(), session=SESSION.id, device=device, name="Gun", lot="7")
    return context(injection(), devices=[use], expired_devices={device: why} if why else {})


def answered(question: str, reply: Reply, key: RegionKey = CHEEK) -> Context:
    asked = Questionnaire(
        id=uuid4(),
        session=SESSION.id,
        answers=(Answer(question=question, reply=reply),),
        asked=NOON,
    )
    return context(injection(key), questionnaire=asked)


def allergic(allergies: str, component: str = "Lidocaine") -> Context:
    one = product(Component(name=component, per_ml=Decimal(1)))
    patient = replace(PATIENT, allergies=allergies)
    return context(injection(), patient=patient, products={one.id: one}, draws=[drawn(one)])


def allergic_to_topical(product_name: str) -> Context:
    cream = Preparation(id=uuid4(), session=SESSION.id, topicals=(Topical(product=product_name),))
    patient = replace(PATIENT, allergies="prilocaine")
    return context(injection(), patient=patient, preparation=cream)


def by_law(country: str, substance: str = "phosphatidylcholine") -> Context:
    clinic = replace(CLINIC, country=country)
    return context(injection(CHIN), clinic=clinic, **of_substance(substance, "1"))


def own_ceiling(most: float, unit: str, per: Per, volume_ul: int) -> Context:
    ceiling = Ceiling(substance="minoxidil", most=cited(most), unit=unit, per=per)
    clinic = replace(CLINIC, ceilings=(ceiling,))
    patient = replace(PATIENT, weight_kg=50.0)
    held = injection(volume_ul=volume_ul)
    return context(held, clinic=clinic, patient=patient, **of_substance("minoxidil", "10"))


def area_of_lidocaine(volume_ul: int) -> Context:
    area = AreaPass(
        id=uuid4(),
        session=SESSION.id,
        order=1,
        region=CHEEK.id,
        side=CHEEK.side,
        outline=(),
        syringe=SYRINGE.id,
        technique=Technique.NAPPAGE,
        volume_ul=volume_ul,
    )
    return context(areas=[area], **of_substance("lidocaine", "100"))


Case = tuple[RemarkKind, Callable[[], Context], Callable[[], Context]]
K = RemarkKind
WEEKS = cited((0, 1, 2, 3, 5, 7, 11))
CASES: dict[str, Case] = {
    "lidocaine, adult cap": (K.DOSE, lambda: lidocaine("200.1"), lambda: lidocaine("200")),
    "lidocaine, by weight": (
        K.DOSE,
        lambda: lidocaine("180.1", **weighed(40.0)),
        lambda: lidocaine("180", **weighed(40.0)),
    ),
    "lidocaine with epinephrine, by weight": (
        K.DOSE,
        lambda: with_epinephrine("140.1", 20.0),
        lambda: with_epinephrine("140", 20.0),
    ),
    "lidocaine of an area pass": (
        K.DOSE,
        lambda: area_of_lidocaine(2001),
        lambda: area_of_lidocaine(2000),
    ),
    "deoxycholic acid, mL": (
        K.VOLUME,
        lambda: deoxycholic(1, 10_001),
        lambda: deoxycholic(1, 10_000),
    ),
    "deoxycholic acid, points": (K.COUNT, lambda: deoxycholic(51, 1), lambda: deoxycholic(50, 1)),
    "phosphatidylcholine, mg": (
        K.DOSE,
        lambda: phosphatidylcholine("5000.1"),
        lambda: phosphatidylcholine("5000"),
    ),
    "triamcinolone, mg": (
        K.DOSE,
        lambda: context(injection(CHIN, volume_ul=1000), **of_substance("triamcinolone", "80.1")),
        lambda: context(injection(CHIN, volume_ul=1000), **of_substance("triamcinolone", "80")),
    ),
    "triamcinolone, mg/cm2 of a lesion": (
        K.DOSE,
        lambda: triamcinolone_in_lesion("20.5"),
        lambda: triamcinolone_in_lesion("19.5"),
    ),
    "the clinic's own, mg": (
        K.DOSE,
        lambda: own_ceiling(5.0, "mg", Per.SESSION, 501),
        lambda: own_ceiling(5.0, "mg", Per.SESSION, 500),
    ),
    "the clinic's own, mg/kg": (
        K.DOSE,
        lambda: own_ceiling(0.1, "mg", Per.KG, 501),
        lambda: own_ceiling(0.1, "mg", Per.KG, 500),
    ),
    "the clinic's own, each": (
        K.VOLUME,
        lambda: own_ceiling(0.3, "mL", Per.INJECTION, 301),
        lambda: own_ceiling(0.3, "mL", Per.INJECTION, 300),
    ),
    "interval": (
        K.INTERVAL,
        lambda: treated_before(27, days_between=cited(28)),
        lambda: treated_before(28, days_between=cited(28)),
    ),
    "interval, another region": (
        K.INTERVAL,
        lambda: treated_before(3, days_between=cited(28)),
        lambda: treated_before(3, CHIN, days_between=cited(28)),
    ),
    "sessions": (
        K.SESSIONS,
        lambda: numbered(7, sessions=cited(6)),
        lambda: numbered(6, sessions=cited(6)),
    ),
    "sessions, a range": (
        K.SESSIONS,
        lambda: numbered(7, sessions=cited(3, low=1, high=6)),
        lambda: numbered(6, sessions=cited(3, low=1, high=6)),
    ),
    "spacing, wider": (
        K.SPACING,
        lambda: spaced(10.6, cited(10.0)),
        lambda: spaced(10.4, cited(10.0)),
    ),
    "spacing, a range": (
        K.SPACING,
        lambda: spaced(4.9, cited(5.0, low=5.0, high=10.0)),
        lambda: spaced(5.0, cited(5.0, low=5.0, high=10.0)),
    ),
    "caution structure, by depth": (K.CAUTION, lambda: in_zone(2.7), lambda: in_zone(2.6)),
    "caution structure, no depth said": (K.CAUTION, lambda: in_zone(None), out_of_zone),
    "deeper than the technique is for": (K.DEPTH, lambda: papule(2.1), lambda: papule(2.0)),
    "needle": (K.REACH, lambda: through_needle(4.5, 90.0), lambda: through_needle(4.0, 90.0)),
    "needle, slanted": (
        K.REACH,
        lambda: through_needle(2.5, 30.0),
        lambda: through_needle(2.0, 30.0),
    ),
    "deoxycholic acid elsewhere": (
        K.REGION,
        lambda: deoxycholic(1, 100, CHEEK),
        lambda: deoxycholic(1, 100, CHIN),
    ),
    "lipolysis by French law": (K.LAW, lambda: by_law("FR"), lambda: by_law("DE")),
    "deoxycholate by French law": (
        K.LAW,
        lambda: by_law("FR", "deoxycholic-acid"),
        lambda: by_law("FR", "lidocaine"),
    ),
    "expired lot": (
        K.LOT,
        lambda: with_lot(expiry=TODAY - timedelta(days=1)),
        lambda: with_lot(expiry=TODAY),
    ),
    "recalled lot": (K.LOT, lambda: with_lot(recalled=TODAY), lambda: with_lot()),
    "expired device": (
        K.LOT,
        lambda: with_device("expired 2026-01-01"),
        lambda: with_device(None),
    ),
    "answer yes": (
        K.ANSWER,
        lambda: answered("keloid-tendency", Reply.YES),
        lambda: answered("keloid-tendency", Reply.NO),
    ),
    "answer not known": (
        K.ANSWER,
        lambda: answered("diabetes", Reply.UNKNOWN),
        lambda: answered("diabetes", Reply.NO),
    ),
    "dysphagia under the chin only": (
        K.ANSWER,
        lambda: answered("dysphagia", Reply.YES, CHIN),
        lambda: answered("dysphagia", Reply.YES, CHEEK),
    ),
    "allergy": (
        K.ALLERGY,
        lambda: allergic("Lidocain, Latex"),
        lambda: allergic("Procaine, latex"),
    ),
    "allergy to a topical": (
        K.ALLERGY,
        lambda: allergic_to_topical("Cream with prilocaine"),
        lambda: allergic_to_topical("Cream with lidocaine"),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_remark_fires_on_its_case_and_not_on_its_neighbour(case: Case) -> None:
    kind, fires, neighbour = case
    found = all_remarks(fires())
    assert kind in kinds(found)
    assert kind not in kinds(all_remarks(neighbour()))
    for one in found:
        assert one.source
        assert "{" not in one.message.render()


@pytest.mark.parametrize(
    ("days", "number", "fires"), [(13, 5, True), (14, 5, False), (7, 4, False)]
)
def test_a_protocol_of_weeks_has_its_own_interval_for_each(
    days: int, number: int, fires: bool
) -> None:
    before = Earlier(session=uuid4(), day=TODAY - timedelta(days=days), regions=frozenset({CHEEK}))
    wanted = protocol(weeks=WEEKS)
    found = all_remarks(context(injection(), earlier=[before], number=number, protocol=wanted))
    assert (RemarkKind.INTERVAL in kinds(found)) is fires


def test_lidocaine_names_both_ceilings_and_that_no_weight_is_noted() -> None:
    (found,) = [one for one in all_remarks(lidocaine("250")) if one.kind is RemarkKind.DOSE]
    words = found.message.render()
    for part in ("250 mg", "200 mg", "300 mg", "4.5 mg/kg", "no weight", "Irish and UK", "United"):
        assert part in words
    assert found.source == "Irish and UK product texts of lidocaine"


def test_without_a_strength_nothing_is_said_of_a_dose() -> None:
    syringe = replace(SYRINGE, mixture="Lidocaine")
    held = injection(volume_ul=50_000)
    assert RemarkKind.DOSE not in kinds(all_remarks(context(held, syringes={syringe.id: syringe})))


def test_a_typed_mixture_with_its_strength_is_understood() -> None:
    syringe = replace(SYRINGE, mixture="Deoxycholic acid 10 mg/mL", mg_per_ml=10.0)
    held = [replace(one, syringe=syringe.id) for one in chin(51, 200)]
    found = kinds(all_remarks(context(*held, syringes={syringe.id: syringe})))
    assert {RemarkKind.COUNT, RemarkKind.VOLUME} <= found


def test_what_was_skipped_counts_for_nothing() -> None:
    held = injection(volume_ul=10_000, status=Status.SKIPPED, depth_mm=9.0)
    assert all_remarks(context(held, **of_substance("lidocaine", "100"))) == ()


def test_a_clinic_switches_off_one_kind_or_all() -> None:
    case = allergic("Lidocaine")
    off = replace(case, clinic=replace(CLINIC, silenced=("allergy",)))
    silent = replace(case, clinic=replace(CLINIC, silenced=("*",)))
    assert RemarkKind.ALLERGY in kinds(remarks(case))
    assert RemarkKind.ALLERGY not in kinds(remarks(off))
    assert remarks(silent) == ()


def test_a_key_stays_while_its_cause_does_and_is_another_when_it_grows() -> None:
    def key(mg: str) -> str:
        (one,) = [r for r in all_remarks(lidocaine(mg)) if r.kind is RemarkKind.DOSE]
        return one.key

    assert key("250") == key("250.0")
    assert key("250") != key("260")
