"""What a person of the clinic proves with who they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A person's PIN or passphrase, never itself.

    Attributes
    ----------
    id
        The person's.
    hash
        Argon2id in the form that the Password Hashing Competition laid down (``$argon2id$...``).
    changed
        When it was set.
    """

    id: UUID
    hash: str = field(repr=False)
    changed: datetime
