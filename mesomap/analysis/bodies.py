"""The body that a session is measured on."""

from __future__ import annotations

from collections.abc import Iterable

from mesomap.atlas import Atlas, Body
from mesomap.atlas.calibration import calibrated
from mesomap.atlas.flat import Read
from mesomap.atlas.pictured import with_pictures
from mesomap.model import Calibration, Picture, Session


def body_of(
    atlas: Atlas,
    session: Session,
    calibration: Calibration | None,
    *,
    pictures: Iterable[Picture],
    read: Read,
) -> Body:
    """The session's body, in its patient's millimetres where it is calibrated; the same for the
    same.

    Parameters
    ----------
    pictures
        The clinic's own charts that the session may use: `mesomap.document.bodies` knows them.
    read
        Reads an attachment of the clinic file.

    Raises
    ------
    KnownError
        The atlas has no such body.
    """
    body = atlas.body(session.body)
    if calibration is not None:
        body = calibrated(body, calibration.measurements)
    by_title = sorted(pictures, key=lambda picture: (picture.title.casefold(), picture.id))
    return with_pictures(body, tuple(by_title), read)
