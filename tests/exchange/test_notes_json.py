from uuid import UUID

from clinic_values import NOON, open_document

from mesomap.analysis.outlines import outline_of
from mesomap.atlas import Atlas
from mesomap.document.notes import new_note, numbered, reworded
from mesomap.exchange.json import session_json
from mesomap.model import RegionKey, Side
from mesomap.storage import Store


def test_notes_are_in_the_session_by_number(tmp_path, atlas: Atlas):
    body = atlas.body("female")
    key = RegionKey("cheek-buccal", Side.LEFT)
    patch = body.patches[body.regions[key].patch]
    site = outline_of(body, patch.id, patch.polygon(key).buffer(-5))[0]
    with Store.create(tmp_path / "test.mesomap") as store:
        document, _ = open_document(store)
        for text in ("first", " second "):
            document.commit("Add note", (new_note(document, site, key, text),))
        one = next(o for o in document.notes.values() if o.text == "first")
        document.commit("Change note", (reworded(one, "reworded"),))
        assert reworded(document.notes[one.id], "reworded ") is None
        found = session_json(store, atlas, document.session.id)["notes"]
        in_order = [note.id for note in numbered(document.notes.values()).values()]
        document.close_session()
    assert [note["number"] for note in found] == [1, 2]
    assert {note["text"] for note in found} == {"reworded", "second"}
    assert [UUID(note["id"]) for note in found] == in_order
    assert found[0]["site"] == {"kind": "skin", "face": site.face, "s": site.s, "t": site.t}
    assert (found[0]["region"], found[0]["side"]) == ("cheek-buccal", "left")
    assert found[0]["written"] == NOON.isoformat()
