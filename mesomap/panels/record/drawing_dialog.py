"""Filling a syringe: its recipe, what was drawn up, the devices in use, and the doses it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mesomap.exchange.gs1 import Reading
from mesomap.model import Device, DeviceUse, Draw, Lot, Mixture, MixturePart, Syringe
from mesomap.paint.tokens import SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, heading, separator, text_label, wrapping
from mesomap.panels.record.device_checks import DeviceChecks
from mesomap.panels.record.dose_table import DoseLine, DoseTable
from mesomap.panels.record.draw_card import CardShelf, DrawCard
from mesomap.panels.record.recipe_rows import RecipeRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What the dialog says: recipe, draws with the lots that are new, devices, and a mixture to
    keep ("" for none)."""

    parts: tuple[MixturePart, ...]
    draws: tuple[Draw, ...]
    new_lots: tuple[Lot, ...]
    devices: tuple[DeviceUse, ...]
    keep_as: str


class DrawingDialog(QDialog):
    """The recipe and the devices on the left, what was drawn up on the right, doses below.

    Parameters
    ----------
    syringe
        As it is.
    draws, uses
        What was drawn up for it, and the session's devices.
    doses
        The lines of the dose table for a recipe and draws.
    read_only
        Whether it is only to be looked at.
    """

    def __init__(
        self,
        syringe: Syringe,
        draws: Sequence[Draw],
        uses: Sequence[DeviceUse],
        *,
        shelf: CardShelf,
        mixtures: Sequence[Mixture],
        devices: Sequence[tuple[Device, str]],
        doses: Callable[[tuple[MixturePart, ...], tuple[Draw, ...]], Sequence[DoseLine]],
        now: Callable[[], datetime],
        actor: str,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        title = self.tr("Draw up: {syringe}").format(syringe=syringe.name)
        self.setWindowTitle(title)
        self.resize(1200, 680)
        self._syringe, self._shelf, self._doses = syringe, shelf, doses
        self._now, self._actor, self._mixtures = now, actor, list(mixtures)
        self.recipe = RecipeRows(shelf.products)
        self.recipe.edited.connect(self._follow)
        self.saved = Choice()
        self.saved.setAccessibleName(self.tr("Saved mixture"))
        self.saved.addItem(self.tr("Take a saved mixture"), None)
        for one in self._mixtures:
            self.saved.addItem(one.name, one.id)
        self.saved.activated.connect(self._take_saved)
        self.keep_as = QLineEdit()
        self.keep_as.setPlaceholderText(self.tr("Keep it under a name"))
        self.keep_as.setAccessibleName(self.tr("Keep the mixture under this name"))
        self.add_button = Button(self.tr("Draw up a product"), "plus")
        self.add_button.clicked.connect(lambda: self.add_draw(None))
        self.recipe_button = Button(self.tr("As the recipe"), "flask")
        self.recipe_button.setToolTip(self.tr("A line for each product of the recipe, lots to add"))
        self.recipe_button.clicked.connect(self._draw_recipe)
        self.devices = DeviceChecks(syringe.session, devices, uses)
        self.table = DoseTable()
        self.saved_by: Callable[[], bool] | None = None
        """Keeps the filling; whether it could be kept."""
        self.take_scan: Callable[[Reading], bool] | None = None
        """Takes what a scanner read while the dialog is open."""
        self.cards: list[DrawCard] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(10)
        self._none = caption(self.tr("Nothing is drawn up yet: add a product, or scan its box."))
        self._refusal = wrapping(text_label("", role="warn"))
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        self._lay_out(title, read_only)
        self.recipe.show_parts(syringe.parts)
        for draw in sorted(draws, key=lambda one: one.drawn):
            self._add_card(draw)
        self._follow()

    def _lay_out(self, title: str, read_only: bool) -> None:
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(heading(self.tr("Mixture")))
        left.addWidget(self.recipe)
        keep = QHBoxLayout()
        keep.setSpacing(8)
        keep.addWidget(self.saved, 1)
        keep.addWidget(self.keep_as, 1)
        left.addLayout(keep)
        left.addWidget(separator())
        left.addWidget(heading(self.tr("Devices in this session")))
        left.addWidget(self.devices)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._none)
        right.addLayout(self._cards)
        right.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(heading(self.tr("Drawn up")))
        top.addStretch(1)
        top.addWidget(self.recipe_button)
        top.addWidget(self.add_button)
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addLayout(top)
        beside.addWidget(_scrolled(right), 1)
        self._body = QWidget()
        both = QHBoxLayout(self._body)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(24)
        both.addWidget(_scrolled(left), 3)
        both.addLayout(beside, 6)
        self._body.setEnabled(not read_only)
        cancel = Button(self.tr("Close") if read_only else self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._refusal, 1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        self.save_button.setVisible(not read_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(title, TITLE))
        column.addWidget(self._body, 1)
        column.addWidget(separator())
        column.addWidget(text_label(self.tr("What it holds"), SMALL, role="t2"))
        column.addWidget(self.table)
        column.addLayout(buttons)
        if read_only:
            self._refusal.setText(self.tr("This session is signed: this is what was drawn up."))

    # What it says.

    def filling(self) -> Filling:
        """All of it as it is typed; only after `accept`."""
        lots = [card.lot_typed() for card in self.cards]
        known = {lot.id for one in self._shelf.products for lot in self._shelf.lots(one.id)}
        return Filling(
            parts=self.recipe.parts(),
            draws=self.draws(),
            new_lots=tuple(lot for lot in lots if lot is not None and lot.id not in known),
            devices=self.devices.uses(),
            keep_as=" ".join(self.keep_as.text().split()),
        )

    def draws(self) -> tuple[Draw, ...]:
        """What was drawn up, as it is typed."""
        return tuple(card.draw() for card in self.cards)

    def refuse(self, text: str) -> None:
        """Say in one line why it cannot be kept."""
        self._refusal.setText(text)

    def add_draw(self, product: UUID | None, volume_ul: int = 0) -> DrawCard | None:
        """A further product drawn up, now; None while the clinic has no product."""
        if not self._shelf.products:
            self.refuse(self.tr("The clinic has no product yet: add one first (Ctrl+F9)."))
            return None
        draw = Draw(
            id=uuid4(),
            session=self._syringe.session,
            syringe=self._syringe.id,
            product=product or self._shelf.products[0].id,
            volume_ul=volume_ul,
            drawn=self._now(),
            drawn_by=self._actor,
        )
        card = self._add_card(draw)
        self._follow()
        card.lot.setFocus()
        return card

    def accept(self) -> None:
        """Close only when every number and day was taken."""
        taken = self.recipe.commit() and all(card.commit() for card in self.cards)
        if taken and (self.saved_by is None or self.saved_by()):
            super().accept()

    # Inside.

    def _add_card(self, draw: Draw) -> DrawCard:
        card = DrawCard(draw, self._shelf)
        card.edited.connect(self._follow)
        card.removed.connect(lambda: self._drop(card))
        self.cards.append(card)
        self._cards.addWidget(card)
        return card

    def _drop(self, card: DrawCard) -> None:
        self.cards.remove(card)
        self._cards.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._follow()

    def _draw_recipe(self) -> None:
        drawn = {card.draw().product for card in self.cards}
        for part in self.recipe.parts():
            if part.product not in drawn:
                self.add_draw(part.product, part.volume_ul)

    def _take_saved(self, _at: int) -> None:
        id = self.saved.currentData()
        chosen = next((one for one in self._mixtures if one.id == id), None)
        if chosen is not None:
            self.recipe.show_parts(chosen.parts)
            self._follow()

    def _follow(self) -> None:
        self._none.setVisible(not self.cards)
        self.recipe_button.setEnabled(bool(self.recipe.parts()))
        try:
            self.table.show_lines(self._doses(self.recipe.parts(), self.draws()))
        except ValueError:
            return  # a day is being typed: the table waits for it


def _scrolled(inside: QVBoxLayout) -> QScrollArea:
    place = QWidget()
    inside.setContentsMargins(0, 0, 10, 0)
    place.setLayout(inside)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(place)
    # The dialog's own ground, not a page's.
    area.viewport().setAutoFillBackground(False)
    place.setAutoFillBackground(False)
    return area
