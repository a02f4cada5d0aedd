"""The changes that bring the clinic's list of needles to what was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from mesomap.clinical.needles import needles
from mesomap.document.document import Document
from mesomap.model import Added, Change, Needle, Updated


def needle_changes(document: Document, wanted: Sequence[Needle]) -> tuple[Change, ...]:
    """Each of `wanted` that is new or another than it was; the rest of the list stays.

    A built-in needle that was changed or retired becomes an entry of the clinic's own, under the
    same id.
    """
    known, own = needles(document.needles), document.needles
    changes: list[Change] = []
    for needle in wanted:
        if known.get(needle.id) == needle:
            continue
        before = own.get(needle.id)
        changes.append(Added(needle) if before is None else Updated(before, needle))
    return tuple(changes)
