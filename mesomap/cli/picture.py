"""`mesomap picture`: one chart of a session as PNG or SVG."""

from __future__ import annotations

from pathlib import Path

import click

from mesomap.cli.noting import note
from mesomap.cli.opening import open_clinic
from mesomap.cli.options import NO_SESSION, chart_option, clinic_option, read_id


@click.command()
@click.argument("session_id", metavar="ID")
@clinic_option
@chart_option
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.png|svg",
    help="Its ending says the format.",
)
@click.option("--width-px", type=int, metavar="N", help="Width in pixels. [default: 1600]")
@click.option("--width-mm", type=float, metavar="MM", help="Width on paper instead.")
@click.option("--dpi", type=float, metavar="N", help="With --width-mm. [default: 300]")
@click.option("--transparent", is_flag=True, help="Nothing behind the figure, instead of white.")
@click.option("--names", is_flag=True, help="Name the regions.")
@click.option("--no-numbers", is_flag=True, help="Marks without numbers.")
@click.option("--no-legend", is_flag=True, help="Without what the marks mean.")
@click.option("--close", is_flag=True, help="Only the part of the chart that has marks.")
@click.option("--patient", is_flag=True, help="With the patient's name and the date.")
def picture(
    session_id: str,
    clinic: Path,
    chart_id: str,
    out: Path,
    width_px: int | None,
    width_mm: float | None,
    dpi: float | None,
    transparent: bool,
    names: bool,
    no_numbers: bool,
    no_legend: bool,
    close: bool,
    patient: bool,
) -> None:
    """Save one chart of a session as a picture, for a letter or a slide."""
    if width_mm is not None and width_px is not None:
        raise click.UsageError("give --width-px or --width-mm, not both")
    if dpi is not None and width_mm is None:
        raise click.UsageError("--dpi goes with --width-mm")
    from mesomap.atlas import default_atlas
    from mesomap.cli.window import start_offscreen
    from mesomap.document.record import looking

    wanted = read_id(session_id, unknown=NO_SESSION)
    with open_clinic(clinic) as store:
        start_offscreen()
        from mesomap.report import chart_picture as pictures
        from mesomap.report.layout.picture import PictureParts

        if width_mm is not None:
            size = pictures.PictureSize.of_mm(width_mm, pictures.USUAL_DPI if dpi is None else dpi)
        else:
            size = pictures.PictureSize.of_px(pictures.USUAL_PX if width_px is None else width_px)
        parts = PictureParts(
            numbers=not no_numbers,
            names=names,
            legend=not no_legend,
            patient=patient,
            close=close,
        )
        options = pictures.PictureOptions(size=size, parts=parts, transparent=transparent)
        pictures.check_picture_out(out)
        made = pictures.chart_picture(store, default_atlas(), wanted, chart_id, options)
        pictures.save_picture(made, out)
        to = out.suffix.lstrip(".").lower()
        of = store.session(wanted)
    note(clinic, looking.of_session(looking.PICTURE, of, chart=chart_id, to=to))
    if out.suffix.lower() == ".png":
        click.echo(f"wrote {out} ({made.width_px} × {made.height_px} px)")
    else:
        click.echo(f"wrote {out} ({made.sheet.width_mm:.0f} × {made.sheet.height_mm:.0f} mm)")
