"""Everything of the session page that needs the heavy imports, made once they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, QRect, Qt, Signal

from mesomap.app.area_desk import AreaDesk
from mesomap.app.arranging import Arranging
from mesomap.app.calibration_flow import CalibrationFlow
from mesomap.app.compare.comparison_out import ComparisonOut
from mesomap.app.compare.ghost_desk import GhostDesk
from mesomap.app.compare.planning_again import PlanningAgain
from mesomap.app.compare.rest_desk import RestDesk
from mesomap.app.copying import Copying
from mesomap.app.depth_desk import DepthDesk
from mesomap.app.desk import Desk
from mesomap.app.drafting import Drafting
from mesomap.app.exchange.export_session import ExportOut
from mesomap.app.hover import Hover
from mesomap.app.jumps import Jumps
from mesomap.app.lesion_desk import LesionDesk
from mesomap.app.measuring import Measuring
from mesomap.app.naming import window_title
from mesomap.app.note_flow import NoteFlow
from mesomap.app.patient_flow import PatientFlow
from mesomap.app.picture_flow import PictureFlow
from mesomap.app.picture_out import PictureOut
from mesomap.app.record.consent_flow import ConsentFlow
from mesomap.app.record.course_flow import CourseFlow
from mesomap.app.record.drawing_flow import DrawingFlow
from mesomap.app.record.emergency_flow import EmergencyFlow
from mesomap.app.record.photograph_flow import PhotographFlow
from mesomap.app.record.preparation_flow import PreparationFlow
from mesomap.app.record.products_flow import ProductsFlow
from mesomap.app.record.protocol_flow import ProtocolFlow
from mesomap.app.record.questionnaire_flow import QuestionnaireFlow
from mesomap.app.record.reactions_flow import ReactionDesk
from mesomap.app.record.remarks_flow import RemarksFlow
from mesomap.app.record.scan_flow import ScanFlow
from mesomap.app.record.signing_flow import SigningFlow
from mesomap.app.recording_flow import RecordingFlow
from mesomap.app.session_page import SessionPage
from mesomap.app.session_pictures import SessionPictures
from mesomap.app.session_view import SessionView
from mesomap.app.syringe_desk import SyringeDesk
from mesomap.app.tool_switch import ToolSwitch
from mesomap.canvas import ChartCanvas
from mesomap.document.record import looking

if TYPE_CHECKING:
    from mesomap.app.compare.compare_flow import CompareFlow
    from mesomap.app.compare.course_view_flow import CourseViewFlow
    from mesomap.app.treat_flow import TreatFlow
    from mesomap.report.templates import Options


class SessionDesk(QObject):
    """The canvas and the controllers around it."""

    session_chosen = Signal(object)
    """Another of this patient's sessions is to be opened."""

    def __init__(self, desk: Desk, page: SessionPage, patients: PatientFlow) -> None:
        super().__init__(desk)
        self._desk = desk
        self._page = page
        self._patients = patients
        self.canvas = ChartCanvas()
        page.set_canvas(self.canvas)
        self.view = SessionView(page, self.canvas, desk.clock, self)
        self.tools = ToolSwitch(desk.actions, page, self.canvas)
        self.drafting = Drafting(desk.actions, self.view)
        self.areas = AreaDesk(desk, self.view)
        self.hover = Hover(self.view)
        self.depth = DepthDesk(self.view)
        self.syringes = SyringeDesk(desk, self.view)
        self.drawing = DrawingFlow(desk, self.view, ProductsFlow(desk))
        self.jumps = Jumps(self.view)
        self.calibration = CalibrationFlow(desk, self.view)
        self.lesions = LesionDesk(desk, self.view)
        self.own_pictures = PictureFlow(desk, self.view)
        self.recording = RecordingFlow(desk, self.view)
        self.copying = Copying(desk, self.view)
        self.arranging = Arranging(desk, self.view, self.tools)
        self.measuring = Measuring(self.view, self.tools)
        self.notes = NoteFlow(desk, self.view)
        self.protocols = ProtocolFlow(desk, self.view)
        self.courses = CourseFlow(desk, self.view)
        self.questionnaire = QuestionnaireFlow(desk, self.view)
        self.consents = ConsentFlow(desk, self.view)
        self.preparation = PreparationFlow(desk, self.view)
        self.reactions = ReactionDesk(desk, self.view)
        self.photographs = PhotographFlow(desk, self.view)
        self.emergency = EmergencyFlow(desk, self.view)
        self.scanning = ScanFlow(desk, self.view, self.drawing.ask_scanned)
        self.remarks = RemarksFlow(desk, self.view)
        self.signing = SigningFlow(desk, self.view, self.remarks)
        self.ghosts = GhostDesk(desk, self.view)
        self.rest = RestDesk(desk, self.view)
        self.comparing = PlanningAgain(desk, self.view)
        self.comparison_out = ComparisonOut(desk, self.view)
        self.picture_out = PictureOut(desk, self.view)
        self.export_out = ExportOut(desk, self.view)
        self._treat: TreatFlow | None = None
        self._compare: CompareFlow | None = None
        self._course_view: CourseViewFlow | None = None
        self.pictures = SessionPictures(self.view)
        self.view.failed.connect(desk.warn)
        self.view.changed.connect(self.settle)
        desk.keeping.saved_changed.connect(self.view.show_saved)
        desk.keeping.bar.moved.connect(self._make_room)
        self.view.body_changed.connect(self._follow_body)
        self.canvas.selection_changed.connect(self.settle)
        page.timeline.session_chosen.connect(self.session_chosen)
        page.timeline.compare_wanted.connect(lambda id: self.compare.start(id))

    def open(self, session: UUID) -> None:
        """Show a session.

        Raises
        ------
        KnownError
            One sentence, when it cannot be opened.
        """
        document, atlas = self._desk.clinic.document, self._desk.atlas
        assert document is not None
        assert atlas is not None
        self.canvas.set_tool("select")
        self.view.open(document, atlas, session)
        self.tools.body = self.view.body
        self.jumps.withdraw()
        self.hover.refresh()
        self.recording.refresh()
        self.courses.open()
        self.reactions.open()
        self.ghosts.open()
        self.rest.open()
        self.remarks.open()
        self.signing.refresh()
        self.pictures.open()
        if document.session is not None:
            self._desk.note(looking.of_session(looking.SEE_SESSION, document.session))
        self._desk.window.setWindowTitle(window_title(self._desk.clinic.name(), document.patient))
        self.canvas.setFocus()

    def close(self) -> None:
        """Let go of the session."""
        self.end_treating()
        if self._compare is not None:
            self._compare.close()
        if self._course_view is not None:
            self._course_view.close()
        self.reactions.close()
        self.consents.close()
        self.remarks.close()
        self.signing.close()
        self.pictures.stop()
        self.ghosts.close()
        self.rest.close()
        self.view.close()

    def _make_room(self) -> None:
        """Legends stand under what lies over the page."""
        taken = self._desk.keeping.bar.taken()
        self.canvas.make_room(taken + 8 if taken else 0)
        if self._treat is not None:
            self._treat.page.make_room(taken)

    def treat_card(self) -> QRect | None:
        """In treat mode: where on the window something may stand and hide no site."""
        treating = self._treat is not None and self._treat.sitting is not None
        return self._treat.page.card_room() if self._treat is not None and treating else None

    def end_treating(self) -> None:
        """Leave treat mode, noting that it ended, before the session is let go of."""
        if self._treat is not None:
            self._treat.abandon()

    def _follow_body(self) -> None:
        """Its millimetres or charts are others."""
        self.tools.body = self.view.body
        self.pictures.open()
        self.hover.refresh()

    def settle(self) -> None:
        """Enable what has something to work on, and say what undo would take back."""
        document, actions = self.view.document, self._desk.actions
        undo = document.can_undo if document is not None else None
        redo = document.can_redo if document is not None else None
        for name, label in (("undo", undo), ("redo", redo)):
            action = actions[name]
            action.setEnabled(bool(label))
            plain = self.tr("&Undo") if name == "undo" else self.tr("&Redo")
            words = QCoreApplication.translate("labels", label) if label else ""
            action.setText(f"{plain}: {words}" if words else plain)
        actions["delete"].setEnabled(bool(self.canvas.selection))
        self.syringes.settle()
        self.signing.settle()

    @property
    def treating(self) -> TreatFlow:
        """Treat mode, made when it is first wanted."""
        if self._treat is None:
            from mesomap.app.treat_flow import TreatFlow

            self._treat = TreatFlow(self._desk, self.view, self._page)
        return self._treat

    @property
    def compare(self) -> CompareFlow:
        """Comparing two maps, made when it is first wanted."""
        if self._compare is None:
            from mesomap.app.compare.compare_flow import CompareFlow

            out, planning = self.comparison_out, self.comparing
            self._compare = CompareFlow(self._desk, self.view, self._page, out, planning)
        return self._compare

    @property
    def course_view(self) -> CourseViewFlow:
        """The sessions of a course side by side, made when it is first wanted."""
        if self._course_view is None:
            from mesomap.app.compare.course_view_flow import CourseViewFlow

            self._course_view = CourseViewFlow(
                self._desk,
                self.view,
                self._page,
                self.photographs,
                compare=lambda first, second: self.compare.start(first, later=second),
                open_session=self.session_chosen.emit,
            )
        return self._course_view

    @property
    def is_treating(self) -> bool:
        """Whether treat mode is on."""
        return self._treat is not None and self._treat.sitting is not None

    def treat(self) -> None:
        """Give what is planned, needle by needle."""
        self.treating.start()

    def leave(self) -> None:
        """Esc: leave what is going on, then the selection."""
        self.canvas.cancel()
        self.canvas.setFocus()

    def step_chart(self, by: int) -> None:
        """The next chart of the strip, or the one before."""
        self._page.strip.step(by)

    def show_overlay(self, name: str) -> None:
        """Show deposits, gaps, caution structures, or colour by depth, as its action says."""
        on = self._desk.actions[name].isChecked()
        canvas = self.canvas
        shows = {
            "show_deposits": canvas.show_deposits,
            "show_gaps": canvas.show_gaps,
            "show_caution": canvas.show_caution,
            "colour_by_depth": canvas.colour_by_depth,
            "show_reactions": canvas.show_reactions,
            "show_old_reactions": canvas.show_old_reactions,
        }
        shows[name](on)

    def ask_print(self) -> None:
        """Look at the printed pages."""
        from mesomap.app.print_dialog import PrintDialog
        from mesomap.app.print_flow import session_papers

        store, atlas, document = self._desk.clinic.store, self._desk.atlas, self.view.document
        if store is None or atlas is None or document is None or document.session is None:
            return
        session = document.session
        dialog = PrintDialog(session_papers(store, atlas, session.id), self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def note(options: Options, to: str) -> None:
            template = options.template.value
            self._desk.note(looking.of_session(looking.PRINT, session, template=template, to=to))

        dialog.went_out.connect(note)
        dialog.open()

    def ask_new_session(self) -> None:
        """Another visit of this patient."""
        document = self.view.document
        if document is not None and document.patient is not None:
            patient = document.patient.id
            self._desk.attempt(lambda: self._patients.new_session(patient))
