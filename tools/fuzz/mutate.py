"""Inputs made of inputs: bytes turned, cut and doubled; of JSON its values and its nesting.

By a number each, so that every one can be made again.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

HUGE = (
    0, -1, 1, 2**31, -(2**31) - 1, 2**53 + 1, 2**63, 2**64, 10**30, 10**400, 1e308, -1e308, 1e-320,
    0.1, float("inf"), float("-inf"), float("nan"),
)  # fmt: skip
TEXTS = (
    "", " ", "\0", "\n", "\ud800", "é" * 3, "A" * 5000, "0" * 40, "2026-02-30", "0000-00-00",
    "9999-12-31T23:59:59.999999+14:00", "00000000000000000000000000000000", "{}", "{file}", "%s",
    "=1+1", "NaN", "1e999", "../../x", "\u202e", "١٢",
)  # fmt: skip
_INTERESTING = (0, 1, 0x7F, 0x80, 0xFF)
_MOST_DEEP = 600
_MOST_COPIED = 300
_MOST_CHARACTERS = 60_000


def of_bytes(data: bytes, seed: int) -> bytes:
    """`data` with one to six small things done to its bytes."""
    random, out = Random(seed), bytearray(data)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(out) + 1)
        end = min(len(out), at + random.choice((1, 2, 4, 16, 200)))
        match random.randrange(8):
            case 0 if out:
                out[at % len(out)] ^= 1 << random.randrange(8)
            case 1 if out:
                out[at % len(out)] = random.choice(_INTERESTING)
            case 2:
                del out[at:]
            case 3:
                del out[at:end]
            case 4:
                out[at:at] = out[at:end] * random.choice((1, 2, 8))
            case 5:
                out[at:end] = random.randbytes(end - at)
            case 6:
                out[at:at] = random.choice((b"\0", b"\xff\xfe", b"\r\n", b'"', b"<", b"9" * 30))
            case _:
                out[at:end] = b"%d" % random.choice((0, 1, 2**31, 2**32 - 1, 2**64, 10**30))
    return bytes(out)


def of_json(data: bytes, seed: int) -> bytes:
    """JSON with one to four values changed; of what is no JSON, and now and then, its bytes."""
    random = Random(seed)
    if random.random() < 0.2 or len(data) > _MOST_CHARACTERS:
        return of_bytes(data, seed)
    try:
        value = json.loads(data)
        for _ in range(random.randint(1, 4)):
            value = _changed(value, random)
        text = json.dumps(value, ensure_ascii=random.random() < 0.5)
        return text.encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError, OverflowError, MemoryError):
        return of_bytes(data, seed)


def _changed(value: Any, random: Random) -> Any:
    """`value` with one part changed, somewhere within."""
    holders = list(_holders(value))
    if not holders:
        return _other(value, random)
    holder = random.choice(holders)
    key = random.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    match random.randrange(6):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[random.choice((*TEXTS, "id", "session", "kind"))] = holder.pop(key)
        case 1 | 2 if isinstance(holder, list):
            small = len(str(holder[key])) < _MOST_COPIED
            holder[key:key] = [holder[key]] * (random.choice((1, 2, 60)) if small else 1)
        case 3:
            holder[key] = _deep(holder[key], random)
        case 4:
            other = random.choice(holders)
            holder[key] = json.loads(json.dumps(other))
        case _:
            holder[key] = _other(holder[key], random)
    return value


def _holders(value: Any) -> list[Any]:
    found, waiting = [], [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict | list) and one:
            found.append(one)
            waiting += one.values() if isinstance(one, dict) else one
    return found


def _deep(value: Any, random: Random) -> Any:
    for _ in range(random.choice((2, 40, _MOST_DEEP))):
        value = [value]
    return value


def _other(value: Any, random: Random) -> Any:
    """Something else in a value's place: another sort, another number, another text."""
    if isinstance(value, str) and value and random.random() < 0.4:
        turned = of_bytes(value.encode("utf-8", "replace"), random.getrandbits(32))
        return turned.decode("utf-8", "replace")
    if isinstance(value, int | float) and random.random() < 0.4:
        return random.choice((-value, value + 1, value * 1000, str(value), float(value)))
    return random.choice((None, True, [], {}, [[]], *HUGE, *TEXTS))
