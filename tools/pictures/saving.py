"""Pictures as small files: a palette of 256 colours holds a window's without loss that one sees."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap

FOLDER = Path("docs/pictures")
COLOURS = 256


def save(picture: QPixmap, name: str) -> None:
    """Write `picture` as ``docs/pictures/<name>.png``."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    small = image.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    small.save(path, optimize=True)
    print(f"wrote {path} ({picture.width()} x {picture.height()})", flush=True)
