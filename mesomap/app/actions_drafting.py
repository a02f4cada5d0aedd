"""What the tools row, line, nappage and stamp, and area passes, can do."""

from __future__ import annotations

from mesomap.app.action_spec import Spec
from mesomap.app.slots import On, Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

DRAFT_TOOLS = (
    Spec(
        "tool_row",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Row"),
        QT_TRANSLATE_NOOP("Actions", "Equally spaced injections along a line that you draw"),
        ("R",),
        group="tool",
    ),
    Spec(
        "tool_line",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Line"),
        QT_TRANSLATE_NOOP("Actions", "Linear threads: from the entry of the needle to its end"),
        ("L",),
        group="tool",
    ),
    Spec(
        "tool_nappage",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Nappage"),
        QT_TRANSLATE_NOOP("Actions", "Paint skin that is treated without marking each entry"),
        ("A",),
        group="tool",
    ),
    Spec(
        "tool_stamp",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "Stam&p"),
        QT_TRANSLATE_NOOP("Actions", "All needles of a multi-injector at once"),
        ("S",),
        group="tool",
    ),
)

DRAFTING = (
    Spec(
        "place_draft",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "Place &what is shown"),
        QT_TRANSLATE_NOOP("Actions", "Add the row, threads or area passes shown, as one step"),
        ("Ctrl+Return", "Ctrl+Enter"),
    ),
    Spec(
        "region_pass",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Injections in a region…"),
        QT_TRANSLATE_NOOP("Actions", "So many of so many mL, without marking each"),
        ("Ctrl+R",),
        rule=True,
    ),
    Spec(
        "areas",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Area passes…"),
        QT_TRANSLATE_NOOP("Actions", "All area passes of this session: edit or remove them"),
        ("Shift+A",),
    ),
)


def drafting_slots(on: On) -> dict[str, Slot]:
    """What each of these actions does, by name."""
    return {
        "tool_row": on(lambda desk: desk.tools.take("row")),
        "tool_line": on(lambda desk: desk.tools.take("line")),
        "tool_nappage": on(lambda desk: desk.tools.take("nappage")),
        "tool_stamp": on(lambda desk: desk.tools.take("stamp")),
        "place_draft": on(lambda desk: desk.drafting.place()),
        "region_pass": on(lambda desk: desk.areas.ask_region()),
        "areas": on(lambda desk: desk.areas.ask_all()),
    }
