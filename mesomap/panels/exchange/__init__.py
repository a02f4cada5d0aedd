"""Dialogs for what goes out into files, and comes in from them."""
