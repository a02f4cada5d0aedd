"""Picture files from outside: what is let through, what is refused, and how fast."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.exchange.exif import orientation_in
from mesomap.exchange.picture_files import (
    JPEG,
    MOST_BYTES,
    PNG,
    SVG,
    PictureFile,
    check_picture,
    read_picture_file,
)
from mesomap.model import KnownError

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
SQUARE = '<rect id="a" width="50" height="50" fill="#c00"/>'


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def a_png(width: int = 60, height: int = 50, *, more: bytes = b"", data: bytes = b"") -> bytes:
    rows = data or zlib.compress((b"\x00" + b"\x80" * (3 * width)) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), more, chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def exif(orientation: int, order: str = "<") -> bytes:
    start = b"II*\x00" if order == "<" else b"MM\x00*"
    entry = struct.pack(f"{order}HHIHH", 0x112, 3, 1, orientation, 0)
    return start + struct.pack(f"{order}IH", 8, 1) + entry + b"\x00" * 4


def segment(mark: int, body: bytes) -> bytes:
    return bytes((0xFF, mark)) + struct.pack(">H", len(body) + 2) + body


def a_jpeg(width: int = 60, height: int = 50, *, more: bytes = b"", scans: int = 1) -> bytes:
    """Well-formed as far as its segments go; nobody could draw it."""
    frame = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + more + frame + scan * scans + b"\xff\xd9"


def an_svg(inside: str = SQUARE, attributes: str = 'viewBox="0 0 100 50"') -> bytes:
    return f"{HEAD}{attributes}>{inside}</svg>".encode()


def checked(content: bytes) -> PictureFile:
    return check_picture(content, "knee")


def refused(content: bytes) -> str:
    with pytest.raises(KnownError) as caught:
        checked(content)
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith("knee ")
    return said


# What is let through.


def test_a_png_keeps_what_is_drawn_and_nothing_else() -> None:
    secret = chunk(b"tEXt", b"Author\x00Dr. B. Example") + chunk(b"eXIf", exif(6))
    found = checked(a_png(more=secret))
    assert (found.media, found.width_px, found.height_px, found.orientation) == (PNG, 60, 50, 6)
    assert found.content == a_png()


def test_a_jpeg_keeps_what_is_drawn_and_nothing_else() -> None:
    secret = segment(0xE1, b"Exif\x00\x00" + exif(8, ">")) + segment(0xFE, b"made by Dr. Example")
    found = checked(a_jpeg(more=secret) + b"and a film behind it")
    assert (found.media, found.width_px, found.height_px, found.orientation) == (JPEG, 60, 50, 8)
    assert found.content == a_jpeg()


def test_the_colour_segment_of_a_jpeg_stays() -> None:
    adobe = segment(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01")
    assert checked(a_jpeg(more=adobe)).content == a_jpeg(more=adobe)


def test_a_drawing_is_written_anew() -> None:
    inside = (
        "<metadata><rdf xmlns='urn:x'>Dr. Example</rdf></metadata><title>secret</title>"
        "<style>.b{fill:#00f}</style>"
        f"<a href='https://example.org'>{SQUARE}</a><use href='#a' x='50'/>"
        "<text x='1' y='2'>A &lt; B</text>"
    )
    found = checked(an_svg(inside))
    assert (found.media, found.width_px, found.height_px) == (SVG, 2000, 1000)
    said = found.content.decode()
    for gone in ("Example", "secret", "https", "rdf"):
        assert gone not in said
    for kept in ("#c00", 'xlink:href="#a"', "A &lt; B", ".b{fill:#00f}", 'viewBox="0 0 100 50"'):
        assert kept in said
    assert checked(found.content).content == found.content


def test_dashes_are_left_out_for_they_can_take_minutes() -> None:
    inside = (
        "<style>.b{stroke-dasharray: 0.0001 ;fill:red}</style>"
        "<rect class='b' stroke-dasharray='0.0001' style='fill:red;stroke-dasharray:1e-9'"
        " width='9' height='9'/>"
    )
    said = checked(an_svg(inside)).content.decode()
    assert "dash" not in said
    assert said.count("fill:red") == 2


def test_a_public_document_type_is_harmless() -> None:
    public = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert checked(b'<?xml version="1.0"?>' + public + an_svg()).media == SVG


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="100mm" height="50mm"', (2000, 1000)),
        ('width="3in" height="6in"', (1000, 2000)),
        ('viewBox="-10,5 30 60" width="1" height="1"', (1000, 2000)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    found = checked(an_svg(attributes=attributes))
    assert (found.width_px, found.height_px) == size


def test_the_content_decides_not_the_ending(tmp_path: Path) -> None:
    path = tmp_path / "photo.svg"
    path.write_bytes(a_png())
    assert read_picture_file(path).media == PNG


# What is refused.


def test_an_empty_file() -> None:
    assert "is empty" in refused(b"")


def test_other_sorts_of_files() -> None:
    for content in (b"GIF89a" + b"\x00" * 99, b"%PDF-1.7", b"<html><body/></html>", b"\x00" * 99):
        assert "is no PNG, JPEG or SVG" in refused(content)


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.png"):
        with pytest.raises(KnownError):
            read_picture_file(path)


def test_a_hundred_megabytes_of_junk_are_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "junk.png"
    with path.open("wb") as file:
        file.write(a_png())
        file.truncate(100_000_000)
    with pytest.raises(KnownError, match="larger than 10 MB"):
        read_picture_file(path)
    assert "larger than 10 MB" in refused(b"\x89PNG" + b"\x00" * MOST_BYTES)


def test_too_many_and_too_few_pixels() -> None:
    for content in (a_png(60000, 60000, data=b"few bytes"), a_jpeg(60000, 60000)):
        assert "60000 × 60000 pixels" in refused(content)
    for content in (a_png(60, 20), a_jpeg(60, 20)):
        assert "only 60 × 20 pixels" in refused(content)


def test_a_decompression_bomb_is_stopped_by_its_head() -> None:
    bomb = a_png(30000, 30000, data=zlib.compress(b"\x00" * 9_000_000))
    assert "more than 40 megapixels" in refused(bomb)


@pytest.mark.parametrize("whole", [a_png(), a_jpeg()], ids=["png", "jpeg"])
def test_cut_off_anywhere(whole: bytes) -> None:
    for length in range(9, len(whole)):
        assert "damaged or cut off" in refused(whole[:length])


def test_a_png_with_a_wrong_checksum() -> None:
    content = bytearray(a_png())
    content[40] ^= 1
    assert "damaged" in refused(bytes(content))


def test_a_jpeg_of_endless_scans() -> None:
    assert "damaged" in refused(a_jpeg(scans=500))


ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
).encode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ENTITY_BOMB + an_svg("<text>&i;</text>"), "defines entities"),
        (
            b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            + an_svg("<text>&x;</text>"),
            "defines entities",
        ),
        (b'<!DOCTYPE svg [<!ENTITY % x SYSTEM "http://a/b">%x;]>' + an_svg(), "defines entities"),
        (an_svg("<image xlink:href='file:///etc/passwd' width='9' height='9'/>"), "outside"),
        (an_svg("<image href='data:image/png;base64,AAAA'/>"), "outside"),
        (an_svg("<use href='http://a/b.svg#c'/>"), "outside"),
        (an_svg("<rect fill='url(http://a/b#c)' width='9' height='9'/>"), "outside"),
        (an_svg("<rect style='fill:URL( \"//a/b\" )' width='9' height='9'/>"), "outside"),
        (an_svg("<rect style='fill:\\75rl(//a)' width='9' height='9'/>"), "outside"),
        (an_svg("<style>@import 'http://a/b.css';</style>"), "outside"),
        (b'<?xml-stylesheet href="http://a/b.css"?>' + an_svg(), "outside"),
        (an_svg("<script>alert(1)</script>"), "script"),
        (an_svg("<rect onload='x()' width='9' height='9'/>"), "script"),
        (an_svg("<a xlink:href=' JavaScript:x()'><rect width='9' height='9'/></a>"), "script"),
        (an_svg("<g id='b'><use href='#b'/></g>"), "too complex"),
        (an_svg("<g>" * 100 + "</g>" * 100), "too complex"),
        (an_svg("<g/>" * 60_000), "too complex"),
        (an_svg("<rect width='1e30' height='9'/>"), "too complex"),
        (an_svg("<path d='M0 0L99999999999 5'/>"), "too complex"),
        (an_svg("<g transform='scale(1E9)'/>"), "too complex"),
        (an_svg("<rect style='stroke-width:1e9' width='9' height='9'/>"), "too complex"),
        (an_svg()[:-9], "damaged or cut off"),
        (an_svg("<rect"), "damaged or cut off"),
        (an_svg(attributes=""), "how large it is"),
        (an_svg(attributes='width="100%" height="100%"'), "how large it is"),
        (an_svg(attributes='viewBox="0 0 nan 5"'), "how large it is"),
        (an_svg(attributes='viewBox="0 0 1 5000"'), "too few"),
    ],
)
def test_a_drawing_that_is_more_than_a_drawing(content: bytes, said: str) -> None:
    assert said in refused(content)


def test_uses_of_uses_of_uses() -> None:
    inside = '<g id="g0"><rect width="1" height="1"/></g>' + "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 12)
    )
    assert "too complex" in refused(an_svg(inside))


# Anything at all.


@settings(max_examples=300)
@given(
    st.sampled_from([a_png(), a_jpeg(), an_svg(), ENTITY_BOMB + an_svg()]),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=8),
    st.integers(0, 400),
    st.binary(max_size=30),
)
def test_any_mutation_is_taken_or_refused_in_one_line(
    whole: bytes, changes: list[tuple[int, int]], cut: int, more: bytes
) -> None:
    content = bytearray(whole)
    for at, value in changes:
        content[at % len(content)] = value
    try:
        found = checked(bytes(content[: cut or None]) + more)
    except KnownError as error:
        said = str(error)
    else:
        said = found.media
        assert found.width_px * found.height_px <= 40_000_000
    assert "\n" not in said


@given(st.binary(max_size=400))
def test_any_exif_block_says_some_orientation(block: bytes) -> None:
    assert orientation_in(block) in range(1, 9)
    assert orientation_in(b"II*\x00" + block) in range(1, 9)
    assert orientation_in(b"MM\x00*" + block) in range(1, 9)
