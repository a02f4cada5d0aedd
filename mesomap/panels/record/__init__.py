"""Panels and dialogs of the clinical record."""
