"""What a clinic file holds, as frozen values. Knows nothing of storage, of the atlas or of Qt."""

from mesomap.model.addendum import Addendum, AddendumKind
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
    AfterPart,
    Change,
    ClinicPart,
    Entity,
    PatientPart,
    Removed,
    SessionPart,
    Updated,
    invert,
)
from mesomap.model.cited import Cited, Confidence
from mesomap.model.clinic import SETTINGS, ClinicSettings
from mesomap.model.course import Course
from mesomap.model.credential import Credential
from mesomap.model.device import Device, DeviceKind, DeviceUse
from mesomap.model.injection import GivenHow, Injection, Plan, Status
from mesomap.model.lattice import Lattice, LatticeSettings, LesionUse, Pattern
from mesomap.model.lesion import Lesion, LesionKind, LesionSize
from mesomap.model.marks import OWN_MARKS, free_mark, in_order, mark_of, mark_of_syringe
from mesomap.model.message import KnownError, Message
from mesomap.model.needle import Needle
from mesomap.model.note import Note
from mesomap.model.patient import Patient, Sex
from mesomap.model.person import Person, Role
from mesomap.model.photograph import Moment, Photograph
from mesomap.model.picture import Attachment, PatientsLeft, Picture
from mesomap.model.preparation import (
    Answer,
    Consent,
    ConsentKind,
    Preparation,
    Questionnaire,
    Reply,
    Topical,
)
from mesomap.model.product import (
    Component,
    Draw,
    Lot,
    Mixture,
    MixturePart,
    Product,
    ProductKind,
    Unit,
    fold_lot,
)
from mesomap.model.protocol import Ceiling, Indication, Law, Per, Protocol
from mesomap.model.reaction import FollowUp, FollowUpPoint, Known, Outcome, Reaction, ReactionKind
from mesomap.model.region import RegionKey, Side
from mesomap.model.remark import RemarkAnswer
from mesomap.model.session import Session, SessionMode, SessionStatus
from mesomap.model.site import PictureSite, Site, SkinSite
from mesomap.model.syringe import Syringe
from mesomap.model.technique import MarkShape, Technique

__all__ = [
    "OWN_MARKS",
    "SETTINGS",
    "Added",
    "Addendum",
    "AddendumKind",
    "AfterPart",
    "Answer",
    "AreaPass",
    "Attachment",
    "Calibration",
    "Ceiling",
    "Change",
    "Cited",
    "ClinicPart",
    "ClinicSettings",
    "Component",
    "Confidence",
    "Consent",
    "ConsentKind",
    "Course",
    "Credential",
    "Device",
    "DeviceKind",
    "DeviceUse",
    "Draw",
    "Entity",
    "FollowUp",
    "FollowUpPoint",
    "Girth",
    "GirthLength",
    "GivenHow",
    "Height",
    "Indication",
    "Injection",
    "Known",
    "KnownError",
    "LandmarkKey",
    "LandmarkLength",
    "Lattice",
    "LatticeSettings",
    "Law",
    "Lesion",
    "LesionKind",
    "LesionSize",
    "LesionUse",
    "Lot",
    "MarkShape",
    "Measurement",
    "Message",
    "Mixture",
    "MixturePart",
    "Moment",
    "Needle",
    "Note",
    "Outcome",
    "Patient",
    "PatientPart",
    "PatientsLeft",
    "Pattern",
    "Per",
    "Person",
    "Photograph",
    "Picture",
    "PictureSite",
    "Plan",
    "Preparation",
    "Product",
    "ProductKind",
    "Protocol",
    "Questionnaire",
    "Reaction",
    "ReactionKind",
    "RegionKey",
    "RemarkAnswer",
    "Removed",
    "Reply",
    "Role",
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
    "Topical",
    "Unit",
    "Updated",
    "fold_lot",
    "free_mark",
    "in_order",
    "invert",
    "mark_of",
    "mark_of_syringe",
]
