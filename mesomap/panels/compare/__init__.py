"""Comparing: what the window shows of two maps."""
