"""The one writer: every change of a clinic file goes through `Document.commit`."""

from mesomap.document.document import Document
from mesomap.document.event import Event

__all__ = ["Document", "Event"]
