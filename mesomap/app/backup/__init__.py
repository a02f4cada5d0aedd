"""Backups from the window: made on closing and daily, looked at, restored."""
