"""Exports in processes that are killed in their middle, as by ``kill -9``.

Run as a program: ``export_killed.py CLINIC OUT TEMP KILLS``. Prints as JSON what lay in TEMP and
OUT after each kill, and after the export that then went through.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from mesomap.atlas import Atlas, default_atlas
from mesomap.cli.window import start_offscreen
from mesomap.report.exporting import Format, export_session, export_sessions
from mesomap.report.person_file import export_everything
from mesomap.storage import Store

WHAT = ("dicom", "person", "folder")
AT = datetime(2026, 11, 23, 10, 0)


def export(clinic: Path, atlas: Atlas, out: Path, what: str) -> None:
    """The clinic file's one patient, in one of the ways."""
    with Store.open(clinic, read_only=True) as store:
        last = store.sessions()[-1].session
        match what:
            case "dicom":
                export_session(store, atlas, last.id, out / "session.dcm", Format.DICOM)
            case "person":
                for _ in export_everything(store, atlas, last.patient, out / "all.zip", at=AT):
                    pass
            case "folder":
                for _ in export_sessions(store, atlas, [last.id], out / "folder", Format.FHIR):
                    pass


def in_a_child(clinic: Path, atlas: Atlas, out: Path, what: str, kill_at: int) -> tuple[int, int]:
    """Export in a fork, killed at one of the events of Python's audit; how it ended, and how many
    events there were."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        start_offscreen()
        heard = 0

        def hear(_event: str, _arguments: tuple[object, ...]) -> None:
            nonlocal heard
            heard += 1
            if heard == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hear)
        export(clinic, atlas, out, what)
        os.write(writing, str(heard).encode())
        os._exit(0)
    os.close(writing)
    _pid, status = os.waitpid(child, 0)
    told = os.read(reading, 100)
    os.close(reading)
    return os.waitstatus_to_exitcode(status), int(told or b"0")


def files_in(folder: Path) -> list[str]:
    """All of them, hidden ones too."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def main(clinic: Path, out: Path, temp: Path, kills: int) -> None:
    """All ways, killed so often each."""
    atlas = default_atlas()
    rounds = []
    for what in WHAT:
        status, events = in_a_child(clinic, atlas, out, what, 0)
        whole = files_in(out)
        for number in range(1, kills + 1):
            ended, _ = in_a_child(clinic, atlas, out, what, events * number // (kills + 1))
            rounds.append(
                {"what": what, "ended": ended, "temp": files_in(temp), "out": files_in(out)}
            )
        again, _ = in_a_child(clinic, atlas, out, what, 0)
        rounds.append(
            {
                "what": what,
                "ended": max(abs(status), abs(again)),
                "temp": files_in(temp),
                "out": files_in(out),
                "whole": whole,
            }
        )
    print(json.dumps(rounds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
