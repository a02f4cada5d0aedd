"""Archiving patients, and entries of the clinic file that are one person's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mesomap.document.document import Document
from mesomap.model import Change, KnownError, Patient, Updated
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store

MERGE = QT_TRANSLATE_NOOP("labels", "Merge two entries of a patient")
SEPARATE = QT_TRANSLATE_NOOP("labels", "Separate two entries of a patient")
ARCHIVE = QT_TRANSLATE_NOOP("labels", "Archive a patient")
BRING_BACK = QT_TRANSLATE_NOOP("labels", "Bring a patient back from the archive")
SAME = QT_TRANSLATE_NOOP("messages", "This is one entry already: choose another patient.")

Step = tuple[Change, ...]
"""What is committed at once: values of one entry only, so that its log can be erased with it."""


def births_differ(one: Patient, other: Patient) -> bool:
    """Whether two entries have birth dates that cannot both be right."""
    return one.born is not None and other.born is not None and one.born != other.born


def merge(store: Store, entry: Patient, into: Patient) -> list[Step]:
    """The steps that list all sessions of `entry` under the person `into`.

    What `into` lacks is taken over from `entry`, and its allergies, conditions and medicines are
    joined: none may be lost by merging.

    Raises
    ------
    KnownError
        They are one entry, or one person already.
    """
    if entry.id == into.id or entry.merged_into is not None or into.merged_into is not None:
        raise KnownError(SAME)
    steps: list[Step] = []
    if (filled := _filled(into, entry)) != into:
        steps.append((Updated(into, filled),))
    for one in store.merged(entry.id):
        steps.append((Updated(one, replace(one, merged_into=into.id)),))
    steps.append((Updated(entry, replace(entry, merged_into=into.id)),))
    return steps


def separate(entry: Patient) -> Step:
    """The change that makes a merged entry a patient of its own again."""
    return (Updated(entry, replace(entry, merged_into=None)),)


def archive(patient: Patient, *, archived: bool) -> Step:
    """The change that takes a patient from the list, or brings them back; none if it is so."""
    if patient.archived == archived:
        return ()
    return (Updated(patient, replace(patient, archived=archived)),)


def commit_each(document: Document, label: str, steps: Sequence[Step]) -> None:
    """Commit the steps in their order, each a row of the change log."""
    for step in steps:
        if step:
            document.commit(label, step)


def _filled(into: Patient, entry: Patient) -> Patient:
    weighed = _weighed_last(into, entry)
    return replace(
        into,
        born=into.born or entry.born,
        number=into.number or entry.number,
        phototype=into.phototype or entry.phototype,
        phone=into.phone or entry.phone,
        email=into.email or entry.email,
        address=into.address or entry.address,
        allergies=_joined(into.allergies, entry.allergies),
        conditions=_joined(into.conditions, entry.conditions),
        medicines=_joined(into.medicines, entry.medicines),
        weight_kg=weighed.weight_kg,
        weighed=weighed.weighed,
    )


def _weighed_last(into: Patient, entry: Patient) -> Patient:
    """Whose weight is the later one; `into` where nothing tells."""
    if entry.weight_kg is None:
        return into
    if into.weight_kg is None:
        return entry
    if entry.weighed is not None and (into.weighed is None or into.weighed < entry.weighed):
        return entry
    return into


def _joined(one: str, other: str) -> str:
    """Both texts, the second only where the first does not say it."""
    if other.casefold() in one.casefold():
        return one
    return f"{one}; {other}" if one else other
