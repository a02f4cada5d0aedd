"""What the menus Edit and Tools do with what is placed already, and measuring and notes."""

from __future__ import annotations

from mesomap.app.action_spec import Spec
from mesomap.app.slots import On, Slot
from mesomap.model.message import QT_TRANSLATE_NOOP

CLIPBOARD = (
    Spec(
        "cut",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Cu&t"),
        QT_TRANSLATE_NOOP("Actions", "Copy what is selected, then delete it"),
        ("Ctrl+X",),
        rule=True,
    ),
    Spec(
        "copy",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Copy"),
        QT_TRANSLATE_NOOP("Actions", "What is selected, for another session too"),
        ("Ctrl+C",),
    ),
    Spec(
        "paste",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Paste"),
        QT_TRANSLATE_NOOP("Actions", "On the same skin; at the cursor where that is taken"),
        ("Ctrl+V",),
    ),
)

SELECTING = (
    Spec(
        "select_in_region",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Select in this &region"),
        QT_TRANSLATE_NOOP("Actions", "Everything of the chosen region that the chart shows"),
        ("Ctrl+Shift+A",),
    ),
    Spec(
        "select_from_syringe",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Select from this syri&nge"),
        QT_TRANSLATE_NOOP("Actions", "Everything from the selected injections' syringe"),
        ("Ctrl+Shift+E",),
    ),
    Spec(
        "invert_selection",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Invert selection"),
        QT_TRANSLATE_NOOP("Actions", "All that the chart shows but what is selected"),
        ("Ctrl+I",),
    ),
)

ARRANGING = (
    Spec(
        "mirror",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Mirr&or to the other side"),
        QT_TRANSLATE_NOOP("Actions", "What is selected, on the other side of the body too"),
        ("Ctrl+D",),
        rule=True,
    ),
    Spec(
        "mirror_region",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Mirror the whole re&gion"),
        QT_TRANSLATE_NOOP("Actions", "Everything of the chosen region, on the other side too"),
        ("Ctrl+Shift+D",),
    ),
    Spec(
        "align_line",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Align in a &line"),
        QT_TRANSLATE_NOOP("Actions", "The selected injections, straight on the skin"),
        ("Ctrl+L",),
        rule=True,
    ),
    Spec(
        "distribute",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Space e&qually"),
        QT_TRANSLATE_NOOP("Actions", "The selected injections, at equal distances along the skin"),
        ("Ctrl+E",),
    ),
    Spec(
        "align_rows",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Align in ro&ws"),
        QT_TRANSLATE_NOOP("Actions", "Straight rows with equal distances in each"),
        ("Ctrl+Shift+R",),
    ),
)

MEASURING = (
    Spec(
        "tool_measure",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Measure"),
        QT_TRANSLATE_NOOP("Actions", "Lengths and areas of skin; nothing is stored"),
        ("M",),
        group="tool",
    ),
    Spec(
        "tool_note",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "&Note"),
        QT_TRANSLATE_NOOP("Actions", "Pin a few words to a place"),
        ("N",),
        group="tool",
    ),
)

POINTING = (
    Spec(
        "lasso",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "Select with a l&asso"),
        QT_TRANSLATE_NOOP("Actions", "Drag around marks, or click corner by corner"),
        ("Shift+V",),
        rule=True,
    ),
    Spec(
        "measure_area",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "Measure an a&rea"),
        QT_TRANSLATE_NOOP("Actions", "Drag around it, or click corner by corner"),
        ("Shift+M",),
    ),
    Spec(
        "key_pointer",
        "tools",
        QT_TRANSLATE_NOOP("Actions", "Pointer by &keys"),
        QT_TRANSLATE_NOOP(
            "Actions", "Arrows move it over the skin, Space presses and lets go, Enter accepts"
        ),
        ("F7",),
    ),
)

STARTING = (
    Spec(
        "as_last_time",
        "session",
        QT_TRANSLATE_NOOP("Actions", "As &last time"),
        QT_TRANSLATE_NOOP("Actions", "Plan again what the session before planned and gave"),
        ("Ctrl+Shift+L",),
    ),
)


def arranging_slots(on: On) -> dict[str, Slot]:
    """What each of these actions does, by name."""
    return {
        "cut": on(lambda desk: desk.copying.cut()),
        "copy": on(lambda desk: desk.copying.copy()),
        "paste": on(lambda desk: desk.copying.paste()),
        "mirror": on(lambda desk: desk.copying.mirror()),
        "mirror_region": on(lambda desk: desk.copying.mirror_region()),
        "as_last_time": on(lambda desk: desk.copying.start_as_last_time()),
        "select_in_region": on(lambda desk: desk.arranging.select_in_region()),
        "select_from_syringe": on(lambda desk: desk.arranging.select_from_syringe()),
        "invert_selection": on(lambda desk: desk.arranging.invert()),
        "align_line": on(lambda desk: desk.arranging.align_line()),
        "distribute": on(lambda desk: desk.arranging.distribute()),
        "align_rows": on(lambda desk: desk.arranging.align_rows()),
        "tool_measure": on(lambda desk: desk.measuring.take(areas=False)),
        "measure_area": on(lambda desk: desk.measuring.take(areas=True)),
        "tool_note": on(lambda desk: desk.tools.take("note")),
        "lasso": on(lambda desk: desk.arranging.take_lasso()),
        "key_pointer": on(lambda desk: desk.arranging.toggle_key_pointer()),
    }
