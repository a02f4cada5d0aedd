"""What is scanned or typed: barcodes, a scanner on another country's keyboard, keys, numbers."""

from __future__ import annotations

from functools import cache

from tools.fuzz import mutate, scene
from tools.fuzz.target import Target, refused

_WORDS = (
    b"]d2", b"]C1", b"]E0", b"01", b"10", b"17", b"21", b"240", b"710", b"7003", b"\x1d",
    b"\\u001d", b"(01)", b"(17)", b"991231", b"000000", b"09506000134352", b"\xc3\xa9",
    b"~", b"{GS}",
)  # fmt: skip


def scan(data: bytes) -> None:
    """A scanned or typed code."""
    from mesomap.exchange.gs1 import read_scan

    read_scan(data.decode("utf-8", "replace"), today=scene.NOW.date())


def burst(data: bytes) -> None:
    """A scanner's keys: as this computer's layout wrote them, and by their places."""
    from mesomap.exchange.gs1_keys import at_place, read_keys

    typed, _, places = data.partition(b"\n")
    placed = "".join(at_place(one & 0x7F, shift=one > 0x7F) for one in places)
    read_keys(typed.decode("utf-8", "replace"), placed, today=scene.NOW.date())


def typed(data: bytes) -> None:
    """A recovery key, an id, a decimal number, a search: as they are typed."""
    from mesomap.cli.options import NO_SESSION, read_id
    from mesomap.paint.locale import parse_decimal
    from mesomap.storage.keys import raw_of_recovery

    text = data.decode("utf-8", "replace")
    parse_decimal(text)
    scene.clinic().find_patients(text, limit=5)
    refused(lambda: raw_of_recovery(text))
    read_id(text, unknown=NO_SESSION)


@cache
def scans() -> dict[str, bytes]:
    """Codes as boxes carry them."""
    gtin = b"0109506000134352"
    return {
        "whole": b"]d2" + gtin + b"17261231" + b"10ABC123\x1d21XYZ",
        "lost": gtin + b"10ABC12317261231" + b"21710711",
        "brackets": b"(01)09506000134352(17)261231(10)A-1",
        "retail": b"]E09506000134352",
        "plain": b"9506000134352",
        "names": gtin + b"\\u001d71012345\\u001d2401\\u001d7003261231",
    }


@cache
def bursts() -> dict[str, bytes]:
    """The same as keys."""
    from mesomap.exchange.gs1_keys import LAYOUTS

    back = {us: other for other, us in LAYOUTS["fr"].items()}
    code = scans()["lost"].decode()
    french = "".join(back.get(one, one) for one in code)
    return {name: one + b"\n" for name, one in scans().items()} | {
        "french": french.encode() + b"\n",
        "placed": code.encode() + b"\n" + bytes(range(2, 14)) + b"\x1e\x9e",
    }


@cache
def words() -> dict[str, bytes]:
    """What a person types."""
    from mesomap.storage.keys import Key, recovery_text

    recovery = recovery_text(Key(bytes(range(32)), b"meso" + bytes(12)))
    return {
        "recovery": recovery.encode(),
        "id": b"6d65736f-6d61-8000-8000-c11c00000001",
        "number": b"1,5",
        "name": "Müller %_' \u2212".encode(),
    }


TARGETS = (
    Target(
        name="gs1",
        reads="a barcode",
        run=scan,
        seeds=scans,
        mutate=mutate.of_bytes,
        words=_WORDS,
        share=10,
        most_bytes=500,
    ),
    Target(
        name="scanner-keys",
        reads="a scanner's keys, on any country's keyboard",
        run=burst,
        seeds=bursts,
        mutate=mutate.of_bytes,
        words=_WORDS,
        share=60,
        most_bytes=600,
    ),
    Target(
        name="typed",
        reads="typed keys, ids, numbers and searches",
        run=typed,
        seeds=words,
        mutate=mutate.of_bytes,
        words=(b"O", b"I", b"-", b" ", b",", b"\xd9\xa1", b"%", b"0x"),
        share=150,
        most_bytes=300,
    ),
)
