"""`mesomap reaction-report`: one page on a reaction, for an authority or a maker."""

from __future__ import annotations

from pathlib import Path

import click

from mesomap.cli.noting import note
from mesomap.cli.opening import open_clinic
from mesomap.cli.options import NO_SESSION, clinic_option, read_id


@click.command("reaction-report")
@click.argument("session_id", metavar="SESSION")
@click.argument("reaction_id", metavar="REACTION")
@clinic_option
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
@click.option("--full-name", is_flag=True, help="The patient's name in place of the initials.")
def reaction_report(
    session_id: str, reaction_id: str, clinic: Path, out: Path, paper: str, full_name: bool
) -> None:
    """Write a report of a reaction to a PDF; it names the lots that were given."""
    from mesomap.atlas import default_atlas
    from mesomap.cli.window import start_offscreen
    from mesomap.document.record import looking

    session = read_id(session_id, unknown=NO_SESSION)
    with open_clinic(clinic) as store:
        start_offscreen()
        from mesomap.report.reaction_report import (
            NO_REACTION,
            find_reaction,
            write_reaction_report,
        )

        wanted = read_id(reaction_id, unknown=NO_REACTION)
        found = find_reaction(store, store.session(session).id, wanted)
        write_reaction_report(store, default_atlas(), found, out, full_name=full_name, paper=paper)
        of = store.session(session)
    note(clinic, looking.of_session(looking.PRINT, of, template="reaction-report", to="pdf"))
    click.echo(f"wrote {out}")
