"""What lies on this computer: the clinic file and its rows, settings, small files beside."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

from tools.fuzz import mutate, scene
from tools.fuzz.sessions import bundles
from tools.fuzz.target import Target, refused

_INI = (
    b"[clinic]", b"[window]", b"last=", b"theme=", b"text=", b"geometry=", b"@ByteArray(",
    b"@Variant(", b"@Invalid()", b"@Size(1 2)", b"@Rect(", b"\\x0", b"\\0\\0\\0\\x7f", b'"', b", ",
    b"@DateTime(",
    b"\\xffffffff", b"%U0000",
)  # fmt: skip


def clinic_file(data: bytes) -> None:
    """A file that is opened as a clinic file, and looked into."""
    from mesomap.storage import Store

    path = scene.as_file(data, "judged.mesomap")
    for ending in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    with Store.open(path, read_only=True) as store:
        store.sessions()
        store.find_patients("a", limit=5)


def cells(data: bytes) -> None:
    """A clinic file one cell of which was written by somebody else: read, and verified."""
    from mesomap.storage import Store
    from mesomap.storage.driver import sqlite

    path = scene.as_file(_filled(), "cells.mesomap")
    table, column, row, *rest = data.ljust(4, b"\0")
    raw = bytes(rest[1:])
    kinds = (raw, raw.decode("utf-8", "replace"), None, int.from_bytes(raw[:7], "big"), -1.5)
    connection = sqlite.connect(path)
    names = [name for (name,) in connection.execute(_TABLES) if not name.startswith("sqlite")]
    name = names[table % len(names)]
    columns = [one[1] for one in connection.execute(f"PRAGMA table_info({name})")]
    try:
        connection.execute(
            f"UPDATE OR IGNORE {name} SET {columns[column % len(columns)]} = ?"
            f" WHERE rowid = (SELECT rowid FROM {name} LIMIT 1 OFFSET ?)",
            (kinds[rest[0] % len(kinds)], row % 4),
        )
        connection.commit()
    except sqlite.Error:
        return  # the file's own rules refused it
    finally:
        connection.close()

    def look() -> None:
        with Store.open(path, read_only=True) as store:
            refused(store.verify)
            refused(store.sessions)
            refused(lambda: store.find_patients("a", limit=5))

    look()


_TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"


@cache
def _filled() -> bytes:
    """A clinic file with a session in it."""
    from mesomap.atlas import default_atlas
    from mesomap.document import Document
    from mesomap.document.importing import import_bundle, plan_import
    from mesomap.exchange.bundle_read import read_bundle
    from mesomap.storage import Store

    path = scene.folder() / "filled.mesomap"
    with Store.create(path) as store:
        bundle = read_bundle(bundles()["session-3"], name="a.json")
        import_bundle(Document(store, actor="A"), plan_import(store, default_atlas(), bundle))
    return path.read_bytes()


def header(data: bytes) -> None:
    """The first bytes of a file that says that it is one."""
    from mesomap.storage.opening import judge

    judge(scene.as_file(b"SQLite format 3\0" + data, "head.mesomap"))


def row(data: bytes) -> None:
    """A stored row of any table, as its cells."""
    from mesomap.storage.kinds import KINDS
    from mesomap.storage.readers import from_row

    try:
        name, cells = json.loads(data)
        kind = KINDS[name]
        cells = {str(key): _cell(str(key), cell) for key, cell in cells.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return
    from_row(kind, cells)


def _cell(key: str, cell: Any) -> Any:
    """As SQLite would give it: ids as bytes, and no lists or objects."""
    from mesomap.storage.kinds import IDS

    if key in IDS and isinstance(cell, str):
        try:
            return bytes.fromhex(cell)
        except ValueError:
            return cell.encode("utf-8", "replace")
    return cell if isinstance(cell, str | int | float | None) else json.dumps(cell)


def settings(data: bytes) -> None:
    """What this computer remembers, as a person or another program left it."""
    scene.qt()
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QWidget

    from mesomap.app import settings as kept
    from mesomap.paint.theme import resolve

    place = scene.folder() / "settings"
    (place / kept.ORGANISATION).mkdir(parents=True, exist_ok=True)
    ini = place / kept.ORGANISATION / f"{kept.APPLICATION}.ini"
    ini.write_bytes(data)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(place))
    kept._settings().sync()
    last = kept.last_clinic()
    if last is not None:
        last.is_file()
    resolve(kept.theme())
    found = (
        kept.text_scale(), kept.paper(), kept.landscape(), kept.print_caution(), kept.template(),
        kept.folded_groups(), kept.tick(), kept.record_folded(), kept.remarks_folded(), kept.who(),
        kept.kept_keys(), kept.own_keys(), kept.of_clinic(scene.folder(), "place"),
    )  # fmt: skip
    assert len(found) == 13
    geometry = kept.geometry()
    if geometry is not None:
        _widget(QWidget).restoreGeometry(geometry)


@cache
def _widget(kind: Any) -> Any:
    return kind()


def beside(data: bytes) -> None:
    """The small files beside: failed attempts, and the place of the state folder itself."""
    from mesomap.storage import attempts

    place = scene.folder() / "state"
    place.mkdir(exist_ok=True)
    (place / "attempts.json").write_bytes(data)
    os.environ[attempts.PLACE] = str(place)
    name = data[:20].decode("utf-8", "replace")
    assert attempts.wait_s(name) >= 0.0
    attempts.failed(name)
    attempts.succeeded(name)


@cache
def files() -> dict[str, bytes]:
    """A clinic file without anybody in it, whole and cut off."""
    scene.clinic()
    whole = (scene.folder() / "clinic.mesomap").read_bytes()
    return {
        "whole": whole,
        "cut": whole[:30_000],
        "locked": b"meso" + bytes(8192),
        "text": b"hello",
    }


@cache
def rows() -> dict[str, bytes]:
    """A row of each sort that the sample clinic has."""
    from mesomap.exchange.bundle_values import value_of
    from mesomap.storage.kinds import KINDS
    from mesomap.storage.rows import to_json

    found = {}
    for file in bundles().values():
        for name, values in json.loads(file)["record"].items():
            if name != "attachment":
                value = value_of(KINDS[name], values[0], name)
                found[name] = json.dumps([name, to_json(value)]).encode()
    return found


def inis() -> dict[str, bytes]:
    """Settings as Qt writes them."""
    return {
        "plain": b"[clinic]\nlast=/home/a/Clinic.mesomap\nkeyring=00ff 11\n[window]\ntheme=dark\n"
        b"text=1.3\n[strip]\nfolded=scalp, neck\n[people]\n"
        b"who=6d65736f-6d61-8000-8000-c11c00000001\n[keys]\n"
        b'own="{\\"undo\\": [\\"Ctrl+J\\"]}"\n',
        "geometry": b"[window]\n"
        b"geometry=@ByteArray(\\x1\\xd9\\xd0\\xcb\\0\\x3\\0\\0\\0\\0\\0\\0\\x1)\n",
        "odd": b"[clinic]\nlast=@Variant(\\0\\0\\0\\x11\\0\\0\\0\\x1)\n"
        b"[window]\ntheme=a, b\ntext=nan\n",
    }


TARGETS = (
    Target(
        name="clinic-header",
        reads="the head of a clinic file",
        run=header,
        seeds=lambda: {"head": files()["whole"][16:600], "short": files()["whole"][16:90]},
        mutate=mutate.of_bytes,
        words=(b"MESO", b"\0\0\0\1", b"\xff\xff\xff\xff", b"\x10\0"),
        share=200,
        most_bytes=4096,
    ),
    Target(
        name="clinic-file",
        reads="a whole clinic file",
        run=clinic_file,
        seeds=files,
        mutate=mutate.of_bytes,
        words=(b"SQLite format 3\0", b"meso", b"CREATE TABLE", b"sessions"),
        share=2,
        most_bytes=300_000,
    ),
    Target(
        name="clinic-cells",
        reads="a clinic file that somebody edited, also by `mesomap verify`",
        run=cells,
        seeds=lambda: {str(n): bytes([n, n % 7, 0, n % 5]) + b"ab" * n for n in range(24)},
        mutate=mutate.of_bytes,
        share=2,
        most_bytes=64,
    ),
    Target(
        name="row",
        reads="a stored row of any table",
        run=row,
        seeds=rows,
        mutate=mutate.of_json,
        words=(b'"content"', b'"id"', b"null", b"1e999", b"[[[["),
        share=20,
        most_bytes=4096,
    ),
    Target(
        name="settings",
        reads="the settings of this computer",
        run=settings,
        seeds=inis,
        mutate=mutate.of_bytes,
        words=_INI,
        share=20,
        most_bytes=2048,
    ),
    Target(
        name="attempts",
        reads="the file of failed attempts",
        run=beside,
        seeds=lambda: {"one": b'{"' + b"0" * 32 + b'": [3, 1795000000.0]}', "empty": b"{}"},
        mutate=mutate.of_json,
        words=(b"1e999", b"NaN", b"[[[[", b"-1"),
        share=40,
        most_bytes=2048,
    ),
)
