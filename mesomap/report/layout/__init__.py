"""The printed site chart laid out in millimetres of paper. Knows nothing of Qt."""

from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.page import lay_out
from mesomap.report.layout.paper import PAPERS, Paper, paper_of
from mesomap.report.layout.shapes import Layout

__all__ = ["PAPERS", "Layout", "Paper", "SessionContent", "lay_out", "paper_of"]
