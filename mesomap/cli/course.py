"""`mesomap course`: spacing, coverage, volume and doses over the sessions of a course."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from mesomap.cli.noting import note
from mesomap.cli.opening import open_clinic
from mesomap.cli.options import clinic_option, json_option, read_id
from mesomap.cli.output import emit_fields, emit_json, emit_table


@click.command()
@click.argument("id", metavar="ID")
@clinic_option
@json_option
@click.option("--csv", "as_csv", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Write every figure as a table.")  # fmt: skip
def course(id: str, clinic: Path, as_json: bool, as_csv: Path | None) -> None:
    """How a course went: ID is a course, or a session of it.

    Of a session without a course, all sessions of the patient.
    """
    from mesomap.atlas import default_atlas
    from mesomap.document.course_view import NOTHING, found_in, measuring_all
    from mesomap.document.record import looking
    from mesomap.exchange.course_csv import course_csv
    from mesomap.exchange.course_json import course_view_json
    from mesomap.exchange.whole_file import write_whole
    from mesomap.storage.events import Happened

    wanted = read_id(id, unknown=NOTHING)
    with open_clinic(clinic) as store:
        followed = found_in(store, wanted)
        sessions = [one.session for one in followed.sessions]
        steps = measuring_all(store, default_atlas(), sessions)
        measured = dict(step for step in steps if step is not None)
        described = course_view_json(store, followed, measured)
        patient = store.person_of(sessions[0]).id if sessions else None
    of = {"course": followed.course.id.hex if followed.course is not None else "all"}
    note(clinic, Happened(looking.SEE_COURSE, patient, details=of))
    if as_csv is not None:
        write_whole(as_csv, course_csv(followed, measured))
        note(clinic, Happened(looking.EXPORT, patient, details={"format": "course-csv", **of}))
    if as_json:
        emit_json(described)
        return
    _tell(described)


def _tell(described: dict[str, Any]) -> None:
    course = described["course"]
    emit_fields(
        [
            ("course", course["title"] if course is not None else "–"),
            ("next due", described["next_due"] or "–"),
        ]
    )
    figures = ("injections", "spacing_mm", "coverage", "volume_ml")
    rows = []
    for one in described["sessions"]:
        whole = one["whole"] or {**dict.fromkeys(figures), "dose": ()}
        cells = ["–" if whole[name] is None else whole[name] for name in figures]
        doses = ", ".join(
            f"{dose['component']} {dose['amount']} {dose['unit']}" for dose in whole["dose"]
        )
        reactions = sum(counted["count"] for counted in one["reactions"])
        rows.append([one["number"], one["date"], one["state"] or "–", *cells, reactions, doses])
    emit_table(("number", "date", "state", *figures, "reactions", "dose"), rows)
