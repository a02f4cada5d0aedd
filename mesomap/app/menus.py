"""The menu bar: every action has its place there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QMenuBar

from mesomap.app.action_table import MENUS, SPECS
from mesomap.app.actions import Actions
from mesomap.app.mnemonics import distinct


def fill_menus(bar: QMenuBar, actions: Actions) -> dict[str, QMenu]:
    """Put every action into its menu; the menus by name."""
    menus: dict[str, QMenu] = {}
    titles = distinct([QCoreApplication.translate("Actions", text) for text in MENUS.values()])
    for name, title in zip(MENUS, titles, strict=True):
        menu = bar.addMenu(title)
        menu.setToolTipsVisible(True)
        menus[name] = menu
    for spec in SPECS:
        if spec.rule:
            menus[spec.menu].addSeparator()
        menus[spec.menu].addAction(actions[spec.name])
    for menu in menus.values():
        inside = [action for action in menu.actions() if not action.isSeparator()]
        texts = distinct([action.text() for action in inside])
        for action, text in zip(inside, texts, strict=True):
            action.setText(text)
    return menus
