"""Remarks and their answers on the site chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sample_content import both_cheeks, content

from mesomap.report.layout import PAPERS, lay_out
from mesomap.report.layout.remarks import PrintedRemark, remark_table
from mesomap.report.layout.shapes import Text
from mesomap.report.layout.voice import plain_voice

AT = datetime(2026, 11, 22, 15, 10)
OPEN = PrintedRemark(text="Papule: 6 mm is deeper.", source="a label")
ANSWERED = replace(OPEN, reason="thick skin", answered=AT, by="Dr. B.")
GONE = replace(ANSWERED, stands=False)


def test_each_remark_is_a_line_with_its_source_and_answer() -> None:
    made = replace(content(both_cheeks()), remarks=(OPEN, ANSWERED, GONE))
    rows = remark_table(plain_voice(), made).rows
    assert rows[0] == ("Papule: 6 mm is deeper.", "a label", "–")
    assert rows[1][2] == "thick skin (Dr. B., 22 Nov 2026 15:10)"
    assert rows[2][0] == "Papule: 6 mm is deeper. (no longer found)"


def test_they_stand_on_the_chart_and_leave_no_empty_table_behind() -> None:
    def said(*remarks: PrintedRemark) -> str:
        made = replace(content(both_cheeks()), remarks=remarks)
        pages = lay_out(made, voice=plain_voice(), paper=PAPERS["A4"]).pages
        return " ".join(s.text for page in pages for s in page.shapes if isinstance(s, Text))

    assert "thick skin" in said(ANSWERED)
    assert "Answer" in said(ANSWERED)
    assert "Answer" not in said()
