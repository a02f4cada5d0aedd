"""The body that a command measures on: the atlas's, or of a patient of some height."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mesomap.cli.options import Finite

if TYPE_CHECKING:
    from mesomap.atlas import Body

F = TypeVar("F", bound=Callable[..., Any])


def height_option(function: F) -> F:
    """``--height MM``."""
    return click.option(
        "--height",
        type=Finite(above=0.0),
        metavar="MM",
        help="The patient's height, mm: lengths of skin are theirs. Else the average adult's.",
    )(function)


def body_of_height(body_id: str, height_mm: float | None) -> Body:
    """The body `body_id`, calibrated by `height_mm` if it is known.

    Raises
    ------
    KnownError
        There is no such body, or no adult is so tall.
    """
    from mesomap.atlas import default_atlas
    from mesomap.atlas.calibration import calibrated, ratio
    from mesomap.model import Height

    body = default_atlas().body(body_id)
    if height_mm is None:
        return body
    ratio(body, Height(height_mm))
    return calibrated(body, (Height(height_mm),))
