"""A drawing from outside, written anew with nothing but shapes in it. No Qt.

Known shapes and their looks are kept; what no drawing needs is left out; what would fetch, run or
multiply something refuses the file as a whole, for then somebody meant more than a drawing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import NoReturn
from xml.parsers import expat

from mesomap.exchange import svg_size
from mesomap.exchange.svg_words import (
    ATTRIBUTES,
    ELEMENTS,
    FETCHES,
    GROUPS,
    LINK,
    RUNS,
    SVG,
    TEXTS,
    XLINK,
)
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

MOST_ELEMENTS = 10_000
"""Also counted as drawn: what is used twice counts twice."""
MOST_DEEP = 64

ENTITIES = QT_TRANSLATE_NOOP(
    "messages", "{file} defines entities, which a drawing does not need: export it as plain SVG."
)
SCRIPT = QT_TRANSLATE_NOOP(
    "messages", "{file} contains a script, which a drawing does not need: export it as plain SVG."
)
OUTSIDE = QT_TRANSLATE_NOOP(
    "messages",
    "{file} refers to something outside its own shapes, such as another file or a photograph: "
    "export it as plain SVG, or as PNG.",
)
TOO_COMPLEX = QT_TRANSLATE_NOOP(
    "messages", "{file} is too complex a drawing to be safe: export it as PNG."
)
BROKEN = QT_TRANSLATE_NOOP(
    "messages", "{file} is a damaged or cut off SVG: copy or export the picture once more."
)
NO_SIZE = QT_TRANSLATE_NOOP(
    "messages", "{file} does not say how large it is: export it with a width and a height."
)

_HUGE = re.compile(r"(?<![\d.])\d{8,}|[eE]\+?[1-9]\d|[eE]\+?[89](?!\d)")
"""A number that no drawing has: ten million and more."""
_HUGE_STYLE = re.compile(r"(?<![\w.#])[\d.]{8,}(?![\d.])|:\s*[\d.]+[eE]\+?\d")
_DASHES = re.compile(r"stroke-dash(?:array|offset)\s*:[^;}]*;?", re.IGNORECASE)
"""Left out: a thousand dashes a millimetre take minutes to draw."""
_NOT_NUMBERS = frozenset({"id", "class", "style", "fill", "stroke", "color", "stop-color", "href"})


@dataclass(frozen=True, slots=True)
class PlainSvg:
    """A drawing that may be rendered, and its size in px, by its shape."""

    content: bytes
    width_px: int
    height_px: int


@dataclass(slots=True)
class _Node:
    tag: str
    attributes: dict[str, str]
    parts: list[_Node | str] = field(default_factory=list)


class _NotSvgError(Exception):
    """Well begun, but not the root element of a drawing."""


def plain_svg(content: bytes, name: str, *, long_side_px: int) -> PlainSvg | None:
    """The drawing in `content`, its longer side `long_side_px`; None if it is no SVG at all.

    Raises
    ------
    KnownError
        It is an SVG, but a damaged one, or holds what no drawing needs.
    """
    head = content[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return None
    reader = _Reader(name)
    try:
        reader.parser.Parse(content, True)
    except _NotSvgError:
        return None
    except (expat.ExpatError, ValueError, LookupError) as error:
        if reader.root is None:
            return None
        raise KnownError(BROKEN, file=name) from error
    if reader.root is None:
        return None
    _check_uses(reader.root, name)
    box = svg_size.view_box(reader.root.attributes)
    if box is None:
        raise KnownError(NO_SIZE, file=name)
    _, _, width, height = box
    scale = long_side_px / max(width, height)
    size_px = round(width * scale), round(height * scale)
    reader.root.attributes = {
        "xmlns": SVG,
        "xmlns:xlink": XLINK,
        "viewBox": " ".join(f"{number:.6g}" for number in box),
        "width": str(size_px[0]),
        "height": str(size_px[1]),
        "preserveAspectRatio": "none",
    } | {k: v for k, v in reader.root.attributes.items() if k not in svg_size.SAYS_SIZE}
    return PlainSvg("".join(_written(reader.root)).encode(), *size_px)


class _Reader:
    """Builds the tree of what is kept; refuses what must not be there."""

    def __init__(self, name: str) -> None:
        self.root: _Node | None = None
        self._name = name
        self._open: list[_Node] = []
        self._skipped = 0
        self._count = 0
        self.parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.EntityDeclHandler = lambda *_: self._refuse(ENTITIES)
        parser.UnparsedEntityDeclHandler = lambda *_: self._refuse(ENTITIES)
        parser.ExternalEntityRefHandler = lambda *_: self._refuse(ENTITIES)
        parser.SkippedEntityHandler = lambda *_: self._refuse(ENTITIES)
        parser.ProcessingInstructionHandler = self._instruction

    def _refuse(self, text: str) -> NoReturn:
        raise KnownError(text, file=self._name)

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            self._refuse(OUTSIDE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        space, _, tag = name.rpartition(" ")
        ours = space in ("", SVG)
        if self.root is None and not (ours and tag == "svg"):
            raise _NotSvgError
        if ours and tag in RUNS:
            self._refuse(SCRIPT)
        if ours and tag in FETCHES:
            self._refuse(OUTSIDE)
        if self._count > MOST_ELEMENTS or len(self._open) + self._skipped >= MOST_DEEP:
            self._refuse(TOO_COMPLEX)
        inner = tag == "svg" and self.root is not None
        if self._skipped or not ours or inner or tag not in ELEMENTS | GROUPS:
            self._kept(tag, attributes)
            self._skipped += 1
            return
        node = _Node("g" if tag in GROUPS else tag, self._kept(tag, attributes))
        if self.root is None:
            self.root = node
        else:
            self._open[-1].parts.append(node)
        self._open.append(node)

    def _end(self, _name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        node = self._open.pop()
        if node.tag == "style":
            text = "".join(part for part in node.parts if isinstance(part, str))
            self._check_style(text)
            node.parts = [_DASHES.sub("", text)]

    def _text(self, text: str) -> None:
        if not self._skipped and self._open and self._open[-1].tag in TEXTS:
            self._open[-1].parts.append(text)

    def _kept(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        """Those of an element's attributes that are kept."""
        kept = {}
        for full, value in attributes.items():
            space, _, name = full.rpartition(" ")
            if not space and name.lower().startswith("on"):
                self._refuse(SCRIPT)
            if name == "href" and space in ("", XLINK):
                if value.strip().lower().startswith("javascript:"):
                    self._refuse(SCRIPT)
                if tag == LINK:
                    continue  # where a click would lead is no part of the drawing
                if not value.startswith("#"):
                    self._refuse(OUTSIDE)
                kept["xlink:href"] = value
            elif not space and name in ATTRIBUTES:
                self._check_style(value)
                if name not in _NOT_NUMBERS and _HUGE.search(value):
                    self._refuse(TOO_COMPLEX)
                if name == "style" and _HUGE_STYLE.search(value):
                    self._refuse(TOO_COMPLEX)
                kept[name] = _DASHES.sub("", value) if name == "style" else value
        return kept

    def _check_style(self, text: str) -> None:
        """A style may name colours and widths of its own drawing, and nothing else."""
        small = text.lower()
        if "\\" in small or "@import" in small or "expression(" in small:
            self._refuse(OUTSIDE)
        for reference in re.findall(r"url\(\s*[\"']?\s*(.?)", small):
            if reference != "#":
                self._refuse(OUTSIDE)


