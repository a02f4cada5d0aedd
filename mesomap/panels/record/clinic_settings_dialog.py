"""What the clinic says of itself, and the words that it uses again."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import ClinicSettings
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, separator, text_label
from mesomap.panels.record.keeping_page import KeepingPage

LOGO = QSize(220, 72)


class ClinicSettingsDialog(QDialog):
    """Pages of fields; `add_page` takes those that others bring along."""

    logo_wanted = Signal()
    """A picture file is to be chosen."""

    def __init__(self, start: ClinicSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = self.tr("Clinic")
        self.setWindowTitle(heading)
        self.setMinimumSize(620, 520)
        self._start = start
        self._tabs = QHBoxLayout()
        self._tabs.setSpacing(4)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._turn)
        self._stack = QStackedWidget()
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(self.save_button)
        tabs = QHBoxLayout()
        tabs.addLayout(self._tabs)
        tabs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(heading, TITLE))
        column.addLayout(tabs)
        column.addWidget(separator())
        column.addWidget(self._stack, 1)
        column.addLayout(ends)
        self.add_page(self.tr("Address"), self._address(start))
        self.add_page(self.tr("Consent and care"), self._words(start))
        self.add_page(self.tr("Emergency"), self._emergency(start))
        self.keeping = KeepingPage(start.retention_years, start.lock_minutes)
        self.add_page(self.tr("Keeping"), self.keeping)
        self.name.setFocus()

    def add_page(self, title: str, page: QWidget) -> None:
        """One more page, chosen by a button of its `title`."""
        number = self._stack.addWidget(page)
        tab = Button(title, kind=Kind.BARE, height=34)
        tab.setCheckable(True)
        tab.setChecked(number == 0)
        self._group.addButton(tab, number)
        self._tabs.addWidget(tab)

    def tab(self, number: int) -> Button:
        """The button of a page, from 0."""
        found = self._group.button(number)
        assert isinstance(found, Button)
        return found

    def show_logo(self, logo: QPixmap | None) -> None:
        """What is printed at the head of the clinic's papers; None for nothing."""
        if logo is None or logo.isNull():
            self._logo.clear()
            self._logo.setText(self.tr("None"))
        else:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            ratio = self.devicePixelRatioF()
            fitted = logo.scaled(LOGO * ratio, keep, smooth)
            fitted.setDevicePixelRatio(ratio)
            self._logo.setPixmap(fitted)
        self.no_logo_button.setVisible(logo is not None)
        self.has_logo = logo is not None

    def settings(self) -> ClinicSettings:
        """As it was typed; the logo is whoever asked for it's to add."""
        country = self.country.currentData()
        return replace(
            self._start,
            name=" ".join(self.name.text().split()),
            address="\n".join(_lines(self.address)),
            phone=" ".join(self.phone.text().split()),
            country=country if isinstance(country, str) else "",
            emergency=self.emergency.toPlainText().strip(),
            consent_texts=tuple(dict.fromkeys(_lines(self.consents))),
            antiseptics=tuple(dict.fromkeys(_lines(self.antiseptics))),
            after_care=self.after_care.toPlainText().strip(),
            retention_years=self.keeping.years(),
            lock_minutes=self.keeping.minutes(),
        )

    # Pages.

    def _address(self, start: ClinicSettings) -> QWidget:
        self.name = QLineEdit(start.name)
        self.name.setPlaceholderText(self.tr("at the head of what is printed"))
        self.address = self._text("\n".join(start.address.splitlines()), high=72)
        self.phone = QLineEdit(start.phone)
        self.country = Choice()
        self.country.addItem(self.tr("not said"), "")
        for name, code in _countries():
            self.country.addItem(name, code)
        self.country.setCurrentIndex(max(0, self.country.findData(start.country)))
        self.country.setToolTip(self.tr("Whose law remarks look at"))
        self._logo = QLabel()
        self._logo.setFixedSize(LOGO)
        self._logo.setProperty("surface", "field")
        self._logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._logo.setAccessibleName(self.tr("Logo"))
        self.logo_button = Button(self.tr("Choose…"), "picture-plus", height=34)
        self.logo_button.clicked.connect(self.logo_wanted)
        self.no_logo_button = Button(self.tr("Remove"), height=34)
        self.no_logo_button.clicked.connect(lambda: self.show_logo(None))
        logo = QHBoxLayout()
        logo.setSpacing(8)
        for part in (self._logo, self.logo_button, self.no_logo_button):
            logo.addWidget(part)
        logo.addStretch(1)
        self.show_logo(None)
        form = _form()
        for words, field in (
            (self.tr("&Name"), self.name),
            (self.tr("&Address"), self.address),
            (self.tr("&Phone"), self.phone),
            (self.tr("&Country"), self.country),
        ):
            field.setMinimumHeight(34)
            form.addRow(words, field)
        form.addRow(self.tr("Logo"), logo)
        return _page(form)

    def _words(self, start: ClinicSettings) -> QWidget:
        self.consents = self._text("\n".join(start.consent_texts), high=72)
        self.consents.setPlaceholderText(self.tr("one a line, the newest first"))
        self.antiseptics = self._text("\n".join(start.antiseptics), high=72)
        self.antiseptics.setPlaceholderText(self.tr("one a line"))
        self.after_care = self._text(start.after_care, high=110)
        self.after_care.setPlaceholderText(self.tr("plain words for the patient's copy"))
        form = _form()
        form.addRow(self.tr("Consent &texts"), self.consents)
        form.addRow(self.tr("A&ntiseptics"), self.antiseptics)
        form.addRow(self.tr("A&fter care"), self.after_care)
        return _page(form)

    def _emergency(self, start: ClinicSettings) -> QWidget:
        self.emergency = self._text(start.emergency, high=220)
        self.emergency.setPlaceholderText(
            self.tr("e.g. whom to call, where the emergency kit lies, the address for the rescue")
        )
        form = QVBoxLayout()
        form.addWidget(
            caption(self.tr("The clinic's own words, shown on the emergency page with one key."))
        )
        form.addWidget(self.emergency)
        return _page(form)

    def _text(self, text: str, *, high: int) -> QPlainTextEdit:
        field = QPlainTextEdit(text)
        field.setTabChangesFocus(True)
        field.setFixedHeight(high)
        return field

    def _turn(self, number: int) -> None:
        for at in range(self._stack.count()):
            self.tab(at).setChecked(at == number)
        self._stack.setCurrentIndex(number)


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(10)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return form


def _page(content: QFormLayout | QVBoxLayout) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(content)
    column.addStretch(1)
    return page


def _lines(field: QPlainTextEdit) -> list[str]:
    lines = (" ".join(line.split()) for line in field.toPlainText().splitlines())
    return [line for line in lines if line]


def _countries() -> list[tuple[str, str]]:
    """Names and ISO 3166-1 codes of the countries, by name."""
    found = {}
    for territory in QLocale.Country:
        code = QLocale.territoryToCode(territory)
        if len(code) == 2 and code.isalpha():
            found[code] = QLocale.territoryToString(territory)
    return sorted(((name, code) for code, name in found.items()), key=lambda one: one[0])
