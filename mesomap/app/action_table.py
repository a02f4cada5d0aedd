"""Everything that can be done: menu, text, tooltip and keys of each action."""

from __future__ import annotations

from mesomap.app.action_spec import Spec, When
from mesomap.app.actions_arranging import STARTING
from mesomap.app.actions_editing import EDITING
from mesomap.app.actions_syringes import SYRINGES
from mesomap.app.actions_treating import TREATING
from mesomap.app.actions_viewing import VIEWING
from mesomap.app.backup.actions_backups import SPECS as BACKUPS
from mesomap.app.compare.actions_comparing import COMPARISON_OUT, PLANNING
from mesomap.app.crypt.actions_crypt import ENCRYPTION
from mesomap.app.exchange.export_session import EXPORT_SESSION
from mesomap.app.keeping.actions_keeping import KEEPING
from mesomap.app.lock.actions_lock import LOCK
from mesomap.app.naming import NAMES_OF_FILES
from mesomap.app.picture_out import PICTURE_OUT
from mesomap.app.record.actions_before import SPECS as BEFORE
from mesomap.app.record.actions_patients import EXPORT_ALL, IMPORT, PATIENTS
from mesomap.app.record.actions_products import SPECS as PRODUCTS
from mesomap.app.record.actions_protocols import SPECS as PROTOCOLS
from mesomap.app.record.actions_reactions import REACTIONS, TO_DO
from mesomap.app.record.actions_remarks import SPECS as REMARKS
from mesomap.app.record.actions_scanning import SPECS as SCANNING
from mesomap.app.record.actions_signing import PEOPLE, SIGNING
from mesomap.model.message import QT_TRANSLATE_NOOP

MENUS = {
    "file": QT_TRANSLATE_NOOP("Actions", "&File"),
    "edit": QT_TRANSLATE_NOOP("Actions", "&Edit"),
    "tools": QT_TRANSLATE_NOOP("Actions", "&Tools"),
    "view": QT_TRANSLATE_NOOP("Actions", "&View"),
    "syringe": QT_TRANSLATE_NOOP("Actions", "S&yringe"),
    "session": QT_TRANSLATE_NOOP("Actions", "&Session"),
    "record": QT_TRANSLATE_NOOP("Actions", "&Record"),
    "clinic": QT_TRANSLATE_NOOP("Actions", "&Clinic"),
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
        QT_TRANSLATE_NOOP("Actions", "Its place, your name, a passphrase"),
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
    *PICTURE_OUT,
    *EXPORT_SESSION,
    *COMPARISON_OUT,
    *EXPORT_ALL,
    *NAMES_OF_FILES,
    *IMPORT,
    *KEEPING,
    Spec(
        "quit",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Quit"),
        QT_TRANSLATE_NOOP("Actions", "Close the clinic file and the window"),
        ("Ctrl+Q",),
        When.ALWAYS,
        rule=True,
    ),
    *EDITING,
    *SYRINGES,
    *PRODUCTS,
    *VIEWING,
    Spec(
        "new_session",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&New session"),
        QT_TRANSLATE_NOOP("Actions", "Another visit of this patient, today"),
        ("Ctrl+Shift+N",),
    ),
    *STARTING,
    *PLANNING,
    *TREATING,
    *PROTOCOLS,
    *BEFORE,
    *SCANNING,
    *REMARKS,
    Spec(
        "calibrate",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Calibrate to the patient…"),
        QT_TRANSLATE_NOOP("Actions", "Measured lengths make every millimetre this patient's"),
        ("F6",),
        rule=True,
    ),
    Spec(
        "lesions",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Patient's &lesions…"),
        QT_TRANSLATE_NOOP("Actions", "All lesions of this patient, with their sizes over time"),
        ("Shift+J",),
    ),
    Spec(
        "add_picture",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Add &own picture…"),
        QT_TRANSLATE_NOOP("Actions", "A drawing or photograph of yours as a chart, in true mm"),
        ("Ctrl+Shift+P",),
    ),
    Spec(
        "own_pictures",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Own p&ictures…"),
        QT_TRANSLATE_NOOP("Actions", "Rename, measure anew, retire"),
        ("Shift+F6",),
    ),
    Spec(
        "patients",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Patients"),
        QT_TRANSLATE_NOOP("Actions", "Close this session and go back to the patients"),
        ("Ctrl+W",),
        rule=True,
    ),
    *REACTIONS,
    TO_DO,
    *SIGNING,
    *PATIENTS,
    *PEOPLE,
    LOCK,
    ENCRYPTION,
    *BACKUPS,
    Spec(
        "keys",
        "help",
        QT_TRANSLATE_NOOP("Actions", "&Keys"),
        QT_TRANSLATE_NOOP("Actions", "Every key on one page"),
        ("F1",),
        When.ALWAYS,
    ),
    Spec(
        "change_keys",
        "help",
        QT_TRANSLATE_NOOP("Actions", "&Change keys…"),
        QT_TRANSLATE_NOOP("Actions", "Other keys for any action, on this computer"),
        (),
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
