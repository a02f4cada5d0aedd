"""A clinic's own picture, used as a flat chart, and the files that a clinic file keeps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class PatientsLeft(StrEnum):
    """On which side of a picture the patient's left is. Stored: never rename one."""

    ON_THE_RIGHT = "right"
    """As one sees a person who faces one."""
    ON_THE_LEFT = "left"
    """Seen from behind, or mirrored like a selfie."""
    NEITHER = "neither"
    """One side of the body only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file kept within the clinic file, once, by its content.

    `id` is made from `sha256` (hex), so that the same content is the same attachment; the change
    log keeps the hash, not the content.
    """

    id: UUID
    sha256: str
    media: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A flat chart of the clinic's own.

    Its sites are `PictureSite`s whose chart is `str(id)`, in mm from the picture's upper left
    corner, by `mm_per_px`. It takes part in everything but the cross-chart view.

    Attributes
    ----------
    patient
        Whose picture it is; None for a chart of the clinic's, offered for every patient.
    attachment
        Its content (PNG, JPEG or SVG).
    width_px, height_px
        Of the picture as stored.
    line_px, line_mm
        The line that was measured: (x1, y1, x2, y2) on the picture, and its length on the skin.
    retired
        No longer offered; sessions that used it still show it.
    """

    id: UUID
    title: str
    attachment: UUID
    width_px: int
    height_px: int
    line_px: tuple[float, float, float, float]
    line_mm: float
    patients_left: PatientsLeft
    patient: UUID | None = None
    retired: bool = False

    @property
    def mm_per_px(self) -> float:
        """How long a pixel of the picture is on the skin."""
        x1, y1, x2, y2 = self.line_px
        return float(self.line_mm / ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5)

    @property
    def width_mm(self) -> float:
        """Width of the chart."""
        return self.width_px * self.mm_per_px

    @property
    def height_mm(self) -> float:
        """Height of the chart."""
        return self.height_px * self.mm_per_px
