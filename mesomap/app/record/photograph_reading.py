"""A photograph from outside as the clinic file keeps it: upright, small enough, pixels alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from mesomap.document.edits_pictures import attachment_of
from mesomap.exchange.picture_files import DAMAGED, SVG, read_picture_file
from mesomap.model import Attachment, KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint import own_picture

MOST_SIDE_PX = 2000
ENDINGS = ("jpg", "jpeg", "png")
NOT_A_PHOTOGRAPH = QT_TRANSLATE_NOOP(
    "messages", "{file} is a drawing: a photograph is a JPEG or PNG picture."
)


def read_photograph(path: Path) -> tuple[Attachment, QImage]:
    """The photograph in a file, judged by its content, and as it will look.

    It is turned upright, drawn at most 2,000 px a side, and encoded anew as JPEG of quality
    `own_picture.JPEG_QUALITY`: nothing that the camera wrote beside the picture is kept.

    Raises
    ------
    KnownError
        One sentence on what is wrong with the file.
    """
    file = read_picture_file(path)
    if file.media == SVG:
        raise KnownError(NOT_A_PHOTOGRAPH, file=file.name)
    image = own_picture.decoded(file.content, file.media, file.orientation)
    if image is None:
        raise KnownError(DAMAGED, file=file.name)
    if max(image.width(), image.height()) > MOST_SIDE_PX:
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        image = image.scaled(MOST_SIDE_PX, MOST_SIDE_PX, keep, smooth)
    media, content = own_picture.encoded(image, "image/jpeg")
    return attachment_of(content, media), image
