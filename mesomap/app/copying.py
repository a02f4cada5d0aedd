"""Mirror, cut, copy, paste, as last time: parts of the map placed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from mesomap.app.copy_words import again_words, part_words
from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.atlas import Body
from mesomap.canvas import HoverInfo, moves
from mesomap.canvas.selecting import selected_values
from mesomap.document import Document
from mesomap.document.copies import Fragment, fragment_of, place_again
from mesomap.document.last_time import last_time
from mesomap.document.mirroring import is_taken, mirror
from mesomap.document.placed import elsewhere, remove, sites_of
from mesomap.exchange.fragment import MIME, NOT_OURS, fragment_text, read_fragment
from mesomap.model import AreaPass, KnownError, Message, Note, PictureSite, Site
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_date

NOTHING = QT_TRANSLATE_NOOP("messages", "Nothing is selected: select injections first.")
NO_REGION = QT_TRANSLATE_NOOP("messages", "No region is chosen: click one first.")
NO_LAST = QT_TRANSLATE_NOOP("messages", "This patient has no session before this one with a map.")
OFF_SKIN = QT_TRANSLATE_NOOP(
    "messages", "Pasted there, one would leave the skin: point at the place to paste at."
)
_BESIDE_MM = 5.0


class Copying(QObject):
    """What the menus Edit and Session place again. Each is one step of undo, then selected."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._over: HoverInfo | None = None
        view.canvas.hovered.connect(self._hovered)
        view.followed.connect(self._offer)

    def copy(self) -> bool:
        """Put what is selected on the clipboard; True if something was."""
        document = self._view.document
        part = fragment_of(document, self._view.canvas.selection) if document else None
        if not part:
            self._desk.warn(Message(NOTHING))
            return False
        text = fragment_text(part)
        data = QMimeData()
        data.setText(text)
        data.setData(MIME, text.encode())
        QGuiApplication.clipboard().setMimeData(data)
        self._desk.message.done(self.tr("Copied: {what}.").format(what=part_words(part)))
        return True

    def forget(self) -> None:
        """Take what was copied of the map from the clipboard; what others put there stays.

        Wanted at the end too: Qt would delete our data when Python is gone already, and crash.
        """
        clipboard = QGuiApplication.clipboard()
        held: QMimeData | None = clipboard.mimeData()  # none where the system has no clipboard
        if held is not None and held.hasFormat(MIME):
            clipboard.clear()

    def cut(self) -> None:
        """Copy what is selected, then remove it."""
        if self.copy():
            values = selected_values(self._view.canvas.stage)
            chosen = [one for one in values if not isinstance(one, Note)]
            self._view.commit(QT_TRANSLATE_NOOP("labels", "Cut"), remove(chosen))

    def paste(self) -> None:
        """Place what is on the clipboard: on the same skin, or at the cursor if that is taken."""
        document, body = self._view.document, self._view.body
        data = QGuiApplication.clipboard().mimeData()
        if document is None or body is None:
            return
        raw = bytes(data.data(MIME).data()).decode("utf-8", "replace") or data.text()
        self._desk.attempt(lambda: self._paste(document, body, read_fragment(raw)))

    def mirror(self) -> None:
        """What is selected, on the other side too."""
        document = self._view.document
        part = fragment_of(document, self._view.canvas.selection) if document else None
        if not part:
            self._desk.warn(Message(NOTHING))
            return
        self._desk.attempt(lambda: self._mirror(part))

    def mirror_region(self) -> None:
        """Everything of the chosen region, on the other side too."""
        document, key = self._view.document, self._view.region
        if document is None or key is None:
            self._desk.warn(Message(NO_REGION))
            return
        ids = {one.id for one in document.injections.values() if (one.region, one.side) == key}
        ids |= {one.id for one in document.areas.values() if (one.region, one.side) == key}
        part = fragment_of(document, ids)
        if not part:
            self._desk.warn(Message(NOTHING))
            return
        self._desk.attempt(lambda: self._mirror(part))

    def start_as_last_time(self) -> None:
        """The session before, planned again; what was skipped stays out."""
        document, body = self._view.document, self._view.body
        last = None if document is None else last_time(document)
        if document is None or body is None or last is None:
            self._desk.warn(Message(NO_LAST))
            return
        taken = [one.site for one in document.injections.values()]
        free = tuple(one for one in last.part.injections if not is_taken(body, one.site, taken))
        part = replace(last.part, injections=free)
        if not self._place(QT_TRANSLATE_NOOP("labels", "As last time"), document, part):
            return
        said = self.tr("As on {date}: {what}.").format(
            date=format_date(last.session.date), what=part_words(part)
        )
        if last.skipped:
            said += " " + self.tr("Left out, as skipped then: {count}.").format(count=last.skipped)
        self._desk.message.done(said)

    # Inside.

    def _offer(self) -> None:
        """While nothing is placed yet: the session before, if it has a map."""
        document = self._view.document
        words = ""
        if document is not None and not document.injections and not document.areas:
            signed = document.session is None or document.session.signed is not None
            last = None if signed else last_time(document)
            if last is not None:
                words = self.tr("Last time, on {date}: {what}.").format(
                    date=format_date(last.session.date), what=part_words(last.part)
                )
        self._view.page.offer.offer(words)

    def _hovered(self, info: HoverInfo | None) -> None:
        self._over = info

    def _mirror(self, part: Fragment) -> None:
        document, body = self._view.document, self._view.body
        assert document is not None
        assert body is not None
        made = mirror(
            body, part, injections=document.injections.values(), areas=document.areas.values()
        )
        if made.part and not self._place(
            QT_TRANSLATE_NOOP("labels", "Mirror"), document, made.part
        ):
            return
        more = []
        if made.midline:
            more.append(self.tr("On the midline already: {count}.").format(count=made.midline))
        if made.taken:
            more.append(self.tr("There already: {count}.").format(count=made.taken))
        self._say(again_words(made.part), more)

    def _say(self, said: str, more: Sequence[str]) -> None:
        """Say what cannot be seen: that something stayed out, or that the chart shows it not."""
        stage = self._view.canvas.stage
        chosen = {one.id for one in stage.selected_injections()}
        if more or not chosen or not chosen <= stage.visible_ids():
            self._desk.message.done(" ".join((said, *more)))
        else:
            self._desk.message.hide()

    def _paste(self, document: Document, body: Body, part: Fragment) -> None:
        part = _on_body(body, part)
        if not part:
            raise KnownError(NOT_OURS)
        there = [one.site for one in document.injections.values()]
        moved = any(is_taken(body, one.site, there) for one in part.injections)
        moved = moved or any(_is_there(one, document) for one in part.areas)
        if moved:
            part = self._at_cursor(body, part)
        if self._place(QT_TRANSLATE_NOOP("labels", "Paste"), document, part):
            aside = self.tr("Their own places are taken, so they are at the cursor.")
            said = self.tr("Pasted: {what}.").format(what=part_words(part))
            self._say(said, [aside] if moved else [])

    def _at_cursor(self, body: Body, part: Fragment) -> Fragment:
        """`part` moved along the skin so that its first site is under the cursor."""
        sites = [site for one in part.injections for site in sites_of(one)]
        sites += [site for one in part.areas for site in one.outline]
        chart = self._view.chart
        if not sites:
            raise KnownError(OFF_SKIN)
        if self._over is not None:
            moved = moves.dragged(body, chart, sites, grabbed=sites[0], to=self._over.site)
        else:
            keys = body.regions_of(sites)
            moved = moves.nudged(body, chart, sites, keys, dx_mm=_BESIDE_MM, dy_mm=_BESIDE_MM)
        landed = [site for site in moved if site is not None]
        if len(landed) < len(sites):
            raise KnownError(OFF_SKIN)
        return _with_sites(body, part, landed)

    def _place(self, label: str, document: Document, part: Fragment) -> bool:
        made = place_again(document, part)
        if not self._view.commit(label, made.changes):
            return False
        self._view.canvas.stage.select(made.ids)
        return True


