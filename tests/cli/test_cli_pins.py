"""When nobody knows their PIN any more."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from click.testing import CliRunner
from clinic_values import NOON, open_document

from mesomap.cli import main
from mesomap.document.record.credentials import anybody_has_one, set_changes
from mesomap.model import Added, Person
from mesomap.storage import Store


def test_all_pins_are_removed_and_the_log_says_so(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    person = Person(id=uuid4(), name="B. Example")
    with Store.create(path) as store:
        document, _syringe = open_document(store)
        document.commit("Add person", (Added(person),))
        document.commit("Set a PIN", set_changes(store, person.id, "2749", NOON))
    for said in ("1 PIN was removed", "0 PINs were removed"):
        done = CliRunner().invoke(main, ["remove-pins", "--clinic", str(path)])
        assert done.exit_code == 0, done.output
        assert done.output.strip() == said
    with Store.open(path) as store:
        assert not anybody_has_one(store)
        assert store.verify().ok
        assert store.log_rows()[-1]["actor"] == "command line"
