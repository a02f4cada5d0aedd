"""Injection techniques (facts on their depths and spacings live in `mesomap.clinical`)."""

from __future__ import annotations

from enum import StrEnum


class Technique(StrEnum):
    """How the needle is used. Values are stored and exported: never rename one."""

    INTRAEPIDERMAL = "intraepidermal"
    PAPULE = "papule"
    NAPPAGE = "nappage"
    DEEP = "point-by-point"
    MICRODEPOT = "microdepot"
    MICROBOTOX = "microbotox"
    LINEAR = "linear-retrograde"
    GUN = "meso-gun"
    MICRONEEDLING = "microneedling"


class MarkShape(StrEnum):
    """The shape, and with it the colour, of a syringe's marks. Stored: never rename one."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    SQUARE = "square"
    TRIANGLE = "triangle"
    HEXAGON = "hexagon"
    TRIANGLE_DOWN = "triangle-down"
    LINE = "line"
    PLUS = "plus"
