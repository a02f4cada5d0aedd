"""The one-page report of a reaction: asked for from its dialog, saved as a PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.document.record import looking
from mesomap.model import KnownError, Reaction
from mesomap.paint.locale import format_date
from mesomap.paint.reaction import kind_name
from mesomap.panels.record.reaction_report_dialog import ReactionReportDialog
from mesomap.report.layout.reaction_report import initials

_CONTEXT = "ReactionReporting"


def ask_report(desk: Desk, reaction: Reaction, parent: QWidget) -> None:
    """Ask whether to name the patient, then where it goes."""
    store = desk.clinic.store
    if store is None:
        return
    patient = store.person_of(store.session(reaction.session))
    who = ", ".join(filter(None, (initials(patient.name), patient.number)))
    words = QCoreApplication.translate(
        _CONTEXT,
        "One page that names the products and lots, the doses and sites, onset, course and"
        " outcome. The patient stands on it as {who} unless you choose otherwise.",
    )
    dialog = ReactionReportDialog(words.format(who=who), parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(
        lambda: _ask_where(desk, reaction, parent, full_name=dialog.full_name.isChecked())
    )
    dialog.open()


def _ask_where(desk: Desk, reaction: Reaction, parent: QWidget, *, full_name: bool) -> None:
    t = QCoreApplication.translate
    day = (reaction.onset or reaction.noted).date()
    name = t(_CONTEXT, "Reaction, {kind}, {day}").format(
        kind=kind_name(reaction.kind), day=format_date(day).replace("\u00a0", " ")
    )
    chooser = QFileDialog(parent, t(_CONTEXT, "Save as PDF"))
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    chooser.setNameFilter(t(_CONTEXT, "PDF (*.pdf)"))
    chooser.setDefaultSuffix("pdf")
    chooser.setDirectory(str(settings.documents_folder()))
    chooser.selectFile(f"{name}.pdf")
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.fileSelected.connect(
        lambda path: _write(desk, reaction, Path(path), full_name=full_name)
    )
    chooser.open()


def _write(desk: Desk, reaction: Reaction, out: Path, *, full_name: bool) -> None:
    from mesomap.report.reaction_report import write_reaction_report

    store, atlas = desk.clinic.store, desk.atlas
    if store is None or atlas is None:
        return
    try:
        write_reaction_report(store, atlas, reaction, out, full_name=full_name, clock=desk.clock)
    except KnownError as error:
        desk.warn(error.message)
        return
    session = store.session(reaction.session)
    desk.note(looking.of_session(looking.PRINT, session, template="reaction-report", to="pdf"))
    words = QCoreApplication.translate(_CONTEXT, "Saved as {path}.")
    desk.message.done(words.format(path=out))
