"""Bring the system libraries that Qt needs on a bare Linux, or say which command does.

Usage: ``python tools/setup/system_libraries.py [offscreen|window]``. On Windows and macOS the
wheels bring all they need and this does nothing. Exit status 0: ready; 1: something to type first.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

# Debian package -> the shared library whose presence says that it is there.
OFFSCREEN = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libx11-6": "libX11.so.6",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libfreetype6": "libfreetype.so.6",
    "libxkbcommon0": "libxkbcommon.so.0",
}
WINDOW = OFFSCREEN | {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-render0": "libxcb-render.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-util1": "libxcb-util.so.1",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}


def loads(library: str) -> bool:
    """Whether the dynamic loader finds `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing(packages: dict[str, str]) -> list[str]:
    """The Debian packages whose library does not load."""
    return [package for package, library in packages.items() if not loads(library)]


def install(packages: list[str]) -> None:
    """Install Debian packages, quietly; leaves the judgement to a second look."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, env=environment, check=False, stdout=subprocess.DEVNULL)


def ensure(packages: dict[str, str]) -> bool:
    """Whether all libraries are there, after installing what may be installed."""
    if not sys.platform.startswith("linux"):
        return True
    lacking = missing(packages)
    if not lacking:
        return True
    has_apt = shutil.which("apt-get") is not None
    if has_apt and os.geteuid() == 0:
        print(f"mesomap: installing {len(lacking)} system libraries that Qt needs ...", flush=True)
        install(lacking)
        lacking = missing(packages)
        if not lacking:
            return True
    if has_apt:
        print("mesomap: Qt needs system libraries. Type this once, then the same again:")
        print(f"  sudo apt-get install -y {' '.join(lacking)}")
    else:
        libraries = ", ".join(packages[package] for package in lacking)
        print(f"mesomap: Qt needs these system libraries, please install them: {libraries}")
    return False


def main() -> int:
    """Command line."""
    wanted = WINDOW if "window" in sys.argv[1:] else OFFSCREEN
    return 0 if ensure(wanted) else 1


if __name__ == "__main__":
    sys.exit(main())
