"""Comparing in the window: one controller a subject."""
