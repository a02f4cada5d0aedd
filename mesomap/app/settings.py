"""What this computer remembers between two runs; nothing about patients."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

ORGANISATION = "mesomap"
APPLICATION = "mesomap"
CLINIC = "clinic/last"
THEME = "window/theme"
TEXT_SCALE = "window/text"
KEYS = "keys/own"
GEOMETRY = "window/geometry"
PAPER = "print/paper"
LANDSCAPE = "print/landscape"
TEMPLATE = "print/template"
PRINT_CAUTION = "print/caution"
FOLDED = "strip/folded"
RECORD_FOLDED = "record/folded"
REMARKS_FOLDED = "remarks/folded"
TICK = "treat/tick"
WHO = "people/who"
NAME_IN_TITLE = "privacy/title"
NAME_IN_FILES = "privacy/files"
KEPT_KEYS = "clinic/keyring"


def _settings() -> QSettings:
    return QSettings(
        QSettings.defaultFormat(), QSettings.Scope.UserScope, ORGANISATION, APPLICATION
    )


def _said(name: str, default: str | None = None) -> object:
    """The value of a setting; `default` where there is none, or none that can be read.

    Anybody may edit the file. What it says of another sort than Python has is not read.
    """
    try:
        value: object = _settings().value(name, default)
    except (RuntimeError, ValueError, OverflowError):
        return default
    return value


def last_clinic() -> Path | None:
    """The clinic file that was open last, if any was and the system can have one of that name."""
    value = _said(CLINIC, "")
    if not isinstance(value, str) or not value or "\0" in value:
        return None
    try:
        Path(value).exists()
    except (OSError, ValueError):
        return None
    return Path(value)


def remember_clinic(path: Path) -> None:
    """Open `path` at the next start."""
    _settings().setValue(CLINIC, str(path))


def theme() -> str:
    """The chosen theme: light, dark, contrast or system."""
    value = str(_said(THEME, "system"))
    return value if value in ("light", "dark", "contrast", "system") else "system"


def remember_theme(name: str) -> None:
    """Start with this theme from now on."""
    _settings().setValue(THEME, name)


def own_keys() -> dict[str, tuple[str, ...]]:
    """The keys that a person chose, by the action's name; what is not readable is left out."""
    try:
        known = json.loads(str(_said(KEYS, "{}")))
        return {
            str(name): tuple(str(key) for key in keys)
            for name, keys in known.items()
            if isinstance(keys, list)
        }
    except (ValueError, TypeError, AttributeError, RecursionError):
        return {}


def remember_own_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Use these from now on."""
    _settings().setValue(KEYS, json.dumps(keys))


def text_scale() -> float:
    """How large text is, 1.0 to 1.5."""
    try:
        value = float(str(_said(TEXT_SCALE, "1.0")))
    except ValueError:
        return 1.0
    return value if 1.0 <= value <= 1.5 else 1.0


def remember_text_scale(scale: float) -> None:
    """Start with text of this size from now on."""
    _settings().setValue(TEXT_SCALE, str(scale))


def paper() -> str:
    """The paper that was printed on last: A4 or Letter."""
    value = str(_said(PAPER, "A4"))
    return value if value in ("A4", "Letter") else "A4"


def landscape() -> bool:
    """Whether the sheet lay on its side when something was printed last."""
    return _said(LANDSCAPE, "no") == "yes"


def remember_paper(name: str, *, landscape: bool) -> None:
    """Offer this paper first from now on."""
    _settings().setValue(PAPER, name)
    _settings().setValue(LANDSCAPE, "yes" if landscape else "no")


def print_caution() -> bool:
    """Whether caution structures were printed last."""
    return _said(PRINT_CAUTION, "no") == "yes"


def remember_print_caution(on: bool) -> None:
    """Print them, or not, from now on."""
    _settings().setValue(PRINT_CAUTION, "yes" if on else "no")


def template() -> str:
    """What a session was printed as last; "" for never."""
    return str(_said(TEMPLATE, ""))


def remember_template(name: str) -> None:
    """Offer this one first from now on."""
    _settings().setValue(TEMPLATE, name)


def folded_groups() -> frozenset[str]:
    """The chart groups that are folded; all but the face until a person chose otherwise."""
    value = _said(FOLDED)
    if value is None:
        return frozenset(("scalp", "neck", "trunk", "leg", "arm", "body"))
    return frozenset(filter(None, str(value).split(",")))


def remember_folded(groups: Iterable[str]) -> None:
    """Fold these groups at the next start too."""
    _settings().setValue(FOLDED, ",".join(sorted(groups)) or ",")


def tick() -> bool:
    """Whether each needle given is heard."""
    return str(_said(TICK, "false")) == "true"


def remember_tick(on: bool) -> None:
    """Tick, or be silent, from now on."""
    _settings().setValue(TICK, "true" if on else "false")


def record_folded() -> bool:
    """Whether the record's section is folded to its heading."""
    return bool(_said(RECORD_FOLDED) == "true")


