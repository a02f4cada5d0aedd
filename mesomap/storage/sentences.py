"""What is said when a clinic file cannot be opened, made or written: what to do about it."""

from __future__ import annotations

from mesomap.model.message import QT_TRANSLATE_NOOP

MISSING = QT_TRANSLATE_NOOP(
    "messages", "{path} is not there: check the name, or make a new clinic file."
)
A_FOLDER = QT_TRANSLATE_NOOP("messages", "{path} is a folder: choose a file that ends in .mesomap.")
NOT_READABLE = QT_TRANSLATE_NOOP(
    "messages", "{path} cannot be read: ask whoever looks after this computer for the right to."
)
NOT_A_CLINIC_FILE = QT_TRANSLATE_NOOP(
    "messages", "{path} is not a clinic file: choose a file that mesomap made."
)
DAMAGED = QT_TRANSLATE_NOOP(
    "messages", "{path} is damaged: leave it as it is and open the latest backup instead."
)
TOO_NEW = QT_TRANSLATE_NOOP(
    "messages", "{path} was made by a newer mesomap: install the newest version to open it."
)
ALREADY_OPEN = QT_TRANSLATE_NOOP(
    "messages", "{path} is already open in another window: close it there, then open it here."
)
READ_ONLY = QT_TRANSLATE_NOOP(
    "messages",
    "{path} may not be written to: copy it to a folder of your own, and open the copy.",
)
LOOKING = QT_TRANSLATE_NOOP(
    "messages", "{path} is open to look only: nothing was changed. Try again when it is free."
)
NOT_FROM_HERE = QT_TRANSLATE_NOOP(
    "messages",
    "{path} is open on another computer in a way that cannot be read from here: close it there,"
    " then open it.",
)
LEFT_OPEN = QT_TRANSLATE_NOOP(
    "messages",
    "{path} was not closed: copy it and the files beside it to a folder of your own, and open "
    "the copy.",
)
EXISTS = QT_TRANSLATE_NOOP("messages", "{path} exists already: open it, or choose another name.")
CANNOT_MAKE = QT_TRANSLATE_NOOP(
    "messages", "{path} cannot be made: choose a folder that you may write to."
)
A_BACKUP = QT_TRANSLATE_NOOP(
    "messages",
    "{path} is a backup, whose attachments lie beside it: restore it with Clinic, Backups, or with"
    " mesomap restore.",
)
CANNOT_WRITE = QT_TRANSLATE_NOOP(
    "messages",
    "{path} could not be written ({reason}); nothing was changed: make room or check the drive, "
    "then try again.",
)
NOT_SWEPT = QT_TRANSLATE_NOOP(
    "messages",
    "The patient is erased, but another program reads {path}: close it there, then close and open "
    "the file here, so that the last traces are overwritten.",
)
