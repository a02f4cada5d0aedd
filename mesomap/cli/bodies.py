"""The body that a command measures on: the atlas's, or of a patient of some height."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mesomap.cli.options import Finite
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.atlas import Body
    from mesomap.model import RegionKey

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


def keys_of(body: Body, region_id: str, side: str | None) -> tuple[RegionKey, ...]:
    """The region's halves that are asked for; KnownError if there are none."""
    keys = tuple(k for k in body.regions if k.id == region_id and side in (None, k.side.value))
    if keys:
        return keys
    if any(key.id == region_id for key in body.regions):
        text = QT_TRANSLATE_NOOP("messages", "The region {region} has no side {side}.")
        raise KnownError(text, region=region_id, side=side)
    text = QT_TRANSLATE_NOOP(
        "messages", "There is no region {region} on this body: see mesomap atlas regions."
    )
    raise KnownError(text, region=region_id)
