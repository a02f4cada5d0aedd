"""Attachments that a restore had to do without: added again they are there again."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from clinic_values import NOON, open_document, the_session

from mesomap.document import Document
from mesomap.document.edits_pictures import attachment_of
from mesomap.document.record.photographs import add_photograph
from mesomap.model import Attachment, Change, Moment
from mesomap.storage import Store
from mesomap.storage.backup import restore
from mesomap.storage.rotating import make


def photographed(document: Document, attachment: Attachment) -> tuple[Change, ...]:
    return add_photograph(
        document,
        attachment,
        size_px=(10, 10),
        taken=NOON,
        moment=Moment.BEFORE,
        view="",
        text="",
    )


def test_the_same_photograph_brings_its_content_back(tmp_path: Path) -> None:
    attachment = attachment_of(b"a photograph", "image/png")
    with Store.create(tmp_path / "North.mesomap") as store:
        document, _ = open_document(store)
        document.commit("Add photograph", photographed(document, attachment))
        session = the_session(document)
        made = make(store.path, tmp_path, at=datetime(2026, 11, 23, 17, 5))
    shutil.rmtree(made.found.path.parent / "attachments")
    back = tmp_path / "back.mesomap"
    restore(made.found.path, back, at=NOON, actor="test", without_missing=True)
    with Store.open(back) as store:
        document = Document(store, actor="test", clock=lambda: NOON)
        document.open_session(session)
        lost = store.attachment(attachment.id)
        assert lost is not None
        assert lost.content == b""
        for _ in range(2):
            document.commit("Add photograph", photographed(document, attachment))
            assert store.attachment(attachment.id) == attachment
            assert store.verify().ok
