"""A comparison on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from mesomap.atlas import Atlas, Body
from mesomap.exchange.compare import Result
from mesomap.report.layout import Layout, Paper, paper_of
from mesomap.report.layout.compare import lay_out_comparison
from mesomap.report.pdf import check_out, write_pdf
from mesomap.report.printing import session_content
from mesomap.report.speech import paper_voice
from mesomap.storage import Store


def comparison_layout(
    store: Store,
    atlas: Atlas,
    result: Result,
    *,
    paper: Paper,
    clock: Callable[[], datetime] = datetime.now,
) -> tuple[Layout, Body]:
    """The pages of `result`, and the body that their charts show."""
    sessions = (result.first.session, result.second.session)
    later = max(sessions, key=lambda one: (one.date, one.started, one.id))
    content = session_content(store, atlas, later.id, clock=clock)
    layout = lay_out_comparison(content, result, voice=paper_voice(), paper=paper)
    return layout, content.body


def print_comparison(
    store: Store,
    atlas: Atlas,
    result: Result,
    out: Path,
    *,
    paper: str = "A4",
    clock: Callable[[], datetime] = datetime.now,
) -> int:
    """Write `result` to the PDF `out`; how many pages it has. `KnownError` as `write_pdf`."""
    check_out(out)
    layout, body = comparison_layout(store, atlas, result, paper=paper_of(paper), clock=clock)
    write_pdf(layout, body, out)
    return len(layout.pages)
