"""What Qt's PDF writer leaves out: who wrote it, attachments, bookmarks, and spaces in the text.

Qt names the glyph of a space by the first character that the font has for it, a tab, and a joined
letter by its own code: a viewer would find neither "North Street" nor "office". Each font's table
of characters is put right here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import cast

JSON_MEDIA = "application/json"
MANY_PAGES = 5
"""From so many pages on a PDF has bookmarks."""

_LISTS = re.compile(rb"(\[)([^\]]*)(?=\])")
_ONE = re.compile(rb"(<([0-9A-Fa-f]{4})> <\2> )(<[0-9A-Fa-f]{4}>)")
_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")
_SPACES = {0x09: 0x20, 0xA0: 0x20}
_JOINED = ((0xFB00, 0xFDFF), (0xFE70, 0xFEFF))
"""Letters joined or shaped for the eye, Latin, Hebrew and Arabic: searched as plain ones."""


@dataclass(frozen=True, slots=True)
class PdfAttachment:
    """A file within the PDF."""

    name: str
    media: str
    content: bytes


def finished(
    made_by_qt: bytes,
    *,
    title: str,
    author: str,
    made: datetime,
    attachments: Sequence[PdfAttachment] = (),
    bookmarks: Sequence[tuple[str, int]] = (),
) -> bytes:
    """The PDF that Qt made, put right.

    Parameters
    ----------
    bookmarks
        Title and page (from 0) of each; left out while the pages are few.
    """
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, NumberObject

    writer = PdfWriter(clone_from=BytesIO(made_by_qt))
    writer.pdf_header = "%PDF-1.4"  # as Qt wrote it
    for one in list(writer._objects):
        if isinstance(one, DictionaryObject) and "/ToUnicode" in one:
            _mend(one["/ToUnicode"])
    writer.add_metadata(
        {
            "/Title": title,
            "/Author": author,
            "/Creator": "mesomap",
            "/CreationDate": _pdf_time(made),
        }
    )
    for attachment in attachments:
        held = writer.add_attachment(attachment.name, attachment.content)
        plain = cast(DictionaryObject, held.pdf_object["/EF"]).raw_get("/F")
        writer._replace_object(plain, plain.get_object().flate_encode())
        held.subtype = NameObject("/" + attachment.media)
        held.size = NumberObject(len(attachment.content))
    if len(writer.pages) >= MANY_PAGES:
        for said, page in bookmarks:
            writer.add_outline_item(title=said, page_number=page)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _mend(table: object) -> None:
    from pypdf.generic import StreamObject

    assert isinstance(table, StreamObject)
    text = _LISTS.sub(lambda found: found[1] + _plain(found[2]), table.get_data())
    table.set_data(_ONE.sub(lambda found: found[1] + _plain(found[3]), text))


def _plain(codes: bytes) -> bytes:
    return _CODE.sub(lambda found: b"<" + _letters(int(found[1], 16)) + b">", codes)


def _letters(code: int) -> bytes:
    """What is read where a font has `code`, as UTF-16 in hex."""
    text = chr(_SPACES.get(code, code))
    if any(low <= code <= high for low, high in _JOINED):
        text = unicodedata.normalize("NFKC", text)
    return text.encode("utf-16-be", "surrogatepass").hex().upper().encode()


def _pdf_time(moment: datetime) -> str:
    return moment.strftime("D:%Y%m%d%H%M%S")
