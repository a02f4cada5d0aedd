"""The body that a session is measured on."""

from __future__ import annotations

from mesomap.atlas import Atlas, Body
from mesomap.atlas.calibration import calibrated
from mesomap.model import Calibration, Session


def body_of(atlas: Atlas, session: Session, calibration: Calibration | None) -> Body:
    """The session's body, in its patient's millimetres where it is calibrated.

    Raises
    ------
    KnownError
        The atlas has no such body.
    """
    body = atlas.body(session.body)
    return calibrated(body, calibration.measurements) if calibration is not None else body
