"""The clinic file: one SQLite file, its schema, its change log, and who may open it."""

from mesomap.storage.driver import sqlite  # before anything imports sqlite-utils
from mesomap.storage.keys import Key, LockedError, WrongKeyError
from mesomap.storage.refused import RefusedError, WrittenAfterAllError
from mesomap.storage.store import Store
from mesomap.storage.summary import SessionSummary
from mesomap.storage.verify import VerifyReport

__all__ = [
    "Key",
    "LockedError",
    "RefusedError",
    "SessionSummary",
    "Store",
    "VerifyReport",
    "WrittenAfterAllError",
    "WrongKeyError",
    "sqlite",
]
