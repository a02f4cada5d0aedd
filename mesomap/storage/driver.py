"""The program's one SQLite: SQLCipher's, for plain clinic files too.

Two SQLite libraries in one process would not know of each other's locks on a file, so nothing else
may open one. sqlite-utils looks for `pysqlite3` first and catches that module's errors: it must
find this one there before it is first imported.
"""

from __future__ import annotations

import sys

import sqlcipher3
from sqlcipher3 import dbapi2 as sqlite

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlite

__all__ = ["sqlite"]
