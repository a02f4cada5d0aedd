"""What stands in the way of comparing two maps, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from mesomap.atlas import Body
from mesomap.model import Injection, Message, Picture, PictureSite, Session
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store

BODIES = QT_TRANSLATE_NOOP(
    "messages",
    "The sessions are on two bodies: each site carries over, and is measured on the later one's.",
)
ATLASES = QT_TRANSLATE_NOOP(
    "messages",
    "The sessions were drawn with two versions of the atlas: each site carries over.",
)
CALIBRATED = QT_TRANSLATE_NOOP(
    "messages", "Both maps are measured by the later session's calibration."
)
IN_ERROR = QT_TRANSLATE_NOOP("messages", "One of the sessions was entered in error.")
ONE_PICTURE = QT_TRANSLATE_NOOP(
    "messages",
    "Only one map uses the picture {title}: a place on it is no address on the skin, and what lies"
    " there has nothing to be compared with.",
)
OTHER_PICTURE = QT_TRANSLATE_NOOP(
    "messages",
    "What lies on a picture that is not to be had is left out.",
)
NEITHER = QT_TRANSLATE_NOOP("messages", "On neither side, and left out: {count}.")


def notes_of(
    store: Store,
    body: Body,
    sessions: Sequence[Session],
    maps: Sequence[Sequence[Injection]],
) -> list[Message]:
    """Of the two sessions and their injections, on `body`; none where nothing is in the way."""
    first, second = sessions
    notes = []
    family = store.sessions(store.person_of(first).id)
    ids = {one.id for one in sessions}
    if any(one.in_error and one.session.id in ids for one in family):
        notes.append(Message(IN_ERROR))
    if first.body != second.body:
        notes.append(Message(BODIES))
    if first.atlas != second.atlas:
        notes.append(Message(ATLASES))
    if first.calibration != second.calibration:
        notes.append(Message(CALIBRATED))
    return notes + _pictures(store, body, maps)


def to_be_had(body: Body, map: Sequence[Injection]) -> list[Injection]:
    """Those of `map` that lie on the skin, or on a picture that `body` has."""
    return [
        one
        for one in map
        if not isinstance(one.site, PictureSite) or one.site.chart in body.pictures
    ]


def off_halves(count: int) -> list[Message]:
    """How many lie on neither side, if any."""
    return [Message(NEITHER, {"count": count})] if count else []


def _pictures(store: Store, body: Body, maps: Sequence[Sequence[Injection]]) -> list[Message]:
    used = [{one.site.chart for one in map if isinstance(one.site, PictureSite)} for map in maps]
    titles = {str(one.id): one.title for one in store.of_clinic(Picture)}
    alone = sorted(used[0] ^ used[1])
    notes = [Message(ONE_PICTURE, {"title": titles[id]}) for id in alone if id in body.pictures]
    if any(id not in body.pictures for id in used[0] | used[1]):
        notes.append(Message(OTHER_PICTURE))
    return notes
