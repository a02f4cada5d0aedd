"""What one session's paper says, read from the clinic file, and its site chart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from mesomap import __version__
from mesomap.analysis.figures import session_figures
from mesomap.analysis.lesions import lesion_figures, present, size_on
from mesomap.atlas import Atlas, Body
from mesomap.document.bodies import body_of_session
from mesomap.document.record.clinic import clinic_settings
from mesomap.document.record.contents import contents_of
from mesomap.document.record.courses import protocol_of_session, standing_of
from mesomap.document.record.remarks import spacing_of
from mesomap.document.remembered import lattices_of
from mesomap.exchange.picture_files import check_picture
from mesomap.exchange.syringes import needles_in
from mesomap.model import (
    Addendum,
    AreaPass,
    ClinicSettings,
    Consent,
    Injection,
    Lesion,
    Note,
    Person,
    Preparation,
    Questionnaire,
    Reaction,
    Session,
    Syringe,
)
from mesomap.paint.lesion import kind_name, labels_of
from mesomap.report.layout import Layout, Paper, SessionContent, lay_out
from mesomap.report.layout.before import Before
from mesomap.report.layout.content import PrintedLogo
from mesomap.report.layout.lesions import PrintedLesion
from mesomap.report.remarks import printed_remarks
from mesomap.report.speech import paper_voice
from mesomap.storage import Store


def session_layout(
    store: Store,
    atlas: Atlas,
    session_id: UUID,
    *,
    paper: Paper,
    caution: bool = False,
    clock: Callable[[], datetime] = datetime.now,
) -> tuple[Layout, SessionContent]:
    """The pages of a session's site chart, and what they say."""
    content = session_content(store, atlas, session_id, clock=clock)
    content = replace(content, caution=caution)
    return lay_out(content, voice=paper_voice(), paper=paper), content


def session_content(
    store: Store, atlas: Atlas, session_id: UUID, *, clock: Callable[[], datetime] = datetime.now
) -> SessionContent:
    """Everything that a session's paper says, read from the clinic file."""
    session = store.session(session_id)
    patient = store.person_of(session)
    calibration = store.calibration(session)
    body = body_of_session(store, atlas, session)
    syringes = tuple(store.syringes(session.id))
    injections = tuple(store.injections(session.id))
    areas = tuple(store.of_session(AreaPass, session.id))
    figures = session_figures(
        body,
        injections,
        {s.id: s for s in syringes},
        areas=areas,
        lattices=lattices_of(store, body, session),
    )
    clinic = clinic_settings(store)
    number = next(s.number for s in store.sessions(patient.id) if s.session.id == session.id)
    return SessionContent.of(
        clinic_name=clinic.name or store.clinic_name,
        clinic_line=", ".join(filter(None, (*clinic.address.splitlines(), clinic.phone))),
        logo=_logo(store, clinic),
        clinic_file=store.path.name,
        patient=patient,
        session=session,
        session_number=number,
        protocol=protocol_of_session(store, session),
        course=standing_of(store, session),
        syringes=syringes,
        injections=injections,
        figures=figures,
        body=body,
        printed=clock(),
        version=__version__,
        areas=areas,
        needles=needles_in(store),
        calibration=calibration,
        lesions=_lesions(store, body, session, injections, syringes),
        notes=tuple(store.of_session(Note, session.id)),
        reactions=tuple(store.of_session(Reaction, session.id)),
        remarks=printed_remarks(store, body, session, spacing_mm=spacing_of(figures)),
        contents=contents_of(store, session.id),
        before=_before(store, session),
        after_care=clinic.after_care,
        fingerprint=session.fingerprint or store.fingerprint(session.id),
        seal=store.seal(session.id),
        addenda=tuple(store.of_session(Addendum, session.id)),
        people={one.id: one for one in store.of_clinic(Person)},
    )


def _before(store: Store, session: Session) -> Before:
    asked = store.of_session(Questionnaire, session.id)
    prepared = store.of_session(Preparation, session.id)
    consents = store.of_patient(Consent, session.patient)
    return Before(
        questionnaire=asked[0] if asked else None,
        preparation=prepared[0] if prepared else None,
        consents=tuple(
            one
            for one in sorted(consents, key=lambda one: (one.given, str(one.id)))
            if one.given <= session.date and (one.withdrawn is None or one.withdrawn > session.date)
        ),
    )


def _logo(store: Store, clinic: ClinicSettings) -> PrintedLogo | None:
    kept = store.attachment(clinic.logo) if clinic.logo is not None else None
    if kept is None or not kept.content:  # a restore may have done without
        return None
    file = check_picture(kept.content, "logo")
    return PrintedLogo(kept.media, kept.content, file.width_px, file.height_px)


def _lesions(
    store: Store,
    body: Body,
    session: Session,
    injections: tuple[Injection, ...],
    syringes: tuple[Syringe, ...],
) -> tuple[PrintedLesion, ...]:
    known = store.of_patient(Lesion, session.patient)
    labels = labels_of(known)
    by_id = {one.id: one for one in syringes}
    return tuple(
        PrintedLesion(
            lesion=one,
            label=labels[one.id],
            kind=kind_name(one.kind),
            size=size_on(one, session.date),
            figures=lesion_figures(body, one, injections, by_id, on=session.date),
        )
        for one in sorted(present(known, session.date), key=lambda one: labels[one.id])
    )
