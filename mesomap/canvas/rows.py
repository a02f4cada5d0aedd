"""What the chart shows of the injections, as columns: one row an id, changed one id at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mesomap.model import MarkShape, Status
from mesomap.paint import tokens as tk

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

KINDS = tuple((mark, status) for mark in MarkShape for status in Status)
"""Every mark there is; a row holds its index."""
TINTS: tuple[str | None, ...] = (None, *tk.DEPTH_COLOURS)
"""What colours a mark: None its syringe, else the layer of its depth; a row holds its index."""
KIND_OF = {kind: index for index, kind in enumerate(KINDS)}

_COLUMNS = np.dtype(
    [
        ("x", np.float64),
        ("y", np.float64),
        ("radius", np.float64),
        ("squash", np.float64),
        ("angle", np.float64),
        ("kind", np.int64),
        ("visible", np.bool_),
        ("chosen", np.bool_),
        ("tint", np.int64),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """n marks on a chart.

    Attributes
    ----------
    xy_mm : (n, 2)
        In chart mm.
    visible : (n,)
        Whether the chart sees the skin there.
    radius_mm, squash, angle_deg : (n,)
        The deposit: its radius on the skin, and how the tilt flattens it (see
        `mesomap.paint.chart.deposit_ellipses`).
    kind : (n,)
        Index into `KINDS`.
    """

    xy_mm: Floats
    visible: NDArray[np.bool_]
    radius_mm: Floats
    squash: Floats
    angle_deg: Floats
    kind: Ints


class Rows:
    """Columns of marks with ``dict[id] -> row``; a removed row is filled by the last one."""

    def __init__(self) -> None:
        self._data = np.zeros(64, _COLUMNS)
        self._ids: list[UUID] = []
        self._row: dict[UUID, int] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, id: UUID) -> bool:
        return id in self._row

    @property
    def ids(self) -> Sequence[UUID]:
        """The id of every row."""
        return self._ids

    @property
    def data(self) -> NDArray[np.void]:
        """The rows (n,) as a structured view; not to be kept over a change."""
        return self._data[: len(self._ids)]

    @property
    def xy_mm(self) -> Floats:
        """Chart positions (n, 2)."""
        rows = self.data
        return np.column_stack([rows["x"], rows["y"]])

    def row(self, id: UUID) -> int:
        """The row of `id`; KeyError if there is none."""
        return self._row[id]

    def rows_of(self, ids: Iterable[UUID]) -> Ints:
        """The rows of those `ids` that are here."""
        return np.array([self._row[i] for i in ids if i in self._row], np.int64)

    def put(self, ids: Sequence[UUID], placed: Placed) -> None:
        """Add or replace the rows of `ids`, one after the other in `placed`."""
        fresh = [i for i in ids if i not in self._row]
        self._reserve(len(self._ids) + len(fresh))
        for i in fresh:
            self._row[i] = len(self._ids)
            self._ids.append(i)
        at = np.array([self._row[i] for i in ids], np.int64)
        data = self._data
        data["x"][at], data["y"][at] = placed.xy_mm[:, 0], placed.xy_mm[:, 1]
        data["visible"][at] = placed.visible
        data["radius"][at] = placed.radius_mm
        data["squash"][at] = placed.squash
        data["angle"][at] = placed.angle_deg
        data["kind"][at] = placed.kind
        data["tint"][at] = 0
        for i in fresh:
            data["chosen"][self._row[i]] = False

    def colour(self, ids: Sequence[UUID], tints: Sequence[int]) -> None:
        """Colour the marks of `ids`, all of them here, by these indices into `TINTS`."""
        self._data["tint"][[self._row[id_] for id_ in ids]] = tints

    def remove(self, ids: Iterable[UUID]) -> None:
        """Take the rows of `ids` out."""
        for id in ids:
            at = self._row.pop(id)
            last = self._ids.pop()
            if last != id:
                self._data[at] = self._data[len(self._ids)]
                self._ids[at] = last
                self._row[last] = at

    def choose(self, ids: frozenset[UUID]) -> None:
        """Mark exactly `ids` as selected."""
        self.data["chosen"][:] = False
        self.data["chosen"][self.rows_of(ids)] = True

    def clear(self) -> None:
        """No rows."""
        self._ids.clear()
        self._row.clear()

    def _reserve(self, count: int) -> None:
        if count > len(self._data):
            grown = np.zeros(max(count, 2 * len(self._data)), _COLUMNS)
            grown[: len(self._ids)] = self.data
            self._data = grown
