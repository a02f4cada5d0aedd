"""The foot of the site chart: lines for a draft, else who signed, when, and the fingerprint."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from sample_content import SESSION, both_cheeks, content

from mesomap.model import Addendum, AddendumKind, Person, SessionStatus
from mesomap.report.layout import PAPERS, Layout, SessionContent, lay_out
from mesomap.report.layout.content import PrintedLogo
from mesomap.report.layout.shapes import Logo, Rule, Text
from mesomap.report.layout.signature import short_fingerprint
from mesomap.report.layout.voice import plain_voice

PRINT = "0123456789abcdef" * 4
DOCTOR = Person(id=UUID(int=7), name="B. Example", title="Dr.", license="12345")
SIGNED = replace(
    SESSION,
    status=SessionStatus.SIGNED,
    signed=datetime(2026, 11, 22, 15, 10),
    signed_by="Dr. B. Example",
    fingerprint=PRINT,
)


def laid(**more: object) -> Layout:
    made: SessionContent = replace(content(both_cheeks()), **more)  # type: ignore[arg-type]
    return lay_out(made, voice=plain_voice(), paper=PAPERS["A4"])


def texts(layout: Layout) -> list[str]:
    return [s.text for page in layout.pages for s in page.shapes if isinstance(s, Text)]


def test_a_draft_has_lines_to_sign_on() -> None:
    said = texts(laid())
    assert "Practitioner, signature" in said
    assert not any("Fingerprint" in one for one in said)


def test_a_signed_one_says_by_whom_when_and_the_fingerprint_whole() -> None:
    layout = laid(session=SIGNED)
    said = texts(layout)
    assert "Practitioner, signature" not in said
    assert any(one.startswith("Signed by Dr. B. Example, ") for one in said)
    assert "Fingerprint of what was signed: 0123 4567 89ab cdef" in said
    assert PRINT in said
    for page in layout.pages:
        for one in page.shapes:
            if isinstance(one, Text):
                assert one.y < PAPERS["A4"].height_mm


def test_who_performed_and_prescribed_stands_in_the_head() -> None:
    other = replace(DOCTOR, id=UUID(int=77), name="C. Sample", license="")
    made = replace(SESSION, performer=DOCTOR.id, prescriber=other.id)
    said = texts(laid(session=made, people={one.id: one for one in (DOCTOR, other)}))
    assert said[said.index("Performed by") + 1] == "Dr. B. Example, 12345"
    assert "C. Sample" in said[said.index("Prescribed by") + 1]


def test_one_who_did_both_has_one_field() -> None:
    made = replace(SESSION, performer=DOCTOR.id, prescriber=DOCTOR.id)
    said = texts(laid(session=made, people={DOCTOR.id: DOCTOR}))
    assert said.count("Dr. B. Example, 12345") == 1
    assert "Performed and prescribed by" in said


def test_addenda_are_listed_as_they_were_written() -> None:
    def addendum(number: int, text: str) -> Addendum:
        return Addendum(
            id=UUID(int=number),
            session=SESSION.id,
            kind=AddendumKind.CORRECTION,
            text=text,
            written=datetime(2026, 11, 22 + number, 9, 0),
            by="Dr. B. Example",
        )

    said = texts(laid(session=SIGNED, addenda=(addendum(2, "second"), addendum(1, "first"))))
    assert said.index("first") < said.index("second")
    assert said.count("Correction") == 2


def test_the_clinic_s_address_stands_under_its_name_and_is_cut_to_one_line() -> None:
    said = texts(laid(clinic_line="Street 1, Town, +00 1"))
    assert "Street 1, Town, +00 1" in said
    said = texts(laid(clinic_line="A very long street " * 20))
    assert any(one.startswith("A very long street") and one.endswith("…") for one in said)


def test_the_logo_keeps_its_shape_and_the_name_stands_beside_it() -> None:
    for size in ((400, 100), (100, 400), (50, 50)):
        page = laid(logo=PrintedLogo("image/png", b"", *size)).pages[0]
        (logo,) = [one for one in page.shapes if isinstance(one, Logo)]
        assert logo.box.width / logo.box.height == pytest.approx(size[0] / size[1])
        name = next(one for one in page.shapes if isinstance(one, Text))
        assert name.x > logo.box.right
        rule = next(one for one in page.shapes if isinstance(one, Rule))
        assert rule.y1 > logo.box.bottom
    assert not [one for one in laid().pages[0].shapes if isinstance(one, Logo)]


def test_a_record_and_no_advice_stands_on_every_page() -> None:
    layout = laid(session=SIGNED)
    for page in layout.pages:
        said = [one.text for one in page.shapes if isinstance(one, Text)]
        assert any(one.startswith("A record of what was planned and given; not") for one in said)


def test_a_short_fingerprint_is_in_fours() -> None:
    assert short_fingerprint(PRINT) == "0123 4567 89ab cdef"
    assert short_fingerprint("") == ""
