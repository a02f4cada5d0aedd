"""The menu bar: every action has its place there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from mesomap.app.action_table import MENUS, SPECS
from mesomap.app.actions import Actions


def fill_menus(bar: QMenuBar, actions: Actions) -> dict[str, QMenu]:
    """Put every action into its menu; the menus by name."""
    menus: dict[str, QMenu] = {}
    for name, text in MENUS.items():
        menu = bar.addMenu(QCoreApplication.translate("Actions", text))
        menu.setToolTipsVisible(True)
        menus[name] = menu
    for spec in SPECS:
        if spec.rule:
            menus[spec.menu].addSeparator()
        menus[spec.menu].addAction(actions[spec.name])
    return menus