def _on_body(body: Body, part: Fragment) -> Fragment:
    """What of `part` has a place on `body`, its regions decided anew."""
    known: set[str | None] = {None, *body.pictures}

    def has_place(sites: Sequence[Site]) -> bool:
        return all(
            (site.chart if isinstance(site, PictureSite) else None) in known for site in sites
        )

    injections = [one for one in part.injections if has_place(sites_of(one))]
    areas = [one for one in part.areas if one.outline and has_place(one.outline)]
    whole = [one for one in part.areas if not one.outline and _region_known(body, one)]
    try:
        injections = elsewhere(body, injections, [sites_of(one) for one in injections])
        areas = elsewhere(body, areas, [sites_of(one) for one in areas])
    except IndexError as error:
        raise KnownError(NOT_OURS) from error
    return replace(part, injections=tuple(injections), areas=(*areas, *whole))


def _region_known(body: Body, area: AreaPass) -> bool:
    return any((key.id, key.side) == (area.region, area.side) for key in body.regions)


def _is_there(area: AreaPass, document: Document) -> bool:
    return any(
        (one.region, one.side, one.outline) == (area.region, area.side, area.outline)
        for one in document.areas.values()
    )


def _with_sites(body: Body, part: Fragment, sites: Sequence[Site]) -> Fragment:
    """`part` with the sites of its injections, then of its outlined areas, elsewhere."""
    rest = iter(sites)
    injections = [[next(rest) for _ in sites_of(one)] for one in part.injections]
    outlined = [one for one in part.areas if one.outline]
    areas = [[next(rest) for _ in one.outline] for one in outlined]
    return replace(
        part,
        injections=tuple(elsewhere(body, part.injections, injections)),
        areas=tuple(elsewhere(body, outlined, areas)),
    )
