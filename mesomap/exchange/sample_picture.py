"""The sample clinic's own picture: the mouth from near by, plainly drawn, as on a printed form."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from mesomap.document.edits_pictures import attachment_of
from mesomap.exchange.picture_files import SVG, SVG_LONG_SIDE_PX, check_picture
from mesomap.model import Attachment, PatientsLeft, Picture

TITLE = "Mouth, close-up"
WIDE_MM, HIGH_MM = 100.0, 70.0
CORNERS_MM = 50.0
"""The line that was measured: from one corner of the mouth to the other."""

_LIPS = (
    "M25 38C32 33 40 28.5 46 27.5Q50 30 54 27.5C60 28.5 68 33 75 38C68 46 60 51 50 51"
    "C40 51 32 46 25 38Z"
)
_BETWEEN = "M25 38C35 36.5 42 38.5 50 37.5C58 38.5 65 36.5 75 38"
_SOFT = (
    "M47 14C46.5 19 46 23 46 27.5M53 14C53.5 19 54 23 54 27.5"
    "M36 10C38 4 43 6 45 9Q50 13 55 9C57 6 62 4 64 10"
    "M38 58Q50 55 62 58M30 8C24 18 20 26 17 36M70 8C76 18 80 26 83 36"
)


def sample_picture() -> tuple[Attachment, Picture]:
    """The picture and its content, the same each time."""
    drawn = check_picture(_svg().encode(), TITLE)
    attachment = attachment_of(drawn.content, SVG)
    px = SVG_LONG_SIDE_PX / WIDE_MM
    return attachment, Picture(
        id=uuid5(NAMESPACE_URL, "mesomap sample clinic picture"),
        title=TITLE,
        attachment=attachment.id,
        width_px=drawn.width_px,
        height_px=drawn.height_px,
        line_px=(25.0 * px, 38.0 * px, 75.0 * px, 38.0 * px),
        line_mm=CORNERS_MM,
        patients_left=PatientsLeft.ON_THE_RIGHT,
    )


def _svg() -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE_MM:g} {HIGH_MM:g}"'
        ' fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f'<rect width="{WIDE_MM:g}" height="{HIGH_MM:g}" fill="#f4f4f4"/>'
        f'<path d="{_LIPS}" fill="#e2e2e2" stroke="#555555" stroke-width=".35"/>'
        f'<path d="{_BETWEEN}" stroke="#333333" stroke-width=".45"/>'
        f'<path d="{_SOFT}" stroke="#999999" stroke-width=".3"/></svg>'
    )
