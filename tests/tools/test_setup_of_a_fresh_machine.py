"""What `make run` brings or says on a machine that lacks Qt's system libraries or a screen."""

from __future__ import annotations

import subprocess

import pytest

from tools.setup import run, system_libraries

THERE = {"libc6": "libc.so.6"}
LACKING = {"libnothing1": "libnothing-like-this.so.1", **THERE}

pytestmark = pytest.mark.skipif(
    not system_libraries.sys.platform.startswith("linux"), reason="only Linux wheels lack anything"
)


def test_only_what_does_not_load_is_missing() -> None:
    assert system_libraries.missing(LACKING) == ["libnothing1"]
    assert system_libraries.ensure(THERE)


def test_without_the_right_to_install_it_says_the_one_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert not system_libraries.ensure(LACKING)
    assert "sudo apt-get install -y libnothing1" in capsys.readouterr().out


def test_without_apt_it_names_the_libraries(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: None)
    assert not system_libraries.ensure(LACKING)
    assert "libnothing-like-this.so.1" in capsys.readouterr().out


def test_as_root_it_installs_and_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(system_libraries.os, "geteuid", lambda: 0)
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(system_libraries, "install", installed.extend)
    answers = iter([["libnothing1"], []])
    monkeypatch.setattr(system_libraries, "missing", lambda packages: next(answers))
    assert system_libraries.ensure(LACKING)
    assert installed == ["libnothing1"]


@pytest.mark.parametrize(
    ("display", "command"),
    [(None, ["demo", "--out", "demo-output"]), (":1", [])],
    ids=["no screen: the demo", "a screen: the window"],
)
def test_make_run_opens_the_window_or_does_the_demo(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    display: str | None,
    command: list[str],
) -> None:
    started: list[list[str]] = []

    def start(words: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        started.append(words)
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    if display is not None:
        monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr(run, "ensure", lambda packages: True)
    monkeypatch.setattr(run.subprocess, "run", start)
    assert run.main() == 0
    assert started[0][1:] == ["-m", "mesomap", *command]
    assert ("no screen" in capsys.readouterr().out) == (display is None)
