"""Whose maps are compared, and what can be done with the comparison."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from mesomap.paint.tokens import BANNER_HEIGHT, BODY, PATIENT, SMALL
from mesomap.panels.buttons import Button
from mesomap.panels.look import IconLabel, text_label

NARROW_PX = 1280


class PatientBar(QFrame):
    """Patient and allergies; print, export, today's plan; close."""

    left = Signal()
    plan_wanted = Signal(object)
    """An action that changes the open session's plan."""

    def __init__(
        self,
        outputs: Sequence[tuple[QAction, str, str]],
        plans: Sequence[QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setFixedHeight(BANNER_HEIGHT)
        self._name = text_label("", PATIENT)
        self._details = text_label("", BODY, role="t2")
        self._details.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._badge = QFrame()
        self._badge.setObjectName("warnBadge")
        self._badge.setFixedHeight(28)
        self._allergies = text_label("", SMALL, role="warn", weight=500)
        badge = QHBoxLayout(self._badge)
        badge.setContentsMargins(8, 4, 9, 4)
        badge.setSpacing(6)
        badge.addWidget(IconLabel("warning", "warn", 15))
        badge.addWidget(self._allergies)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addSpacing(4)
        row.addWidget(self._details)
        row.addSpacing(8)
        row.addWidget(self._badge)
        row.addStretch(1)
        self.buttons: list[Button] = []
        if plans:
            self.plan_button = Button(self.tr("To today's plan"), "chevron-down")
            self._menu = QMenu(self)
            self._plans = list(plans)
            self.plan_button.clicked.connect(self._show_plans)
            row.addWidget(self.plan_button)
        for action, text, icon in outputs:
            button = Button(text, icon).follow(action, hint=False)
            self.buttons.append(button)
            row.addWidget(button)
        self.close_button = Button(self.tr("Close"), "close", hint="Esc")
        self.close_button.clicked.connect(self.left)
        row.addWidget(self.close_button)

    def show_patient(self, name: str, details: str, allergies: str) -> None:
        """Who; `details` in ready words."""
        self._name.setText(name)
        self._name.setToolTip(details)
        self._details.setText(details)
        self._badge.setVisible(bool(allergies))
        self._allergies.setText(self.tr("Allergies: {list}").format(list=allergies))

    def _show_plans(self) -> None:
        self._menu.clear()
        for plan in self._plans:
            keys = plan.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            line = self._menu.addAction(f"{plan.text()}\t{keys}")
            line.setObjectName(plan.objectName())
            line.setEnabled(plan.isEnabled())
            line.setToolTip(plan.toolTip())
            line.triggered.connect(lambda _on=False, one=plan: self.plan_wanted.emit(one))
        self._menu.setToolTipsVisible(True)
        self._menu.popup(self.plan_button.mapToGlobal(QPoint(0, self.plan_button.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the room is small the details go to the name's tooltip."""
        self._details.setVisible(self.width() >= NARROW_PX)
        super().resizeEvent(event)
