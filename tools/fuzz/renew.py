"""``python -m tools.fuzz.renew``: the files of sessions that the fuzzer begins with, made anew.

Some sessions of the sample clinic, of each sort of value a few, as the product exports them.
"""

from __future__ import annotations

from mesomap.atlas import default_atlas
from mesomap.exchange.bundle import bundle_json, hash_of, wrapped
from mesomap.exchange.sample import make_sample_clinic
from mesomap.storage import Store
from tools.fuzz import scene
from tools.fuzz.target import SEEDS

A_SORT = 2
"""So many values of each sort."""


def main() -> None:
    """Write them."""
    import json

    path = scene.folder() / "sample.mesomap"
    make_sample_clinic(path)
    place = SEEDS / "sessions"
    place.mkdir(parents=True, exist_ok=True)
    with Store.open(path, read_only=True) as store:
        found = sorted(store.sessions(), key=lambda one: (one.count == 0, one.count))
        chosen = (found[0], found[len(found) // 2], found[-1])
        files = [
            bundle_json(store, default_atlas(), [one.session.id], at=scene.NOW, attachments=False)
            for one in chosen
        ]
    records = [{kind: values[:A_SORT] for kind, values in file["record"].items()} for file in files]
    records.append({"patient": records[0]["patient"][:1]})
    for number, record in enumerate(records):
        file = wrapped([], record, at=scene.NOW)
        assert file["sha256"] == hash_of(record)
        text = json.dumps(file, ensure_ascii=False, separators=(",", ":"))
        (place / f"session-{number}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
