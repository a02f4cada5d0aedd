"""Caution structures on the chart boxes, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mesomap.analysis.caution import place_structures
from mesomap.analysis.caution_seen import seen_on
from mesomap.clinical.caution import MEANS_ONLY
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.shapes import Box, CautionShape
from mesomap.report.layout.voice import Voice

OnPage = Callable[[tuple[float, float]], tuple[float, float]]


def caution_shapes(
    voice: Voice, content: SessionContent, chart_id: str, on_page: OnPage, box: Box
) -> tuple[CautionShape, ...]:
    """Those that the box shows; none unless the content asks for them."""
    if not content.caution or chart_id in content.body.pictures:
        return ()
    chart = content.body.charts[chart_id]
    found = []
    for one in seen_on(content.body, chart, place_structures(content.body)):
        rings = tuple(tuple(on_page((x, y)) for x, y in ring.tolist()) for ring in one.rings)
        sign = on_page(one.sign) if one.sign is not None else None
        inside = [p for ring in rings for p in ring if _within(box, p)]
        if inside:
            shown = sign if sign is not None and _within(box, sign) else None
            found.append(CautionShape(rings, shown, voice.say(one.structure.name)))
    return tuple(found)


def caution_note(voice: Voice, shapes: Sequence[CautionShape]) -> list[str]:
    """Which structures the charts show, and that they are means."""
    names = list(dict.fromkeys(one.name for one in shapes))
    if not names:
        return []
    text = QT_TRANSLATE_NOOP("messages", "Caution structures shown: {names}. {means}")
    return [voice.say(text, names=", ".join(names), means=voice.say(MEANS_ONLY))]


def _within(box: Box, at: tuple[float, float]) -> bool:
    return box.x < at[0] < box.right and box.y < at[1] < box.bottom
