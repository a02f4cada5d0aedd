"""One run of the demo for all the tests of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from mesomap.cli import main


@dataclass(frozen=True)
class Demo:
    """What the demo wrote, and what it said."""

    folder: Path
    clinic: Path
    said: str


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Demo:
    folder = tmp_path_factory.mktemp("demo") / "not there yet"
    done = CliRunner().invoke(main, ["demo", "--out", str(folder)])
    assert done.exit_code == 0, done.output
    assert done.stderr == ""
    (clinic,) = folder.glob("*.mesomap")
    return Demo(folder, clinic, done.stdout)
