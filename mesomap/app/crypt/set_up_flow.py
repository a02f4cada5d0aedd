"""Making a clinic file: one dialog, the recovery key, and on to work."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from mesomap.app.busy import busy_cursor
from mesomap.app.desk import Desk
from mesomap.model import KnownError, Person
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.panels.crypt.set_up_dialog import SetUp, SetUpDialog
    from mesomap.storage import Key

SUFFIX = "mesomap"
Create = Callable[[Path, "Key | None", Person], None]


class SetUpFlow(QObject):
    """Asks, makes the file through `create`, shows the recovery key."""

    def __init__(self, desk: Desk, create: Create) -> None:
        super().__init__(desk)
        self._desk = desk
        self._create = create

    def ask(self, path: Path, then: Callable[[], object] = lambda: None) -> None:
        """Ask for a new clinic file, at `path` unless somebody says otherwise; then go on."""
        from mesomap.panels.crypt.set_up_dialog import SetUpDialog
        from mesomap.storage.keys import SHORTEST_PASSPHRASE

        dialog = SetUpDialog(path, shortest=SHORTEST_PASSPHRASE, parent=self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.place_wanted.connect(lambda: self._ask_place(dialog, path))
        dialog.wanted.connect(
            lambda wanted: self._desk.when_ready(partial(self._make, dialog, wanted, then))
        )
        dialog.open()

    def _ask_place(self, dialog: SetUpDialog, path: Path) -> None:
        where = QFileDialog(dialog, self.tr("New clinic file"), str(_there(path.parent)))
        where.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        where.setDefaultSuffix(SUFFIX)
        where.setNameFilter(self.tr("Clinic files (*.mesomap)"))
        where.selectFile(path.name)
        where.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where.fileSelected.connect(lambda name: dialog.show_place(Path(name)))
        where.open()

    def _make(self, dialog: SetUpDialog, wanted: SetUp, then: Callable[[], object]) -> None:
        from mesomap.storage.keys import new_key

        first = Person(id=uuid4(), name=wanted.person, may_manage=True)
        try:
            with busy_cursor():
                key = new_key(wanted.passphrase) if wanted.passphrase else None
                self._create(wanted.path, key, first)
        except KnownError as error:
            dialog.message.warn(say(error.message))
            return
        dialog.done(dialog.DialogCode.Accepted)
        if key is None:
            then()
            return
        from mesomap.app.crypt.recovery_flow import RecoveryFlow

        RecoveryFlow(self._desk, key).show(fresh=True, then=then)


def _there(folder: Path) -> Path:
    """The nearest folder that is there: the one for clinic files comes with the first of them."""
    while not folder.is_dir() and folder.parent != folder:
        folder = folder.parent
    return folder


def free_place(wanted: Path) -> Path:
    """`wanted`, or a name like it that no file has."""
    found, number = wanted, 2
    while found.exists():
        found = wanted.with_name(f"{wanted.stem} {number}{wanted.suffix}")
        number += 1
    return found
