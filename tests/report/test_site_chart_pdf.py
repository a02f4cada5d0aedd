"""The PDF itself: searchable, titled, fonts inside, vector, whole or not there."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from sample_content import PATIENT, both_cheeks, content, dense_chin

from mesomap.model import KnownError
from mesomap.report.layout import PAPERS, lay_out
from mesomap.report.pdf import write_pdf
from mesomap.report.speech import paper_voice


def _streams(pdf: bytes) -> Iterator[bytes]:
    for match in re.finditer(rb"stream\r?\n", pdf):
        raw = pdf[match.end() : pdf.find(b"endstream", match.end())]
        try:
            yield zlib.decompress(raw)
        except zlib.error:
            yield raw


def _letters(pdf: bytes) -> str:
    """All characters that the PDF's fonts can tell, from their ToUnicode tables."""
    found = set()
    for stream in _streams(pdf):
        if b"beginbfrange" in stream or b"beginbfchar" in stream:
            found |= {chr(int(code, 16)) for code in re.findall(rb"<([0-9A-Fa-f]{4})>", stream)}
    return "".join(sorted(found))


def _text(path: Path) -> str:
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("pdftotext is not installed; the fonts' tables are tested apart")
    done = subprocess.run([tool, "-layout", str(path), "-"], capture_output=True, check=True)
    return re.sub(r"[ \n\f]+", " ", done.stdout.decode())


@pytest.fixture
def printed(tmp_path: Path, qapp: object) -> Path:
    made = content([*both_cheeks(), *dense_chin()], clinic_name="North Street Clinic")
    out = tmp_path / "chart.pdf"
    write_pdf(lay_out(made, voice=paper_voice(), paper=PAPERS["A4"]), made.body, out)
    return out


def test_what_is_on_the_page_can_be_searched(printed: Path) -> None:
    text = _text(printed)
    for words in (
        "North Street Clinic",
        "Injection map, site chart",
        "Session 4, 22 Nov 2026, draft, not signed",
        "Sample, Anna Élise",
        "14 Mar 1981",
        "00417",
        "Lidocaine, latex",
        "1–20",
        "41–240",
        "10 mm",
        "Page 1 of 1",
        "not advice",
        "north.mesomap",
        "printed 22 Nov 2026 15:08",
        "Left buccal cheek",
    ):
        assert words in text, words
    numbers = set(re.findall(r"\b\d+\b", text))
    assert {str(n) for n in range(1, 41)} <= numbers


def test_fonts_are_embedded_and_can_tell_their_characters(printed: Path) -> None:
    pdf = printed.read_bytes()
    assert b"Inter" in pdf
    assert pdf.count(b"/FontFile2") >= 2
    assert b"/Subtype /Type3" not in pdf
    assert b"/Subtype /Image" not in pdf, "the page is vector"
    letters = _letters(pdf)
    for character in "0123456789–,.É°":
        assert character in letters, character


def _size_mm(path: Path) -> list[float]:
    box = PdfReader(path).pages[0].mediabox
    return [float(value) * 25.4 / 72 for value in (box.width, box.height)]


def test_title_size_and_pages(printed: Path) -> None:
    said = PdfReader(printed).metadata
    assert said is not None
    assert said.title == "Injection map, Sample, Anna Élise, 22 Nov 2026"
    assert _size_mm(printed) == pytest.approx([210, 297], abs=0.6)


def test_letter_is_letter(tmp_path: Path, qapp: object) -> None:
    made = content(both_cheeks())
    out = tmp_path / "letter.pdf"
    write_pdf(lay_out(made, voice=paper_voice(), paper=PAPERS["Letter"]), made.body, out)
    assert _size_mm(out) == pytest.approx([215.9, 279.4], abs=0.4)


def test_a_page_in_another_script_is_still_written(tmp_path: Path, qapp: object) -> None:
    made = content(both_cheeks(), patient=replace(PATIENT, name="عبد الرحمن"))
    out = tmp_path / "chart.pdf"
    write_pdf(lay_out(made, voice=paper_voice(), paper=PAPERS["A4"]), made.body, out)
    assert out.stat().st_size > 5_000


def test_a_failed_print_leaves_what_was_there(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = content(both_cheeks())
    layout = lay_out(made, voice=paper_voice(), paper=PAPERS["A4"])
    out = tmp_path / "chart.pdf"
    out.write_bytes(b"the earlier print")

    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("mesomap.report.pdf.draw_layout", full)
    with pytest.raises(KnownError, match="cannot be written"):
        write_pdf(layout, made.body, out)
    assert out.read_bytes() == b"the earlier print"
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ""] == ["chart.pdf"]


@pytest.mark.parametrize(("where", "said"), [("", "is a folder"), ("no/x.pdf", "no folder")])
def test_a_place_that_cannot_be_is_said(
    tmp_path: Path, qapp: object, where: str, said: str
) -> None:
    made = content(both_cheeks())
    layout = lay_out(made, voice=paper_voice(), paper=PAPERS["A4"])
    with pytest.raises(KnownError, match=said):
        write_pdf(layout, made.body, tmp_path / where)
