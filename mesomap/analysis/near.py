"""Which of many injections a patch may hold, asked for patch after patch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mesomap.analysis.skin import Skin
from mesomap.atlas import Body
from mesomap.atlas.values import Sites
from mesomap.model import Injection, SkinSite


class Near:
    """Their triangles are worked out once; a patch then leaves most of them out at once."""

    def __init__(self, body: Skin, injections: Sequence[Injection]) -> None:
        self._all = injections
        self._body = body if isinstance(body, Body) else None
        self._known: dict[str, list[Injection]] = {}
        if self._body is not None:
            single = [not one.path and isinstance(one.site, SkinSite) for one in injections]
            self._single = np.array(single, bool)
            held = [one.site for one, alone in zip(injections, single, strict=True) if alone]
            self._triangles = Sites.of(held).split[0]

    def on(self, patch: str) -> Sequence[Injection]:
        """In their order: none that the patch holds is left out, threads never."""
        if self._body is None:
            return self._all
        if patch not in self._known:
            own = self._body.patch(patch).triangles
            row = own.searchsorted(self._triangles)
            held = row < len(own)
            held[held] = own[row[held]] == self._triangles[held]
            wanted = np.ones(len(self._all), bool)
            wanted[self._single] = held
            self._known[patch] = [self._all[row] for row in np.flatnonzero(wanted).tolist()]
        return self._known[patch]
