"""What FHIR resources are made of: identifiers, references, words with or without a code, times."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

Json = dict[str, Any]
UUIDS = "urn:ietf:rfc:3986"
"""The system of identifiers that are URIs, as `urn:uuid:`."""
UCUM = "http://unitsofmeasure.org"
SAME_IN_UCUM = ("mL", "mm", "mg")
"""Units that UCUM writes as everybody does; others are words without a code."""


def urn(id: UUID) -> str:
    """The id as a URI: a resource's full URL, and what it is known by wherever it is sent."""
    return f"urn:uuid:{id}"


def identifier(id: UUID) -> Json:
    """The id under which the receiver keeps it, so that it is one however often it is sent."""
    return {"system": UUIDS, "value": urn(id)}


def reference(id: UUID, display: str = "") -> Json:
    """A resource of the same bundle."""
    return {"reference": urn(id), "display": display}


def words(text: str, *codings: tuple[str, str]) -> Json:
    """A concept in words, with its codes (system, code) where there are any."""
    return {"coding": [{"system": system, "code": code} for system, code in codings], "text": text}


def quantity(value: float, unit: str) -> Json:
    """An amount; coded only where the unit is written alike in UCUM."""
    coded = {"system": UCUM, "code": unit} if unit in SAME_IN_UCUM else {}
    return {"value": value, "unit": unit, **coded}


def moment(when: datetime) -> str:
    """A time with the offset of this computer's zone: FHIR has none without."""
    aware = when.astimezone()
    return aware.isoformat(timespec="milliseconds" if when.microsecond else "seconds")


def timing(key: str, times: Iterable[datetime | None], otherwise: date | datetime) -> Json:
    """``keyPeriod`` of the first to the last of `times`, or ``keyDateTime`` where it is one."""
    known = sorted(time for time in times if time is not None)
    if not known:
        exact = isinstance(otherwise, datetime)
        return {f"{key}DateTime": moment(otherwise) if exact else otherwise.isoformat()}  # type: ignore[arg-type]
    if known[0] == known[-1]:
        return {f"{key}DateTime": moment(known[0])}
    return {f"{key}Period": {"start": moment(known[0]), "end": moment(known[-1])}}


def updated(id: UUID, resource: Json) -> Json:
    """An entry that makes the resource, or brings the one with its identifier up to date."""
    url = f"{resource['resourceType']}?identifier={UUIDS}|{urn(id)}"
    return _entry(id, resource, {"method": "PUT", "url": url})


def tagged(id: UUID, resource: Json) -> Json:
    """As `updated`, of a resource that has no identifier: a tag stands for it."""
    url = f"{resource['resourceType']}?_tag={UUIDS}|{urn(id)}"
    marked = {**resource, "meta": {"tag": [{"system": UUIDS, "code": urn(id)}]}}
    return _entry(id, marked, {"method": "PUT", "url": url})


def made_once(id: UUID, resource: Json) -> Json:
    """An entry that makes the resource unless one with its identifier is there: it stays then."""
    once = f"identifier={UUIDS}|{urn(id)}"
    request = {"method": "POST", "url": resource["resourceType"], "ifNoneExist": once}
    return _entry(id, resource, request)


def _entry(id: UUID, resource: Json, request: Json) -> Json:
    return {"fullUrl": urn(id), "resource": without_empty(resource), "request": request}


def without_empty(value: Any) -> Any:
    """Without what says nothing: FHIR allows no empty values and no control codes."""
    if isinstance(value, dict):
        kept = {key: without_empty(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [one for one in map(without_empty, value) if one not in (None, "", [], {})]
    if isinstance(value, str):
        text = "".join(one for one in value if one >= " " or one in "\t\r\n")
        return text if text.strip() else ""
    return value
