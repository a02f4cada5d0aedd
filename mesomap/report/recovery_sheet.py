"""The recovery key of a clinic file as a page, for a PDF or a printer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from mesomap import __version__
from mesomap.report.layout import Layout, paper_of
from mesomap.report.layout.recovery_sheet import RecoverySheet, lay_out_recovery
from mesomap.report.speech import paper_voice
from mesomap.storage.keys import Key, recovery_text


def recovery_sheet(
    key: Key,
    *,
    clinic: str,
    file: str,
    paper: str = "A4",
    landscape: bool = False,
    clock: Callable[[], datetime] = datetime.now,
) -> Layout:
    """The sheet of `key`, which opens the clinic file named `file`.

    Raises
    ------
    KnownError
        There is no such paper.
    """
    sheet = RecoverySheet(
        clinic=clinic,
        file=file,
        name=key.name,
        groups=tuple(recovery_text(key).split()),
        printed=clock(),
        version=__version__,
    )
    return lay_out_recovery(sheet, voice=paper_voice(), paper=paper_of(paper, landscape=landscape))
