"""Reactions and follow-ups of a session as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mesomap.atlas import Body
from mesomap.clinical.reactions import size_grade, vas_band
from mesomap.exchange.sites import site_json
from mesomap.exchange.skin_parts import outline_json
from mesomap.model import FollowUp, Reaction

Json = dict[str, Any]


def reactions_json(body: Body, reactions: Iterable[Reaction]) -> list[Json]:
    """The reactions in the order in which they were noted.

    `grade` is the clinician's; `size_grade` and `vas_band` are computed by the cited scales.
    """
    return [
        {
            "id": str(one.id),
            "kind": one.kind.value,
            "site": site_json(one.site) if one.site is not None else None,
            "region": None if one.region in body.pictures else one.region,
            "side": one.side.value if one.side and one.region not in body.pictures else None,
            **outline_json(body, one.outline),
            "long_mm": one.long_mm,
            "wide_mm": one.wide_mm,
            "size_grade": size_grade(one.kind, one.long_mm),
            "grade": one.grade,
            "vas": one.vas,
            "vas_band": vas_band(one.vas),
            "onset": one.onset.isoformat() if one.onset else None,
            "point": one.point.value,
            "known": one.known.value,
            "reporter": one.reporter,
            "serious": one.serious,
            "action": one.action,
            "outcome": one.outcome.value,
            "ended": one.ended.isoformat() if one.ended else None,
            "text": one.text,
            "photographs": [str(id) for id in one.photographs],
            "noted": one.noted.isoformat(),
            "noted_by": one.noted_by,
            "mistaken": one.mistaken,
        }
        for one in sorted(reactions, key=lambda one: (one.noted, one.id))
    ]


def follow_ups_json(follow_ups: Iterable[FollowUp]) -> list[Json]:
    """The follow-ups at which nothing was seen, in the order in which they were done."""
    return [
        {
            "id": str(one.id),
            "point": one.point.value,
            "done": one.done.isoformat(),
            "known": one.known.value,
            "by": one.by,
            "text": one.text,
        }
        for one in sorted(follow_ups, key=lambda one: (one.done, one.id))
    ]
