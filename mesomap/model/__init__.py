"""What a clinic file holds, as frozen values. Knows nothing of storage, of the atlas or of Qt."""

from mesomap.model.calibration import (
    Calibration,
    Girth,
    GirthLength,
    Height,
    LandmarkKey,
    LandmarkLength,
    Measurement,
)
from mesomap.model.change import Added, Change, Entity, Removed, Updated, invert
from mesomap.model.injection import GivenHow, Injection, Plan, Status
from mesomap.model.message import KnownError, Message
from mesomap.model.patient import Patient, Sex
from mesomap.model.region import RegionKey, Side
from mesomap.model.session import Session, SessionStatus
from mesomap.model.site import PictureSite, Site, SkinSite
from mesomap.model.syringe import Syringe
from mesomap.model.technique import Technique

__all__ = [
    "Added",
    "Calibration",
    "Change",
    "Entity",
    "Girth",
    "GirthLength",
    "GivenHow",
    "Height",
    "Injection",
    "KnownError",
    "LandmarkKey",
    "LandmarkLength",
    "Measurement",
    "Message",
    "Patient",
    "PictureSite",
    "Plan",
    "RegionKey",
    "Removed",
    "Session",
    "SessionStatus",
    "Sex",
    "Side",
    "Site",
    "SkinSite",
    "Status",
    "Syringe",
    "Technique",
    "Updated",
    "invert",
]
