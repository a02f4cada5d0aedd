"""Somebody's sessions: our own JSON, the PDF with it inside, and what the clipboard holds."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from functools import cache
from typing import Any

from tools.fuzz import mutate, scene
from tools.fuzz.target import SEEDS, Target

_JSON = (
    b'"id"', b'"record"', b'"sha256"', b"null", b"true", b"1e999", b"NaN", b"[[[[", b'{"',
    b"\\ud800", b"-0.0", b"\xef\xbb\xbf",
)  # fmt: skip
_PDF = (
    b"%PDF-1.4", b"startxref", b"xref", b"trailer", b"/Root", b"/Names", b"/EmbeddedFiles",
    b"/Kids", b"/EF", b"/UF", b"/F", b"/Filter", b"/FlateDecode", b"/LZWDecode", b"/ASCIIHexDecode",
    b"/DecodeParms", b"/Predictor", b"/ObjStm", b"/XRef", b"/Prev", b"/Encrypt", b"/Length",
    b"stream", b"endstream", b"obj", b"endobj", b" 0 R", b"<<", b">>",
    b"/RunLengthDecode", b"/ASCII85Decode",
)  # fmt: skip


def read_json(data: bytes) -> None:
    """Any JSON, within its limits."""
    from mesomap.exchange import json_limits

    json_limits.read_json(data, name="a.json")


def import_bundle(data: bytes) -> None:
    """A file of sessions as it comes, to the plan of what it would do."""
    from mesomap.atlas import default_atlas
    from mesomap.document.importing import plan_import
    from mesomap.exchange.bundle_read import read_bundle
    from mesomap.exchange.import_json import plan_json

    bundle = read_bundle(data, name="a.json")
    plan_json(plan_import(scene.clinic(), default_atlas(), bundle), done=False)


def import_signed(data: bytes) -> None:
    """The same with a hash that fits whatever it holds: what only a hash would have refused."""
    import_bundle(fitting(data))


def import_pdf(data: bytes) -> None:
    """A PDF as it comes."""
    import_bundle(data if b"%PDF-" in data[:1024] else b"%PDF-1.4\n" + data)


def import_from_pdf(data: bytes) -> None:
    """Bytes as the attachment of a sound PDF."""
    import_bundle(in_pdf(data))


def paste(data: bytes) -> None:
    """What another program left on the clipboard, put onto a body."""
    from mesomap.app.copying import _on_body
    from mesomap.atlas import default_atlas
    from mesomap.exchange.fragment import fragment_text, read_fragment

    part = read_fragment(data.decode("utf-8", "replace"))
    fragment_text(_on_body(default_atlas().body("female"), part))


def fitting(data: bytes) -> bytes:
    """A file of sessions whose hashes fit its record; anything else as it is."""
    from mesomap.exchange.bundle import hash_of

    try:
        file = json.loads(data)
        for one in file["record"].get("attachment", ()):
            _fit(one)
        file["sha256"] = hash_of(file["record"])
        return json.dumps(file).encode()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return data


def _fit(attachment: Any) -> None:
    try:
        content = base64.b64decode(attachment["content"], validate=True)
    except (binascii.Error, ValueError, TypeError, KeyError):
        return
    attachment["sha256"] = hashlib.sha256(content).hexdigest()
    attachment["id"] = attachment["sha256"][:32]


def in_pdf(data: bytes, *, packed: bool = True) -> bytes:
    """The smallest PDF with `data` as the session inside."""
    stream = zlib.compress(data, 1) if packed else data
    filter_ = b"/Filter /FlateDecode " if packed else b""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 3 0 R >> >>",
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        b"<< /Names [(mesomap-session.json) 4 0 R] >>",
        b"<< /Type /Filespec /F (mesomap-session.json) /EF << /F 5 0 R >> >>",
        b"<< %s/Length %d >>\nstream\n%s\nendstream" % (filter_, len(stream), stream),
    )
    out, starts = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    at = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    out += b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % at
    return bytes(out)


@cache
def bundles() -> dict[str, bytes]:
    """Files of sessions as the product wrote them (`tools.fuzz.renew`)."""
    return {path.stem: path.read_bytes() for path in sorted((SEEDS / "sessions").glob("*.json"))}


@cache
def pdfs() -> dict[str, bytes]:
    """PDFs with a session inside, as our own writer makes them and by hand."""
    from pypdf import PdfWriter

    whole = bundles()["session-3"]
    path = scene.folder() / "seed.pdf"
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("mesomap-session.json", whole)
    writer.write(path)
    return {
        "written": path.read_bytes(),
        "packed": in_pdf(whole),
        "plain": in_pdf(whole, packed=False),
        "empty": in_pdf(b""),
    }


@cache
def fragments() -> dict[str, bytes]:
    """Parts of maps as they are copied."""
    skin = {"kind": "skin", "face": 5000, "s": 0.25, "t": 0.5}
    picture = {"kind": "picture", "chart": "x", "x_mm": 3.0, "y_mm": 4.0}
    look = {"depth_mm": 1.5, "layer": "", "volume_ml": 0.05, "technique": "papule"}
    syringe = look | {"name": "A", "mixture": "HA", "mg_per_ml": None, "angle_deg": 90.0}
    syringe |= {"radius_mm": None, "ul_per_mm": 5.0}
    placed = look | {"region": "forehead", "side": "midline", "order": 1, "syringe": 0}
    injection = placed | {"site": skin, "path": [skin], "angle_deg": 45.0, "radius_mm": 2.0}
    area = placed | {"outline": [skin, picture], "device": "", "entries": None}
    area |= {"entries_estimated": False, "technique": "nappage"}
    head = {"kind": "mesomap-map", "version": 1, "syringes": [syringe]}
    return {
        "injections": json.dumps(head | {"injections": [injection] * 2, "areas": []}).encode(),
        "areas": json.dumps(head | {"injections": [], "areas": [area]}).encode(),
    }


TARGETS = (
    Target(
        name="json",
        reads="our own JSON, whatever it holds",
        run=read_json,
        seeds=bundles,
        mutate=mutate.of_json,
        words=_JSON,
        share=60,
        most_bytes=4096,
    ),
    Target(
        name="bundle",
        reads="a file of sessions as it comes",
        run=import_bundle,
        seeds=bundles,
        mutate=mutate.of_json,
        words=_JSON,
        share=5,
        most_bytes=20_000,
    ),
    Target(
        name="signed-bundle",
        reads="a file of sessions whose hash was made to fit",
        run=import_signed,
        seeds=bundles,
        mutate=mutate.of_json,
        words=_JSON,
        share=6,
        most_bytes=20_000,
    ),
    Target(
        name="pdf",
        reads="a PDF as it comes",
        run=import_pdf,
        seeds=pdfs,
        mutate=mutate.of_bytes,
        words=_PDF,
        share=2,
    ),
    Target(
        name="pdf-attachment",
        reads="what is attached to a PDF",
        run=import_from_pdf,
        seeds=bundles,
        mutate=mutate.of_json,
        words=_JSON,
        share=2,
    ),
    Target(
        name="clipboard",
        reads="a map on the clipboard",
        run=paste,
        seeds=fragments,
        mutate=mutate.of_json,
        words=_JSON,
        share=5,
        most_bytes=4096,
    ),
)
