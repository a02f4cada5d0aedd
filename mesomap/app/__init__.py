"""The window: it joins the canvas, the panels and the document, and decides nothing else."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window to its end.

    Parameters
    ----------
    argv
        The program's name and at most one clinic file; the process's own arguments without.

    Returns
    -------
    int
        The exit status.
    """
    from mesomap.app.run import run

    return run(argv)
