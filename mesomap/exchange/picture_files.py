"""A picture file from outside, judged by its own bytes before anything decodes it. No Qt.

What comes out is a file of one of three sorts, of a known and bearable size, complete, and
without anything but the picture: what cameras and programs write beside it is left out here.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path

from mesomap.exchange.exif import orientation_in
from mesomap.exchange.svg_files import plain_svg
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
LEAST_SIDE_PX = 48
MOST_SCANS = 64
"""A photograph is stored in about ten; each costs a pass over the whole picture."""
MOST_SCANNED_PIXELS = 600_000_000
"""Pixels times passes: 40 megapixels in fifteen."""
SVG_LONG_SIDE_PX = 2000
"""A drawing has no pixels of its own: its longer side counts as so many."""

PNG, JPEG, SVG = "image/png", "image/jpeg", "image/svg+xml"
ENDINGS = ("png", "jpg", "jpeg", "svg")

UNREADABLE = QT_TRANSLATE_NOOP("messages", "{file} cannot be read: {reason}.")
EMPTY = QT_TRANSLATE_NOOP("messages", "{file} is empty: choose another file.")
TOO_LONG = QT_TRANSLATE_NOOP(
    "messages", "{file} is larger than {most_mb} MB: save the picture smaller and add that."
)
OTHER_SORT = QT_TRANSLATE_NOOP(
    "messages", "{file} is no PNG, JPEG or SVG picture: save it as one of these and add that."
)
TOO_MANY_PIXELS = QT_TRANSLATE_NOOP(
    "messages",
    "{file} has {width} × {height} pixels, more than {most_mp} megapixels: save it smaller.",
)
TOO_FEW_PIXELS = QT_TRANSLATE_NOOP(
    "messages", "{file} has only {width} × {height} pixels: too few to mark anything on."
)
DAMAGED = QT_TRANSLATE_NOOP(
    "messages", "{file} is damaged or cut off: copy or export the picture once more."
)

_PNG_START = b"\x89PNG\r\n\x1a\n"
_JPEG_START = b"\xff\xd8\xff"
_DRAWN_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_FRAMES = (0xC0, 0xC1, 0xC2)
"""Baseline, extended and progressive: the sorts of JPEG that are in use."""
_OTHER_FRAMES = (0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)
_ADOBE = 0xEE
"""The one application segment that says how to read the colours."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture that may be decoded.

    Attributes
    ----------
    name
        The file's name, for messages.
    media
        ``image/png``, ``image/jpeg`` or ``image/svg+xml``.
    width_px, height_px
        As stored, before `orientation` (1 to 8, as EXIF counts) turns it.
    content
        The picture alone, without metadata.
    """

    name: str
    media: str
    width_px: int
    height_px: int
    orientation: int
    content: bytes


def read_picture_file(path: Path) -> PictureFile:
    """The picture in the file at `path`.

    Raises
    ------
    KnownError
        It cannot be read, is too large, is of no known sort, is damaged, or is not only a picture.
    """
    try:
        if not path.is_file():
            raise KnownError(OTHER_SORT, file=path.name)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError(UNREADABLE, file=path.name, reason=error.strerror or error) from error
    return check_picture(content, path.name)


def check_picture(content: bytes, name: str) -> PictureFile:
    """The picture in `content`; `KnownError` as `read_picture_file`."""
    if not content:
        raise KnownError(EMPTY, file=name)
    if len(content) > MOST_BYTES:
        raise KnownError(TOO_LONG, file=name, most_mb=MOST_BYTES // 1_000_000)
    if content.startswith(_PNG_START):
        return _png(content, name)
    if content.startswith(_JPEG_START):
        return _jpeg(content, name)
    svg = plain_svg(content, name, long_side_px=SVG_LONG_SIDE_PX)
    if svg is None:
        raise KnownError(OTHER_SORT, file=name)
    return _judged(PictureFile(name, SVG, svg.width_px, svg.height_px, 1, svg.content))


def _judged(file: PictureFile) -> PictureFile:
    size = {"file": file.name, "width": file.width_px, "height": file.height_px}
    if file.width_px * file.height_px > MOST_PIXELS:
        raise KnownError(TOO_MANY_PIXELS, **size, most_mp=MOST_PIXELS // 1_000_000)
    if min(file.width_px, file.height_px) < LEAST_SIDE_PX:
        raise KnownError(TOO_FEW_PIXELS, **size)
    return file


def _png(content: bytes, name: str) -> PictureFile:
    """A PNG with all its chunks whole, those that are not drawn left out."""
    at, kept, orientation = len(_PNG_START), [_PNG_START], 1
    width = height = 0
    kind = b""
    while kind != b"IEND":
        length = int.from_bytes(content[at : at + 4], "big")
        kind, end = content[at + 4 : at + 8], at + 12 + length
        if len(kind) < 4 or end > len(content):
            raise KnownError(DAMAGED, file=name)
        body, check = content[at + 8 : end - 4], int.from_bytes(content[end - 4 : end], "big")
        if zlib.crc32(body, zlib.crc32(kind)) != check:
            raise KnownError(DAMAGED, file=name)
        if (kind == b"IHDR") != (at == len(_PNG_START)) or (kind == b"IHDR" and length != 13):
            raise KnownError(DAMAGED, file=name)
        if kind == b"IHDR":
            width, height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
        elif kind == b"eXIf":
            orientation = orientation_in(body)
        if kind in _DRAWN_CHUNKS:
            kept.append(content[at:end])
        at = end
    return _judged(PictureFile(name, PNG, width, height, orientation, b"".join(kept)))


def _jpeg(content: bytes, name: str) -> PictureFile:
    """A JPEG up to its end mark, with the segments that are drawn."""
    at, kept, orientation, scans = 2, [content[:2]], 1, 0
    width = height = 0
    while True:
        while content[at : at + 2] == b"\xff\xff":
            at += 1  # fill bytes
        if len(content) < at + 2 or content[at] != 0xFF:
            raise KnownError(DAMAGED, file=name)
        mark = content[at + 1]
        if mark == 0xD9:
            kept.append(content[at : at + 2])
            break
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if end > len(content) or end < at + 4 or mark in _OTHER_FRAMES:
            raise KnownError(DAMAGED, file=name)
        body = content[at + 4 : end]
        if mark in _FRAMES:
            if width or len(body) < 6:
                raise KnownError(DAMAGED, file=name)
            height, width = int.from_bytes(body[1:3], "big"), int.from_bytes(body[3:5], "big")
            _judged(PictureFile(name, JPEG, width, height, 1, b""))
        elif mark == 0xE1 and body.startswith(b"Exif\x00\x00"):
            orientation = orientation_in(body[6:])
        elif mark == 0xDA:
            scans += 1
            end = _end_of_scan(content, end)
        if mark < 0xE0 or mark == _ADOBE:
            kept.append(content[at:end])
        at = end
    passed = width * height * scans
    if not passed or scans > MOST_SCANS or passed > MOST_SCANNED_PIXELS:
        raise KnownError(DAMAGED, file=name)
    return PictureFile(name, JPEG, width, height, orientation, b"".join(kept))


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the drawn data that begins at `at` meets the next mark."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return len(content)
        follows = content[at + 1]
        if follows == 0xFF:
            at += 1
        elif follows == 0 or 0xD0 <= follows <= 0xD7:
            at += 2
        else:
            return at
