"""Where a reaction is and how large: on the chart, a region by its name, or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mesomap.model import Reaction, ReactionKind, RegionKey, Site
from mesomap.paint.reaction import size_grade_words
from mesomap.panels.buttons import Button
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, text_label
from mesomap.panels.number_field import NumberField
from mesomap.panels.record.reaction_view import RegionChoice

LARGEST_MM = 999.0


class ReactionPlaceFields(QWidget):
    """Region, the way to the chart, and the size with its computed grade."""

    mark_wanted = Signal()
    changed = Signal()

    def __init__(self, regions: Sequence[RegionChoice], *, can_mark: bool) -> None:
        super().__init__()
        self._regions = list(regions)
        self._site: Site | None = None
        self._outline: tuple[Site, ...] = ()
        self._kind = ReactionKind.OTHER
        self.region = Choice()
        self.region.setAccessibleName(self.tr("Region"))
        self.region.addItem(self.tr("No place"))
        self.region.addItems([one.words for one in self._regions])
        self.region.setMaxVisibleItems(14)
        self.region.activated.connect(lambda _at: self._by_name())
        self.mark = Button(self.tr("Mark on the chart"), "target")
        self.mark.setToolTip(self.tr("Click the place, or drag around it; then you are back here"))
        self.mark.setEnabled(can_mark)
        self.mark.clicked.connect(self.mark_wanted)
        self.marked = caption("")
        self.long = NumberField(
            name=self.tr("Longest"), unit="mm", maximum=LARGEST_MM, optional=True
        )
        self.wide = NumberField(
            name=self.tr("Widest across"), unit="mm", maximum=LARGEST_MM, optional=True
        )
        for field in (self.long, self.wide):
            field.value_changed.connect(lambda _value: self._say_grade())
        self.grade = caption("")
        self.marked.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.mark)
        place.addWidget(self.marked, 1)
        size = QHBoxLayout()
        size.setSpacing(8)
        size.addWidget(self.long, 1)
        size.addWidget(text_label("×", role="t2"))
        size.addWidget(self.wide, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.region)
        column.addLayout(place)
        column.addLayout(size)
        column.addWidget(self.grade)
        self.setFocusProxy(self.region)

    def show_reaction(self, reaction: Reaction) -> None:
        """Where that one is."""
        key = None
        if reaction.region is not None and reaction.side is not None:
            key = RegionKey(reaction.region, reaction.side)
        self.show_place(reaction.site, reaction.outline, key)
        self.long.set_value(reaction.long_mm)
        self.wide.set_value(reaction.wide_mm)
        self.show_kind(reaction.kind)

    def show_place(
        self, site: Site | None, outline: tuple[Site, ...], key: RegionKey | None
    ) -> None:
        """Marked there; its region follows."""
        self._site, self._outline = site, outline
        keys = [one.key for one in self._regions]
        self.region.setCurrentIndex(keys.index(key) + 1 if key in keys else 0)
        self._say_marked()

    def show_size(self, long_mm: float | None, wide_mm: float | None) -> None:
        """What the outline measures."""
        self.long.set_value(long_mm)
        self.wide.set_value(wide_mm)
        self._say_grade()

    def show_kind(self, kind: ReactionKind) -> None:
        """The size grade is another for another kind."""
        self._kind = kind
        self._say_grade()

    @property
    def site(self) -> Site | None:
        """The site that was marked."""
        return self._site

    @property
    def outline(self) -> tuple[Site, ...]:
        """The outline that was drawn."""
        return self._outline

    def key(self) -> RegionKey | None:
        """The region."""
        at = self.region.currentIndex()
        return self._regions[at - 1].key if at > 0 else None

    def checked(self) -> bool:
        """Take what is typed; whether it is all numbers."""
        return self.long.commit() and self.wide.commit()

    def _by_name(self) -> None:
        """A region chosen by its name: what was marked elsewhere no longer holds."""
        self._site, self._outline = None, ()
        self._say_marked()
        self.changed.emit()

    def _say_marked(self) -> None:
        if self._outline:
            self.marked.setText(self.tr("Its outline is drawn on the chart."))
        elif self._site is not None:
            self.marked.setText(self.tr("Its place is marked on the chart."))
        else:
            self.marked.setText(self.tr("Not marked on the chart."))

    def _say_grade(self) -> None:
        words = size_grade_words(self._kind, self.long.value())
        self.grade.setText(words)
        self.grade.setVisible(bool(words))
        self.changed.emit()
