"""What is said of a file of the atlas that is not as it was made."""

from __future__ import annotations

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

DAMAGED = QT_TRANSLATE_NOOP(
    "messages", "The body charts are damaged ({file} is not as it was made). Install mesomap again."
)
NOT_AS_WRITTEN = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What taking apart a JSON value raises where it is not the one that was written."""


def damaged(file: str) -> KnownError:
    """The error that says that `file` is damaged."""
    return KnownError(DAMAGED, file=file)
