"""The same work without a window. JSON on stdout is a contract: see docs/command-line.md."""

from mesomap.cli.root import main

__all__ = ["main"]
