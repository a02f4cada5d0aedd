"""What each action of the session page does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mesomap.app.actions import Actions
from mesomap.app.actions_arranging import arranging_slots
from mesomap.app.actions_drafting import drafting_slots
from mesomap.app.actions_syringes import syringe_slots
from mesomap.app.actions_treating import treating_slots
from mesomap.app.compare.actions_compare import compare_slots
from mesomap.app.compare.actions_comparing import comparing_slots
from mesomap.app.compare.actions_course_view import course_view_slots
from mesomap.app.compare.actions_ghosts import ghost_slots
from mesomap.app.compare.actions_rest import rest_slots
from mesomap.app.exchange.export_session import export_session_slots
from mesomap.app.picture_out import picture_slots
from mesomap.app.record.actions_before import before_slots
from mesomap.app.record.actions_products import product_slots
from mesomap.app.record.actions_protocols import protocol_slots
from mesomap.app.record.actions_reactions import reaction_slots
from mesomap.app.record.actions_remarks import remark_slots
from mesomap.app.record.actions_scanning import scanning_slots
from mesomap.app.record.actions_signing import signing_slots
from mesomap.app.slots import Slot, slots_of

if TYPE_CHECKING:
    from mesomap.app.desk_session import SessionDesk

OVERLAYS = ("colour_by_depth", "show_deposits", "show_gaps", "show_caution")


def session_slots(session: Callable[[], SessionDesk | None], commands: Actions) -> dict[str, Slot]:
    """The slots by action."""
    on = slots_of(session)

    def overlay(name: str) -> Slot:
        return on(lambda desk: desk.show_overlay(name))

    return {
        "print": on(lambda desk: desk.ask_print()),
        "undo": on(lambda desk: desk.view.undo()),
        "redo": on(lambda desk: desk.view.redo()),
        "select_all": on(lambda desk: desk.canvas.select_all()),
        "delete": on(lambda desk: desk.canvas.delete_selection()),
        "deeper": on(lambda desk: desk.view.go_deeper(0.5)),
        "shallower": on(lambda desk: desk.view.go_deeper(-0.5)),
        "more_volume": on(lambda desk: desk.view.fill_more(10)),
        "less_volume": on(lambda desk: desk.view.fill_more(-10)),
        "tool_select": on(lambda desk: desk.arranging.take_band()),
        "tool_point": on(lambda desk: desk.tools.take("point")),
        "tool_grid": on(lambda desk: desk.tools.take("grid")),
        "tool_erase": on(lambda desk: desk.tools.take("erase")),
        "tool_lesion": on(lambda desk: desk.tools.take("lesion")),
        "tool_fill": on(lambda desk: desk.tools.take("fill")),
        "lesions": on(lambda desk: desk.lesions.ask_all()),
        "best_fit": on(lambda desk: desk.tools.fit_grid()),
        "place_grid": on(lambda desk: desk.canvas.accept_grid()),
        "leave": on(lambda desk: desk.leave()),
        "zoom_in": on(lambda desk: desk.canvas.zoom_in()),
        "zoom_out": on(lambda desk: desk.canvas.zoom_out()),
        "fit": on(lambda desk: desk.canvas.fit()),
        "turned": on(lambda desk: desk.canvas.set_turned(commands["turned"].isChecked())),
        **{name: overlay(name) for name in OVERLAYS},
        "next_chart": on(lambda desk: desk.step_chart(1)),
        "previous_chart": on(lambda desk: desk.step_chart(-1)),
        "find_region": on(lambda desk: desk.jumps.find()),
        "best_chart": on(lambda desk: desk.jumps.show_best()),
        "new_session": on(lambda desk: desk.ask_new_session()),
        "calibrate": on(lambda desk: desk.calibration.ask()),
        "add_picture": on(lambda desk: desk.own_pictures.ask_add()),
        "own_pictures": on(lambda desk: desk.own_pictures.ask_list()),
        **picture_slots(on),
        **export_session_slots(on),
        **ghost_slots(on),
        **rest_slots(on),
        **compare_slots(on),
        **comparing_slots(on),
        **course_view_slots(on),
        **drafting_slots(on),
        **syringe_slots(on),
        **product_slots(on),
        **treating_slots(on),
        **arranging_slots(on),
        **protocol_slots(on),
        **before_slots(on),
        **scanning_slots(on),
        **remark_slots(on),
        **reaction_slots(on),
        **signing_slots(on),
    }
