"""Pictures as small files: a palette of 256 colours holds a window's without loss that one sees."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap

FOLDER = Path("docs/pictures")
SHADES, STRONG = 192, 64
"""So many colours of all, and so many of the strong ones: small signs would lose theirs."""
STRONG_FROM = 60


def save(picture: QPixmap, name: str) -> None:
    """Write `picture` as ``docs/pictures/<name>.png``."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    image = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    small = image.quantize(palette=_palette(image), dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    small.save(path, optimize=True)
    print(f"wrote {path} ({picture.width()} x {picture.height()})", flush=True)


def _palette(image: Image.Image) -> Image.Image:
    """An image with the palette of all colours and of the strong ones."""
    pixels = np.asarray(image).reshape(-1, 3)
    spread = pixels.max(axis=1).astype(int) - pixels.min(axis=1)
    strong = pixels[spread >= STRONG_FROM]
    colours = _colours(image, SHADES)
    if len(strong):
        colours += _colours(Image.fromarray(strong[None, :, :]), STRONG)
    holder = Image.new("P", (1, 1))
    holder.putpalette(colours)
    return holder


def _colours(image: Image.Image, count: int) -> list[int]:
    """Red, green, blue of so many colours at most."""
    found = image.quantize(count, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return list(found.getpalette() or [])[: 3 * count]
