"""The one style sheet, written from the tokens.

Widgets say what they are through dynamic properties, never through colours of their own:

==================  ==============================================================
property            values
==================  ==============================================================
``type``            QLabel: caption, small, body, title, patient, page-title, total
``tone``            QLabel, QToolButton: t2, t3, warn, caution, ok
``surface``         QWidget, QFrame: win, panel, field, canvas, card, chosen, readout
``kind``            QPushButton, QToolButton: primary, flat, tool
``invalid``         QLineEdit: true while what is typed cannot be used
==================  ==============================================================
"""

from __future__ import annotations

from pathlib import Path

from mesomap.paint.tokens import RADIUS_CARD, RADIUS_CONTROL, TARGET, TYPE, Palette

_GLYPHS = (Path(__file__).parent / "glyphs").as_posix()


def _types(scale: float) -> str:
    return "\n".join(
        f'QLabel[type="{name}"] {{ font-size: {round(size.px * scale)}px;'
        f" font-weight: {size.weight}; }}"
        for name, size in TYPE.items()
    )


def _tones(p: Palette) -> str:
    tones = {"t2": p.t2, "t3": p.t3, "warn": p.warn, "caution": p.caution, "ok": p.ok}
    return "\n".join(f'*[tone="{name}"] {{ color: {colour}; }}' for name, colour in tones.items())


def _ground(p: Palette) -> str:
    """Which of the drawn glyphs can be seen on the theme's fields."""
    return "dark" if p.dark else "light"


