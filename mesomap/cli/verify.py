"""`mesomap verify`: whether a clinic file is what its change log says, and continues a backup."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mesomap.cli.opening import key_for, open_clinic
from mesomap.cli.options import clinic_option, json_option
from mesomap.cli.output import Stop, emit_json

if TYPE_CHECKING:
    from mesomap.model import Message
    from mesomap.storage.against import Continues
    from mesomap.storage.verify import VerifyReport


REMARKS = 3
"""So many are told in words; a clock that was wrong for a while makes very many."""


@click.command()
@clinic_option
@click.option(
    "--against",
    "backup",
    type=click.Path(path_type=Path),
    metavar="BACKUP",
    help="Also: does its change log continue the one of this backup?",
)
@json_option
def verify(clinic: Path, backup: Path | None, as_json: bool) -> None:
    """Recompute the change log's chain, the seals, and compare both with the content.

    Exits with 1 when something is not as it was recorded. A log that was made anew as a whole is
    found only with --against and a backup from before.
    """
    continues = None
    with open_clinic(clinic) as store:
        report = store.verify()
        if backup is not None:
            continues = store.continues(backup, key=key_for(backup))
    if as_json:
        emit_json(_described(clinic, report, backup, continues))
    whole = report.ok and (continues is None or continues.ok)
    if whole and not as_json:
        click.echo(f"{clinic}: whole. {_checked(report)}")
        if continues is not None:
            click.echo(f"{clinic}: continues {backup}: all its {continues.rows} changes are in it.")
    if not as_json:
        for line in _told(report.remarks):
            click.echo(line)
    if not whole:
        raise Stop(_not_whole(clinic, report, continues))


def _described(
    clinic: Path, report: VerifyReport, backup: Path | None, continues: Continues | None
) -> dict[str, Any]:
    """The report as one JSON object."""
    described: dict[str, Any] = {
        "file": str(clinic),
        "whole": report.ok,
        "changes": report.rows,
        "erased": report.erased,
        "sealed": report.sealed,
        "unsealed": report.unsealed,
        "last": report.last,
        "problems": [problem.render() for problem in report.problems],
        "remarks": [remark.render() for remark in report.remarks],
        "against": None,
    }
    if continues is not None:
        described["against"] = {
            "file": str(backup),
            "continues": continues.ok,
            "changes": continues.rows,
            "problem": continues.problem.render() if continues.problem is not None else "",
        }
    return described


def _told(remarks: Sequence[Message]) -> list[str]:
    """Remarks as lines; of many the first, and how many more there are."""
    lines = [f"remark: {remark.render()}" for remark in remarks[:REMARKS]]
    more = len(remarks) - len(lines)
    if more:
        lines.append(f"and {more} more {'remark' if more == 1 else 'remarks'}: --json tells all")
    return lines


def _checked(report: VerifyReport) -> str:
    changes = "1 change" if report.rows == 1 else f"{report.rows} changes"
    gone = f"; of {report.erased} of them the content was erased on request"
    seals = "1 seal" if report.sealed == 1 else f"{report.sealed} seals"
    return f"{changes} checked{gone if report.erased else ''}, {seals} hold."


def _not_whole(clinic: Path, report: VerifyReport, continues: Continues | None) -> str:
    problems = list(report.problems)
    if continues is not None and continues.problem is not None:
        problems.append(continues.problem)
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"{clinic}: {problems[0].render()}{more}"
