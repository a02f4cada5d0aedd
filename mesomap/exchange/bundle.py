"""Our own file of sessions: all that another clinic file needs to hold them, with its hash.

``sessions`` is there to be read (docs/command-line.md); ``record`` is what `mesomap import` reads:
whole values by the names of the model's fields, in lists by sort (docs/importing.md). The file's
``sha256`` is that of the record's canonical JSON: sorted keys, no spaces, UTF-8.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import mesomap
from mesomap.atlas import Atlas
from mesomap.exchange.bundle_parts import collect
from mesomap.exchange.json import session_json
from mesomap.model import Attachment, Entity
from mesomap.storage import Store, codec
from mesomap.storage.kinds import NAMES

Json = dict[str, Any]
FORMAT = "mesomap"
VERSION = 1


def bundle_json(
    store: Store, atlas: Atlas, session_ids: Sequence[UUID], *, at: datetime, attachments: bool
) -> Json:
    """Sessions with all their parts, and of their patients and the clinic what they name.

    Parameters
    ----------
    attachments
        Whether photographs and scanned consents go along. A clinic's own picture that a session
        is mapped on always does: without it the map has no ground.

    Raises
    ------
    KnownError
        There is no such session, or its body is not in the atlas.
    """
    readable = [session_json(store, atlas, id) for id in session_ids]
    record = record_of(collect(store, session_ids, attachments=attachments))
    return wrapped(readable, record, at=at)


def record_of(values: Iterable[Entity]) -> dict[str, list[Json]]:
    """Values in lists by sort, each by id."""
    found: dict[str, dict[str, Json]] = {}
    for value in values:
        found.setdefault(NAMES[type(value)], {})[value.id.hex] = plain(value)
    return {
        name: [found[name][id] for id in sorted(found[name])]
        for name in NAMES.values()
        if name in found
    }


def plain(value: Entity) -> Json:
    """A value by the names of its fields; content as base64."""
    if isinstance(value, Attachment):
        content = base64.b64encode(value.content).decode()
        return {
            "id": value.id.hex,
            "sha256": value.sha256,
            "media": value.media,
            "content": content,
        }
    return codec.to_plain(value)


def wrapped(readable: Collection[Json], record: dict[str, list[Json]], *, at: datetime) -> Json:
    """The whole file."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": at.isoformat(timespec="seconds"),
        "mesomap": mesomap.__version__,
        "sha256": hash_of(record),
        "sessions": list(readable),
        "record": record,
    }


def hash_of(record: object) -> str:
    """SHA-256 of the canonical JSON, as hex."""
    text = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def bundle_bytes(bundle: Json) -> bytes:
    """The file as it is written."""
    return json.dumps(bundle, ensure_ascii=False, allow_nan=False, indent=1).encode()
