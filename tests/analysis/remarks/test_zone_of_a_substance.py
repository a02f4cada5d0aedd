"""A caution zone whose source speaks of one substance is held against that substance only."""

from __future__ import annotations

from dataclasses import replace

from clinic_values import a_patient, a_session, a_syringe, an_injection

from mesomap.analysis.caution import place_structures, shape_on
from mesomap.analysis.remarks import Context, RemarkKind, remarks
from mesomap.atlas import default_atlas
from mesomap.model import SETTINGS, ClinicSettings, Side, SkinSite

BODY = default_atlas().body("female")


def in_the_zone(mixture: str) -> Context:
    """Under the chin, within the strip below the mandible's border."""
    strip = next(
        one
        for one in place_structures(BODY)
        if one.structure.id == "below-mandible" and one.side is Side.LEFT
    )
    key = next(k for k in BODY.regions if k.id == "submental" and k.side is not Side.RIGHT)
    patch = BODY.regions[key].patch
    part = shape_on(BODY, patch, strip).intersection(BODY.patches[patch].polygon(key))
    point = part.representative_point()
    (site,) = BODY.from_patch(patch, [(point.x, point.y)])
    assert isinstance(site, SkinSite)
    patient = a_patient()
    session = a_session(patient)
    syringe = replace(a_syringe(session), mixture=mixture)
    held = an_injection(syringe, site=site, region=key.id, side=key.side)
    return Context(
        body=BODY,
        patient=patient,
        session=session,
        injections=[held],
        syringes={syringe.id: syringe},
        clinic=ClinicSettings(id=SETTINGS),
    )


def of_the_zone(context: Context) -> list[str]:
    found = [one for one in remarks(context) if one.kind is RemarkKind.CAUTION]
    return [one.key for one in found if "below-mandible" in one.key]


def test_the_zone_below_the_mandible_is_deoxycholic_acids() -> None:
    assert len(of_the_zone(in_the_zone("Deoxycholic acid 10 mg/mL"))) == 1
    assert of_the_zone(in_the_zone("Hyaluronic acid 10 mg/mL")) == []
