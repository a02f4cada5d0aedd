"""Pictures from outside: drawings, photographs, scans of consents, to what is kept and shown."""

from __future__ import annotations

import struct
import zlib
from functools import cache

from tools.fuzz import mutate, scene
from tools.fuzz.target import Target, refused

_SVG = (
    b"<svg", b"<g>", b"</g>", b"<path d='", b"<use xlink:href='#a'/>", b"<!ENTITY a 'b'>", b"&a;",
    b"<!DOCTYPE svg [", b"]>", b"viewBox='0 0 1 1'", b"transform='scale(1e9)'", b"url(#a)",
    b"<style>", b"<image ", b"<script>", b"<foreignObject>", b"xlink:href='file:///etc/passwd'",
    b"stroke-dasharray='.001'", b"<linearGradient id='a' ", b"<pattern ", b"<filter ", b"<mask ",
    b"<text>", b"font-size='1e9'", b"stroke-width='99999999'", b"<animate ",
    b"xmlns='http://www.w3.org/2000/svg'",
    b"<![CDATA[", b"<?xml version='1.0' encoding='UTF-16'?>", b"a 1 1 0 0 1 1e30 1e30",
    b"c0 0 1 1 2 2z",
)  # fmt: skip
_PIXELS = (
    b"\x89PNG\r\n\x1a\n", b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"eXIf", b"\xff\xd8\xff",
    b"\xff\xc0", b"\xff\xc2", b"\xff\xc4", b"\xff\xda", b"\xff\xdb", b"\xff\xd9", b"\xff\xe1",
    b"Exif\0\0", b"II*\0", b"MM\0*", b"\x12\x01\x03\x00", b"\xff\xd0", b"\xff\xdd", b"\xff\xee",
)  # fmt: skip


def picture(data: bytes) -> None:
    """A file of pixels, also with its checks put right: judged, decoded, encoded anew, turned."""
    from mesomap.app.picture_reading import as_kept, flipped
    from mesomap.exchange.picture_files import check_picture

    scene.qt()
    refused(lambda: flipped(as_kept(check_picture(data, "a.png"), name="a")))
    flipped(as_kept(check_picture(with_checks(data), "a.png"), name="a"))


def drawing(data: bytes) -> None:
    """A drawing: judged, written anew, rendered, turned, and as a chart's ground."""
    from mesomap.app.picture_reading import as_kept, flipped
    from mesomap.exchange.picture_files import check_picture
    from mesomap.paint import own_picture

    scene.qt()
    turned = flipped(as_kept(check_picture(data, "a.svg"), name="a"))
    own_picture.svg_image(turned.content, 64, 64)


def scan(data: bytes) -> None:
    """A photograph, and a scan of a consent."""
    from mesomap.app.record.consent_scan import read_scan

    scene.qt()
    read_scan(scene.as_file(data, "scan"))


def with_checks(data: bytes) -> bytes:
    """A PNG with the right sums in its chunks, as far as they go; anything else as it is."""
    out, at = bytearray(data), 8
    while data.startswith(b"\x89PNG") and at + 12 <= len(out):
        length = int.from_bytes(out[at : at + 4], "big")
        end = at + 8 + length
        if end + 4 > len(out):
            break
        out[end : end + 4] = zlib.crc32(out[at + 4 : end]).to_bytes(4, "big")
        at = end + 4
    return bytes(out)


def png_of(width: int, height: int, *, colour: int = 2, rows: bytes | None = None) -> bytes:
    """A PNG of that size, black unless its rows are told; as small as deflate makes it."""
    wide = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] * width + 1
    packed = zlib.compress(bytes(wide * height) if rows is None else rows, 9)
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    parts = ((b"IHDR", head), (b"PLTE", bytes(6)), (b"IDAT", packed), (b"IEND", b""))
    chunks = b"".join(
        struct.pack(">I", len(body)) + kind + body + bytes(4)
        for kind, body in parts
        if kind != b"PLTE" or colour == 3
    )
    return with_checks(b"\x89PNG\r\n\x1a\n" + chunks)


@cache
def pixels() -> dict[str, bytes]:
    """Small pictures of each sort."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QColor, QImage, QImageWriter

    scene.qt()
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    for y in range(48):
        for x in range(64):
            image.setPixelColor(x, y, QColor(4 * x, 5 * y, 128))
    found = {
        "rgb": png_of(64, 48),
        "grey": png_of(64, 48, colour=0),
        "alpha": png_of(64, 48, colour=6),
    }
    for name, progressive in (("baseline", False), ("progressive", True)):
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QImageWriter(buffer, QByteArray(b"jpeg"))
        writer.setProgressiveScanWrite(progressive)
        writer.setQuality(40)
        writer.write(image)
        found[name] = bytes(buffer.data().data())
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    plain = found["baseline"]
    turned = b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif
    return found | {"turned": plain[:2] + turned + plain[2:]}


@cache
def drawings() -> dict[str, bytes]:
    """Drawings as programs export them, and what somebody might have meant by one."""
    from mesomap.exchange.sample_picture import sample_picture

    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    body = f'{head} viewBox="0 0 100 70" width="10cm" height="7cm">'
    return {
        "sample": sample_picture()[0].content,
        "parts": (
            f'{body}<defs><linearGradient id="g"><stop offset="0" stop-color="red"/>'
            '</linearGradient></defs><g id="a" transform="rotate(5)"><rect width="9" height="9"'
            ' fill="url(#g)"/></g><use xlink:href="#a" x="4"/><circle r="3" style="fill:#abc"/>'
            '<path d="M0 0C1 1 2 2 3 3A4 4 0 0 1 9 9Z" stroke="#000" stroke-width=".5"/>'
            "<text x='3' y='9'>Ab</text></svg>"
        ).encode(),
        "bomb": (
            '<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            f"{body}<text>&b;&b;</text></svg>"
        ).encode(),
        "outside": f'{body}<image xlink:href="file:///etc/passwd"/></svg>'.encode(),
        "uses": (body + '<g id="a0"/>' + "".join(_used(n) for n in range(6)) + "</svg>").encode(),
        "deep": (body + "<g>" * 70 + "</g>" * 70 + "</svg>").encode(),
    }


def _used(n: int) -> str:
    return f'<g id="a{n + 1}">' + f'<use xlink:href="#a{n}"/>' * 9 + "</g>"


def scans() -> dict[str, bytes]:
    """Scans of each sort."""
    return {"scan.pdf": b"%PDF-1.4\n1 0 obj\n%%EOF\n", "scan.jpg": pixels()["baseline"]}


TARGETS = (
    Target(
        name="picture",
        reads="a PNG or JPEG as a chart",
        run=picture,
        seeds=pixels,
        mutate=mutate.of_bytes,
        words=_PIXELS,
        share=100,
        most_bytes=4096,
    ),
    Target(
        name="drawing",
        reads="an SVG as a chart",
        run=drawing,
        seeds=drawings,
        mutate=mutate.of_bytes,
        words=_SVG,
        share=3,
        most_bytes=4096,
    ),
    Target(
        name="scan",
        reads="a photograph, a scan of a consent",
        run=scan,
        seeds=scans,
        mutate=mutate.of_bytes,
        words=(*_PIXELS, b"%PDF-", b"%%EOF"),
        share=80,
        most_bytes=4096,
    ),
)
