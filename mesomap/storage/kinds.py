"""Which table and which name in the log each sort of value has, and which of it are columns."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from mesomap.model import (
    Addendum,
    AreaPass,
    Attachment,
    Calibration,
    ClinicSettings,
    Consent,
    Course,
    Credential,
    Device,
    DeviceUse,
    Draw,
    Entity,
    FollowUp,
    Injection,
    Lattice,
    Lesion,
    Lot,
    Mixture,
    Needle,
    Note,
    Patient,
    Person,
    Photograph,
    Picture,
    Preparation,
    Product,
    Protocol,
    Questionnaire,
    Reaction,
    RemarkAnswer,
    Session,
    Syringe,
)

_KINDS: tuple[tuple[type[Any], str, str], ...] = (
    (Patient, "patients", "patient"),
    (Calibration, "calibrations", "calibration"),
    (Course, "courses", "course"),
    (Consent, "consents", "consent"),
    (Session, "sessions", "session"),
    (Syringe, "syringes", "syringe"),
    (Injection, "injections", "injection"),
    (AreaPass, "areas", "area"),
    (Lattice, "lattices", "lattice"),
    (Note, "notes", "note"),
    (Draw, "draws", "draw"),
    (DeviceUse, "device_uses", "device-use"),
    (Questionnaire, "questionnaires", "questionnaire"),
    (Preparation, "preparations", "preparation"),
    (RemarkAnswer, "remark_answers", "remark-answer"),
    (Reaction, "reactions", "reaction"),
    (FollowUp, "follow_ups", "follow-up"),
    (Photograph, "photographs", "photograph"),
    (Addendum, "addenda", "addendum"),
    (Lesion, "lesions", "lesion"),
    (Needle, "needles", "needle"),
    (Attachment, "attachments", "attachment"),
    (Picture, "pictures", "picture"),
    (Product, "products", "product"),
    (Lot, "lots", "lot"),
    (Mixture, "mixtures", "mixture"),
    (Device, "devices", "device"),
    (Protocol, "protocols", "protocol"),
    (Person, "people", "person"),
    (Credential, "credentials", "credential"),
    (ClinicSettings, "clinic", "clinic-settings"),
)
TABLES: dict[type[Any], str] = {kind: table for kind, table, _ in _KINDS}
NAMES: dict[type[Any], str] = {kind: name for kind, _, name in _KINDS}
NOT_COLUMNS = ("order", "site", "path", "plan", "measurements", "parts")
"""The attributes that take another form in their row."""
KEPT_WHOLE: dict[type[Any], tuple[str, ...]] = {
    AreaPass: ("session", "id", "syringe", "region", "side", "volume_ul", "status"),
    Lattice: ("session", "id"),
    Note: ("session", "id"),
    Lesion: ("id", "patient"),
    Needle: ("id",),
    Picture: ("id", "attachment"),
    Draw: ("session", "id", "syringe", "product", "lot", "lots"),
    DeviceUse: ("session", "id", "device", "lots"),
    Questionnaire: ("session", "id"),
    Preparation: ("session", "id", "lots"),
    RemarkAnswer: ("session", "id"),
    Reaction: ("session", "id"),
    FollowUp: ("session", "id", "point"),
    Photograph: ("session", "id", "attachment"),
    Addendum: ("session", "id", "kind"),
    Course: ("id", "patient"),
    Consent: ("id", "patient"),
    Product: ("id",),
    Lot: ("id", "product", "folded"),
    Mixture: ("id",),
    Device: ("id",),
    Protocol: ("id",),
    Person: ("id",),
    Credential: ("id",),
    ClinicSettings: ("id",),
}
"""What is kept as one text, `content`, and which of its attributes are columns besides.

A column is also a part of the content, but for the row's own address."""
ADDRESS = frozenset({"id", "session", "patient"})
COLUMNS: dict[type[Any], tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind) if f.name not in NOT_COLUMNS) for kind in TABLES
} | KEPT_WHOLE
"""The attributes that are columns of the same name."""
KINDS: dict[str, type[Entity]] = {name: kind for kind, name in NAMES.items()}
IDS = frozenset(
    {
        "id",
        "patient",
        "session",
        "syringe",
        "calibration",
        "needle",
        "lattice",
        "attachment",
        "merged_into",
        "course",
        "protocol",
        "performer",
        "prescriber",
        "product",
        "lot",
        "device",
    }
)
"""The columns that hold an id."""
DERIVED = frozenset({"sort_name", "searchable"})
"""Columns that only repeat others, to be searched by: the log does without."""
