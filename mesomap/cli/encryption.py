"""`mesomap encrypt`, `decrypt` and `passphrase`: a clinic file from one key to another."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from mesomap.cli.opening import key_for, new_passphrase
from mesomap.cli.options import clinic_option
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

IS_ENCRYPTED = QT_TRANSLATE_NOOP(
    "messages", "{path} is encrypted already: to change its passphrase, use mesomap passphrase."
)
NOT_ENCRYPTED = QT_TRANSLATE_NOOP(
    "messages", "{path} has no passphrase: to encrypt it, use mesomap encrypt."
)


@click.command()
@clinic_option
def encrypt(clinic: Path) -> None:
    """Encrypt a clinic file with a passphrase; prints its recovery key."""
    key = key_for(clinic)
    if key is not None:
        raise KnownError(IS_ENCRYPTED, path=clinic)
    _rewrite(clinic, wanted=True)


@click.command()
@clinic_option
def decrypt(clinic: Path) -> None:
    """Take the encryption off a clinic file: whoever has the file can read it then."""
    _rewrite(clinic, wanted=False)


@click.command()
@clinic_option
def passphrase(clinic: Path) -> None:
    """Change a clinic file's passphrase; prints the new recovery key."""
    if key_for(clinic) is None and clinic.is_file():
        raise KnownError(NOT_ENCRYPTED, path=clinic)
    _rewrite(clinic, wanted=True)


def _rewrite(clinic: Path, *, wanted: bool) -> None:
    from mesomap.storage import opening
    from mesomap.storage.convert import convert
    from mesomap.storage.keys import new_key, recovery_text

    key = key_for(clinic)
    opening.judge(clinic, key)
    to = new_key(new_passphrase()) if wanted else None
    holds = convert(clinic, key=key, new_key=to, at=datetime.now(), actor="command line")
    counted = "1 session" if holds.sessions == 1 else f"{holds.sessions} sessions"
    click.echo(f"wrote {clinic} ({counted}; verified)")
    if to is None:
        click.echo("It is not encrypted any more. Older backups still are.")
        return
    click.echo(f"recovery key {to.name}: {recovery_text(to)}")
    click.echo("Keep it on paper, away from this computer: it opens the file without passphrase.")
