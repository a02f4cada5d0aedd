"""A whole session of the real window in a process of its own, watched from within.

Run as a program: ``whole_session.py REPORT OUT``. Its home, temporary and settings folders come by
the environment. Writes what it saw to REPORT as JSON; what a person chose a place for is in OUT.
"""

from __future__ import annotations

import sys

SOCKETS: list[str] = []
STARTED = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "poplib.", "imaplib.")


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(STARTED):
        SOCKETS.append(f"{event} {arguments!r}")


sys.addaudithook(_hear)

import importlib  # noqa: E402
import json  # noqa: E402
import logging  # noqa: E402
import pkgutil  # noqa: E402
import threading  # noqa: E402
import tomllib  # noqa: E402
import warnings  # noqa: E402
from pathlib import Path  # noqa: E402

NAME = "Unmistakable"
ROOT = Path(__file__).parents[2]
IMPORTED_AS = {
    "PySide6-Essentials": "PySide6.QtWidgets",
    "sqlite-utils": "sqlite_utils",
    "QtAwesome": "qtawesome",
    "argon2-cffi": "argon2",
}
"""Where a dependency's module is called otherwise."""


def import_everything() -> list[str]:
    """Every dependency and every module of ours; which they were."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["dependencies"]
    names = sorted({one.split(";")[0].split(">")[0].split("=")[0].strip() for one in wanted})
    for name in names:
        importlib.import_module(IMPORTED_AS.get(name, name))
    import mesomap

    for module in pkgutil.walk_packages(mesomap.__path__, "mesomap."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return names


def sockets_open() -> list[str]:
    """The handles of this process that are sockets, where the system tells."""
    found = []
    for handle in Path("/proc/self/fd").iterdir() if Path("/proc/self/fd").is_dir() else ():
        try:
            target = str(handle.readlink())
        except OSError:
            continue
        if target.startswith("socket:"):
            found.append(target)
    return found


def work(hands, day, out: Path) -> list[str]:
    """What a person does in a session; which titles the window had."""
    from PySide6.QtGui import QGuiApplication

    from mesomap.report.exporting import ENDINGS, Format
    from mesomap.report.person_file import export_everything
    from tools.soak.day import visit

    titles: list[str] = []
    hands.window.windowTitleChanged.connect(titles.append)
    visit(hands, day, 1, edits=30, seed=1, family=NAME)
    store, atlas = hands.document.store, hands.window.desk.atlas
    session = store.sessions()[-1].session
    hands.open_session(session.id)
    titles.append(hands.window.windowTitle())
    hands.trigger("select_all")
    hands.trigger("copy")
    (out / "clipboard.txt").write_bytes(QGuiApplication.clipboard().text().encode())
    for format in Format:
        hands.desk.export_out.export_to(out / f"session{ENDINGS[format]}", format)
    for _ in export_everything(store, atlas, session.patient, out / "all.zip", at=day.clock()):
        pass
    return titles


def provoke(window) -> None:
    """Bugs of every sort, whose texts hold the patient's name."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    patient = window.desk.clinic.document.patient

    def in_a_slot() -> None:
        try:
            {}[patient.name]
        except KeyError as error:
            raise ValueError(f"cannot use {patient!r}") from error

    def heard(_event: object) -> None:
        raise AssertionError(patient.name)

    def in_a_thread() -> None:
        raise RuntimeError(patient.name)

    class Unraisable:
        def __del__(self) -> None:
            raise OSError(patient.name)

    QTimer.singleShot(0, in_a_slot)
    QTest.qWait(20)
    leave = window.desk.clinic.document.subscribe(heard)
    window.commands["more_volume"].trigger()
    QTest.qWait(20)
    leave()
    thread = threading.Thread(target=in_a_thread)
    thread.start()
    thread.join()
    Unraisable()
    logging.getLogger("pypdf").warning("odd: %s", patient.name)
    logging.getLogger("somebody.else").error(f"odd: {patient.name}")
    logging.getLogger("mesomap.canvas").error("odd: %s, %r", patient, 7)
    warnings.warn(f"odd: {patient.name}", stacklevel=1)
    QTest.qWait(20)


def main(report: Path, out: Path) -> int:
    """All of it; 0 when it went through."""
    from PySide6.QtCore import QSettings, QStandardPaths
    from PySide6.QtTest import QTest

    QStandardPaths.setTestModeEnabled(True)
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(Path.home() / "settings"))
    imported = import_everything()
    after_imports = list(SOCKETS)
    from mesomap.app import private_log
    from mesomap.app.run import application
    from mesomap.app.window import MainWindow
    from mesomap.storage import keys
    from tools.soak.day import Day
    from tools.soak.hands import Hands

    private_log.install()
    application(["mesomap"])
    day = Day(out)
    window = MainWindow(clock=day.clock)
    ready: list[bool] = []
    window.ready.connect(lambda: ready.append(True))
    window.resize(1366, 768)
    window.show()
    while not ready:
        QTest.qWait(10)
    window.activateWindow()
    window.desk.clinic.create(Path.home() / "Clinic.mesomap", keys.new_key("as long as this"))
    titles = work(Hands(window), day, out)
    provoke(window)
    bug_line = window.message.text()
    sockets = sockets_open()
    maps = Path("/proc/self/maps")
    libraries = maps.read_text() if maps.exists() else ""
    window.close()
    window.deleteLater()
    QTest.qWait(0)
    told = {
        "imported": imported,
        "after_imports": after_imports,
        "sockets": SOCKETS,
        "open_sockets": sockets,
        "network_library": "Qt6Network" in libraries or "PySide6.QtNetwork" in sys.modules,
        "titles": titles,
        "bug_line": bug_line,
        "core_limit": _core_limit(),
    }
    report.write_text(json.dumps(told))
    return 0


def _core_limit() -> int:
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrlimit(resource.RLIMIT_CORE)[0]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
