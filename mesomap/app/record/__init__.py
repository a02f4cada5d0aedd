"""The clinical record in the window: one controller a subject."""
