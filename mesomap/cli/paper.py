"""`mesomap print`: a session's site chart as a PDF."""

from __future__ import annotations

from pathlib import Path

import click

from mesomap.cli.options import NO_SESSION, clinic_option, read_id


@click.command("print")
@click.argument("session_id", metavar="ID")
@clinic_option
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
def print_(session_id: str, clinic: Path, out: Path, paper: str) -> None:
    """Print a session's site chart to a PDF."""
    from mesomap.atlas import default_atlas
    from mesomap.cli.window import start_offscreen
    from mesomap.storage import Store

    wanted = read_id(session_id, unknown=NO_SESSION)
    with Store.open(clinic, read_only=True) as store:
        start_offscreen()
        from mesomap.report.printing import print_session

        result = print_session(store, default_atlas(), wanted, out, paper=paper)
    pages = "1 page" if result.pages == 1 else f"{result.pages} pages"
    click.echo(f"wrote {result.path} ({pages})")
