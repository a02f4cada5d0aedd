"""The parts of SVG that a drawing is made of, and those that make it more than one."""

from __future__ import annotations

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

_ELEMENTS = """
svg g defs symbol use path rect circle ellipse line polyline polygon text tspan
linearGradient radialGradient stop style
"""
_ATTRIBUTES = """
id class style transform d points x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height
viewBox offset gradientUnits gradientTransform spreadMethod rotate textLength
fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap
stroke-linejoin stroke-miterlimit opacity color display
visibility vector-effect stop-color stop-opacity text-anchor
font-family font-size font-style font-weight font-variant type
"""

ELEMENTS = frozenset(_ELEMENTS.split())
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
LINK = "a"
GROUPS = frozenset({LINK, "switch"})
"""Kept for what is in them."""
TEXTS = frozenset({"text", "tspan", "style"})
"""The elements whose characters are kept."""
RUNS = frozenset({"script", "handler", "listener"})
FETCHES = frozenset({"image", "feImage", "iframe", "embed", "object", "audio", "video"})
