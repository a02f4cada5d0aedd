"""Geometry of flat skin: mm in, mm out. Knows nothing of bodies, of patients or of Qt."""
