"""Locking the window, and who signs in at it."""
