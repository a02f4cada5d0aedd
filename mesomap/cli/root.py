"""The command `mesomap`: without a subcommand it opens the window."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import click

import mesomap
from mesomap.cli.output import Stop
from mesomap.model.message import KnownError

COMMANDS = {
    "atlas": "mesomap.cli.atlas:atlas",
    "backup": "mesomap.cli.backup:backup",
    "backups": "mesomap.cli.backups:backups",
    "bench": "mesomap.cli.bench:bench",
    "compare": "mesomap.cli.compare:compare",
    "course": "mesomap.cli.course:course",
    "decrypt": "mesomap.cli.encryption:decrypt",
    "demo": "mesomap.cli.demo:demo",
    "distance": "mesomap.cli.distance:distance",
    "encrypt": "mesomap.cli.encryption:encrypt",
    "export": "mesomap.cli.export:export",
    "import": "mesomap.cli.import_:import_",
    "log": "mesomap.cli.log:log",
    "lot": "mesomap.cli.lot:lot",
    "person": "mesomap.cli.person:person",
    "passphrase": "mesomap.cli.encryption:passphrase",
    "patients": "mesomap.cli.clinic:patients",
    "picture": "mesomap.cli.picture:picture",
    "plan": "mesomap.cli.plan:plan",
    "print": "mesomap.cli.paper:print_",
    "protocols": "mesomap.cli.protocols:protocols",
    "reaction-report": "mesomap.cli.reaction_report:reaction_report",
    "remove-pins": "mesomap.cli.pins:remove_pins",
    "restore": "mesomap.cli.backup:restore",
    "session": "mesomap.cli.clinic:session",
    "sessions": "mesomap.cli.clinic:sessions",
    "site": "mesomap.cli.site:site",
    "verify": "mesomap.cli.verify:verify",
}


class LazyGroup(click.Group):
    """Imports a command only when it is asked for, so that the window's start stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].split(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KnownError as error:
            raise Stop(error.message.render()) from error


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.option(
    "--clinic",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The clinic file to open in the window.",
)
@click.version_option(mesomap.__version__, prog_name="mesomap")
@click.pass_context
def main(ctx: click.Context, clinic: Path | None) -> None:
    """Injection maps for mesotherapy, in true skin millimetres.

    Without a command, opens the window.
    """
    if ctx.invoked_subcommand is not None:
        if clinic is not None:
            raise click.UsageError("give --clinic after the command")
        return
    from mesomap.cli.window import open_window

    sys.exit(open_window(clinic))
