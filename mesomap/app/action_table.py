"""Everything that can be done: menu, text, tooltip and keys of each action."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mesomap.model.message import QT_TRANSLATE_NOOP


class When(Enum):
    """Where an action can be used."""

    ALWAYS = "always"
    START = "start"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. No key needs AltGr or a shifted digit; 0 has Home beside it for that."""

    name: str
    menu: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    when: When = When.SESSION
    group: str = ""
    """Actions of one group are choices: exactly one is checked."""
    checkable: bool = False
    rule: bool = False
    """Whether a line stands before it in the menu."""


MENUS = {
    "file": QT_TRANSLATE_NOOP("Actions", "&File"),
    "edit": QT_TRANSLATE_NOOP("Actions", "&Edit"),
    "tools": QT_TRANSLATE_NOOP("Actions", "&Tools"),
    "view": QT_TRANSLATE_NOOP("Actions", "&View"),
    "session": QT_TRANSLATE_NOOP("Actions", "&Session"),
    "help": QT_TRANSLATE_NOOP("Actions", "&Help"),
}

SPECS = (
    Spec(
        "new_patient",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&New patient…"),
        QT_TRANSLATE_NOOP("Actions", "A name is enough"),
        ("Ctrl+N",),
        When.ALWAYS,
    ),
    Spec(
        "find_patient",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Find patient"),
        QT_TRANSLATE_NOOP("Actions", "By name, date of birth or number"),
        ("Ctrl+F",),
        When.ALWAYS,
    ),
    Spec(
        "open_clinic",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Open clinic file…"),
        QT_TRANSLATE_NOOP("Actions", "Another file on this computer or a drive"),
        ("Ctrl+O",),
        When.ALWAYS,
        rule=True,
    ),
    Spec(
        "new_clinic",
        "file",
        QT_TRANSLATE_NOOP("Actions", "New &clinic file…"),
        QT_TRANSLATE_NOOP("Actions", "Choose where it lies"),
        ("Ctrl+Shift+O",),
        When.ALWAYS,
    ),
    Spec(
        "sample_clinic",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Try the sample clinic"),
        QT_TRANSLATE_NOOP("Actions", "Made-up patients; nothing is kept"),
        (),
        When.ALWAYS,
    ),
    Spec(
        "print",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Print…"),
        QT_TRANSLATE_NOOP("Actions", "The session's site chart, on paper or as a PDF"),
        ("Ctrl+P",),
        rule=True,
    ),
    Spec(
        "quit",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Quit"),
        QT_TRANSLATE_NOOP("Actions", "Close the clinic file and the window"),
        ("Ctrl+Q",),
        When.ALWAYS,
        rule=True,
    ),
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
    Spec(
        "select_all",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Select &all"),
        QT_TRANSLATE_NOOP("Actions", "Every injection of this session"),
        ("Ctrl+A",),
        rule=True,
    ),
    Spec(
        "delete",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Delete"),
        QT_TRANSLATE_NOOP("Actions", "Delete the selected injections"),
        ("Del", "Backspace"),
    ),
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
        QT_TRANSLATE_NOOP("Actions", "Name, birth date, sex, number, allergies"),
        ("F2",),
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
    Spec(
        "tool_erase",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Erase"),
        QT_TRANSLATE_NOOP("Actions", "Delete the injections that are clicked or brushed"),
        ("E",),
        group="tool",
    ),
    Spec(
        "place_grid",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "Place the &grid"),
        QT_TRANSLATE_NOOP("Actions", "Place the previewed grid as one step"),
        ("Return", "Enter"),
        rule=True,
    ),
    Spec(
        "leave",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Leave"),
        QT_TRANSLATE_NOOP("Actions", "Leave whatever is going on"),
        ("Esc",),
    ),
    Spec(
        "zoom_in",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
        QT_TRANSLATE_NOOP("Actions", "Nearer; the wheel zooms at the cursor"),
        ("I",),
    ),
    Spec(
        "zoom_out",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
        QT_TRANSLATE_NOOP("Actions", "Further away"),
        ("O",),
    ),
    Spec(
        "fit",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Fit"),
        QT_TRANSLATE_NOOP("Actions", "The whole chart in the window"),
        ("0", "Home"),
    ),
    Spec(
        "turned",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Upside down"),
        QT_TRANSLATE_NOOP("Actions", "For a person at the patient's head; labels stay upright"),
        ("T",),
        checkable=True,
    ),
    Spec(
        "next_chart",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Next chart"),
        QT_TRANSLATE_NOOP("Actions", "The next chart in the list"),
        ("PgDown",),
        rule=True,
    ),
    Spec(
        "previous_chart",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Previous chart"),
        QT_TRANSLATE_NOOP("Actions", "The chart before in the list"),
        ("PgUp",),
    ),
    Spec(
        "find_region",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Find &region or chart"),
        QT_TRANSLATE_NOOP("Actions", "Type a name: the charts that show it best come first"),
        ("Ctrl+K",),
    ),
    Spec(
        "best_chart",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Best chart"),
        QT_TRANSLATE_NOOP(
            "Actions", "The chart that sees best what is under the cursor, else the chosen region"
        ),
        ("B",),
    ),
    Spec(
        "theme_light",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Light"),
        QT_TRANSLATE_NOOP("Actions", "Dark ink on light grounds"),
        (),
        When.ALWAYS,
        "theme",
        rule=True,
    ),
    Spec(
        "theme_dark",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Dark"),
        QT_TRANSLATE_NOOP("Actions", "Light ink on dark grounds"),
        (),
        When.ALWAYS,
        "theme",
    ),
    Spec(
        "theme_system",
        "view",
        QT_TRANSLATE_NOOP("Actions", "As the s&ystem"),
        QT_TRANSLATE_NOOP("Actions", "Light or dark as this computer is set"),
        (),
        When.ALWAYS,
        "theme",
    ),
    Spec(
        "new_session",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&New session"),
        QT_TRANSLATE_NOOP("Actions", "Another visit of this patient, today"),
        ("Ctrl+Shift+N",),
    ),
    Spec(
        "add_syringe",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Another syringe…"),
        QT_TRANSLATE_NOOP("Actions", "Name, mixture, drawn volume, strength"),
        ("Ctrl+Shift+S",),
        rule=True,
    ),
    Spec(
        "edit_syringe",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Syringe…"),
        QT_TRANSLATE_NOOP("Actions", "Change the name, the mixture and what is drawn up"),
        ("F4",),
    ),
    Spec(
        "calibrate",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Calibrate to the patient…"),
        QT_TRANSLATE_NOOP("Actions", "Measured lengths make every millimetre this patient's"),
        ("F6",),
        rule=True,
    ),
    Spec(
        "patients",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Patients"),
        QT_TRANSLATE_NOOP("Actions", "Close this session and go back to the patients"),
        ("Ctrl+W",),
        rule=True,
    ),
    Spec(
        "keys",
        "help",
        QT_TRANSLATE_NOOP("Actions", "&Keys"),
        QT_TRANSLATE_NOOP("Actions", "Every key on one page"),
        ("F1",),
        When.ALWAYS,
    ),
    Spec(
        "about",
        "help",
        QT_TRANSLATE_NOOP("Actions", "&About mesomap"),
        QT_TRANSLATE_NOOP("Actions", "Version, licence, and what it does not do"),
        (),
        When.ALWAYS,
    ),
)
