"""Which actions change what, in one place: whatever takes some of them away asks here."""

from __future__ import annotations

CONTENT = (
    "cut", "paste", "delete", "mirror", "mirror_region", "align_line", "distribute", "align_rows",
    "as_last_time", "tool_point", "tool_grid", "tool_row", "tool_line", "tool_nappage",
    "tool_stamp", "tool_erase", "tool_fill", "region_pass", "place_draft", "place_grid", "best_fit",
    "deeper", "shallower", "more_volume", "less_volume", "mean_layer",
    "add_syringe", "edit_syringe", "copy_syringe", "remove_syringe", "syringe_up", "syringe_down",
    "calibrate", "treat", "mark_given", "record_mode", "recorded_at",
    "repeat_kept", "plan_missed", "shift_lattice", "continue_plan",
    "session_people", "sign",
)  # fmt: skip
"""What changes a session's content: not to be had once it is signed."""

EDITS = frozenset(
    {
        *CONTENT,
        "new_patient", "edit_patient", "import_file", "undo", "redo", "tool_lesion", "tool_note",
        "new_session", "continue_course", "scan", "add_picture", "add_reaction", "wrong_patient",
        "merge_patients", "archive_patient", "erase_person", "encryption",
    }
)  # fmt: skip
"""What does nothing but change the clinic file: not to be had while it is only looked at. Dialogs
that show something too stay; what is changed in them is refused in one line."""

LEAVES = frozenset({"open_clinic", "new_clinic", "sample_clinic", "encryption"})
"""What closes the clinic file in the end: what is kept in memory is asked about before."""

FROM_FILE = frozenset(
    {
        "print", "save_picture", "export_session", "print_comparison", "export_comparison",
        "export_all", "export_person", "compare", "course_view", "backups",
    }
)  # fmt: skip
"""What reads the session from the clinic file: steps that are kept in memory would be missing."""
