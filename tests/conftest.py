"""What every test stands on: no screen, the shipped fonts, settings of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ["QT_QPA_PLATFORM"] = os.environ.get("MESOMAP_TEST_PLATFORM", "offscreen")

from hypothesis import settings as hypothesis_settings
from PySide6.QtCore import QLocale, QSettings, QStandardPaths
from synthetic_atlas import write_atlas

from mesomap.atlas import Atlas, Body, default_atlas, load_atlas

# Speed is measured by the bench, never by a test.
hypothesis_settings.register_profile("mesomap", deadline=None)
hypothesis_settings.load_profile("mesomap")


def pytest_configure(config: pytest.Config) -> None:
    """What the offscreen platform says of every window and popup; no fault of ours."""
    for what in ("propagateSizeHints", "raise", "grabbing the keyboard"):
        config.addinivalue_line("qt_log_ignore", f"This plugin does not support {what}")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    return ["mesomap-tests"]


@pytest.fixture(scope="session", autouse=True)
def _own_paths() -> None:
    """No test reads or writes a person's own settings and data."""
    QStandardPaths.setTestModeEnabled(True)


@pytest.fixture(autouse=True)
def settings_in_tmp(tmp_path: Path) -> Iterator[Path]:
    """Settings live in this test's own folder, and the locale is English."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path / "settings"))
    QLocale.setDefault(QLocale("en_GB"))
    yield tmp_path / "settings"
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture(autouse=True)
def _state_in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong passphrases are counted in this test's own folder; none comes from outside."""
    monkeypatch.setenv("MESOMAP_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("MESOMAP_PASSPHRASE", raising=False)


@pytest.fixture(scope="session")
def synthetic_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny atlas of known geometry, on the disk; see tests/synthetic_atlas.py."""
    folder = tmp_path_factory.mktemp("atlas") / "bodycharts"
    write_atlas(folder)
    return folder


@pytest.fixture(scope="session")
def synthetic_body(synthetic_folder: Path) -> Body:
    """The body of the tiny atlas of known geometry."""
    return load_atlas(synthetic_folder).body("female")


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The shipped atlas."""
    return default_atlas()


@pytest.fixture(scope="session")
def body(atlas: Atlas) -> Body:
    """The shipped atlas's female body."""
    return atlas.body("female")
