"""The session within a PDF that mesomap printed. Somebody's PDF is read with limits to all of it.

The library that reads it bounds what a compressed stream may grow to; how many objects there are,
how deep the list of attachments goes and how long reading takes is bounded here.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from types import FrameType
from typing import Any

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

NAME = "mesomap-session.json"
MOST_OBJECTS = 200_000
MOST_NAMES = 500
MOST_DEPTH = 8
MOST_SECONDS = 1.2
SECONDS_A_MB = 0.2
"""Of processor time, whatever else the machine does: so much, and more for a large file."""
_HEAD = 1024
"""Where a PDF begins at the latest."""
_TAIL = 4096
"""Where it says at the earliest where its objects are."""

DAMAGED = QT_TRANSLATE_NOOP(
    "messages", "{file} is damaged or no PDF: ask for it once more, or choose another file."
)
NO_ATTACHMENT = QT_TRANSLATE_NOOP(
    "messages", "{file} has no session inside: choose a site chart that mesomap saved as PDF."
)
LOCKED = QT_TRANSLATE_NOOP(
    "messages", "{file} is protected by a password: save it without one, and choose that."
)
TOO_MUCH = QT_TRANSLATE_NOOP(
    "messages", "{file} holds too much for a site chart and was not read: choose another file."
)


class _TooMuchError(BaseException):
    """A limit was reached; not to be caught by the library that reads."""


def is_pdf(data: bytes) -> bool:
    """Whether the content begins as a PDF."""
    return b"%PDF-" in data[:_HEAD]


def session_in_pdf(data: bytes, *, name: str) -> bytes:
    """The JSON attached to the PDF `name`, of the content `data`.

    Raises
    ------
    KnownError
        It is damaged, protected, holds no session of ours, or too much of anything.
    """
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends it need not tell
    if data.count(b"obj") > 2 * MOST_OBJECTS:  # each begins and ends with the word
        raise KnownError(TOO_MUCH, file=name)
    if b"startxref" not in data[-_TAIL:]:
        raise KnownError(DAMAGED, file=name)
    try:
        with _deadline(MOST_SECONDS + SECONDS_A_MB * len(data) / 1e6):
            reader = PdfReader(BytesIO(data), xref_stream_maximum_entries=MOST_OBJECTS)
            if reader.is_encrypted:
                raise KnownError(LOCKED, file=name)
            found = [held for said, held in _attached(reader.root_object) if said == NAME]
            if len(found) != 1:
                raise KnownError(NO_ATTACHMENT, file=name)
            return _content(found[0])
    except KnownError:
        raise
    except _TooMuchError as error:
        raise KnownError(TOO_MUCH, file=name) from error
    except Exception as error:  # whatever somebody's file makes of the library
        raise KnownError(DAMAGED, file=name) from error


def _attached(root: Any) -> Iterator[tuple[str, Any]]:
    """The names in the list of attachments, and the specifications of their files."""
    names = root.get("/Names")
    tree = names.get_object().get("/EmbeddedFiles") if names is not None else None
    left = MOST_NAMES
    open_ = [(tree.get_object(), 0)] if tree is not None else []
    while open_:
        node, depth = open_.pop()
        if depth > MOST_DEPTH:
            raise _TooMuchError
        for kid in node.get("/Kids", ()):
            open_.append((kid.get_object(), depth + 1))
        pairs = node.get("/Names", ())
        left -= 1 + len(pairs) // 2 + len(node.get("/Kids", ()))
        if left < 0:
            raise _TooMuchError
        for at in range(0, len(pairs) - 1, 2):
            yield str(pairs[at].get_object()), pairs[at + 1].get_object()


def _content(specification: Any) -> bytes:
    files = specification["/EF"].get_object()
    stream = files.get("/UF", files.get("/F")).get_object()
    content = stream.get_data()
    if not isinstance(content, bytes):
        raise TypeError("no bytes")
    return content


@contextmanager
def _deadline(most_s: float) -> Iterator[None]:
    """Stops Python code within after `most_s` of this thread's work, at the next call it makes."""
    end = time.thread_time() + most_s
    before = sys.gettrace()

    def judge(frame: FrameType, event: str, _more: object) -> None:
        if time.thread_time() > end and "pypdf" in frame.f_code.co_filename:
            raise _TooMuchError

    sys.settrace(judge)
    try:
        yield
    finally:
        sys.settrace(before)
