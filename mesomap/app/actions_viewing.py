"""What the menu View can do."""

from __future__ import annotations

from mesomap.app.action_spec import Spec, When
from mesomap.app.compare.actions_compare import COMPARING
from mesomap.app.compare.actions_course_view import COURSE_VIEW
from mesomap.app.compare.actions_ghosts import GHOSTS
from mesomap.app.compare.actions_rest import REST
from mesomap.app.naming import TITLES
from mesomap.app.record.actions_reactions import SHOWN_REACTIONS
from mesomap.model.message import QT_TRANSLATE_NOOP

VIEWING = (
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
        "show_deposits",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Deposits"),
        QT_TRANSLATE_NOOP("Actions", "Show the skin that each injection serves"),
        ("Shift+D",),
        checkable=True,
        checked=True,
        rule=True,
    ),
    Spec(
        "show_gaps",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Gaps"),
        QT_TRANSLATE_NOOP("Actions", "Show the places that a lattice missed"),
        ("Shift+G",),
        checkable=True,
        checked=True,
    ),
    Spec(
        "show_caution",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Caution structures"),
        QT_TRANSLATE_NOOP("Actions", "Show where vessels, nerves and foramina lie on average"),
        ("K",),
        checkable=True,
    ),
    Spec(
        "colour_by_depth",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Colour by de&pth"),
        QT_TRANSLATE_NOOP(
            "Actions", "Marks take the colour of the layer they reach, in place of the syringe's"
        ),
        ("Shift+L",),
        checkable=True,
    ),
    *SHOWN_REACTIONS,
    *GHOSTS,
    *REST,
    *COMPARING,
    *COURSE_VIEW,
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
    *TITLES,
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
        "theme_contrast",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Hi&gh contrast"),
        QT_TRANSLATE_NOOP("Actions", "Black ink on white, with no greys"),
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
        "text_100",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Te&xt 100 %"),
        QT_TRANSLATE_NOOP("Actions", "Text as large as it was drawn for, from the next start on"),
        (),
        When.ALWAYS,
        "text",
        rule=True,
    ),
    Spec(
        "text_115",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Text 11&5 %"),
        QT_TRANSLATE_NOOP("Actions", "Larger text, from the next start on"),
        (),
        When.ALWAYS,
        "text",
    ),
    Spec(
        "text_130",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Text 1&30 %"),
        QT_TRANSLATE_NOOP("Actions", "Large text, from the next start on"),
        (),
        When.ALWAYS,
        "text",
    ),
    Spec(
        "text_150",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Text 15&0 %"),
        QT_TRANSLATE_NOOP("Actions", "The largest text, from the next start on"),
        (),
        When.ALWAYS,
        "text",
    ),
)