def stylesheet(p: Palette, *, scale: float = 1.0) -> str:
    """The application's style sheet for palette `p` with text at `scale` (1.0 to 1.5)."""
    target = max(TARGET, round(TARGET * scale))
    inner = target - 2
    focus_inner = target - 4
    return f"""
QWidget {{ color: {p.text}; }}
QMainWindow, QDialog, *[surface="win"] {{ background: {p.win}; }}
*[surface="panel"] {{ background: {p.panel}; }}
*[surface="field"] {{ background: {p.field}; }}
*[surface="canvas"] {{ background: {p.canvas}; }}
*[surface="readout"] {{ background: {p.panel}; border-top: 1px solid {p.line}; }}
QFrame[surface="card"] {{
    background: {p.field}; border: 1px solid {p.line}; border-radius: {RADIUS_CARD}px; }}
QFrame[surface="chosen"] {{
    background: {p.field}; border: 2px solid {p.text}; border-radius: {RADIUS_CARD}px; }}
QFrame[line="true"] {{ background: {p.line}; border: 0; }}
QFrame[frameShape="4"], QFrame[frameShape="5"] {{ color: {p.line}; }}

QLabel {{ background: transparent; }}
QLabel:disabled {{ color: {p.t3}; }}
{_types(scale)}
{_tones(p)}

QPushButton, QToolButton {{
    background: {p.field}; color: {p.text}; border: 1px solid {p.edge};
    border-radius: {RADIUS_CONTROL}px; padding: 0 11px; min-height: {inner}px;
    font-weight: 500; }}
QToolButton {{ min-width: {inner - 22}px; }}
QPushButton:hover, QToolButton:hover {{ background: {p.sel}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {p.sel}; border-color: {p.text}; }}
QPushButton:checked, QToolButton:checked {{ background: {p.sel}; border: 1px solid {p.edge}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {p.t3}; border-color: {p.line}; }}
QPushButton[kind="primary"] {{
    background: {p.pri}; color: {p.pri_text}; border-color: {p.pri};
    border-radius: {RADIUS_CARD}px; font-weight: 600; }}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
    background: {p.t2}; border-color: {p.t2}; }}
QPushButton[kind="primary"]:disabled {{
    background: {p.sel}; color: {p.t3}; border-color: {p.line}; }}
QPushButton[kind="flat"], QToolButton[kind="flat"], QToolButton[kind="tool"] {{
    background: transparent; border-color: transparent; }}
QPushButton[kind="flat"]:hover, QToolButton[kind="flat"]:hover,
QToolButton[kind="tool"]:hover {{ background: {p.sel}; }}
QToolButton[kind="tool"]:checked {{ background: {p.sel}; border-color: {p.edge}; }}
QPushButton:focus, QToolButton:focus, QPushButton[kind="flat"]:focus,
QToolButton[kind="tool"]:focus, QToolButton[kind="flat"]:focus,
QPushButton[kind="primary"]:focus {{
    border: 2px solid {p.focus}; padding: 0 10px; min-height: {focus_inner}px; }}
QToolButton:focus {{ min-width: {focus_inner - 20}px; }}
QToolButton::menu-indicator {{ image: none; }}

QLineEdit, QPlainTextEdit, QTextEdit, QDateEdit, QComboBox {{
    background: {p.field}; color: {p.text}; border: 1px solid {p.edge};
    border-radius: {RADIUS_CONTROL}px; padding: 0 7px; min-height: {inner}px;
    selection-background-color: {p.focus}; selection-color: {p.field}; }}
QPlainTextEdit, QTextEdit {{ padding: 5px 7px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QDateEdit:focus, QComboBox:focus {{
    border: 2px solid {p.focus}; padding: 0 6px; min-height: {focus_inner}px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: 4px 6px; }}
QLineEdit[invalid="true"] {{ border: 2px solid {p.warn}; padding: 0 6px;
    min-height: {focus_inner}px; }}
QLineEdit:disabled, QComboBox:disabled {{ color: {p.t3}; border-color: {p.line}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{
    image: url("{_GLYPHS}/down-{_ground(p)}.svg"); width: 16px; height: 16px; }}
QComboBox QAbstractItemView {{
    background: {p.field}; color: {p.text}; border: 1px solid {p.edge};
    selection-background-color: {p.sel}; selection-color: {p.text}; outline: 0; }}
QComboBox QAbstractItemView::item {{ min-height: {target}px; }}

QCheckBox, QRadioButton {{ spacing: 8px; min-height: {target}px; background: transparent; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {p.t3}; }}
QCheckBox::indicator, QListWidget::indicator {{
    width: 16px; height: 16px; border: 1px solid {p.edge};
    border-radius: {RADIUS_CONTROL}px; background: {p.field}; }}
QCheckBox::indicator:checked, QListWidget::indicator:checked {{
    background: {p.pri}; border-color: {p.pri};
    image: url("{_GLYPHS}/check-{_ground(p)}.svg"); }}
QCheckBox::indicator:focus {{ border: 2px solid {p.focus}; width: 14px; height: 14px; }}
QRadioButton::indicator {{
    width: 16px; height: 16px; border: 1px solid {p.edge}; border-radius: 9px;
    background: {p.field}; }}
QRadioButton::indicator:checked {{
    width: 8px; height: 8px; border: 5px solid {p.pri}; background: {p.field}; }}
QRadioButton::indicator:focus {{ border-color: {p.focus}; }}

QListView, QTreeView, QTableView {{
    background: {p.field}; alternate-background-color: {p.panel}; color: {p.text};
    border: 1px solid {p.line}; outline: 0; gridline-color: {p.line};
    selection-background-color: {p.sel}; selection-color: {p.text}; }}
QListView:focus, QTreeView:focus, QTableView:focus {{ border: 2px solid {p.focus}; }}
QListView::item, QTreeView::item, QTableView::item {{ min-height: {target}px; }}
QHeaderView::section {{
    background: {p.panel}; color: {p.t2}; border: 0; border-bottom: 1px solid {p.line};
    padding: 0 8px; min-height: {target}px; font-weight: 500; }}
QScrollArea {{ border: 0; background: transparent; }}
QScrollArea:focus {{ border: 0; }}

QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {p.edge}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QMenuBar {{ background: {p.panel}; color: {p.text}; }}
QMenuBar::item {{ padding: 6px 10px; background: transparent; }}
QMenuBar::item:selected {{ background: {p.sel}; }}
QMenu {{ background: {p.field}; color: {p.text}; border: 1px solid {p.edge}; padding: 4px; }}
QMenu::item {{ padding: 7px 24px 7px 12px; border-radius: {RADIUS_CONTROL}px; }}
QMenu::item:selected {{ background: {p.sel}; }}
QMenu::item:disabled {{ color: {p.t3}; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: 4px 8px; }}
QToolTip {{
    background: {p.field}; color: {p.text}; border: 1px solid {p.edge}; padding: 4px 6px; }}

QProgressBar {{
    background: {p.line}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px;
    color: transparent; }}
QProgressBar::chunk {{ background: {p.focus}; border-radius: 3px; }}
QSplitter::handle {{ background: {p.line}; }}
QStatusBar {{ background: {p.panel}; color: {p.t2}; }}
"""
