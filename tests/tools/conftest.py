"""The atlas builder is no part of the product: its tests run where its libraries are there."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

LIBRARIES = ("scipy", "skimage", "numba", "igl", "PIL")
collect_ignore_glob = (
    [] if all(importlib.util.find_spec(name) for name in LIBRARIES) else ["test_*.py"]
)
