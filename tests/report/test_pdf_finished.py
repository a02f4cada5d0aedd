"""What is put right in a PDF: its text, who made it, bookmarks, and the session within it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, create_string_object
from sample_content import PATIENT, both_cheeks, content

from mesomap.atlas import default_atlas
from mesomap.document import Document
from mesomap.document.importing import import_bundle, plan_import
from mesomap.exchange import bundle_pdf
from mesomap.exchange.bundle import bundle_bytes
from mesomap.exchange.bundle_read import read_bundle
from mesomap.exchange.json import session_json
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import KnownError
from mesomap.report.layout import PAPERS, Layout, lay_out
from mesomap.report.layout.shapes import Page, Text
from mesomap.report.pdf import write_pdf
from mesomap.report.pdf_finish import PdfAttachment
from mesomap.report.speech import paper_voice
from mesomap.report.templates import print_session
from mesomap.storage import Store


def lines(tmp_path: Path, *texts: str, pages: int = 1, **more: object) -> Path:
    """A PDF of these lines of text, on each of so many pages."""
    out = tmp_path / "lines.pdf"
    page = Page((), tuple(Text(20, 20 + 8 * n, text, 9) for n, text in enumerate(texts)))
    write_pdf(Layout(PAPERS["A4"], "Title", (page,) * pages), None, out, **more)  # type: ignore[arg-type]
    return out


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


@pytest.mark.parametrize(
    "text",
    [
        "North Street Clinic, office of fluffy affairs",
        "Élise Müller-Ångström, Žofie Łukasz Ñandú ß",
        "Lot L1–L24 · 0,5 mL · 2 cm²",
        "Σίσυφος и Иван",
        "Hair loss (fi fl ffi) e.g. “quoted” – dash",
    ],
)
def test_phrases_are_found_as_they_stand(tmp_path: Path, qapp: object, text: str) -> None:
    assert text in text_of(lines(tmp_path, text))


@pytest.mark.parametrize("name", ["שרה לוי", "مريم"])
def test_right_to_left_names_keep_their_letters(tmp_path: Path, qapp: object, name: str) -> None:
    found = text_of(lines(tmp_path, name))
    assert sorted(found.replace(" ", "").strip()) == sorted(name.replace(" ", ""))


def test_title_clinic_and_maker_are_set(tmp_path: Path, qapp: object) -> None:
    made = content(both_cheeks(), clinic_name="Klinik Süd", patient=replace(PATIENT, name="שרה"))
    out = tmp_path / "chart.pdf"
    write_pdf(lay_out(made, voice=paper_voice(), paper=PAPERS["A4"]), made.body, out)
    said = pypdf.PdfReader(out).metadata
    assert said is not None
    assert said.author == "Klinik Süd"
    assert said.creator == "mesomap"
    assert "שרה" in (said.title or "")


def test_every_font_is_within_the_file(tmp_path: Path, qapp: object) -> None:
    made = content(both_cheeks())
    out = tmp_path / "chart.pdf"
    write_pdf(lay_out(made, voice=paper_voice(), paper=PAPERS["A4"]), made.body, out)
    fonts = 0
    for page in pypdf.PdfReader(out).pages:
        for held in page["/Resources"]["/Font"].values():
            font = held.get_object()
            for below in font.get("/DescendantFonts", [font]):
                descriptor = below.get_object()["/FontDescriptor"]
                assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)
                fonts += 1
    assert fonts


def test_bookmarks_come_with_many_pages(tmp_path: Path, qapp: object) -> None:
    marks = (("Charts", 0), ("Tables", 3))
    few = lines(tmp_path, "x", pages=4, bookmarks=marks)
    assert pypdf.PdfReader(few).outline == []
    reader = pypdf.PdfReader(lines(tmp_path, "x", pages=6, bookmarks=marks))
    found = [(one.title, reader.get_destination_page_number(one)) for one in reader.outline]
    assert found == list(marks)


def test_a_site_chart_knows_its_sections(qapp: object) -> None:
    made = content(both_cheeks())
    layout = lay_out(made, voice=paper_voice(), paper=PAPERS["A4"])
    titles = [title for title, _ in layout.bookmarks]
    assert titles[0] == layout.pages[0].charts[0].title
    assert "Region" in titles


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.mesomap"
    make_sample_clinic(path)
    return path


@pytest.fixture(scope="module")
def printed(
    sample: Path, tmp_path_factory: pytest.TempPathFactory, qapp: object
) -> tuple[UUID, Path]:
    """A session's id, and its site chart."""
    out = tmp_path_factory.mktemp("chart") / "chart.pdf"
    with Store.open(sample, read_only=True) as store:
        session = store.sessions()[0].session.id
        print_session(store, default_atlas(), session, out)
    return session, out