def remember_record_folded(folded: bool) -> None:
    """Show it so the next time."""
    _settings().setValue(RECORD_FOLDED, "true" if folded else "false")


def remarks_folded() -> bool:
    """Whether the remarks are folded to their heading."""
    return bool(_said(REMARKS_FOLDED) == "true")


def remember_remarks_folded(folded: bool) -> None:
    """Show them so the next time."""
    _settings().setValue(REMARKS_FOLDED, "true" if folded else "false")


def name_in_title() -> bool:
    """Whether the window's title has the patient's name; not unless chosen."""
    return _said(NAME_IN_TITLE) == "yes"


def remember_name_in_title(on: bool) -> None:
    """Show it there, or not, from now on."""
    _settings().setValue(NAME_IN_TITLE, "yes" if on else "no")


def name_in_files() -> bool:
    """Whether files are named by the patient; not unless chosen."""
    return _said(NAME_IN_FILES) == "yes"


def remember_name_in_files(on: bool) -> None:
    """Name them so, or not, from now on."""
    _settings().setValue(NAME_IN_FILES, "yes" if on else "no")


def who() -> UUID | None:
    """The id of the person who types here, as was said last."""
    value = str(_said(WHO, ""))
    try:
        return UUID(value) if value else None
    except ValueError:
        return None


def remember_who(person: UUID | None) -> None:
    """This person types here from now on; None for the computer's user."""
    _settings().setValue(WHO, "" if person is None else str(person))


def kept_keys() -> frozenset[str]:
    """The salts, as hex, of the clinic files whose keys lie in this computer's keyring."""
    return frozenset(filter(None, str(_said(KEPT_KEYS, "")).split(" ")))


def remember_kept_key(salt: str, *, kept: bool) -> None:
    """The keyring has the key of this salt, or not any more."""
    known = kept_keys() | {salt} if kept else kept_keys() - {salt}
    _settings().setValue(KEPT_KEYS, " ".join(sorted(known)))


def of_clinic(clinic: Path, name: str) -> str:
    """What this computer remembers of one clinic file under `name`; "" for nothing."""
    return str(_said(_name_of(clinic, name), ""))


def remember_of_clinic(clinic: Path, name: str, value: str) -> None:
    """Remember `value` of one clinic file under `name`."""
    _settings().setValue(_name_of(clinic, name), value)


def _name_of(clinic: Path, name: str) -> str:
    """A file's name may be a person's: only its hash is written down."""
    digest = hashlib.sha256(str(clinic.absolute()).encode()).hexdigest()[:16]
    return f"clinics/{digest}/{name}"


def geometry() -> QByteArray | None:
    """Where the window was."""
    value = _said(GEOMETRY)
    return value if isinstance(value, QByteArray) and not value.isEmpty() else None


def remember_geometry(value: QByteArray) -> None:
    """Open the window there again."""
    _settings().setValue(GEOMETRY, value)


def documents_folder() -> Path:
    """Where a person's documents lie."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()


def default_clinic() -> Path:
    """Where the first clinic file is made unless another place is chosen."""
    return documents_folder() / "mesomap" / "Clinic.mesomap"
