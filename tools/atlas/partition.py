"""Cut the mesh along region borders.

Labels are given at vertices by a function of smooth per-vertex fields. Where an edge's ends differ,
the border's crossing is found by bisection on that same function, so that borders follow the
authored curves and not the mesh; each triangle then splits into two or three cells. Neighbouring
cells share their vertices exactly, whatever they are later projected to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from .source import Floats, Ints

LabelFunction = Callable[[Floats], Ints]
_NEAREST = 0.04
"""Crossings keep this share of an edge's length from its ends: no slivers."""
ISLAND_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Cells:
    """The cut mesh: every cell triangle lies in one mesh triangle and has one label.

    Attributes
    ----------
    corner_ids, corner_weights
        (n, 3) mesh vertices and weights that make each cell vertex; the first `mesh_count` cell
        vertices are the mesh's own.
    tri
        (m, 3) cell triangles, turning as their mesh triangle does.
    parent
        (m,) mesh triangle of each cell triangle.
    label
        (m,) label of each cell triangle.
    """

    corner_ids: Ints
    corner_weights: Floats
    tri: Ints
    parent: Ints
    label: Ints

    def interpolate(self, values: Floats) -> Floats:
        """Values at the cell vertices from values at the mesh vertices."""
        w = self.corner_weights
        corners = values[self.corner_ids]
        out: Floats = np.einsum("nk,nk...->n...", w, corners)
        return out


def tidy_labels(labels: Ints, tri: Ints, area: Floats, smallest_mm2: float) -> Ints:
    """Give islands the label most of their neighbours have.

    An island is smaller than `smallest_mm2`, or than `ISLAND_SHARE` of its region's largest part
    (label 0, no skin, apart).
    """
    edges = np.unique(np.sort(np.stack([tri, np.roll(tri, -1, 1)], 2).reshape(-1, 2), 1), axis=0)
    vertex_area = np.bincount(tri.ravel(), np.repeat(area / 3, 3), minlength=len(labels))
    labels = labels.copy()
    for _ in range(4):
        same = labels[edges[:, 0]] == labels[edges[:, 1]]
        e = edges[same]
        graph = coo_matrix((np.ones(len(e)), (e[:, 0], e[:, 1])), (len(labels),) * 2)
        count, part = connected_components(graph, directed=False)
        size = np.bincount(part, vertex_area, minlength=count)
        owner_label = np.zeros(count, np.int64)
        owner_label[part] = labels
        biggest = np.zeros(int(labels.max()) + 1)
        np.maximum.at(biggest, owner_label, size)
        island = (size < ISLAND_SHARE * biggest[owner_label]) & (owner_label > 0)
        small = (size < smallest_mm2) | island
        cross = edges[~same]
        pairs = np.concatenate([cross, cross[:, ::-1]])
        pairs = pairs[small[part[pairs[:, 0]]]]
        if not len(pairs):
            break
        key = part[pairs[:, 0]] * (labels.max() + 2) + labels[pairs[:, 1]]
        value, uses = np.unique(key, return_counts=True)
        order = np.lexsort((value, -uses, value // (labels.max() + 2)))
        owner = (value // (labels.max() + 2))[order]
        first = np.r_[True, owner[1:] != owner[:-1]]
        best = dict(
            zip(
                owner[first].tolist(),
                (value % (labels.max() + 2))[order][first].tolist(),
                strict=True,
            )
        )
        lost = np.flatnonzero(small[part])
        labels[lost] = [
            best.get(int(p), int(labels[v])) for v, p in zip(lost, part[lost], strict=True)
        ]
    return labels


def cut(fields: Floats, tri: Ints, labels: Ints, function: LabelFunction) -> Cells:
    """Split triangles whose vertices differ in label."""
    n = len(fields)
    split = np.flatnonzero((labels[tri] != labels[tri[:, :1]]).any(1))
    whole = np.setdiff1d(np.arange(len(tri)), split)

    t = tri[split]
    ends = np.stack([t, np.roll(t, -1, 1)], 2).reshape(-1, 2)
    key, inverse = np.unique(np.sort(ends, 1), axis=0, return_inverse=True)
    crosses = labels[key[:, 0]] != labels[key[:, 1]]
    a, b = key[crosses, 0], key[crosses, 1]
    low, high = np.zeros(len(a)), np.ones(len(a))
    for _ in range(14):
        middle = (low + high) / 2
        at = fields[a] * (1 - middle)[:, None] + fields[b] * middle[:, None]
        same = function(at) == labels[a]
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    share = np.clip((low + high) / 2, _NEAREST, 1 - _NEAREST)
    edge_vertex = np.full(len(key), -1)
    edge_vertex[crosses] = n + np.arange(len(a))
    on_side = edge_vertex[inverse.reshape(-1)].reshape(-1, 3)  # side k joins corner k and k + 1

    kinds = (on_side >= 0).sum(1)
    cells, parents, owners = [tri[whole]], [whole], [labels[tri[whole, 0]]]

    two = np.flatnonzero(kinds == 2)
    # the side without a crossing faces the odd corner
    flat = (on_side[two] < 0).argmax(1)
    odd, j, k = (flat + 2) % 3, flat, (flat + 1) % 3
    vi, vj, vk = t[two, odd], t[two, j], t[two, k]
    p, q = on_side[two, odd], on_side[two, k]  # crossings on odd-j and k-odd
    for corners, owner in (((vi, p, q), vi), ((p, vj, vk), vj), ((p, vk, q), vj)):
        cells.append(np.stack(corners, 1))
        parents.append(split[two])
        owners.append(labels[owner])

    three = np.flatnonzero(kinds == 3)
    centre = n + len(a) + np.arange(len(three))
    for corner in range(3):
        v = t[three, corner]
        after, before = on_side[three, corner], on_side[three, (corner + 2) % 3]
        for corners in ((v, after, centre), (v, centre, before)):
            cells.append(np.stack(corners, 1))
            parents.append(split[three])
            owners.append(labels[v])

    ids = np.concatenate([
        np.repeat(np.arange(n)[:, None], 3, 1), np.stack([a, b, a], 1), t[three],
    ])  # fmt: skip
    weights = np.concatenate([
        np.tile([1.0, 0.0, 0.0], (n, 1)),
        np.stack([1 - share, share, np.zeros(len(a))], 1),
        _junctions(on_side[three] - n, share, a, t[three]),
    ])  # fmt: skip
    return Cells(
        ids, weights, np.concatenate(cells), np.concatenate(parents), np.concatenate(owners)
    )


def _junctions(sides: Ints, share: Floats, first: Ints, corners: Ints) -> Floats:
    """Weights of the mean of a triangle's three crossings over its corners."""
    weights = np.zeros((len(corners), 3))
    for k in range(3):
        s = share[sides[:, k]]
        forward = first[sides[:, k]] == corners[:, k]
        here = np.where(forward, 1 - s, s)
        weights[:, k] += here / 3
        weights[:, (k + 1) % 3] += (1 - here) / 3
    return weights
