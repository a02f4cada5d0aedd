"""The changes that add, copy, order and take away a session's syringes; nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from mesomap.document.document import Document
from mesomap.model import (
    Added,
    Change,
    Removed,
    Syringe,
    Technique,
    Updated,
    free_mark,
    in_order,
    mark_of_syringe,
)


def another_syringe(document: Document, syringe: Syringe) -> Syringe:
    """`syringe` as one more of the open session: last in order, with a mark that none else has.

    A mark that was chosen for it stays.
    """
    known = document.syringes.values()
    mark = syringe.mark
    if mark is None:
        mark = free_mark(syringe.technique, (mark_of_syringe(one) for one in known))
    return replace(syringe, id=uuid4(), position=len(known), mark=mark)


def duplicate_syringe(document: Document, syringe: Syringe) -> Syringe:
    """A second syringe with the same content and settings, under a name and a mark of its own."""
    names = {one.name for one in document.syringes.values()}
    stem = syringe.name.rstrip("0123456789").rstrip() or syringe.name
    number = next(n for n in range(2, len(names) + 3) if f"{stem} {n}" not in names)
    return another_syringe(document, replace(syringe, name=f"{stem} {number}", mark=None))


def move_syringe(document: Document, id: UUID, by: int) -> tuple[Change, ...]:
    """The syringe `by` places later in the order (earlier if below 0), as far as it goes."""
    ordered = in_order(document.syringes.values())
    at = next(n for n, one in enumerate(ordered) if one.id == id)
    aim = min(max(at + by, 0), len(ordered) - 1)
    ordered.insert(aim, ordered.pop(at))
    return _numbered(ordered)


def remove_syringe(document: Document, id: UUID) -> tuple[Change, ...]:
    """The syringe gone; those after it move up. One in use is refused by `commit`."""
    ordered = in_order(document.syringes.values())
    gone = next(one for one in ordered if one.id == id)
    return (Removed(gone), *_numbered([one for one in ordered if one.id != id]))


def with_technique(document: Document, syringe: Syringe, technique: Technique) -> Syringe:
    """`syringe` with another technique; its mark changes too, unless it is one of its own.

    Where another syringe has the technique's mark already, it gets the next free one.
    """
    others = [one for one in document.syringes.values() if one.id != syringe.id]
    mark = syringe.mark
    if mark is None:
        mark = free_mark(technique, (mark_of_syringe(one) for one in others))
    return replace(syringe, technique=technique, mark=mark)


def copies(syringes: Sequence[Syringe], session: UUID) -> tuple[Added, ...]:
    """The same syringes, with nothing drawn up yet, for another session."""
    return tuple(
        Added(replace(one, id=uuid4(), session=session, drawn_ul=0, position=number))
        for number, one in enumerate(in_order(syringes))
    )


def _numbered(ordered: Sequence[Syringe]) -> tuple[Change, ...]:
    return tuple(
        Updated(one, replace(one, position=number))
        for number, one in enumerate(ordered)
        if one.position != number
    )
