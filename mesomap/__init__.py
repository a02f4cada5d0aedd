"""mesomap: injection maps for mesotherapy, in true skin millimetres."""

__version__ = "0.1.0"
