"""A chart's drawing as it is stored: SVG under gzip."""

from __future__ import annotations

import gzip
import io
import zlib

from mesomap.atlas.faults import damaged

MOST_BYTES = 64 * 1024 * 1024
"""Of a drawing once it is unpacked; the largest that is shipped has less than 1 MB."""


def unpacked(data: bytes, file: str) -> bytes:
    """The drawing in `data`; KnownError if the file is damaged, empty, or swells beyond bounds."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            drawing = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise damaged(file) from error
    if not 0 < len(drawing) <= MOST_BYTES:
        raise damaged(file)
    return drawing