def _check_uses(root: _Node, name: str) -> None:
    """Refuse a drawing that uses itself, or that grows beyond bounds when its uses are drawn."""
    by_id: dict[str, _Node] = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if "id" in node.attributes:
            by_id.setdefault(node.attributes["id"], node)
        waiting.extend(part for part in node.parts if isinstance(part, _Node))
    known: dict[int, int] = {}
    on_the_way: set[int] = set()

    def drawn(node: _Node) -> int:
        if id(node) in known:
            return known[id(node)]
        if id(node) in on_the_way or len(on_the_way) > 4 * MOST_DEEP:
            raise KnownError(TOO_COMPLEX, file=name)
        on_the_way.add(id(node))
        total = 1 + sum(drawn(part) for part in node.parts if isinstance(part, _Node))
        target = by_id.get(node.attributes.get("xlink:href", "")[1:])
        if target is not None:
            total += drawn(target)
        on_the_way.discard(id(node))
        if total > MOST_ELEMENTS:
            raise KnownError(TOO_COMPLEX, file=name)
        known[id(node)] = total
        return total

    drawn(root)


def _written(node: _Node) -> list[str]:
    """The element as XML, in pieces."""
    head = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    if not node.parts:
        return [f"<{node.tag}{head}/>"]
    out = [f"<{node.tag}{head}>"]
    for part in node.parts:
        if isinstance(part, str):
            out.append(escape(part, quote=False))
        else:
            out.extend(_written(part))
    out.append(f"</{node.tag}>")
    return out
