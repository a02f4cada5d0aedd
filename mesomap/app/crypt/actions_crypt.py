"""What can be done about the clinic file's passphrase."""

from __future__ import annotations

from mesomap.app.action_spec import Spec, When
from mesomap.model.message import QT_TRANSLATE_NOOP

ENCRYPTION = Spec(
    "encryption",
    "clinic",
    QT_TRANSLATE_NOOP("Actions", "P&assphrase and encryption…"),
    QT_TRANSLATE_NOOP("Actions", "Change the passphrase, see the recovery key, encrypt the file"),
    (),
    When.ALWAYS,
)
