"""Who works at the clinic."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person does. Stored and exported: never rename one."""

    PRACTITIONER = "practitioner"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A practitioner or an assistant. `license` is their registration number, as they write it.

    Who `may_manage` looks after people, settings, backups and erasures; while nobody in use may,
    everybody may.
    """

    id: UUID
    name: str
    role: Role = Role.PRACTITIONER
    title: str = ""
    license: str = ""
    may_perform: bool = True
    may_prescribe: bool = True
    may_sign: bool = True
    may_manage: bool = False
    retired: bool = False
