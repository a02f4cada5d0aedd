"""Kills, power cuts and failing disks: is what was acknowledged still there? See `make torture`."""
