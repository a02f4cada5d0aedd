"""A picture file from outside made into what the clinic file keeps: drawn once, encoded anew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QImage

from mesomap.exchange.picture_files import DAMAGED, SVG, PictureFile, read_picture_file
from mesomap.exchange.svg_files import TOO_COMPLEX
from mesomap.model import KnownError
from mesomap.paint import own_picture


@dataclass(frozen=True, slots=True)
class ReadPicture:
    """A picture as it would be kept.

    Attributes
    ----------
    name
        The file's name without its ending.
    image
        What it looks like, upright, on white; it and `content` are of the same size.
    """

    name: str
    media: str
    content: bytes
    image: QImage

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height as kept."""
        return self.image.width(), self.image.height()


def read_picture(path: Path) -> ReadPicture:
    """The picture in a file, checked, upright, without metadata, at most 4000 px a side.

    Raises
    ------
    KnownError
        One sentence on what is wrong with the file.
    """
    return as_kept(read_picture_file(path), name=path.stem)


def as_kept(file: PictureFile, *, name: str) -> ReadPicture:
    """A checked file as it would be kept; `KnownError` where it cannot be drawn after all."""
    if file.media == SVG:
        if not own_picture.renders(file.content):
            raise KnownError(DAMAGED, file=file.name)
        if not own_picture.renders_soon(file.content):
            raise KnownError(TOO_COMPLEX, file=file.name)
        drawn = own_picture.svg_image(file.content, file.width_px, file.height_px)
        return ReadPicture(name, SVG, file.content, drawn)
    image = own_picture.decoded(file.content, file.media, file.orientation)
    if image is None:
        raise KnownError(DAMAGED, file=file.name)
    media, content = own_picture.encoded(image, file.media)
    return ReadPicture(name, media, content, image)


def flipped(picture: ReadPicture) -> ReadPicture:
    """The picture left for right."""
    image = own_picture.mirrored(picture.image)
    if picture.media == SVG:
        content = own_picture.mirrored_svg(picture.content)
        return ReadPicture(picture.name, SVG, content, image)
    media, content = own_picture.encoded(image, picture.media)
    return ReadPicture(picture.name, media, content, image)
