"""A session as it is exported, made without a clinic file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from clinic_values import NOON, a_patient, a_session, a_syringe

from mesomap.atlas import Body
from mesomap.document.record.contents import Contents
from mesomap.exchange.exported import Exported
from mesomap.model import (
    Component,
    Device,
    DeviceKind,
    DeviceUse,
    Draw,
    Lot,
    Person,
    Product,
    SessionStatus,
    Syringe,
)

AT = NOON + timedelta(days=1)
PDF = b"%PDF-1.4 a chart"
_SEED = UUID(int=7)


def an_id(name: object) -> UUID:
    """The same for the same name."""
    return uuid5(_SEED, str(name))


LIDOCAINE = Product(
    id=an_id("lidocaine"),
    name="Example lidocaine",
    maker="Example Labs",
    gtin="02000000000022",
    components=(Component(name="Lidocaine", per_ml=Decimal(10)),),
)
ACID = Product(
    id=an_id("acid"),
    name="Example HA",
    components=(Component(name="Hyaluronic acid", per_ml=Decimal("12.5")),),
)
LOT = Lot(id=an_id("lot"), product=LIDOCAINE.id, number="L-26", expiry=date(2027, 4, 30))
DOCTOR = Person(id=an_id("doctor"), name="B. Example", title="Dr.", license="EX-1")
NEEDLE = Device(
    id=an_id("needle"),
    kind=DeviceKind.NEEDLE,
    name="Example 30G",
    lot="ND-1",
    identifier="02000000000206",
    expiry=date(2029, 3, 31),
)


def drawn(syringe: Syringe, product: Product, ul: int, lot: UUID | None = None) -> Draw:
    """So much of a product in a syringe."""
    return Draw(
        id=an_id((syringe.id, product.id, lot)),
        session=syringe.session,
        syringe=syringe.id,
        product=product.id,
        volume_ul=ul,
        drawn=NOON,
        lot=lot,
    )


def an_exported(body: Body, **more: object) -> Exported:
    """A signed session with nothing in it but two syringes: A of two products, B of words only."""
    patient = a_patient("Sample, Anna", phone="0171 5", email="a@example.org", address="Street 1")
    session = a_session(patient)
    mixed, named = a_syringe(session), a_syringe(session, name="B", mixture="Own mixture")
    values: dict[str, object] = {
        "clinic": "Example Clinic",
        "patient": patient,
        "session": signed(session),
        "body": body,
        "injections": (),
        "areas": (),
        "syringes": {mixed.id: mixed, named.id: named},
        "needles": {},
        "contents": Contents(
            draws=(drawn(mixed, LIDOCAINE, 1000, LOT.id), drawn(mixed, ACID, 3000)),
            products={LIDOCAINE.id: LIDOCAINE, ACID.id: ACID},
            lots={LOT.id: LOT},
            devices=(
                DeviceUse(
                    id=an_id("use"),
                    session=session.id,
                    device=NEEDLE.id,
                    name=NEEDLE.name,
                    syringe=mixed.id,
                ),
            ),
        ),
        "devices": {NEEDLE.id: NEEDLE},
        "people": {DOCTOR.id: DOCTOR},
        "reactions": (),
        "follow_ups": (),
        "addenda": (),
        "fingerprint": "f" * 64,
    }
    return Exported(**(values | more))  # type: ignore[arg-type]


def signed(session):
    """The session, signed by the doctor who performed it."""
    return replace(
        session,
        status=SessionStatus.SIGNED,
        signed=NOON,
        signed_by="Dr. B. Example",
        performer=DOCTOR.id,
        prescriber=DOCTOR.id,
    )
