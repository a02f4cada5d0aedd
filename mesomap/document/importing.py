"""What comes from another clinic file: first what would happen, then all of it at once.

The clinic's own entries stay as they are; what the file brings besides is added under its own ids.
A session that is there already must be the same. A signed one is taken as it was signed, or not.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from mesomap.atlas import Atlas
from mesomap.document.document import Document
from mesomap.document.importing_fit import UnfitError, check
from mesomap.document.importing_lines import Bundle, Plan
from mesomap.document.importing_steps import steps_of
from mesomap.document.importing_there import judged
from mesomap.document.state import State
from mesomap.document.validate import InvalidChangeError, validate
from mesomap.model import Entity, KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store

LABEL = QT_TRANSLATE_NOOP("labels", "Import")
CANNOT_BE = QT_TRANSLATE_NOOP("messages", "{file} was not imported: {detail}.")


def plan_import(store: Store, atlas: Atlas, bundle: Bundle) -> Plan:
    """What importing `bundle` would do; nothing is changed.

    Raises
    ------
    KnownError
        The file holds what cannot be: a place off the skin, a volume below nothing, an id of
        another sort, a signature that does not fit.
    """
    brought = {(type(one), one.id): one for one in bundle.values}

    def get(kind: type[Any], id: UUID) -> Entity | None:
        return brought.get((kind, id)) or store.one(kind, id)

    try:
        check(bundle.values, get, atlas=atlas, store=store)
        found = judged(store, bundle, get)
        steps = () if found.problem is not None else steps_of(found.new, store)
        for step in steps:
            validate(State(), step, stored=store.stored)
    except (UnfitError, InvalidChangeError) as error:
        raise KnownError(CANNOT_BE, file=bundle.name, detail=str(error)) from error
    return Plan(file=bundle.name, lines=tuple(found.lines), steps=steps, problem=found.problem)


def import_bundle(document: Document, plan: Plan) -> None:
    """Do what `plan` says, as one: all of it or nothing.

    Raises
    ------
    KnownError
        It is not to be done, or the disk refused; the clinic file is as before.
    """
    if plan.problem is not None:
        raise KnownError(plan.problem.text, **plan.problem.values)
    if not plan.steps:
        return
    try:
        document.commit_together(LABEL, plan.steps)
    except InvalidChangeError as error:  # something else was done since it was planned
        raise KnownError(CANNOT_BE, file=plan.file, detail=str(error)) from error
