"""How the window looks: its theme, and how large its text is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from mesomap.app import settings
from mesomap.paint.theme import SCALES, THEMES, apply_theme, current_scale

if TYPE_CHECKING:
    from mesomap.app.window import MainWindow


class Appearance(QObject):
    """What the View menu chooses of the look; remembered on this computer."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def slots(self) -> dict[str, Callable[[], object]]:
        """What its actions do."""
        themes = {f"theme_{name}": self._theme(name) for name in THEMES}
        return themes | {_of(scale): self._text(scale) for scale in SCALES}

    def show_chosen(self) -> None:
        """Check the actions of what is chosen."""
        commands = self._window.commands
        commands[f"theme_{settings.theme()}"].setChecked(True)
        nearest = min(SCALES, key=lambda one: abs(one - settings.text_scale()))
        commands[_of(nearest)].setChecked(True)

    def use_theme(self, name: str) -> None:
        """Light, dark, high contrast, or as the system; remembered."""
        settings.remember_theme(name)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, name, scale=current_scale())
        self._window.dress()

    def use_text(self, scale: float) -> None:
        """Text of this size from the next start on: what stands in the window is laid out once."""
        settings.remember_text_scale(scale)
        if scale != current_scale():
            self._window.message.done(
                self.tr("Text is {percent} % from the next start on.").format(
                    percent=round(scale * 100)
                )
            )

    def _theme(self, name: str) -> Callable[[], object]:
        return lambda: self.use_theme(name)

    def _text(self, scale: float) -> Callable[[], object]:
        return lambda: self.use_text(scale)


def _of(scale: float) -> str:
    return f"text_{round(scale * 100)}"
