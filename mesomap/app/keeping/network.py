"""Whether a file lies on a network drive, as the system tells it."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStorageInfo

KINDS = ("nfs", "cifs", "smb", "9p", "davfs", "webdav", "afp", "afs", "ncp", "coda", "ceph")
"""File system types begin so (Linux /proc/mounts, macOS mount(8))."""
OVER_FUSE = ("sshfs", "davfs", "rclone", "smbnetfs", "gvfsd", "s3fs", "curlftpfs", "glusterfs")
"""Drives that a program on this computer fetches from another, seen as fuse.NAME."""
REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveTypeW (learn.microsoft.com/windows/win32/api/fileapi)."""


def lies_on_network(path: Path) -> bool:
    """Whether the file or its folder (the nearest that is there) lies on a network drive."""
    if is_share(str(path)):
        return True
    place = path.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    found = QStorageInfo(str(place.resolve()))
    if os.name == "nt":
        return is_share(found.rootPath()) or _drive_type(found.rootPath()) == REMOTE_DRIVE
    return is_network_type(bytes(found.fileSystemType().data()).decode("ascii", "replace"))


def is_network_type(kind: str) -> bool:
    """Whether a file system of type `kind` is another computer's."""
    name = kind.lower()
    if name.startswith("fuse"):
        return any(one in name for one in OVER_FUSE)
    return name.startswith(KINDS)


def is_share(path: str) -> bool:
    r"""Whether `path` names a share of another computer: ``\\computer\share`` or ``//...``."""
    plain = path.replace("\\", "/")
    if plain.startswith(("//?/UNC/", "//?/unc/")):
        return True
    return plain.startswith("//") and not plain.startswith(("//?/", "//./"))


def _drive_type(root: str) -> int:
    import ctypes

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 (there on Windows only)
    return int(kernel.GetDriveTypeW(root.replace("/", "\\")))
