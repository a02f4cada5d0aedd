"""`mesomap remove-pins`: the way back in when nobody knows their PIN any more."""

from __future__ import annotations

from pathlib import Path

import click

from mesomap.cli.opening import open_clinic
from mesomap.cli.options import clinic_option
from mesomap.model.message import QT_TRANSLATE_NOOP

LABEL = QT_TRANSLATE_NOOP("labels", "Remove a PIN")


@click.command("remove-pins")
@clinic_option
def remove_pins(clinic: Path) -> None:
    """Take everybody's PIN away, so that new ones can be set; the log says so.

    Whoever can open the clinic file can do this: a PIN tells people apart, it locks no file.
    """
    from mesomap.document import Document
    from mesomap.model import Credential, Removed

    with open_clinic(clinic, read_only=False) as store:
        document = Document(store, actor="command line")
        found = store.of_clinic(Credential)
        if found:
            document.commit(LABEL, tuple(Removed(one) for one in found))
    click.echo("1 PIN was removed" if len(found) == 1 else f"{len(found)} PINs were removed")
