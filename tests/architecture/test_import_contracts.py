"""The rooms of the architecture: imports point down only, and the core knows no Qt."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import mesomap

PACKAGE = Path(mesomap.__file__).parent
QT_FREE = (
    "model", "atlas", "geometry", "clinical", "analysis", "storage", "document", "exchange",
)  # fmt: skip


def test_import_contracts_hold() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_core_imports_without_qt() -> None:
    modules = ", ".join(f"mesomap.{name}" for name in QT_FREE)
    code = f"import sys, {modules}; sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_every_public_function_and_class_has_a_docstring() -> None:
    bare: list[str] = []
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree) and path.read_text(encoding="utf-8").strip():
            bare.append(f"{path.relative_to(PACKAGE)} (module)")
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                bare.append(f"{path.relative_to(PACKAGE)}: {node.name}")
    assert not bare, bare


def test_no_module_outgrows_a_head() -> None:
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long, f"split these: {long}"
