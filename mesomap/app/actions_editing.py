"""What the menus Edit and Tools can do."""

from __future__ import annotations

from mesomap.app.action_spec import Spec, When
from mesomap.app.actions_arranging import ARRANGING, CLIPBOARD, MEASURING, POINTING, SELECTING
from mesomap.app.actions_drafting import DRAFT_TOOLS, DRAFTING
from mesomap.model.message import QT_TRANSLATE_NOOP

EDITING = (
    Spec(
        "undo",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Undo"),
        QT_TRANSLATE_NOOP("Actions", "Take the last step back"),
        ("Ctrl+Z",),
    ),
    Spec(
        "redo",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Redo"),
        QT_TRANSLATE_NOOP("Actions", "Do again what was taken back"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
    ),
    *CLIPBOARD,
    Spec(
        "select_all",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Select &all"),
        QT_TRANSLATE_NOOP("Actions", "Every injection and area pass that the chart shows"),
        ("Ctrl+A",),
        rule=True,
    ),
    *SELECTING,
    Spec(
        "delete",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Delete"),
        QT_TRANSLATE_NOOP("Actions", "Delete the selected injections"),
        ("Del", "Backspace"),
    ),
    *ARRANGING,
    Spec(
        "deeper",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Dee&per"),
        QT_TRANSLATE_NOOP("Actions", "0.5 mm deeper: the selected injections, else the syringe"),
        ("+",),
        rule=True,
    ),
    Spec(
        "shallower",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Shallower"),
        QT_TRANSLATE_NOOP("Actions", "0.5 mm less deep: the selected injections, else the syringe"),
        ("-",),
    ),
    Spec(
        "more_volume",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&More volume"),
        QT_TRANSLATE_NOOP("Actions", "0.01 mL more: the selected injections, else the syringe"),
        ("Ctrl++",),
    ),
    Spec(
        "less_volume",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Less volume"),
        QT_TRANSLATE_NOOP("Actions", "0.01 mL less: the selected injections, else the syringe"),
        ("Ctrl+-",),
    ),
    Spec(
        "edit_patient",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Patient's de&tails…"),
        QT_TRANSLATE_NOOP("Actions", "Name, birth date, number, allergies, contact, weight"),
        ("F2",),
        When.ALWAYS,
        rule=True,
    ),
    Spec(
        "tool_select",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Select"),
        QT_TRANSLATE_NOOP("Actions", "Choose, move and look at injections and regions"),
        ("V",),
        group="tool",
    ),
    Spec(
        "tool_point",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Point"),
        QT_TRANSLATE_NOOP("Actions", "One injection for each click"),
        ("P",),
        group="tool",
    ),
    Spec(
        "tool_grid",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Grid"),
        QT_TRANSLATE_NOOP("Actions", "Fill a region with a lattice"),
        ("G",),
        group="tool",
    ),
    *DRAFT_TOOLS,
    Spec(
        "tool_lesion",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Lesion"),
        QT_TRANSLATE_NOOP(
            "Actions", "Draw a scar, a mole, a bald patch: it stays with the patient"
        ),
        ("J",),
        group="tool",
    ),
    Spec(
        "tool_erase",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Erase"),
        QT_TRANSLATE_NOOP("Actions", "Delete injections and area passes by clicks or a stroke"),
        ("E",),
        group="tool",
    ),
    *MEASURING,
    *POINTING,
    Spec(
        "tool_fill",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Fill gaps"),
        QT_TRANSLATE_NOOP(
            "Actions", "Fill the places that a region's lattice misses; shown before it is done"
        ),
        ("F",),
        rule=True,
    ),
    Spec(
        "best_fit",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Best fit"),
        QT_TRANSLATE_NOOP("Actions", "Move the previewed grid to where it needs the fewest points"),
        ("Shift+F",),
    ),
    Spec(
        "place_grid",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "Place the &grid"),
        QT_TRANSLATE_NOOP("Actions", "Place the previewed grid or missing places as one step"),
        ("Return", "Enter"),
    ),
    *DRAFTING,
    Spec(
        "leave",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Leave"),
        QT_TRANSLATE_NOOP("Actions", "Leave whatever is going on"),
        ("Esc",),
    ),
)
