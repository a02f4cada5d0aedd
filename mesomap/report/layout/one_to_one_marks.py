"""The skin of one sheet at true scale: regions, crosses with their numbers, passes, lesions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
import shapely

from mesomap.analysis.areas import patch_of_area, shape_of
from mesomap.analysis.lesions import shape_on
from mesomap.analysis.marks import corners_of
from mesomap.model import Injection, PictureSite, Status
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.flat_skin import FlatSkin, Floats
from mesomap.report.layout.labels import Place, Wish, place_labels
from mesomap.report.layout.nearest import nearest_mm
from mesomap.report.layout.numbering import ranges, region_key
from mesomap.report.layout.numbering import rows as rows_of
from mesomap.report.layout.paper import NUMBER_PT
from mesomap.report.layout.passes import area_name
from mesomap.report.layout.shapes import Box, Frame, Ink, Outline, Rule, Shape, Text, Weight
from mesomap.report.layout.tables import region_words
from mesomap.report.layout.tiling import Window
from mesomap.report.layout.voice import MM_PER_PT, Voice

CROSS_MM = 1.5
"""Half a cross; the site is where its lines meet."""
SKIPPED_MM = 0.9
CLOSE_MM = 4.2
"""Sites closer than this on average have one number for each row of them."""
NAME_PT = 7.0
CAP_MM = NUMBER_PT * MM_PER_PT * 0.73
LANDMARK_MM = 0.9


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a window's skin stands on the page."""

    window: Window
    box: Box

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.box.x + (x - self.window.x0), self.box.y + (self.window.y1 - y)

    def lines(self, shape: Any) -> list[tuple[tuple[float, float], ...]]:
        """The part of a line or of a border that the window shows."""
        window = self.window
        kept = shapely.intersection(shape, shapely.box(window.x0, window.y0, window.x1, window.y1))
        return [
            tuple(self.at(x, y) for x, y in shapely.get_coordinates(part).tolist())
            for part in shapely.get_parts(shapely.line_merge(kept)).tolist()
            if part.geom_type in ("LineString", "LinearRing") and not part.is_empty
        ]


def skin_shapes(
    voice: Voice,
    content: SessionContent,
    piece: FlatSkin,
    window: Window,
    box: Box,
    *,
    keep_out: Sequence[Box],
) -> list[Shape]:
    """Everything that `window` shows of `piece`, within `box` of the page."""
    frame = _Frame(window, box)
    shapes: list[Shape] = []
    for outline in piece.neighbours.values():
        shapes += _border(frame, outline, width=0.12, ink=Ink.RULE)
    for outline in piece.outlines.values():
        shapes += _border(frame, outline, width=0.3)
    named = {**piece.outlines, **piece.neighbours}
    shapes += _passes_and_lesions(voice, content, piece, frame)
    drawn = piece.patch in content.body.pictures
    mine = [one for one in content.injections if isinstance(one.site, PictureSite) == drawn]
    places = piece.places([one.site for one in mine])
    seen = {
        one.id: (one, frame.at(x, y))
        for one, (x, y) in zip(mine, places.tolist(), strict=True)
        if window.x0 <= x <= window.x1 and window.y0 <= y <= window.y1
    }
    for one, at in seen.values():
        shapes += _cross(one, at, own=region_key(one) in piece.keys)
    for one in mine:
        shapes += _thread(piece, frame, one)
    landmarks = _landmarks(piece, frame, content)
    shapes += [_triangle(at) for _, at in landmarks]
    labels, taken = _numbers(voice, content, seen, landmarks, box, keep_out)
    return [
        *shapes,
        *_names(
            voice, content, named, list(piece.outlines.values()), frame, [*keep_out, *taken], seen
        ),
        *labels,
    ]


def _border(frame: _Frame, polygon: Any, *, width: float, ink: Ink = Ink.BLACK) -> list[Shape]:
    return [
        Outline(points, width=width, ink=ink) for points in frame.lines(shapely.boundary(polygon))
    ]


def _cross(one: Injection, at: tuple[float, float], *, own: bool) -> list[Shape]:
    """Skipped ones stand aslant and small, those of other regions are grey."""
    x, y = at
    if one.status is Status.SKIPPED:
        d = SKIPPED_MM
        return [
            Rule(x - d, y - d, x + d, y + d, width=0.15, ink=Ink.RULE),
            Rule(x - d, y + d, x + d, y - d, width=0.15, ink=Ink.RULE),
        ]
    d = CROSS_MM
    width, ink = (0.25, Ink.BLACK) if own else (0.15, Ink.RULE)
    return [
        Rule(x - d, y, x + d, y, width=width, ink=ink),
        Rule(x, y - d, x, y + d, width=width, ink=ink),
    ]


