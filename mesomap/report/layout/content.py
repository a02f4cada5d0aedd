"""What one session's chart is to say, gathered and numbered, before any place on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from mesomap.atlas import Body
from mesomap.document.record.contents import Contents
from mesomap.document.record.courses import Standing
from mesomap.model import (
    Addendum,
    AreaPass,
    Calibration,
    Injection,
    MarkShape,
    Needle,
    Note,
    Patient,
    Person,
    Protocol,
    Reaction,
    RegionKey,
    Session,
    Syringe,
    in_order,
    mark_of,
)
from mesomap.report.layout.before import Before
from mesomap.report.layout.numbering import in_print_order, number_injections

if TYPE_CHECKING:
    from mesomap.analysis.figures import RegionFigures
    from mesomap.report.layout.lesions import PrintedLesion
    from mesomap.report.layout.remarks import PrintedRemark


@dataclass(frozen=True, slots=True)
class PrintedLogo:
    """The clinic's logo."""

    media: str
    content: bytes
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionContent:
    """A session with everything that its paper shows; make it with `of`."""

    clinic_name: str
    clinic_file: str
    patient: Patient
    session: Session
    session_number: int
    syringes: tuple[Syringe, ...]
    injections: tuple[Injection, ...]
    """In print order."""
    numbers: Mapping[UUID, int]
    figures: Mapping[RegionKey, RegionFigures]
    body: Body
    printed: datetime
    version: str
    areas: tuple[AreaPass, ...] = ()
    """In needle order."""
    needles: Mapping[UUID, Needle] = field(default_factory=dict)
    """Those that the clinic knows."""
    calibration: Calibration | None = None
    """By what `body` is in the patient's millimetres; None in the average adult's."""
    lesions: tuple[PrintedLesion, ...] = ()
    """The patient's, of those that were there on the session's day."""
    notes: tuple[Note, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    remarks: tuple[PrintedRemark, ...] = ()
    addenda: tuple[Addendum, ...] = ()
    people: Mapping[UUID, Person] = field(default_factory=dict)
    """The clinic's, retired ones too."""
    clinic_line: str = ""
    """Where the clinic is and how it is reached."""
    logo: PrintedLogo | None = None
    protocol: Protocol | None = None
    course: Standing | None = None
    contents: Contents = field(default_factory=Contents)
    """What was drawn up, and the devices in use."""
    before: Before = field(default_factory=Before)
    fingerprint: str = ""
    """Of the session's content as it is printed, signed or not."""
    seal: str = ""
    """Over the fingerprint and the place in the change log; "" for a draft."""
    caution: bool = False
    """Whether the charts show caution structures."""
    after_care: str = ""
    """The clinic's own words for the patient."""

    @classmethod
    def of(
        cls,
        *,
        clinic_name: str,
        clinic_file: str,
        patient: Patient,
        session: Session,
        session_number: int,
        syringes: tuple[Syringe, ...],
        injections: tuple[Injection, ...],
        figures: Mapping[RegionKey, RegionFigures],
        body: Body,
        printed: datetime,
        version: str,
        areas: tuple[AreaPass, ...] = (),
        needles: Mapping[UUID, Needle] | None = None,
        calibration: Calibration | None = None,
        lesions: tuple[PrintedLesion, ...] = (),
        notes: tuple[Note, ...] = (),
        reactions: tuple[Reaction, ...] = (),
        remarks: tuple[PrintedRemark, ...] = (),
        addenda: tuple[Addendum, ...] = (),
        people: Mapping[UUID, Person] | None = None,
        clinic_line: str = "",
        logo: PrintedLogo | None = None,
        protocol: Protocol | None = None,
        course: Standing | None = None,
        contents: Contents | None = None,
        before: Before | None = None,
        fingerprint: str = "",
        seal: str = "",
        caution: bool = False,
        after_care: str = "",
    ) -> SessionContent:
        """The content with its injections put in print order and numbered."""
        return cls(
            clinic_name=clinic_name,
            clinic_file=clinic_file,
            patient=patient,
            session=session,
            session_number=session_number,
            syringes=tuple(in_order(syringes)),
            injections=tuple(in_print_order(injections)),
            numbers=number_injections(injections),
            figures=figures,
            body=body,
            printed=printed,
            version=version,
            areas=tuple(sorted(areas, key=lambda one: (one.order, one.id))),
            needles=needles or {},
            calibration=calibration,
            lesions=lesions,
            notes=notes,
            reactions=reactions,
            remarks=remarks,
            addenda=addenda,
            people=people or {},
            clinic_line=clinic_line,
            logo=logo,
            protocol=protocol,
            course=course,
            contents=contents or Contents(),
            before=before or Before(),
            fingerprint=fingerprint,
            seal=seal,
            caution=caution,
            after_care=after_care,
        )

    @property
    def letters(self) -> Mapping[UUID, str]:
        """A, B, C ... for each syringe, as the tables name them."""
        return {syringe.id: letter(place) for place, syringe in enumerate(self.syringes)}

    @property
    def marks(self) -> Mapping[UUID, MarkShape]:
        """The mark of every injection: its syringe's."""
        by_id = {syringe.id: syringe for syringe in self.syringes}
        return {one.id: mark_of(one, by_id) for one in self.injections}


def letter(place: int) -> str:
    """0 to A, 25 to Z, 26 to AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
