"""What became of a plan, as JSON: when it was treated, and what was given otherwise or not."""

from __future__ import annotations

from typing import Any

from mesomap.exchange.sites import site_json
from mesomap.model import Injection, Plan, Session

Json = dict[str, Any]


def treated_json(session: Session) -> Json:
    """Whether it was planned or recorded, when it was treated, and why that ended early."""
    return {
        "mode": session.mode.value,
        "treated_from": session.treated_from.isoformat() if session.treated_from else None,
        "treated_until": session.treated_until.isoformat() if session.treated_until else None,
        "stopped_because": session.stopped_because,
    }


def outcome_json(injection: Injection) -> Json:
    """What had been planned where something else was given, and why it was skipped."""
    return {
        "plan": _plan(injection.plan) if injection.plan is not None else None,
        "reason": injection.reason,
    }


def _plan(plan: Plan) -> Json:
    return {
        "site": site_json(plan.site),
        "depth_mm": plan.depth_mm,
        "volume_ml": plan.volume_ul / 1000,
        "syringe": str(plan.syringe),
    }
