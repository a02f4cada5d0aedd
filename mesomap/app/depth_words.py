"""What the depth strip says: layers of a region by its cited figures, the depth, the reach."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mesomap.atlas import Body
from mesomap.clinical.layers import IN_FAT, Falls, Stratum, falls, strata_of
from mesomap.clinical.needles import reach_mm
from mesomap.clinical.thickness import CITES, figures_sex, sexes_apart
from mesomap.model import MarkShape, Needle, RegionKey, Sex
from mesomap.paint.depth import depth_words, falls_words, range_words
from mesomap.paint.locale import format_mm, format_number
from mesomap.paint.names import layer_name, needle_name, region_name
from mesomap.panels.depth_view import Band, DepthView
from mesomap.panels.syringe_fields import Settings


def depth_view(
    body: Body,
    sex: Sex,
    key: RegionKey | None,
    settings: Settings,
    *,
    needle: Needle | None,
    mark: MarkShape,
) -> DepthView:
    """The strip over the region `key` (None: no region) for the settings in force."""
    strata = strata_of(key.id, body.id, sex) if key is not None else ()
    depth = settings.depth_mm
    found = falls(key.id, body.id, depth, sex) if key is not None and depth is not None else None
    reach, reach_words, beyond = _reach(settings, needle)
    return DepthView(
        bands=tuple(_band(one) for one in strata),
        depth_mm=depth,
        meant=_meant(settings.layer, strata),
        angle_deg=settings.angle_deg,
        reach_mm=reach,
        mark=mark,
        nothing=_nothing(body, key),
        where=_where(settings, found),
        reach=reach_words,
        beyond=beyond,
        source=_source(body, sex, key, strata),
        details=_details(body, sex, key, strata, found),
    )


def _band(stratum: Stratum) -> Band:
    t = QCoreApplication.translate
    # Beside the strip there is room for one word.
    short = {
        "epidermis": t("Depth", "Epidermis"),
        "papillary dermis": t("Depth", "Papillary"),
        "reticular dermis": t("Depth", "Reticular"),
        "skin": t("Depth", "Skin"),
        "hypodermis": t("Depth", "Hypodermis"),
    }
    return Band(stratum.name, short[stratum.name], stratum.from_mm, stratum.to_mm)


def _meant(layer: str, strata: tuple[Stratum, ...]) -> str:
    """The band that `layer` lies in; "" where none of them is it."""
    if not layer:
        return ""
    name = "hypodermis" if layer in IN_FAT else layer
    known = {one.name for one in strata}
    if name not in known and "skin" in known and name != "hypodermis":
        return ""  # a part of the skin whose borders are not known here
    return name if name in known else ""


def _where(settings: Settings, found: Falls | None) -> str:
    if settings.depth_mm is None:
        if not settings.layer:
            return ""
        return QCoreApplication.translate("Depth", "{layer}: the depth is left open").format(
            layer=layer_name(settings.layer)
        )
    where = found if found is not None else Falls(())
    return depth_words(settings.depth_mm, "", where, short=True)


def _reach(settings: Settings, needle: Needle | None) -> tuple[float | None, str, bool]:
    """How deep the needle reaches, the line that says so, whether the depth is beyond."""
    t = QCoreApplication.translate
    if needle is None or settings.angle_deg is None:
        return None, "", False
    reach = reach_mm(needle.length_mm, settings.angle_deg)
    beyond = settings.depth_mm is not None and settings.depth_mm > reach + 0.05
    text = (
        t("Depth", "Out of reach: {needle} at {angle}° reaches {reach}")
        if beyond
        else t("Depth", "{needle} at {angle}° reaches {reach}")
    )
    words = text.format(
        needle=needle_name(needle),
        angle=format_number(settings.angle_deg, 0),
        reach=format_mm(reach),
    )
    return reach, words, beyond


def _nothing(body: Body, key: RegionKey | None) -> str:
    t = QCoreApplication.translate
    if key is None:
        return t("Depth", "Point at a region to see its layers")
    return t("Depth", "No thickness figure for this region")


def _whose(body: Body, sex: Sex, key: RegionKey) -> str:
    t = QCoreApplication.translate
    name = region_name(body, key)
    if not sexes_apart(key.id):
        return name
    of = t("Depth", "women") if figures_sex(body.id, sex) is Sex.FEMALE else t("Depth", "men")
    return t("Depth", "{region}, {whose}").format(region=name, whose=of)


def _source(body: Body, sex: Sex, key: RegionKey | None, strata: tuple[Stratum, ...]) -> str:
    """The line under the strip: whose figures, from where, in short."""
    t = QCoreApplication.translate
    if key is None:
        return ""
    if not strata:
        return t("Depth", "{region}: no published thickness is known here").format(
            region=region_name(body, key)
        )
    line = t("Depth", "{whose}: {source}").format(
        whose=_whose(body, sex, key), source=CITES[strata[0].source]
    )
    if any(one.unverified for one in strata):
        line += t("Depth", "; papillary as the upper fifth: convention, unverified")
    return line


def _details(
    body: Body, sex: Sex, key: RegionKey | None, strata: tuple[Stratum, ...], found: Falls | None
) -> str:
    """Everything with its source."""
    t = QCoreApplication.translate
    if key is None or not strata:
        return t("Depth", "Drag, or press Up and Down, to set the depth.")
    lines = [_whose(body, sex, key)]
    if found is not None:
        lines.append(t("Depth", "Set: {layer}").format(layer=falls_words(found)))
    for one in strata:
        name = layer_name(one.name)
        if one.to_mm is None:
            lines.append(t("Depth", "{layer}: how thick is not known here").format(layer=name))
            continue
        line = t("Depth", "{layer}: down to {depth}").format(
            layer=name, depth=range_words(one.to_mm)
        )
        if one.unverified:
            line += t("Depth", " (upper fifth of the dermis: convention, unverified)")
        lines.append(line)
    lines.append(t("Depth", "Source: {source}").format(source=t("messages", strata[0].source)))
    lines.append(t("Depth", "Means of a population, not this patient’s own skin."))
    return "\n".join(lines)
