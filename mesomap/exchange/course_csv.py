"""The figures of a course as a table: one figure of one region of one session a row.

The columns are a contract: docs/comparing.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from mesomap.analysis.course_figures import Figure, Measured, SessionMeasured
from mesomap.document.course_view import Followed
from mesomap.exchange.csv_table import table_csv
from mesomap.exchange.record.doses import amount_json
from mesomap.model import RegionKey

HEAD = (
    "session", "number", "date", "course", "status", "state", "region", "side", "figure",
    "component", "value", "unit",
)  # fmt: skip


def course_csv(followed: Followed, measured: Mapping[UUID, SessionMeasured | None]) -> bytes:
    """UTF-8 with BOM, commas, one header row; a row without a region is all of the session.

    A session whose body is not to be had has no rows.
    """
    return table_csv(HEAD, _rows(followed, measured))


def in_order(found: SessionMeasured) -> list[tuple[RegionKey, Measured]]:
    """Its regions by name and side."""
    return sorted(found.regions.items(), key=lambda item: (item[0].id, item[0].side.value))


def _rows(
    followed: Followed, measured: Mapping[UUID, SessionMeasured | None]
) -> Iterator[dict[str, Any]]:
    for number, summary in enumerate(followed.sessions, start=1):
        found = measured.get(summary.session.id)
        if found is None:
            continue
        head = {
            "session": str(summary.session.id),
            "number": number,
            "date": summary.session.date.isoformat(),
            "course": followed.course.title if followed.course is not None else "",
            "status": summary.session.status.value,
            "state": "planned" if found.planned else "given",
        }
        parts: list[tuple[RegionKey | None, Measured]] = [(None, found.whole), *in_order(found)]
        for key, part in parts:
            where = {
                "region": key.id if key is not None else None,
                "side": key.side.value if key is not None else None,
            }
            for figure in _figures(part):
                yield {**head, **where, **figure}


def _figures(part: Measured) -> Iterator[dict[str, Any]]:
    plain: dict[str, tuple[float | None, str]] = {
        "injections": (part.count, ""),
        Figure.SPACING.value: (part.spacing_mm, "mm"),
        Figure.COVERAGE.value: (part.coverage, ""),
        Figure.VOLUME.value: (part.volume_ul / 1000, "mL"),
    }
    for name, (value, unit) in plain.items():
        rounded = None if value is None else round(value, 4)
        yield {"figure": name, "component": None, "value": rounded, "unit": unit}
    for dose in part.doses:
        yield {
            "figure": Figure.DOSE.value,
            "component": dose.name,
            "value": amount_json(dose.amount),
            "unit": dose.unit.value,
        }