def _thread(piece: FlatSkin, frame: _Frame, one: Injection) -> list[Shape]:
    if not one.path:
        return []
    way = piece.places(list(corners_of(one)))
    if np.isnan(way).any() or len(way) < 2:
        return []
    return [Outline(points, width=0.35) for points in frame.lines(shapely.LineString(way))]


def _passes_and_lesions(
    voice: Voice, content: SessionContent, piece: FlatSkin, frame: _Frame
) -> list[Shape]:
    found: list[tuple[Any, str]] = [
        (piece.shape(shape_of(content.body, area)), area_name(voice, content, area))
        for area in content.areas
        if patch_of_area(content.body, area) == piece.patch
    ]
    found += [
        (piece.shape(shape_on(content.body, piece.patch, one.lesion)), one.label)
        for one in content.lesions
    ]
    shapes: list[Shape] = []
    for shape, name in found:
        if shape is None or shape.is_empty:
            continue
        lines = frame.lines(shapely.boundary(shape))
        shapes += [Outline(points, width=0.3, dashed=True) for points in lines]
        if lines:
            x, y = max((point for line in lines for point in line), key=lambda p: (-p[1], p[0]))
            shapes.append(Text(x, y - 0.8, name, NAME_PT, Weight.MEDIUM, "centre"))
    return shapes


def _landmarks(
    piece: FlatSkin, frame: _Frame, content: SessionContent
) -> list[tuple[str, tuple[float, float]]]:
    """Landmarks of the surface that the window shows, by name."""
    if piece.patch in content.body.pictures:
        return []
    known = content.body.landmarks
    window = frame.window
    places = piece.places([one.site for one in known])
    return [
        (one.name, frame.at(x, y))
        for one, (x, y) in zip(known, places.tolist(), strict=True)
        if window.x0 < x < window.x1
        and window.y0 < y < window.y1
        and not one.name[-1].isdigit()  # one of many along a border, no point to find
    ]


def _triangle(at: tuple[float, float]) -> Outline:
    x, y = at
    d = LANDMARK_MM
    return Outline(
        ((x, y - d), (x + d * 0.87, y + d / 2), (x - d * 0.87, y + d / 2), (x, y - d)),
        width=0.2,
        ink=Ink.SOFT,
    )


Seen = dict[UUID, tuple[Injection, tuple[float, float]]]


def _numbers(
    voice: Voice,
    content: SessionContent,
    seen: Seen,
    landmarks: Sequence[tuple[str, tuple[float, float]]],
    box: Box,
    keep_out: Sequence[Box],
) -> tuple[list[Shape], list[Box]]:
    """The numbers beside their crosses, and the landmarks' names; what they take of the page."""
    at = {id: place for id, (_, place) in seen.items()}
    spots = np.array([*at.values(), *(place for _, place in landmarks)]).reshape(-1, 2)
    wide = [voice.translate("landmarks", name) for name, _ in landmarks]
    for by_row in (False, True):
        groups = _groups(content, seen, by_row=by_row)
        if not by_row and _too_close(at):
            continue
        texts = [ranges(content.numbers[id] for id in ids) for ids in groups]
        places = [at[ids[0]] for ids in groups] + [place for _, place in landmarks]
        sizes = [(text, NUMBER_PT, Weight.BOLD) for text in texts]
        sizes += [(text, NUMBER_PT, Weight.REGULAR) for text in wide]
        wishes = [
            Wish(x, y, voice.width_mm(*said) + 0.6, NUMBER_PT * MM_PER_PT * 1.1, on_site=False)
            for said, (x, y) in zip(sizes, places, strict=True)
        ]
        numbered = len(groups)
        found = place_labels(
            wishes,
            spots=spots,
            spot_radius=CROSS_MM * 0.75,
            bounds=box,
            keep_out=keep_out,
            hide_if_must=[by_row and n < numbered for n in range(len(wishes))],
        )
        if by_row or all(place is not None for place in found[:numbered]):
            break
    shapes: list[Shape] = []
    taken = []
    for (text, size, weight), wish, place in zip(sizes, wishes, found, strict=True):
        if place is None:
            continue
        shapes += _leader(wish, place)
        ground = Box(place.x - wish.width / 2, place.y - wish.height / 2, wish.width, wish.height)
        shapes.append(_ground(ground))
        shapes.append(Text(place.x, place.y + CAP_MM / 2, text, size, weight, "centre"))
        taken.append(ground)
    return shapes, taken


