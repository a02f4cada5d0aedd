"""The lesion tool's options: how to draw, what it is, and what is known of the chosen one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import LesionKind
from mesomap.paint.lesion import kind_letter, kind_name
from mesomap.paint.tokens import BODY, DOCK_PADDING, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.lesion_view import LesionView, dated_words, injected_words, state_words
from mesomap.panels.look import heading, text_label, wrapping

_FIELD_PX = 160
_KINDS = tuple(LesionKind)


class LesionOptions(QFrame):
    """Shown while the lesion tool is in hand."""

    ellipse_wanted = Signal(bool)
    kind_changed = Signal(object)
    """A `LesionKind`, of the chosen lesion or of the next."""
    name_changed = Signal(str)
    keep_free_changed = Signal(bool)
    lesion_chosen = Signal(object)
    """The id of a lesion that was clicked in the list, or None."""
    again_wanted = Signal(bool)
    """Whether the next shape is the chosen lesion's."""
    tape_wanted = Signal()
    gone_wanted = Signal(bool)
    delete_wanted = Signal()
    done = Signal()

    def __init__(self, every: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ellipse = Button(self.tr("Ellipse"), "ellipse", kind=Kind.BARE)
        self.outline = Button(self.tr("Outline"), "lasso", kind=Kind.BARE)
        self._shapes = QButtonGroup(self)
        for button, tip in (
            (self.ellipse, self.tr("Drag from corner to corner; with Shift a circle")),
            (self.outline, self.tr("Drag around it, or click corner by corner; Enter closes it")),
        ):
            button.setCheckable(True)
            button.setToolTip(tip)
            self._shapes.addButton(button)
        self.ellipse.setChecked(True)
        self._shapes.buttonClicked.connect(
            lambda _button: self.ellipse_wanted.emit(self.ellipse.isChecked())
        )
        self._title = wrapping(heading())
        self.kind = Choice()
        self.kind.setAccessibleName(self.tr("Kind"))
        for kind in _KINDS:
            self.kind.addItem(f"{kind_letter(kind)} · {kind_name(kind)}")
        self.kind.activated.connect(lambda at: self.kind_changed.emit(_KINDS[at]))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setPlaceholderText(self.tr("e.g. after surgery 2019"))
        self.name.editingFinished.connect(self._named)
        self.name.returnPressed.connect(self.done)
        self.keep_free = QCheckBox(self.tr("Grids keep it free"))
        self.keep_free.setToolTip(
            self.tr("Unless a grid is told to fill lesions, or to take no notice of them")
        )
        self.keep_free.setChecked(True)
        self.keep_free.clicked.connect(self.keep_free_changed)
        self._facts = wrapping(text_label("", SMALL, role="t2"))
        self._injected = wrapping(text_label("", SMALL, weight=600))
        self.again = Button(self.tr("Draw again"), kind=Kind.BARE)
        self.again.setCheckable(True)
        self.again.setToolTip(
            self.tr("The next shape becomes this lesion's, and its size today's measurement")
        )
        self.again.clicked.connect(self.again_wanted)
        self.tape = Button(self.tr("Tape…"), kind=Kind.BARE)
        self.tape.setToolTip(self.tr("Type what was measured on the skin, with its day"))
        self.tape.clicked.connect(self.tape_wanted)
        self.gone = Button(self.tr("Gone"), kind=Kind.BARE)
        self.gone.setCheckable(True)
        self.gone.setToolTip(self.tr("From this session's day on it is no longer there"))
        self.gone.clicked.connect(self.gone_wanted)
        self.delete = Button("", "delete", kind=Kind.BARE)
        self.delete.setToolTip(self.tr("Strike it out, as if it had never been drawn (Del)"))
        self.delete.setAccessibleName(self.tr("Delete lesion"))
        self.delete.clicked.connect(self.delete_wanted)
        self.every = Button(self.tr("All lesions…"), kind=Kind.BARE).follow(every)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._shown: LesionView | None = None
        self._lay_out()
        self.show_lesion(None)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(self.tr("Lesion")))
        top.addStretch(1)
        top.addWidget(self.ellipse)
        top.addWidget(self.outline)
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setColumnStretch(0, 1)
        rows = ((self.tr("Kind"), self.kind), (self.tr("Name"), self.name))
        for row, (words, field) in enumerate(rows):
            label = text_label(words, BODY)
            label.setBuddy(field)
            form.addWidget(label, row, 0)
            field.setFixedWidth(_FIELD_PX)
            form.addWidget(field, row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for button in (self.again, self.tape, self.gone, self.delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._title)
        column.addLayout(form)
        column.addWidget(self.keep_free)
        column.addWidget(self._facts)
        column.addWidget(self._injected)
        column.addLayout(buttons)
        column.addLayout(self._lines)
        column.addWidget(self.every)

    # Shown.

    def show_lesion(
        self,
        view: LesionView | None,
        *,
        kind: LesionKind = LesionKind.SCAR,
        name: str = "",
        keep_free: bool = True,
        again: bool = False,
    ) -> None:
        """The chosen lesion; without one, what the next is to be."""
        self._shown = view
        if view is not None:
            kind, name, keep_free = view.kind, view.name, view.keep_free
        self.kind.setCurrentIndex(_KINDS.index(kind))
        if not self.name.hasFocus() or not self.name.isModified():
            self.name.setText(name)
        self.keep_free.setChecked(keep_free)
        for button in (self.again, self.tape, self.gone, self.delete):
            button.setVisible(view is not None)
        self.again.setChecked(again)
        self._injected.setVisible(view is not None)
        if view is None:
            self._title.setText(self.tr("The next one"))
            self._facts.setText(
                self.tr(
                    "Drag on the chart to draw it; click a lesion to choose it. It stays with the"
                    " patient from session to session."
                )
            )
            return
        self.gone.setChecked(view.gone is not None)
        self._title.setText(f"{view.title}, {view.region}" if view.region else view.title)
        lines = [dated_words(size) for size in reversed(view.sizes)]
        if again:
            lines.insert(0, self.tr("Draw its outline of today on the chart; Esc leaves it."))
        self._facts.setText("\n".join([*lines, state_words(view)]))
        self._injected.setText(injected_words(view))

    def show_lines(self, views: Sequence[LesionView]) -> None:
        """The lesions that are there, each to be chosen."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for view in views:
            line = Button(view.title, kind=Kind.BARE, hint=view.region)
            line.setCheckable(True)
            line.setChecked(self._shown is not None and view.id == self._shown.id)
            line.setToolTip(view.title)
            line.setMaximumWidth(self.width() - 2 * DOCK_PADDING if self.width() > 100 else 290)
            line.clicked.connect(lambda on, id=view.id: self.lesion_chosen.emit(id if on else None))
            self._lines.addWidget(line)
        self.every.setVisible(True)

    def facts(self) -> str:
        """What is said of the chosen lesion, or of the next."""
        parts = [self._title.text(), self._facts.text()]
        if not self._injected.isHidden():
            parts.append(self._injected.text())
        return "\n".join(parts)

    def lines(self) -> list[Button]:
        """The buttons of the list."""
        items = (self._lines.itemAt(at) for at in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Button)]

    def _named(self) -> None:
        if self.name.isModified():
            self.name.setModified(False)
            self.name_changed.emit(self.name.text().strip())
