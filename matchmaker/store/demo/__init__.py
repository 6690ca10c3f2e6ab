"""The demo on disk: four real regions with invented organisations, one TOML file each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
# A town's name alone may belong to several countries.
COUNTRIES = {"glasgow": "GB", "lille": "FR", "stuttgart": "DE", "warsaw": "PL"}
WRITTEN_ON = date(2026, 11, 23)
"""The day on which the dates in the files were true."""

CONFIRMED = {"both": (True, True), "a": (True, False), "b": (False, True), "none": (False, False)}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStatement:
    """One offer or need as written."""

    text: str
    cooperation: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    reach: str = "european"
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStakeholder:
    """One organisation as written; `place` is its town, `district` a part of it or ""."""

    key: str
    name: str
    kind: str
    place: str
    country: str
    about: str
    district: str = ""
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    website: str = ""
    email: str = ""
    founded: int | None = None
    people: int | None = None
    legal_form: str = ""
    stage: str = ""
    authority_level: str = ""
    support_type: str = ""
    verified: date | None = None
    offers: tuple[DemoStatement, ...] = ()
    needs: tuple[DemoStatement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTie:
    """One partnership as written: `a` and `b` are keys."""

    a: str
    b: str
    kind: str = ""
    label: str = ""
    since: int | None = None
    confirmed: tuple[bool, bool] = (True, True)


@dataclass(frozen=True, slots=True)
class Demo:
    """All that the files hold."""

    stakeholders: tuple[DemoStakeholder, ...]
    ties: tuple[DemoTie, ...]


def read_demo(folder: Path = FOLDER) -> Demo:
    """Read all files, in the order of their names.

    Raises:
        ValueError: a file cannot be read, or an entry of it has an unknown or a missing field.
    """
    stakeholders: list[DemoStakeholder] = []
    ties: list[DemoTie] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text("utf-8"))
            country = COUNTRIES[path.stem]
            stakeholders += [_stakeholder(one, country) for one in tables.get("stakeholder", [])]
            ties += [_tie(one) for one in tables.get("tie", [])]
        except (ValueError, TypeError, KeyError) as error:
            raise ValueError(f"{path.name}: {error}") from error
    return Demo(tuple(stakeholders), tuple(ties))


def _stakeholder(table: Mapping[str, Any], country: str) -> DemoStakeholder:
    fields = _plain(table)
    offers = tuple(DemoStatement(**_plain(one)) for one in fields.pop("offer", ()))
    needs = tuple(DemoStatement(**_plain(one)) for one in fields.pop("need", ()))
    try:
        return DemoStakeholder(**fields, country=country, offers=offers, needs=needs)
    except TypeError as error:
        raise ValueError(f"{table.get('key', 'an entry without a key')}: {error}") from error


def _tie(table: Mapping[str, Any]) -> DemoTie:
    fields = _plain(table)
    return DemoTie(**fields | {"confirmed": CONFIRMED[fields.get("confirmed", "both")]})


def _plain(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a table: lists become tuples, dates written as text become dates, texts lose margins."""
    fields: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, list):
            value = tuple(value)
        elif isinstance(value, str):
            value = value.strip()
            if name in {"valid_until", "verified"}:
                value = date.fromisoformat(value) if value else None
        fields[name] = value
    return fields