def _too_close(at: dict[UUID, tuple[float, float]]) -> bool:
    if len(at) < 2:
        return False
    return bool(np.median(nearest_mm(np.array(list(at.values())))) < CLOSE_MM)


def _groups(content: SessionContent, seen: Seen, *, by_row: bool) -> list[list[UUID]]:
    ids = sorted(seen, key=lambda id: content.numbers[id])
    if not by_row:
        return [[id] for id in ids]
    return rows_of(ids, content.numbers, {id: place for id, (_, place) in seen.items()})


def _leader(wish: Wish, place: Place) -> list[Shape]:
    """A line to a number that had to go farther than beside its cross."""
    dx, dy = place.x - wish.x, place.y - wish.y
    if abs(dx) < wish.width / 2 + CROSS_MM + 0.8 and abs(dy) < wish.height / 2 + CROSS_MM + 0.8:
        return []
    share = min(wish.width / 2 / max(abs(dx), 1e-9), wish.height / 2 / max(abs(dy), 1e-9), 1.0)
    return [Rule(wish.x, wish.y, place.x - dx * share, place.y - dy * share, width=0.12)]


def _names(
    voice: Voice,
    content: SessionContent,
    polygons: dict[Any, Any],
    own: Sequence[Any],
    frame: _Frame,
    taken: Sequence[Box],
    seen: Seen,
) -> list[Shape]:
    """Region names where they hide no site and no number, as high in the region as may be."""
    window = frame.window
    shown = shapely.box(window.x0 + 1, window.y0 + 1, window.x1 - 1, window.y1 - 1)
    spots: Floats = np.array([place for _, place in seen.values()]).reshape(-1, 2)
    shapes: list[Shape] = []
    used = list(taken)
    borders = shapely.union_all([shapely.boundary(one) for one in own])
    for key, polygon in polygons.items():
        text = region_words(voice, content, key)
        width = voice.width_mm(text, NAME_PT, Weight.REGULAR) + 1.0
        part = shapely.intersection(shapely.buffer(polygon, -width / 2), shown)
        if part.is_empty:
            part = shapely.intersection(shapely.buffer(polygon, -2.0), shown)
        if part.is_empty:
            continue
        for candidate in _spread(part):
            x, y = frame.at(*candidate)
            ground = Box(x - width / 2, y - 1.8, width, 3.6)
            corners = shapely.box(
                x0 := candidate[0] - width / 2, candidate[1] - 1.8, x0 + width, candidate[1] + 1.8
            )
            if not borders.intersects(corners) and _free(ground, used, spots, frame.box):
                used.append(ground)
                shapes.append(Text(x, y + 0.9, text, NAME_PT, align="centre", ink=Ink.SOFT))
                break
    return [_ground(box) for box in used[len(taken) :]] + shapes


def _ground(box: Box) -> Frame:
    return Frame(box, width=0.1, ink=Ink.PAPER, fill=Ink.PAPER)


def _spread(part: Any) -> list[tuple[float, float]]:
    """Points of `part` from its top down, and its middle first of each row."""
    x0, y0, x1, y1 = part.bounds
    xs = np.linspace(x0, x1, 9)
    middle = (x0 + x1) / 2
    found = []
    for y in np.linspace(y1, y0, 13).tolist():
        row = sorted(xs.tolist(), key=lambda x: abs(x - middle))
        inside = shapely.contains_xy(part, row, [y] * len(row)).tolist()
        found += [(x, y) for x, ok in zip(row, inside, strict=True) if ok]
    point = shapely.point_on_surface(part)
    return [*found, (point.x, point.y)]


def _free(ground: Box, used: Sequence[Box], spots: Floats, box: Box) -> bool:
    if (
        ground.x < box.x
        or ground.right > box.right
        or ground.y < box.y
        or ground.bottom > box.bottom
    ):
        return False
    if any(ground.overlaps(other) for other in used):
        return False
    near = (
        (spots[:, 0] > ground.x - CROSS_MM)
        & (spots[:, 0] < ground.right + CROSS_MM)
        & (spots[:, 1] > ground.y - CROSS_MM)
        & (spots[:, 1] < ground.bottom + CROSS_MM)
    )
    return not bool(near.any())
