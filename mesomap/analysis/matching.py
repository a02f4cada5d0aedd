"""Matching the points of two sets one to one, so that the sum of their distances is least."""

from __future__ import annotations

import numpy as np

from mesomap.geometry.arrays import Floats, Indices


def match(i: Indices, j: Indices, distance_mm: Floats, *, counts: tuple[int, int]) -> Indices:
    """As many pairs as possible, each point in at most one, of the least sum of distances.

    Each connected component of the candidate pairs is solved by itself (the assignment problem;
    scipy's `linear_sum_assignment` after Crouse 2016, DOI 10.1109/TAES.2016.140952), so that what
    lies far apart never decides about one another.

    Parameters
    ----------
    i, j : (k,) integer arrays
        Candidate pairs: point ``i`` of the first set, ``j`` of the second; no pair twice.
    distance_mm : (k,) array
        What each pair would cost.
    counts
        Sizes of both sets.

    Returns
    -------
    (p,) integer array
        The numbers of the candidate pairs that were chosen.
    """
    lone = (np.bincount(i, minlength=counts[0])[i] == 1) & (
        np.bincount(j, minlength=counts[1])[j] == 1
    )
    rest = np.flatnonzero(~lone)
    chosen = [np.flatnonzero(lone)]
    for members in _components(i[rest], j[rest] + counts[0], sum(counts)) if len(rest) else ():
        edges = rest[members]
        chosen.append(edges[_solve(i[edges], j[edges], distance_mm[edges])])
    return np.concatenate(chosen)


def _components(a: Indices, b: Indices, count: int) -> list[Indices]:
    """The numbers of the edges (a, b) of each connected component."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    edges = coo_array((np.ones(len(a), bool), (a, b)), shape=(count, count))
    _, label = connected_components(edges, directed=False)
    order = np.argsort(label[a], kind="stable")
    starts = np.flatnonzero(np.diff(label[a][order])) + 1
    return np.split(order, starts)


def _solve(i: Indices, j: Indices, distance_mm: Floats) -> Indices:
    """Which of the edges of one component are chosen."""
    from scipy.optimize import linear_sum_assignment

    rows, row = np.unique(i, return_inverse=True)
    columns, column = np.unique(j, return_inverse=True)
    # One pair that is no candidate costs more than all candidates together.
    forbidden = float(distance_mm.sum()) + 1.0
    cost = np.full((len(rows), len(columns)), forbidden)
    cost[row, column] = distance_mm
    edge = np.full(cost.shape, -1)
    edge[row, column] = np.arange(len(i))
    chosen: Indices = edge[linear_sum_assignment(cost)]
    return chosen[chosen >= 0]
