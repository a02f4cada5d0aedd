"""One letter each: what is underlined in a menu, so that Alt and a letter means one thing only.

The table wishes for letters, and so does every translation of it; two that wish for the same one
would make the key go round among them. The first keeps it, the next takes another of its own.
"""

from __future__ import annotations

from collections.abc import Sequence


def letter_of(text: str) -> str:
    """The underlined letter of `text`, a capital; "" for none. ``&&`` is a plain ampersand."""
    rest = text.replace("&&", "\0")
    place = rest.find("&")
    return rest[place + 1 : place + 2].upper() if place >= 0 else ""


def distinct(texts: Sequence[str]) -> list[str]:
    """`texts` with no letter underlined twice; one that wishes for none gets none.

    Of those whose letter is taken already, the beginnings of words are tried first, then every
    letter in turn; a text none of whose letters is free stays without.
    """
    taken: set[str] = set()
    kept = []
    for text in texts:
        letter = letter_of(text)
        kept.append(bool(letter) and letter not in taken)
        if kept[-1]:
            taken.add(letter)
    found = []
    for text, stays in zip(texts, kept, strict=True):
        if stays or not letter_of(text):
            found.append(text)
            continue
        bare = _without(text)
        place = next((at for at in _places(bare) if bare[at].upper() not in taken), None)
        if place is None:
            found.append(bare)
            continue
        taken.add(bare[place].upper())
        found.append(f"{bare[:place]}&{bare[place:]}")
    return found


def _without(text: str) -> str:
    """`text` with nothing underlined."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&&")


def _places(bare: str) -> list[int]:
    letters = [at for at, sign in enumerate(bare) if sign.isalnum()]
    return sorted(letters, key=lambda at: (at > 0 and bare[at - 1].isalnum(), at))
