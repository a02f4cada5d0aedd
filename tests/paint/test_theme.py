import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from mesomap.paint import tokens
from mesomap.paint.theme import apply_theme, current, resolve


@pytest.fixture
def app(qapp):
    yield qapp
    qapp.setStyleSheet("")
    qapp.setProperty("mesomap-theme", None)
    qapp.setPalette(qapp.style().standardPalette())


def luminance(colour: str) -> float:
    def linear(v: float) -> float:
        return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4

    c = QColor(colour)
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF())


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", tokens.PALETTES.values(), ids=lambda p: p.name)
def test_every_text_colour_is_readable_on_every_surface(palette):
    for text in (palette.text, palette.t2, palette.t3):
        for ground in (palette.win, palette.panel, palette.field, palette.canvas, palette.sel):
            assert contrast(text, ground) >= 4.5, (text, ground)
    for sign in (palette.warn, palette.caution, palette.ok):
        assert contrast(sign, palette.panel) >= 4.5
    assert contrast(palette.pri, palette.pri_text) >= 4.5
    for ground in (palette.panel, palette.field):
        assert contrast(palette.edge, ground) >= 3.0
        assert contrast(palette.focus, ground) >= 3.0


def test_hollow_marks_reach_three_to_one_or_get_an_ink_outline():
    from mesomap.paint.marks import COLOURS

    for colour in COLOURS.values():
        assert colour in tokens.PALE or contrast(colour, "#F4F4F4") >= 3.0


def test_theme_dresses_and_tells_widgets(app, qtbot):
    class Spy(QObject):
        seen = 0

        def eventFilter(self, watched, event):
            self.seen += event.type() == QEvent.Type.PaletteChange
            return False

    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    spy = Spy()
    apply_theme(app, "light")
    widget.installEventFilter(spy)
    assert apply_theme(app, "dark") is tokens.DARK
    assert current() is tokens.DARK
    assert spy.seen >= 1
    assert app.palette().color(QPalette.ColorRole.Text) == QColor(tokens.DARK.text)
    apply_theme(app, "light")
    assert current() is tokens.LIGHT


def test_buttons_and_types_have_their_sizes(app, qtbot):
    apply_theme(app, "light")
    button = QPushButton("Go")
    label = QLabel("Anna")
    label.setProperty("type", "patient")
    for widget in (button, label):
        qtbot.addWidget(widget)
        widget.show()
    assert button.sizeHint().height() >= tokens.TARGET
    assert label.fontInfo().pixelSize() == tokens.PATIENT.px
    assert label.fontInfo().family() == "Inter"


def test_text_scales_to_150_percent(app, qtbot):
    apply_theme(app, "light", scale=1.5)
    label = QLabel("Anna")
    label.setProperty("type", "patient")
    qtbot.addWidget(label)
    label.show()
    assert label.fontInfo().pixelSize() == 27


def test_unknown_theme_is_a_bug():
    with pytest.raises(KeyError):
        resolve("sepia")
