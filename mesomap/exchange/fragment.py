"""Part of a map as JSON for the clipboard. Its keys are a contract: docs/command-line.md.

Geometry and settings only: no name, no time, nothing of what became of it.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

from mesomap.document.copies import Fragment, fragment
from mesomap.exchange.json_limits import read_json
from mesomap.exchange.sites import site_json
from mesomap.model import (
    AreaPass,
    Injection,
    KnownError,
    PictureSite,
    Side,
    Site,
    SkinSite,
    Syringe,
    Technique,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

Json = dict[str, Any]
KIND = "mesomap-map"
VERSION = 1
MIME = "application/x-mesomap-map+json"
MOST = 20_000
"""So many injections and area passes at once, and no more, are taken from a clipboard."""
NOT_OURS = QT_TRANSLATE_NOOP(
    "messages", "The clipboard holds nothing that can be pasted here: copy injections first."
)
_NOWHERE = UUID(int=0)
"""The session of what belongs to none yet."""


def fragment_text(part: Fragment) -> str:
    """`part` as a JSON document."""
    numbers = {syringe.id: number for number, syringe in enumerate(part.syringes)}
    document = {
        "kind": KIND,
        "version": VERSION,
        "syringes": [_syringe(one) for one in part.syringes],
        "injections": [
            {
                "site": site_json(one.site),
                "path": [site_json(site) for site in one.path],
                "region": one.region,
                "side": one.side.value if one.side else None,
                "order": one.order,
                "syringe": numbers[one.syringe],
                "technique": one.technique.value,
                "volume_ml": one.volume_ul / 1000,
                "depth_mm": one.depth_mm,
                "layer": one.layer,
                "angle_deg": one.angle_deg,
                "radius_mm": one.radius_mm,
            }
            for one in part.injections
        ],
        "areas": [
            {
                "outline": [site_json(site) for site in one.outline],
                "region": one.region,
                "side": one.side.value if one.side else None,
                "order": one.order,
                "syringe": numbers[one.syringe],
                "technique": one.technique.value,
                "device": one.device,
                "volume_ml": one.volume_ul / 1000,
                "entries": one.entries,
                "entries_estimated": one.entries_estimated,
                "depth_mm": one.depth_mm,
                "layer": one.layer,
            }
            for one in part.areas
        ],
    }
    return json.dumps(document, ensure_ascii=False)


def read_fragment(text: str) -> Fragment:
    """What `fragment_text` wrote; it is of no session yet.

    Raises
    ------
    KnownError
        It is something else.
    """
    try:
        document = read_json(text.encode(), name="")
        if document["kind"] != KIND or document["version"] != VERSION:
            raise KnownError(NOT_OURS)
        if len(document["injections"]) + len(document["areas"]) > MOST:
            raise KnownError(NOT_OURS)
        syringes = [_read_syringe(one) for one in document["syringes"]]
        return fragment(
            syringes,
            [_read_injection(one, syringes) for one in document["injections"]],
            [_read_area(one, syringes) for one in document["areas"]],
        )
    except (
        KnownError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
    ) as error:
        raise KnownError(NOT_OURS) from error


def _syringe(one: Syringe) -> Json:
    return {
        "name": one.name,
        "mixture": one.mixture,
        "mg_per_ml": one.mg_per_ml,
        "technique": one.technique.value,
        "depth_mm": one.depth_mm,
        "layer": one.layer,
        "volume_ml": one.volume_ul / 1000,
        "angle_deg": one.angle_deg,
        "radius_mm": one.radius_mm,
        "ul_per_mm": one.ul_per_mm,
    }


def _read_syringe(one: Json) -> Syringe:
    return Syringe(
        id=uuid4(),
        session=_NOWHERE,
        name=str(one["name"]),
        mixture=str(one["mixture"]),
        mg_per_ml=_length(one["mg_per_ml"]),
        technique=Technique(one["technique"]),
        depth_mm=_length(one["depth_mm"]),
        layer=str(one["layer"]),
        volume_ul=_volume(one["volume_ml"]),
        angle_deg=float(one["angle_deg"]),
        radius_mm=_length(one["radius_mm"]),
        ul_per_mm=float(one["ul_per_mm"]),
    )


def _read_injection(one: Json, syringes: list[Syringe]) -> Injection:
    return Injection(
        id=uuid4(),
        session=_NOWHERE,
        order=int(one["order"]),
        site=_read_site(one["site"]),
        path=tuple(_read_site(site) for site in one["path"]),
        region=one["region"],
        side=_side(one["side"]),
        syringe=syringes[int(one["syringe"])].id,
        technique=Technique(one["technique"]),
        volume_ul=_volume(one["volume_ml"]),
        depth_mm=_length(one["depth_mm"]),
        layer=str(one["layer"]),
        angle_deg=float(one["angle_deg"]),
        radius_mm=_length(one["radius_mm"]),
    )


def _read_area(one: Json, syringes: list[Syringe]) -> AreaPass:
    return AreaPass(
        id=uuid4(),
        session=_NOWHERE,
        order=int(one["order"]),
        outline=tuple(_read_site(site) for site in one["outline"]),
        region=one["region"],
        side=_side(one["side"]),
        syringe=syringes[int(one["syringe"])].id,
        technique=Technique(one["technique"]),
        device=str(one["device"]),
        volume_ul=_volume(one["volume_ml"]),
        entries=None if one["entries"] is None else int(one["entries"]),
        entries_estimated=bool(one["entries_estimated"]),
        depth_mm=_length(one["depth_mm"]),
        layer=str(one["layer"]),
    )


def _read_site(one: Json) -> Site:
    if one["kind"] == "skin":
        face, s, t = int(one["face"]), float(one["s"]), float(one["t"])
        if face < 0 or not (0.0 <= s <= 1.0 and 0.0 <= t <= 1.0):
            raise ValueError("no site")
        return SkinSite(face, s, t)
    return PictureSite(str(one["chart"]), float(one["x_mm"]), float(one["y_mm"]))


def _side(text: str | None) -> Side | None:
    return None if text is None else Side(text)


def _length(value: float | None) -> float | None:
    if value is None:
        return None
    if not 0.0 <= float(value) < 10_000.0:
        raise ValueError("no length")
    return float(value)


def _volume(volume_ml: float) -> int:
    if not 0.0 <= float(volume_ml) <= 100.0:
        raise ValueError("no volume")
    return round(float(volume_ml) * 1000)
