"""The chart on the screen: its view, its scene, and the tools."""

from mesomap.canvas.canvas import ChartCanvas
from mesomap.canvas.info import GridPreview, HoverInfo

__all__ = ["ChartCanvas", "GridPreview", "HoverInfo"]