def test_the_session_comes_back_from_its_site_chart(
    sample: Path, printed: tuple[UUID, Path], tmp_path: Path
) -> None:
    id, out = printed
    bundle = read_bundle(out.read_bytes(), name=out.name)
    with Store.create(tmp_path / "other.mesomap") as other:
        import_bundle(Document(other), plan_import(other, default_atlas(), bundle))
        assert other.verify().ok
        made = session_json(other, default_atlas(), id)
    with Store.open(sample, read_only=True) as store:
        before = session_json(store, default_atlas(), id)
    for part in ("injections", "syringes", "reactions", "signature", "doses", "notes"):
        assert made.get(part) == before.get(part), part


def attached(path: Path, content: bytes, name: str = bundle_pdf.NAME) -> bytes:
    """A PDF with this file within it."""
    out = lines(path, "x", attachments=(PdfAttachment(name, "application/json", content),))
    return out.read_bytes()


def test_a_pdf_without_a_session_is_said(tmp_path: Path, qapp: object) -> None:
    for data in (lines(tmp_path, "x").read_bytes(), attached(tmp_path, b"{}", "other.json")):
        with pytest.raises(KnownError, match=r"a.pdf has no session inside"):
            read_bundle(data, name="a.pdf")


def test_an_attachment_that_was_changed_is_said(printed: tuple[UUID, Path], tmp_path: Path) -> None:
    data = bundle_pdf.session_in_pdf(printed[1].read_bytes(), name="a.pdf")
    file = json.loads(data)
    file["record"]["patient"][0]["name"] = "Somebody Else"
    with pytest.raises(KnownError, match="hash differs"):
        read_bundle(attached(tmp_path, bundle_bytes(file)), name="a.pdf")
    with pytest.raises(KnownError, match="no JSON"):
        read_bundle(attached(tmp_path, b"junk"), name="a.pdf")
    with pytest.raises(KnownError, match="nests deeper"):
        read_bundle(attached(tmp_path, b"[" * 9000), name="a.pdf")


def test_damaged_pdfs_are_one_sentence(printed: tuple[UUID, Path]) -> None:
    whole = printed[1].read_bytes()
    for data in (b"%PDF-1.4\n", b"%PDF-1.4\n" + b"[" * 100_000, whole[: len(whole) // 2]):
        with pytest.raises(KnownError) as error:
            read_bundle(data, name="a.pdf")
        assert "a.pdf" in str(error.value)
        assert "\n" not in str(error.value)


def test_a_stream_that_swells_is_refused(tmp_path: Path, qapp: object) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    held = writer.add_attachment(bundle_pdf.NAME, b" " * 200_000_000)
    content = held.pdf_object["/EF"].raw_get("/F")
    writer._replace_object(content, content.get_object().flate_encode())
    path = tmp_path / "bomb.pdf"
    writer.write(path)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(KnownError, match="bomb"):
        read_bundle(path.read_bytes(), name="bomb.pdf")


def test_a_list_of_attachments_that_never_ends_is_refused() -> None:
    root = DictionaryObject()
    tree = DictionaryObject()
    tree[NameObject("/Kids")] = ArrayObject([tree])
    tree[NameObject("/Names")] = ArrayObject([create_string_object("a"), DictionaryObject()])
    root[NameObject("/Names")] = DictionaryObject({NameObject("/EmbeddedFiles"): tree})
    with pytest.raises(BaseException, match=r"^$") as error:
        list(bundle_pdf._attached(root))
    assert type(error.value).__name__ == "_TooMuchError"


def test_too_many_objects_are_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_pdf, "MOST_OBJECTS", 10)
    with pytest.raises(KnownError, match="too much"):
        read_bundle(b"%PDF-1.4\n" + b"1 0 obj\nendobj\n" * 11, name="a.pdf")


def test_reading_ends_when_it_takes_too_long(
    printed: tuple[UUID, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_pdf, "MOST_SECONDS", -1.0)
    with pytest.raises(KnownError, match="too much"):
        read_bundle(printed[1].read_bytes(), name="a.pdf")


def test_a_protected_pdf_is_said(printed: tuple[UUID, Path], tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=printed[1])
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(KnownError, match="password"):
        read_bundle((tmp_path / "locked.pdf").read_bytes(), name="locked.pdf")
