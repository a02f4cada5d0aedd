"""The built wheel, installed in a clean environment, does the main job far from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def _run(
    *words: object, cwd: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(
        sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT,
        cwd=folder,
    )  # fmt: skip
    (built,) = folder.glob("mesomap-*.whl")
    return built


def _installed(wheel: Path, folder: Path) -> Path:
    """A clean environment with the wheel; what it depends on is borrowed from this one.

    The borrowed folder comes in as a bare path, so that its own .pth files (this checkout's
    editable install) stay unread.
    """
    _run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    _run(
        sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index",
        "--disable-pip-version-check", wheel,
        cwd=folder.parent,
    )  # fmt: skip
    found = _run(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder.parent
    )
    (Path(found.stdout.strip()) / "borrowed.pth").write_text(
        "\n".join(dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])),
        encoding="utf-8",
    )
    return python


def test_the_wheel_holds_the_charts_the_fonts_and_nothing_of_the_workshop(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "mesomap/bodycharts/manifest.json" in names
    assert "mesomap/bodycharts/LICENSE.md" in names
    assert any(name.endswith("charts/face-front.svgz") for name in names)
    assert any(name.startswith("mesomap/paint/fonts/") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "tools/", "assets/"))]


def test_an_installed_wheel_does_the_demo(wheel: Path, tmp_path: Path) -> None:
    python = _installed(wheel, tmp_path / "clean")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("PYTHONPATH", "QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    }
    where = _run(
        python, "-c", "import mesomap; print(mesomap.__file__)",
        cwd=elsewhere, environment=environment,
    )  # fmt: skip
    assert Path(where.stdout.strip()).is_relative_to(tmp_path)
    command = python.with_name("mesomap.exe" if os.name == "nt" else "mesomap")
    said = _run(command, "demo", "--out", "demo", cwd=elsewhere, environment=environment)
    assert said.stderr == ""
    assert len(list((elsewhere / "demo").glob("*.mesomap"))) == 1
    papers = list((elsewhere / "demo").glob("*.pdf"))
    assert len(papers) == 2
    assert all(paper.read_bytes().startswith(b"%PDF-") for paper in papers)
