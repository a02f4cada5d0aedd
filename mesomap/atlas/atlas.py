"""Finding and opening the atlas."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import mesomap
from mesomap.atlas.body import Body
from mesomap.atlas.files import MISSING, AtlasFiles
from mesomap.atlas.metadata import read_body
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

NO_BODY = QT_TRANSLATE_NOOP("messages", "There is no body {body}. The bodies are: {known}.")


class Atlas:
    """The bodies of one build of the atlas. Nothing but the manifest is read until asked for."""

    def __init__(self, files: AtlasFiles) -> None:
        self._files = files
        self._bodies: dict[str, Body] = {}

    @property
    def version(self) -> str:
        """The build, e.g. ``2026.11.0a1b2c3d``; sessions record it."""
        return self._files.version

    @property
    def folder(self) -> Path:
        """Where its files are."""
        return self._files.folder

    @property
    def body_ids(self) -> tuple[str, ...]:
        """The ids of its bodies."""
        return self._files.bodies

    def body(self, id: str) -> Body:
        """The body `id`, read once; KnownError if there is none or its file is damaged."""
        if id not in self._bodies:
            if id not in self.body_ids:
                raise KnownError(NO_BODY, body=id, known=", ".join(self.body_ids))
            self._bodies[id] = Body(read_body(self._files, id))
        return self._bodies[id]


def load_atlas(folder: Path) -> Atlas:
    """Open the atlas in `folder`.

    Every file is compared with the manifest's SHA-256 when it is first read.

    Raises
    ------
    KnownError
        If the atlas is missing, damaged, or of a newer format than this program reads.
    """
    return Atlas(AtlasFiles(folder))


def _places() -> tuple[Path, Path]:
    package = Path(mesomap.__file__).resolve().parent
    return package / "bodycharts", package.parent / "assets" / "bodycharts"


@cache
def default_atlas() -> Atlas:
    """The atlas that came with the program: from an install, or else from a checkout."""
    installed, checkout = _places()
    for folder in (installed, checkout):
        if (folder / "manifest.json").is_file():
            return load_atlas(folder)
    raise KnownError(MISSING, place=str(installed))
