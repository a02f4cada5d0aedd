"""`mesomap print`: a session on paper, as a PDF."""

from __future__ import annotations

from pathlib import Path

import click

from mesomap.cli.noting import note
from mesomap.cli.opening import open_clinic
from mesomap.cli.options import NO_SESSION, clinic_option, read_id

TEMPLATES = ("patient-file", "patient-copy", "treatment-sheet", "course-summary", "one-to-one")


@click.command("print")
@click.argument("session_id", metavar="ID")
@clinic_option
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option("--paper", type=click.Choice(["A4", "Letter"]), default="A4", show_default=True)
@click.option("--landscape", is_flag=True, help="The sheet on its side.")
@click.option(
    "--template",
    type=click.Choice(TEMPLATES),
    default=TEMPLATES[0],
    show_default=True,
    help="What the paper is for.",
)
@click.option("--caution", is_flag=True, help="Site chart: with caution structures.")
@click.option("--one-to-one", is_flag=True, help="The same as --template one-to-one.")
@click.option("--region", metavar="R", help="One to one: only this region.")
@click.option("--side", type=click.Choice(["left", "right", "midline"]), help="Its side.")
def print_(
    session_id: str,
    clinic: Path,
    out: Path,
    paper: str,
    landscape: bool,
    template: str,
    caution: bool,
    one_to_one: bool,
    region: str | None,
    side: str | None,
) -> None:
    """Print a session to a PDF: its site chart, or regions at their true size."""
    from mesomap.atlas import default_atlas
    from mesomap.cli.window import start_offscreen
    from mesomap.document.record import looking

    wanted = read_id(session_id, unknown=NO_SESSION)
    if one_to_one:
        template = "one-to-one"
    if (region or side) and template != "one-to-one":
        raise click.UsageError("--region and --side go with --one-to-one.")
    if side and not region:
        raise click.UsageError("--side goes with --region.")
    with open_clinic(clinic) as store:
        start_offscreen()
        from mesomap.cli.bodies import keys_of
        from mesomap.report.templates import Options, Template, print_session

        atlas = default_atlas()
        keys = keys_of(atlas.body(store.session(wanted).body), region, side) if region else ()
        options = Options(
            template=Template(template),
            paper=paper,
            landscape=landscape,
            caution=caution,
            regions=keys,
        )
        result = print_session(store, atlas, wanted, out, options)
        what = looking.of_session(looking.PRINT, store.session(wanted), template=template, to="pdf")
    note(clinic, what)
    pages = "1 page" if result.pages == 1 else f"{result.pages} pages"
    click.echo(f"wrote {result.path} ({pages})")
