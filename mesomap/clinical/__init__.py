"""Cited clinical figures, each with its source: shown beside a plan, never choosing one."""
