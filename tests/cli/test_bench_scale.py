"""`mesomap bench --scale`, on a small file: what it makes is a clinic file like any other."""

from __future__ import annotations

from pathlib import Path

from mesomap.cli.bench_scale import measure
from mesomap.cli.scale_file import Scale, lot_number
from mesomap.storage import Store

SMALL = Scale(patients=30, sessions=120, injections=600, lots=10)


def test_the_scale_measures_find_what_the_file_holds(tmp_path: Path) -> None:
    path = tmp_path / "scale.mesomap"
    found = {one.name: one for one in measure(SMALL, path)}
    assert list(found) == ["open", "search_patients", "history", "lot_lookup"]
    assert all(one.runs for one in found.values())
    with Store.open(path, read_only=True) as store:
        assert store.find_patients("", limit=5).total == SMALL.patients
        assert store.find_patients("P00001", limit=50).total == 10
        person = store.find_patients("", limit=1).patients[0]
        history = store.sessions(person.id)
        assert [one.count for one in history] == [SMALL.a_session] * 4
        assert all(one.given == SMALL.a_session for one in history)
        uses = store.uses_of_lot(lot_number(3).lower().replace("0", "o"))
        assert len(uses) == SMALL.sessions // SMALL.lots
    made = path.stat().st_ino
    measure(SMALL, path)
    assert path.stat().st_ino == made, "it is made once"
