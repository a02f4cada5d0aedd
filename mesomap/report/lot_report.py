"""Who was given a lot, to a PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from mesomap import __version__
from mesomap.report.layout import PAPERS
from mesomap.report.layout.lot_pages import LotContent, lay_out_lot
from mesomap.report.pdf import write_pdf
from mesomap.report.speech import paper_voice
from mesomap.storage.lot_lookup import LotUse


def print_lot(
    clinic: str,
    file: str,
    number: str,
    uses: Sequence[LotUse],
    out: Path,
    *,
    paper: str = "A4",
    clock: Callable[[], datetime] = datetime.now,
) -> int:
    """Write the table to the PDF `out`; how many pages it has. `KnownError` as `write_pdf`."""
    content = LotContent(
        clinic=clinic,
        file=file,
        number=number,
        uses=tuple(uses),
        printed=clock(),
        version=__version__,
    )
    layout = lay_out_lot(content, voice=paper_voice(), paper=PAPERS[paper])
    write_pdf(layout, None, out)
    return len(layout.pages)
