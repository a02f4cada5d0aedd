"""What may be committed. Breaking these is a bug of ours, but for what a person typed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from mesomap.document.state import IN_FILE_ONLY, State
from mesomap.model import (
    Added,
    Addendum,
    AfterPart,
    AreaPass,
    Attachment,
    Calibration,
    Change,
    Device,
    DeviceUse,
    Draw,
    Entity,
    Injection,
    KnownError,
    Lesion,
    Lot,
    Mixture,
    Needle,
    Note,
    Patient,
    PatientPart,
    Person,
    Picture,
    Product,
    Removed,
    Session,
    SessionPart,
    SessionStatus,
    Syringe,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

NO_NAME = QT_TRANSLATE_NOOP("messages", "A patient needs a name: type one.")
SIGNED = QT_TRANSLATE_NOOP(
    "messages", "This session is signed and stays as it is: write an addendum, or start a new one."
)
SYRINGE_IN_USE = QT_TRANSLATE_NOOP(
    "messages", "{name} has injections in this session: erase or move those first."
)
SYRINGE_FILLED = QT_TRANSLATE_NOOP(
    "messages", "What was drawn up into {name} is noted: take those lines away first."
)
NO_PRODUCT_NAME = QT_TRANSLATE_NOOP("messages", "A product needs a name: type one.")
NO_LOT_NUMBER = QT_TRANSLATE_NOOP(
    "messages", "A lot needs its number: type it as it is on the box."
)
NO_NEEDLE = QT_TRANSLATE_NOOP("messages", "A needle needs a name and a length: type both.")
NO_TEXT = QT_TRANSLATE_NOOP("messages", "A note needs a text: type it.")
NO_WORDS = QT_TRANSLATE_NOOP("messages", "An addendum needs a text: type it.")
NO_PERSON_NAME = QT_TRANSLATE_NOOP("messages", "A person needs a name: type one.")
NO_TITLE = QT_TRANSLATE_NOOP("messages", "A picture needs a title: type one.")
NO_LINE = QT_TRANSLATE_NOOP(
    "messages", "Draw a line of known length on the picture, and type how long it is in mm."
)
SHELF = (Product, Lot, Device, Mixture)
MAX_VOLUME_UL = 100_000
"""100 mL: more in one entry or one syringe is a slip of the hand."""
TOO_MUCH = QT_TRANSLATE_NOOP(
    "messages", "{volume_ml} mL is more than one syringe holds: type at most {most_ml} mL."
)


class InvalidChangeError(Exception):
    """A change contradicts the state that it is to be made in: a bug of ours."""


def validate(
    state: State, changes: tuple[Change, ...], *, stored: Callable[[Entity], Entity | None]
) -> None:
    """Raise unless `changes`, in their order, can be made in `state`.

    Parameters
    ----------
    state : State
        The open session.
    changes : tuple of Change
        What is to be committed.
    stored : callable
        What the clinic file holds under an address that is not of the open session.

    Raises
    ------
    KnownError
        A person can mend it: no name, a signed session, a syringe in use, an absurd volume.
    InvalidChangeError
        A bug of ours.
    """
    if not changes:
        raise InvalidChangeError("no changes")
    known: dict[tuple[type[Entity], UUID], Entity | None] = {}
    made: dict[UUID | None, Session] = {}

    def current(value: Entity) -> Entity | None:
        address = (type(value), value.id)
        if address not in known:
            found = state.current(value)
            if found is None and not isinstance(value, SessionPart) and not _is_held(state, value):
                found = stored(value)
            known[address] = found
        return known[address]

    for change in changes:
        before, after = _ends(change)
        _check_before(before, after, current)
        if after is not None:
            _check_value(after)
        value = after if after is not None else before
        assert value is not None
        _check_belongs(state, value, made.get(getattr(value, "session", None)))
        if isinstance(change, Added) and isinstance(value, Session):
            made[value.id] = value
        known[type(value), value.id] = after
    _check_syringes(state, changes)
    _check_calibrations(state, changes)
    _check_stays(changes)
    _check_kept(state, changes)


def _is_held(state: State, value: Entity) -> bool:
    """Whether the state itself knows whether there is such a value."""
    if state.session is None or isinstance(value, Patient | Session | IN_FILE_ONLY):
        return False
    if isinstance(value, AfterPart):
        return value.session == state.session.id
    return not isinstance(value, PatientPart) or value.patient in state.family


def _ends(change: Change) -> tuple[Entity | None, Entity | None]:
    match change:
        case Added(value):
            return None, value
        case Removed(value):
            return value, None
        case Updated(before, after):
            return before, after


def _check_before(
    before: Entity | None, after: Entity | None, current: Callable[[Entity], Entity | None]
) -> None:
    if before is None:
        assert after is not None
        if current(after) is not None:
            raise InvalidChangeError(f"added twice: {after.id}")
        return
    if after is not None and (type(before) is not type(after) or before.id != after.id):
        raise InvalidChangeError("an update must keep sort and id")
    if current(before) != before:
        raise InvalidChangeError(f"not as expected: {before.id}")
    if isinstance(before, Session) and before.status is SessionStatus.SIGNED:
        raise KnownError(SIGNED)


def _check_value(value: Entity) -> None:
    match value:
        case Patient():
            if not value.name.strip():
                raise KnownError(NO_NAME)
        case Syringe() | Injection() | AreaPass():
            volumes = [value.volume_ul]
            if isinstance(value, Syringe):
                volumes.append(value.drawn_ul)
            for volume_ul in volumes:
                if volume_ul < 0:
                    raise InvalidChangeError("a volume below nothing")
                if volume_ul > MAX_VOLUME_UL:
                    most = MAX_VOLUME_UL / 1000
                    raise KnownError(TOO_MUCH, volume_ml=volume_ul / 1000, most_ml=most)
            if value.depth_mm is not None and value.depth_mm < 0:
                raise InvalidChangeError("a depth above the skin")
        case Draw():
            if value.volume_ul < 0 or value.discarded_ul < 0 or (value.vials or 0) < 0:
                raise InvalidChangeError("a volume below nothing")
        case Product():
            if not value.name.strip():
                raise KnownError(NO_PRODUCT_NAME)
        case Lot():
            if not value.number.strip():
                raise KnownError(NO_LOT_NUMBER)
        case Calibration():
            if not value.measurements:
                raise InvalidChangeError("a calibration without a measurement")
            if not all(math.isfinite(one.mm) and one.mm > 0 for one in value.measurements):
                raise InvalidChangeError("a length that is none")
        case Lesion():
            if len(value.outline) < 3 or not value.sizes:
                raise InvalidChangeError("a lesion without a shape or a size")
        case Needle():
            if not (value.name.strip() and value.length_mm > 0):
                raise KnownError(NO_NEEDLE)
        case Note():
            if not value.text.strip():
                raise KnownError(NO_TEXT)
        case Addendum():
            if not value.text.strip():
                raise KnownError(NO_WORDS)
        case Person():
            if not value.name.strip():
                raise KnownError(NO_PERSON_NAME)
        case Picture():
            _check_picture(value)
        case _:
            pass


def _check_picture(picture: Picture) -> None:
    if not picture.title.strip():
        raise KnownError(NO_TITLE)
    x1, y1, x2, y2 = picture.line_px
    if not (picture.line_mm > 0 and math.hypot(x2 - x1, y2 - y1) >= 1):
        raise KnownError(NO_LINE)


def _check_belongs(state: State, value: Entity | None, made: Session | None) -> None:
    if not isinstance(value, SessionPart):
        return
    if made is not None and made.status is SessionStatus.DRAFT:
        return  # with its session, which is new
    if state.session is None or value.session != state.session.id:
        raise InvalidChangeError("not of the open session")
    if state.session.status is SessionStatus.SIGNED:
        raise KnownError(SIGNED)


def _check_syringes(state: State, changes: tuple[Change, ...]) -> None:
    gone = [c.value for c in changes if isinstance(c, Removed) and isinstance(c.value, Syringe)]
    filling = any(isinstance(one, Draw | DeviceUse) for c in changes for one in _ends(c))
    if not gone and not filling:
        return
    after = state.after(changes)
    filled = {one.syringe for one in after.of(Draw).values()}
    filled |= {one.syringe for one in after.of(DeviceUse).values() if one.syringe is not None}
    used = {one.syringe for one in after.of(Injection).values()}
    used |= {one.syringe for one in after.of(AreaPass).values()}
    for syringe in gone:
        if syringe.id in used:
            raise KnownError(SYRINGE_IN_USE, name=syringe.name)
        if syringe.id in filled:
            raise KnownError(SYRINGE_FILLED, name=syringe.name)
    if after.session is not None and filled - set(after.of(Syringe)):
        raise InvalidChangeError("filled into a syringe that is not of the session")


def _check_calibrations(state: State, changes: tuple[Change, ...]) -> None:
    """A calibration is never changed, and a session uses none but its own patient's.

    Of patients other than the open session's the clinic file itself knows what is there.
    """
    values = [c.after if isinstance(c, Updated) else c.value for c in changes]
    if not any(isinstance(value, Session | Calibration) for value in values):
        return
    if any(isinstance(c, Updated) and isinstance(c.after, Calibration) for c in changes):
        raise InvalidChangeError("a calibration is never changed: make another")
    after = state.after(changes)
    added = [c.value for c in changes if isinstance(c, Added) and isinstance(c.value, Session)]
    for session in filter(None, [after.session, *added]):
        if session.patient not in after.family:
            continue
        if session.calibration not in {None, *after.of(Calibration)}:
            raise InvalidChangeError("not a calibration of this patient")


def _check_stays(changes: tuple[Change, ...]) -> None:
    """A picture stays what sessions were mapped on: its title may change, and whether it is
    offered. What is on the clinic's shelf stays too."""
    for change in changes:
        if isinstance(change, Removed) and isinstance(change.value, SHELF):
            raise InvalidChangeError("the clinic's shelf is never cleared: retire it")
        if isinstance(change, Removed) and isinstance(change.value, Picture | Attachment):
            raise InvalidChangeError("a picture is never removed: retire it")
        if isinstance(change, Updated) and isinstance(change.before, Picture):
            after = change.after
            assert isinstance(after, Picture)
            if replace(change.before, title=after.title, retired=after.retired) != after:
                raise InvalidChangeError("a picture is never measured anew: make another")


def _check_kept(state: State, changes: tuple[Change, ...]) -> None:
    """An addendum stays as it was written. What came after a session is retired, not removed; only
    of the open draft it may be taken back."""
    for change in changes:
        if isinstance(change, Updated) and isinstance(change.before, Addendum):
            raise InvalidChangeError("an addendum is never changed: write another")
        if not isinstance(change, Removed) or not isinstance(change.value, AfterPart):
            continue
        if isinstance(change.value, Addendum):
            raise InvalidChangeError("an addendum is never removed")
        session = state.session
        if session is None or session.id != change.value.session:
            raise InvalidChangeError("taken back of a session that is not open")
        if session.status is SessionStatus.SIGNED:
            raise KnownError(SIGNED)
