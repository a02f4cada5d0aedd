"""The clinic file: one SQLite file, its schema, its change log, and who may open it."""

from mesomap.storage.store import Store
from mesomap.storage.summary import SessionSummary
from mesomap.storage.verify import VerifyReport

__all__ = ["SessionSummary", "Store", "VerifyReport"]
