"""Remarks in the JSON of a session: with their answers, and answers whose cause is no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clinic_values import an_injection, open_document

from mesomap.analysis.remarks import RemarkKind, remarks
from mesomap.atlas import default_atlas
from mesomap.document.record.clinic import settings_change
from mesomap.document.record.remarks import answer, context_of
from mesomap.exchange.record.remarks import remarks_json
from mesomap.model import SETTINGS, Added, ClinicSettings, Removed
from mesomap.storage import Store

BODY = default_atlas().body("female")


def test_a_remark_its_answer_and_what_becomes_of_it(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, syringe = open_document(store)
        session = document.session
        assert session is not None
        deep = an_injection(syringe, depth_mm=6.0)
        document.commit("Place", (Added(deep),))
        (told,) = remarks_json(store, BODY, session)
        assert (told["kind"], told["injections"], told["stands"]) == ("depth", [str(deep.id)], True)
        assert told["answered"] is None
        assert "papule: 6 mm" in told["text"]
        (remark,) = remarks(context_of(store, document.state, BODY))
        assert remark.kind is RemarkKind.DEPTH
        document.commit("Answer", answer(document, remark, said="so", reason="the needle is long"))
        (told,) = remarks_json(store, BODY, session)
        assert told["answered"]["reason"] == "the needle is long"
        assert told["answered"]["at"] == "2026-11-22T12:00:00"
        document.commit("Remove", (Removed(deep),))
        (told,) = remarks_json(store, BODY, session)
        assert (told["stands"], told["text"], told["kind"]) == (False, "so", "depth")


def test_what_the_clinic_switched_off_is_not_told(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, syringe = open_document(store)
        session = document.session
        assert session is not None
        document.commit("Place", (Added(an_injection(syringe, depth_mm=6.0)),))
        settings = ClinicSettings(id=SETTINGS)
        for silenced in (("depth",), ("*",)):
            wanted = replace(settings, silenced=silenced)
            document.commit("Switch off", settings_change(store, wanted))
            assert remarks_json(store, BODY, session) == []
