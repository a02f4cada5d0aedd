"""A site as JSON."""

from __future__ import annotations

from typing import Any

from mesomap.model import PictureSite, Site


def site_json(site: Site) -> dict[str, Any]:
    """An address on the skin, or a place on a clinic's own picture."""
    if isinstance(site, PictureSite):
        return {"kind": "picture", "chart": site.chart, "x_mm": site.x_mm, "y_mm": site.y_mm}
    return {"kind": "skin", "face": site.face, "s": site.s, "t": site.t}
