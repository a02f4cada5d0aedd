"""Sentences that reach a person: written here in English, translated at the edges.

A Qt-free module never formats text for a person. It hands on a `Message`: a source text that
lupdate finds (every one is written through `QT_TRANSLATE_NOOP`) and the values to put into it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark `text` for lupdate under `context`; return it unchanged."""
    return text


CONTEXT = "messages"
"""The one translation context of texts that come from Qt-free modules."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence: its English source text with ``{named}`` places, and the values for them.

    A value may be a sentence itself, or a word that is translated.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def render(self, translate: Callable[[str, str], str] | None = None) -> str:
        """The sentence with its values, in the language of `translate` (English without)."""
        text = translate(CONTEXT, self.text) if translate else self.text
        values = {
            name: value.render(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return text.format(**values)


class KnownError(Exception):
    """Something outside the program is wrong and a person can act on it: one clear sentence.

    Everything else that is raised is a bug of ours and keeps its traceback.
    """

    def __init__(self, text: str, **values: object) -> None:
        self.message = Message(text, values)
        super().__init__(self.message.render())
