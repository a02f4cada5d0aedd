"""What the fuzzer found, or a search for the worst that could be meant: each a sentence now."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from datetime import date, datetime
from uuid import uuid4

import numpy as np
import pytest
from clinic_values import a_patient

from mesomap.app import settings
from mesomap.atlas.arrays import Arrays, Packed
from mesomap.atlas.drawings import MOST_BYTES, unpacked
from mesomap.exchange import bundle_read, gs1, patients_csv
from mesomap.exchange.bundle import bundle_bytes, wrapped
from mesomap.exchange.fragment import NOT_OURS, read_fragment
from mesomap.exchange.picture_files import DAMAGED, check_picture
from mesomap.exchange.svg_files import TOO_COMPLEX
from mesomap.model import KnownError, Patient, Session
from mesomap.paint import own_picture
from mesomap.storage.readers import UnreadableError, from_row
from tools.fuzz import pictures

TODAY = date(2026, 11, 22)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">%s</svg>'


def test_a_code_that_reads_in_millions_of_ways_is_not_tried_in_all() -> None:
    text = "]d210" + "".join(f"71{n % 8}" for n in range(100)) + "é"
    with pytest.raises(KnownError) as found:
        gs1.read_scan(text, today=TODAY)
    assert found.value.message.text == gs1.TOO_MANY_WAYS


def test_a_code_of_a_box_without_separators_is_far_from_that_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gs1, "MOST_TRIED", gs1.MOST_TRIED // 2)
    text = "0109506000134352" + "10ABC12345" + "21SERIAL710012345" + "17261231" + "71112345"
    assert gs1.read_scan(text, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"kind": "mesomap-map", "version": 1, "syringes": [], "areas": [], "injections":'
        ' [{"order": 1e999}]}',
        '{"kind": "mesomap-map", "version": 1, "version": 1}',
        "\ud800",
    ],
)
def test_the_clipboard_holds_anything(text: str) -> None:
    with pytest.raises(KnownError) as found:
        read_fragment(text)
    assert found.value.message.text == NOT_OURS


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (Patient, {}),
        (Patient, {"id": b"short"}),
        (Patient, {"id": "sixteen letters."}),
        (Patient, {"id": bytes(16), "name": "A", "body": "female", "born": 5}),
        (Session, {"id": None}),
        (Session, {"id": bytes(16), "patient": bytes(16), "date": "2026-02-30"}),
    ],
)
def test_a_row_that_is_not_as_written_is_a_sentence(kind: type, row: dict[str, object]) -> None:
    with pytest.raises(UnreadableError) as found:
        from_row(kind, row)
    assert isinstance(found.value, KnownError)
    assert isinstance(found.value, ValueError)  # what `mesomap verify` counts as a change


@pytest.mark.parametrize(
    "content",
    [
        b"last=@Variant(\\0\\0\\0\\x3f\\0\\0)",
        b"last=/a\\x0\\0 b",
        b"last=/" + b"a" * 400,
        b"last=a, b",
        b"last=@Invalid()",
    ],
)
def test_a_clinic_file_that_no_system_can_have_is_none(content: bytes, settings_in_tmp) -> None:
    folder = settings_in_tmp / settings.ORGANISATION
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{settings.APPLICATION}.ini").write_bytes(b"[clinic]\n" + content + b"\n")
    assert settings.last_clinic() is None


def test_no_file_brings_a_pin() -> None:
    record = {"credential": [{"id": uuid4().hex, "hash": "x", "changed": "2026-11-22T12:00:00"}]}
    data = bundle_bytes(wrapped([], record, at=datetime(2026, 11, 22, 12)))
    with pytest.raises(KnownError) as found:
        bundle_read.read_bundle(data, name="a.json")
    assert found.value.message.text == bundle_read.UNKNOWN


# Pictures.


@pytest.mark.parametrize(
    "shapes",
    [
        b'<circle cx="50" cy="50" r="49" stroke="red" stroke-width="9" opacity=".5"/>' * 9000,
        b'<g opacity=".5"><rect width="100" height="100"/></g>' * 4500,
    ],
)
def test_a_drawing_that_takes_long_is_refused_before_it_is_drawn(qapp, shapes: bytes) -> None:
    from mesomap.app.picture_reading import as_kept

    with pytest.raises(KnownError) as found:
        as_kept(check_picture(SVG % shapes, "a.svg"), name="a")
    assert found.value.message.text == TOO_COMPLEX


def test_a_usual_drawing_is_not(qapp) -> None:
    assert own_picture.renders_soon(pictures.drawings()["sample"])


def test_more_shapes_than_any_drawing_has_are_refused() -> None:
    with pytest.raises(KnownError) as found:
        check_picture(SVG % (b'<rect width="1" height="1"/>' * 10_001), "a.svg")
    assert found.value.message.text == TOO_COMPLEX


def test_passes_over_a_large_photograph_are_bounded(qapp) -> None:
    plain = pictures.pixels()["progressive"]
    at = plain.rfind(b"\xff\xda")
    size = plain.find(b"\xff\xc2") + 5
    large = plain[:size] + bytes([19, 136, 31, 64]) + plain[size + 4 :]  # 8000 x 5000
    check_picture(large, "a.jpg")
    with pytest.raises(KnownError) as found:
        check_picture(large[:-2] + large[at:-2] * 12 + large[-2:], "a.jpg")
    assert found.value.message.text == DAMAGED


# The atlas.


def _npz(**arrays: object) -> bytes:
    out = io.BytesIO()
    np.savez(out, **arrays)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(
    "array",
    [
        np.zeros((4, 2)),
        np.zeros(9),
        np.full((4, 3), np.nan),
        np.full((4, 3), 1e30),
        np.zeros((4, 3), "i4"),
        np.zeros((4, 3), "S4"),
        np.array([[None] * 3], object),
    ],
)
def test_an_array_of_another_sort_is_a_damaged_file(array: np.ndarray) -> None:
    data = _npz(xyz=array)
    with pytest.raises(KnownError, match=r"mesh\.npz"):
        Arrays("mesh.npz", Packed("mesh.npz", lambda: data))["xyz"]


def test_offsets_and_numbers_that_lead_beyond_are_a_damaged_file() -> None:
    arrays = Arrays("a.npz", {"o": np.array([0, 5, 3, 9]), "tri": np.array([0, -1, 7])}.__getitem__)
    for ask in (
        lambda: arrays.offsets("o", 9),
        lambda: arrays.numbers("tri", below=8),
        lambda: arrays.numbers("tri", below=7, least=-1),
        lambda: arrays.of("tri", 4),
    ):
        with pytest.raises(KnownError, match=r"a\.npz"):
            ask()
    assert len(arrays.numbers("tri", below=8, least=-1)) == 3


def test_what_swells_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mesomap.atlas.arrays.MOST_BYTES", 1000)
    swollen = io.BytesIO()
    with zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xyz.npy", bytes(100_000))
    with pytest.raises(KnownError):
        Packed("a.npz", swollen.getvalue)("xyz")
    monkeypatch.setattr("mesomap.atlas.drawings.MOST_BYTES", 1000)
    assert MOST_BYTES > 1000
    with pytest.raises(KnownError):
        unpacked(gzip.compress(bytes(2000)), "a.svgz")
    for cut in (b"", b"\x1f\x8b", gzip.compress(b"<svg/>")[:-5], b"<svg/>"):
        with pytest.raises(KnownError):
            unpacked(cut, "a.svgz")


# Patients.


def test_namesakes_are_told_apart_as_one_by_one() -> None:
    """The look-up finds what a search through all of them would."""
    chance = random.Random(1)
    births = [None, date(2000, 1, 1), date(2001, 1, 1)]

    def one() -> Patient:
        number, born = chance.choice(["", "1", "2", "3"]), chance.choice(births)
        return a_patient("A", number=number, born=born)

    for _ in range(2000):
        known, ones = patients_csv._Known([]), []
        for line in range(chance.randrange(6)):
            ones.append((one(), line))
            known.add(*ones[-1])
        asked = one()
        found = known._names["a"].first_like(asked) if ones else None
        assert found == next((other for other in ones if _may_be(other[0], asked)), None)


def _may_be(other: Patient, patient: Patient) -> bool:
    if other.born and patient.born:
        return other.born == patient.born
    return not other.number or not patient.number or other.number == patient.number
