"""Products with their lots, and what was given of them, as FHIR resources."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from mesomap.exchange.exported import Exported
from mesomap.exchange.fhir.codes import place, route_words
from mesomap.exchange.fhir.groups import Batch, Fate, Group
from mesomap.exchange.fhir.parts import (
    Json,
    identifier,
    made_once,
    quantity,
    reference,
    timing,
    updated,
    words,
)
from mesomap.exchange.fhir.people import who
from mesomap.exchange.record.doses import amount_json
from mesomap.model import AreaPass, Product, SessionStatus

TECHNIQUES = {
    "intraepidermal": "Intraepidermal",
    "papule": "Papule",
    "nappage": "Nappage",
    "point-by-point": "Point by point, deep",
    "microdepot": "Hyaluronic microdepot",
    "microbotox": "Microbotox",
    "linear-retrograde": "Linear retrograde",
    "meso-gun": "Meso-gun",
    "microneedling": "Microneedling",
}


def medications(exported: Exported, groups: list[Group]) -> list[Json]:
    """Each product and lot that was in a syringe, made once."""
    batches = sorted({one.key.batch for one in groups})
    found = [(one.id(), _medication(exported, one)) for one in batches]
    return [made_once(id, resource) for id, resource in found if id is not None and resource]


def _medication(exported: Exported, batch: Batch) -> Json | None:
    product, id = product_of(exported, batch), batch.id()
    if product is None or id is None:
        return None
    lot = exported.contents.lots.get(UUID(batch.lot)) if _is_id(batch.lot) else None
    return {
        "resourceType": "Medication",
        "identifier": [
            identifier(id),
            {"type": {"text": "GTIN"}, "value": product.gtin} if product.gtin else None,
        ],
        "code": words(product.name),
        "manufacturer": {"display": product.maker},
        "ingredient": [
            {
                "itemCodeableConcept": words(one.name),
                "strength": {
                    "numerator": quantity(float(one.per_ml), one.unit.value),
                    "denominator": quantity(1, "mL"),
                },
            }
            for one in product.components
        ],
        "batch": {
            "lotNumber": lot.number if lot is not None else _kit(batch),
            "expirationDate": lot.expiry.isoformat() if lot is not None and lot.expiry else None,
        },
    }


def product_of(exported: Exported, batch: Batch) -> Product | None:
    """The product of a batch, where the clinic's list still knows it."""
    return exported.contents.products.get(UUID(batch.product)) if batch.product else None


def administration(exported: Exported, group: Group) -> Json:
    """One product given, or not given, in one region."""
    key, values, session = group.key, group.values, exported.session
    product, medication = product_of(exported, key.batch), key.batch.id()
    known = product is not None and medication is not None
    drug = (
        {"medicationReference": reference(medication, product.name)}  # type: ignore[arg-type, union-attr]
        if known
        else {"medicationCodeableConcept": words(key.batch.mixture.strip() or "Not noted")}
    )
    givers = dict.fromkeys(one.given_by for one in values if one.given_by.strip())
    reasons = dict.fromkeys(one.reason for one in values if one.reason.strip())
    resource = {
        "resourceType": "MedicationAdministration",
        "identifier": [identifier(group.id)],
        "partOf": [reference(session.id)],
        "status": _status(exported, key.fate),
        "statusReason": [words(text) for text in _why(key.fate, list(reasons))],
        **drug,
        "subject": reference(exported.patient.id, exported.patient.name),
        **timing("effective", (one.given_at for one in values), session.started),
        "performer": [{"actor": who(exported, name)} for name in givers],
        "device": [
            reference(use.device, use.name)
            for use in exported.contents.devices
            if use.syringe in {one.syringe for one in values} and use.device in exported.devices
        ],
        "dosage": {
            "text": dosage_text(exported, group),
            "site": place(exported, values[0]),
            "route": route_words(key.route),
            "method": words(TECHNIQUES.get(key.technique.value, key.technique.value)),
            "dose": quantity(round(float(group.ml), 6), "mL"),
        },
    }
    return updated(group.id, resource)


def dosage_text(exported: Exported, group: Group) -> str:
    """The whole of it in one line: entries, amounts of each component, how deep."""
    passes = [one for one in group.values if isinstance(one, AreaPass)]
    single = len(group.values) - len(passes)
    parts = [_counted(single, "injection", "injections")] if single else []
    if passes:
        parts.append(_counted(len(passes), "area pass", "area passes"))
    parts.append(f"{round(float(group.ml), 6):g} mL")
    if Decimal(group.mixture_ul) / 1000 != Decimal(str(round(float(group.ml), 6))):
        parts[-1] += f" in {group.mixture_ul / 1000:g} mL of the mixture"
    product = product_of(exported, group.key.batch)
    for one in product.components if product is not None else ():
        held = one.per_ml * group.ml.numerator / group.ml.denominator
        parts.append(f"{one.name} {amount_json(round(held, 6))} {one.unit.value}")
    depths = sorted({one.depth_mm for one in group.values if one.depth_mm is not None})
    if depths:
        ends = dict.fromkeys((f"{depths[0]:g}", f"{depths[-1]:g}"))
        parts.append(f"{' to '.join(ends)} mm deep")
    layers = dict.fromkeys(one.layer for one in group.values if one.layer.strip())
    return ", ".join([*parts, *layers])


def _status(exported: Exported, fate: Fate) -> str:
    if exported.in_error:
        return "entered-in-error"
    if fate is not Fate.GIVEN:
        return "not-done"
    signed = exported.session.status is SessionStatus.SIGNED
    return "completed" if signed else "in-progress"


def _why(fate: Fate, reasons: list[str]) -> list[str]:
    if fate is Fate.GIVEN:
        return []
    return reasons or ["Skipped" if fate is Fate.SKIPPED else "Planned, not given"]


def _kit(batch: Batch) -> str:
    return "" if _is_id(batch.lot) else batch.lot


def _is_id(text: str) -> bool:
    """Whether it is the id of a lot and not the number of a kit."""
    try:
        return UUID(text).hex == text
    except ValueError:
        return False


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
