"""What a form, an import or the demo says of a stakeholder, before it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from matchmaker.core.entities import Audience, Kind, Reach


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileValues:
    """The fields of a stakeholder that its people fill in; `place` is the town's name as typed."""

    name: str
    kind: Kind | None = None
    about: str = ""
    place: str = ""
    country: str = ""
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    website: str = ""
    email: str = ""
    legal_form: str = ""
    register_number: str = ""
    people: str = ""
    founded: int | None = None
    stage: str = ""
    authority_level: str = ""
    support_type: str = ""
    audiences: Mapping[str, str] = field(default_factory=dict)
    opted_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementValues:
    """The fields of an offer or a need."""

    text: str
    cooperation: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    reach: Reach = Reach.EUROPEAN
    valid_until: date | None = None
    audience: Audience = Audience.PUBLIC


def columns_of(values: ProfileValues | StatementValues) -> dict[str, Any]:
    """The values as columns: tuples become lists, mappings become dicts."""
    columns: dict[str, Any] = {}
    for item in fields(values):
        value = getattr(values, item.name)
        if isinstance(value, tuple):
            value = list(value)
        elif isinstance(value, Mapping):
            value = dict(value)
        columns[item.name] = value
    return columns
