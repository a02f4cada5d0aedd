"""The recovery key on paper: one sheet, the whole key, and what to do with it."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from mesomap.report.layout.recovery_sheet import RecoverySheet
from mesomap.report.layout.shapes import Text
from mesomap.report.pdf import write_pdf
from mesomap.report.recovery_sheet import recovery_sheet
from mesomap.storage.keys import Key, raw_of_recovery, recovery_text

KEY = Key(bytes(range(32)), b"meso" + bytes(range(12)))


def sheet(paper: str = "A4", *, landscape: bool = False):
    return recovery_sheet(
        KEY,
        clinic="Clinic",
        file="Clinic.mesomap",
        paper=paper,
        landscape=landscape,
        clock=lambda: datetime(2026, 11, 23, 9, 0),
    )


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_groups_stand_within_the_page_and_apart(
    qapp: object, paper: str, landscape: bool
) -> None:
    layout = sheet(paper, landscape=landscape)
    (page,) = layout.pages
    texts = [shape for shape in page.shapes if isinstance(shape, Text)]
    groups = recovery_text(KEY).split()
    placed = [one for one in texts if one.text in groups]
    assert [one.text for one in sorted(placed, key=lambda one: (one.y, one.x))] == groups
    assert len({(one.x, one.y) for one in placed}) == 11
    assert min(one.size_pt for one in placed) >= 18
    assert all(0 < one.y < layout.paper.height_mm for one in texts)
    rows = sorted({one.y for one in placed})
    assert min(b - a for a, b in pairwise(rows)) > 10


def test_the_pdf_gives_the_key_back(qapp: object, tmp_path: Path) -> None:
    out = tmp_path / "key.pdf"
    write_pdf(sheet(), None, out)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not there")
    text = subprocess.run(
        ["pdftotext", "-layout", str(out), "-"], capture_output=True, text=True, check=True
    ).stdout
    words = text.split()
    groups = [word for word in words if word in recovery_text(KEY).split()]
    assert raw_of_recovery("".join(groups)) == KEY.raw
    assert KEY.name in text
    assert "Clinic.mesomap" in text
    assert "Lock it away" in text


def test_no_repr_tells_the_key() -> None:
    said = RecoverySheet(
        clinic="Clinic",
        file="Clinic.mesomap",
        name=KEY.name,
        groups=tuple(recovery_text(KEY).split()),
        printed=datetime(2026, 11, 23, 9, 0),
        version="1",
    )
    assert recovery_text(KEY).split()[0] not in repr(said)
    assert KEY.raw.hex() not in repr(KEY)
