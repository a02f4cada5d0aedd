"""What a clinic file holds, as frozen values. Knows nothing of storage, of the atlas or of Qt."""

from mesomap.model.area_pass import AreaPass
from mesomap.model.calibration import (
    Calibration,
    Girth,
    GirthLength,
    Height,
    LandmarkKey,
    LandmarkLength,
    Measurement,
)
from mesomap.model.change import (
    Added,
    Change,
    ClinicPart,
    Entity,
    PatientPart,
    Removed,
    SessionPart,
    Updated,
    invert,
)
from mesomap.model.injection import GivenHow, Injection, Plan, Status
from mesomap.model.lattice import Lattice, LatticeSettings, LesionUse, Pattern
from mesomap.model.lesion import Lesion, LesionKind, LesionSize
from mesomap.model.marks import OWN_MARKS, free_mark, in_order, mark_of, mark_of_syringe
from mesomap.model.message import KnownError, Message
from mesomap.model.needle import Needle
from mesomap.model.note import Note
from mesomap.model.patient import Patient, Sex
from mesomap.model.picture import Attachment, PatientsLeft, Picture
from mesomap.model.region import RegionKey, Side
from mesomap.model.session import Session, SessionMode, SessionStatus
from mesomap.model.site import PictureSite, Site, SkinSite
from mesomap.model.syringe import Syringe
from mesomap.model.technique import MarkShape, Technique

__all__ = [
    "OWN_MARKS",
    "Added",
    "AreaPass",
    "Attachment",
    "Calibration",
    "Change",
    "ClinicPart",
    "Entity",
    "Girth",
    "GirthLength",
    "GivenHow",
    "Height",
    "Injection",
    "KnownError",
    "LandmarkKey",
    "LandmarkLength",
    "Lattice",
    "LatticeSettings",
    "Lesion",
    "LesionKind",
    "LesionSize",
    "LesionUse",
    "MarkShape",
    "Measurement",
    "Message",
    "Needle",
    "Note",
    "Patient",
    "PatientPart",
    "PatientsLeft",
    "Pattern",
    "Picture",
    "PictureSite",
    "Plan",
    "RegionKey",
    "Removed",
    "Session",
    "SessionMode",
    "SessionPart",
    "SessionStatus",
    "Sex",
    "Side",
    "Site",
    "SkinSite",
    "Status",
    "Syringe",
    "Technique",
    "Updated",
    "free_mark",
    "in_order",
    "invert",
    "mark_of",
    "mark_of_syringe",
]
