"""One row understood: what a stakeholder's record would become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TypeAlias

from matchmaker.core.entities import Kind
from matchmaker.core.imports.fields import EXPORTED
from matchmaker.core.imports.remarks import Remark

Value: TypeAlias = str | int | float | list[str] | None
Values: TypeAlias = dict[str, Value]

PLACE = ("country", "region", "place", "lat", "lon")
"""Fields that only mean something together, so that they change together or not at all."""

STATEMENTS = ("offers", "needs")
"""Fields that grow by what is new and never lose what is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A row as it would be kept; the fields are those of `core.entities.Profile` and of the import's columns.

    `number` is the row's number in its file, `source_id` "" where the file has no ids. `people` is a head
    count or a band ("0-5", "1001+"). `offer_kinds` and `need_kinds` hold keys of cooperation and count for
    all offers and all needs of the row. `warnings` say what was left out or looks odd.
    """

    number: int
    name: str
    source_id: str = ""
    kind: Kind | None = None
    about: str = ""
    country: str = ""
    region: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    website: str = ""
    email: str = ""
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    register_number: str = ""
    legal_form: str = ""
    people: str = ""
    founded: int | None = None
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    offer_kinds: tuple[str, ...] = ()
    need_kinds: tuple[str, ...] = ()
    warnings: tuple[Remark, ...] = ()

    def values(self) -> Values:
        """All that would be kept, ready for JSON; the number, the id and the warnings are not part of it."""
        plain = asdict(replace(self, warnings=()))
        plain["kind"] = self.kind.value if self.kind else None
        for key in ("number", "source_id", "warnings"):
            del plain[key]
        return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items()}


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that is not imported, and why; `removed`: somebody wanted its record to be removed."""

    number: int
    reasons: tuple[Remark, ...]
    name: str = ""
    removed: bool = False


def is_blank(value: Value) -> bool:
    """Whether a value says nothing: "", [] or None; 0 says something."""
    return value is None or value in ("", [])


def export_headers() -> tuple[str, ...]:
    """The headings of an export, which the import knows again by themselves."""
    return EXPORTED


def export_cells(source_id: str, values: Mapping[str, Value]) -> tuple[str, ...]:
    """One record as the cells below `export_headers`; `store.export` guards them against formulas."""
    return tuple(source_id if key == "id" else _as_cell(key, values.get(key)) for key in EXPORTED)


def _as_cell(key: str, value: Value) -> str:
    if isinstance(value, list):
        # One statement a line, so none may have line breaks or bars of its own.
        lines = (" ".join(text.replace("|", "/").split()) for text in value)
        return ("\n" if key in STATEMENTS else "|").join(lines)
    if isinstance(value, float):
        # Never an exponent, which no heading of ours is read with.
        return f"{value:.10f}".rstrip("0").rstrip(".")
    return "" if value is None else str(value)
