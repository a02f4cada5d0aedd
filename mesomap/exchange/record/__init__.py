"""The clinical record as the documented JSON."""
