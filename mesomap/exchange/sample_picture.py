"""The sample clinic's own picture: a right palm, plainly drawn, which no chart shows."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from mesomap.document.edits_pictures import attachment_of
from mesomap.exchange.picture_files import SVG, SVG_LONG_SIDE_PX, check_picture
from mesomap.model import Attachment, PatientsLeft, Picture

TITLE = "Right palm"
WIDE_MM, HIGH_MM = 130.0, 200.0
PALM_MM = 85.0
"""The line that was measured: across the palm, below the fingers."""

_FINGERS = (
    "M27 112 20 62",
    "M49 104 45 32",
    "M69 102 71 22",
    "M89 108 97 38",
    "M84 160 116 118",
)
_WIDTHS = (15, 17, 18, 17, 20)
_PALM = "M18 116C24 98 92 96 98 110L99 150C97 172 88 182 84 200H34C30 184 16 172 17 150Z"
_CREASES = "M20 133C44 137 66 130 74 114M97 122C78 132 52 138 26 150M97 122C76 130 62 158 66 198"


def sample_picture() -> tuple[Attachment, Picture]:
    """The picture and its content, the same each time."""
    drawn = check_picture(_svg().encode(), TITLE)
    attachment = attachment_of(drawn.content, SVG)
    px = SVG_LONG_SIDE_PX / HIGH_MM
    return attachment, Picture(
        id=uuid5(NAMESPACE_URL, "mesomap sample clinic picture"),
        title=TITLE,
        attachment=attachment.id,
        width_px=drawn.width_px,
        height_px=drawn.height_px,
        line_px=(16.0 * px, 125.0 * px, (16.0 + PALM_MM) * px, 125.0 * px),
        line_mm=PALM_MM,
        patients_left=PatientsLeft.NEITHER,
    )


def _svg() -> str:
    """Each finger twice: its outline, then its skin over the outlines of all."""
    fingers = list(zip(_FINGERS, _WIDTHS, strict=True))
    outlines = "".join(f'<path d="{way}" stroke-width="{w + 1.6:g}"/>' for way, w in fingers)
    skin = "".join(f'<path d="{way}" stroke-width="{w:g}"/>' for way, w in fingers)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE_MM:g} {HIGH_MM:g}"'
        ' fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f'<g stroke="#5a5a5a">{outlines}<path d="{_PALM}" stroke-width="1.6"/></g>'
        f'<g stroke="#f0f0f0">{skin}<path d="{_PALM}" fill="#f0f0f0" stroke-width=".4"/></g>'
        f'<path d="{_CREASES}" stroke="#a0a0a0" stroke-width=".8"/></svg>'
    )
