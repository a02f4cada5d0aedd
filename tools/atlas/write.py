"""Write files whose bytes depend on their content only."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_STAMP = (1980, 1, 1, 0, 0, 0)


def write_npz(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Like ``np.savez_compressed``, with fixed timestamps and order, without pickles."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            buffer = io.BytesIO()
            np.lib.format.write_array(
                buffer, np.ascontiguousarray(arrays[name]), allow_pickle=False
            )
            entry = zipfile.ZipInfo(f"{name}.npy", _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, buffer.getvalue(), compresslevel=9)


def write_svgz(path: Path, text: str) -> None:
    """Gzip with no name and no time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0) as stream:
        stream.write(text.encode())
    path.write_bytes(buffer.getvalue())


def write_json(path: Path, value: Any) -> None:
    """Stable JSON, one trailing newline."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_manifest(out: Path, date: str) -> str:
    """Hash every file but manifest and licence; returns the version."""
    files = {}
    for path in sorted(p for p in out.rglob("*") if p.is_file()):
        name = path.relative_to(out).as_posix()
        if name not in ("manifest.json", "LICENSE.md"):
            files[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    digest = hashlib.sha256("".join(sorted(files.values())).encode()).hexdigest()
    version = f"{date}.{digest[:8]}"
    bodies = [b for b in ("female", "male") if f"{b}/body.json" in files]
    write_json(
        out / "manifest.json", {"format": 1, "version": version, "bodies": bodies, "files": files}
    )
    return version


def rounded(values: NDArray[Any], digits: int) -> list[float]:
    """A short list for JSON, without negative zeros."""
    return [round(float(v), digits) + 0.0 for v in np.asarray(values).ravel()]
