"""What the panels add to the application's style sheet; colours come from the same tokens."""

from __future__ import annotations

from mesomap.paint.tokens import RADIUS_CARD, RADIUS_CONTROL, Palette


def panel_stylesheet(p: Palette) -> str:
    """The rules of the panels' own widgets, for the window's `setStyleSheet`."""
    return f"""
#numberField {{
    background: {p.field}; border: 1px solid {p.edge}; border-radius: {RADIUS_CONTROL}px; }}
#numberField[focused="true"] {{ border: 2px solid {p.focus}; }}
#numberField[refused="true"] {{ border: 2px solid {p.warn}; }}
#numberField:disabled {{ border-color: {p.line}; }}
#numberEdit, #numberEdit:focus {{
    background: transparent; border: 0; padding: 0; min-height: 0; font-weight: 500; }}
#numberField #unit {{ color: {p.t3}; }}
QToolButton#step {{
    background: transparent; border: 0; border-left: 1px solid {p.line}; border-radius: 0;
    padding: 0; min-width: 25px; max-width: 25px; min-height: 28px; max-height: 28px;
    color: {p.t2}; }}
QToolButton#step:hover {{ background: {p.sel}; }}
#reason {{
    background: {p.field}; color: {p.text}; border: 1px solid {p.warn};
    border-radius: {RADIUS_CONTROL}px; padding: 6px 8px; }}
#search {{ min-height: 42px; max-height: 42px; }}
#search:focus {{ min-height: 40px; max-height: 40px; }}
#chartSearch {{ min-height: 30px; max-height: 30px; padding: 0 6px; }}
#chartSearch:focus {{ min-height: 28px; max-height: 28px; }}
QListView#patients, QListView#charts {{ border: 0; background: {p.panel}; }}
QListView#patients {{ border: 1px solid {p.line}; border-radius: {RADIUS_CARD}px; }}
QListView#patients:focus, QListView#charts:focus {{ border-width: 0; }}
QListView#patients:focus {{ border: 1px solid {p.focus}; }}
#recordLine:hover {{ background: {p.sel}; }}
#recordLine:focus {{ border: 2px solid {p.focus}; }}
#card {{ background: {p.win}; border: 1px solid {p.line}; border-radius: {RADIUS_CARD}px; }}
#empty {{ background: {p.panel}; border: 1px solid {p.line}; border-radius: {RADIUS_CARD}px; }}
#banner, #toolBar, #readOut, #timeline, #strip, #column, #startBar, #startSide, #totals {{
    background: {p.panel}; }}
#banner, #toolBar, #startBar {{ border-bottom: 1px solid {p.line}; }}
#readOut, #timeline, #totals {{ border-top: 1px solid {p.line}; }}
#quietBar {{ background: {p.win}; border-bottom: 1px solid {p.line}; }}
#strip {{ border-right: 1px solid {p.line}; }}
#column, #startSide {{ border-left: 1px solid {p.line}; }}
#warnBadge {{ border: 1px solid {p.warn}; border-radius: {RADIUS_CONTROL}px; }}
#badge {{ border: 1px solid {p.edge}; border-radius: {RADIUS_CONTROL}px; padding: 2px 7px; }}
#recordBadge {{
    border: 2px solid {p.text}; border-radius: {RADIUS_CONTROL}px; padding: 1px 7px; }}
#treatPage, #treatPanel, #treatSummary, #comparePage {{ background: {p.panel}; }}
#compareHead {{ background: {p.panel}; border-bottom: 1px solid {p.line}; }}
QTableView#compareTable, QTableView#compareTable:focus {{
    border: 0; border-top: 1px solid {p.line}; background: {p.panel}; }}
QTableView#compareTable::item {{ border-bottom: 1px solid {p.line}; padding: 0 6px; }}
#treatField {{ min-height: 44px; max-height: 44px; padding: 0 12px; }}
#treatField:focus {{ min-height: 42px; max-height: 42px; padding: 0 11px; }}
#treatLine, #treatCard {{
    background: {p.field}; border: 2px solid {p.text}; border-radius: {RADIUS_CARD}px; }}
#quietBadge {{ border: 1px solid {p.line}; border-radius: {RADIUS_CONTROL}px; padding: 4px 8px; }}
#stateBar {{
    background: {p.field}; border: 1px solid {p.edge}; border-left: 4px solid {p.edge};
    border-radius: {RADIUS_CARD}px; }}
#stateBar[state="kept"] {{ border-color: {p.warn}; }}
#messageBar {{
    background: {p.field}; border: 1px solid {p.warn}; border-radius: {RADIUS_CARD}px; }}
#messageBar[kind="done"] {{ border-color: {p.ok}; }}
#messageBar[kind="busy"] {{ border-color: {p.edge}; }}
"""
