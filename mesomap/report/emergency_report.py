"""The emergency page on paper: plain lines in large type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from mesomap.report.layout import PAPERS
from mesomap.report.layout.flow import Flow
from mesomap.report.layout.shapes import Ink, Layout, Rule, Text, Weight
from mesomap.report.layout.voice import wrap
from mesomap.report.pdf import write_pdf
from mesomap.report.speech import paper_voice


def print_emergency(
    head: str,
    parts: Iterable[tuple[str, Sequence[str]]],
    out: Path,
    *,
    paper: str = "A4",
    clock: Callable[[], datetime] = datetime.now,
) -> None:
    """Write titled lines to the PDF `out`. `KnownError` as `write_pdf`."""
    voice, sheet = paper_voice(), PAPERS[paper]
    flow = Flow(sheet)

    def put(text: str, size_pt: float, weight: Weight, step_mm: float, ink: Ink) -> None:
        for line in wrap(voice, text, width_mm=sheet.content_mm, size_pt=size_pt, weight=weight):
            flow.need(step_mm)
            flow.y += step_mm
            flow.add(Text(sheet.left_mm, flow.y, line, size_pt, weight, ink=ink))

    put(head, 16.0, Weight.BOLD, 7.0, Ink.BLACK)
    put(voice.moment(clock()), 9.0, Weight.REGULAR, 5.0, Ink.SOFT)
    for title, lines in parts:
        flow.need(16.0)
        flow.y += 3.0
        flow.add(Rule(sheet.left_mm, flow.y, sheet.right_mm, flow.y, width=0.3))
        put(title, 10.0, Weight.BOLD, 5.0, Ink.SOFT)
        for line in lines:
            put(line, 12.0, Weight.REGULAR, 5.6, Ink.BLACK)
    pages = flow.pages([[] for _ in range(len(flow))])
    write_pdf(Layout(sheet, head, pages), None, out)
