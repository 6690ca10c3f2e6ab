"""From a row of cells to a draft: each cell cleaned, the place found, all that is odd said in a warning."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matchmaker.core.imports.cells import clean_text, split_list, split_statements
from matchmaker.core.imports.columns import ColumnMapping
from matchmaker.core.imports.draft import Draft, Refused
from matchmaker.core.imports.kinds import read_kind
from matchmaker.core.imports.remarks import Remark, remark
from matchmaker.core.imports.sheet import Row, Sheet
from matchmaker.core.imports.values import (
    check_point,
    read_email,
    read_heads,
    read_point,
    read_website,
    read_year,
)
from matchmaker.core.imports.vocabularies import cooperation_keys, headcount, language_codes, theme_keys
from matchmaker.core.places import Gazetteer, Located
from matchmaker.core.words import N_

NAME_LENGTH = 300
"""More characters than any name has: such a column holds something else."""

REGISTER_LENGTH = 64
"""So much of a register number is kept; a cell that holds more holds something else besides."""

_TRIALS = frozenset(
    {"test", "asdf", "qwerty", "xxx", "aaa", "abc", "foo", "bar", "demo", "sample", "lorem ipsum"}
)
_SPAM = re.compile(
    r"\b(?:viagra|cialis|casino|payday loans?|escort|porn|slot online|judi|essay writing|replica watch\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lookups:
    """What a row is read with: the places, and what turns one label into keys of our vocabularies."""

    places: Gazetteer
    themes: Callable[[str], Sequence[str]] = theme_keys
    cooperation: Callable[[str], Sequence[str]] = cooperation_keys
    languages: Callable[[str], Sequence[str]] = language_codes


class _Reader:
    """One row on its way to a draft; `warnings` grow as it is read."""

    def __init__(self, cells: Mapping[str, str], mapping: ColumnMapping, lookups: Lookups) -> None:
        self.cells = cells
        self.mapping = mapping
        self.lookups = lookups
        self.warnings: list[Remark] = []

    def all(self, key: str) -> list[str]:
        """The filled cells of a field."""
        cells = (self.cells[header] for header in self.mapping.headers(key))
        return [cell for cell in cells if cell.strip()]

    def one(self, key: str) -> str:
        """The first filled cell of a field, cleaned, in one line."""
        return next((text for cell in self.all(key) if (text := clean_text(cell))), "")

    def warned(self, found: tuple[str, Remark | None]) -> str:
        """The value, its warning kept."""
        value, warning = found
        if warning:
            self.warnings.append(warning)
        return value

    def keys(self, key: str, find: Callable[[str], Sequence[str]]) -> tuple[str, ...]:
        """The keys that a list field names; words that name none are said in a warning."""
        keys: list[str] = []
        unknown: list[str] = []
        for part in (part for cell in self.all(key) for part in split_list(cell)):
            found = find(part)
            keys += found
            if not found:
                unknown.append(part)
        if unknown:
            self.warnings.append(
                remark(
                    N_("Not known and left out of %(field)s: %(words)s."), field=key, words=", ".join(unknown)
                )
            )
        return tuple(dict.fromkeys(keys))

    def statements(self, key: str) -> tuple[str, ...]:
        """The offers or needs of the row."""
        return tuple(dict.fromkeys(text for cell in self.all(key) for text in split_statements(cell)))

    def located(self) -> Located:
        """Where the row's stakeholder is; bad or contradicting coordinates are left out with a warning."""
        country, region, place = self.one("country"), self.one("region"), self.one("place")
        lat, lon = self.one("lat"), self.one("lon")
        if not (lat or lon) and (pair := self.one("point")):
            lat, lon = read_point(pair)
            if not lat:
                lat = lon = pair
        point = check_point(lat, lon)
        if isinstance(point, Remark):
            self.warnings.append(point)
            point = None
        found = self._locate(place, country, region, self._plausible(point, country))
        said = " / ".join(part for part in (place, region, country) if part)
        if said and not found.country:
            self.warnings.append(remark(N_("The place is not known to us: %(text)s."), text=said))
        elif 0 < len(found.region) < 5 and (place or region):
            self.warnings.append(remark(N_("The place is only roughly known: %(text)s."), text=said))
        return found

    def _plausible(self, point: tuple[float, float] | None, country: str) -> tuple[float, float] | None:
        """The point unless it only fits the country with its halves swapped."""
        iso = self.lookups.places.countries.code(country)
        if point is None or not iso or abs(point[1]) > 90:
            return point
        nearest = self.lookups.places.nearest
        if not nearest(*point, country=iso) and nearest(point[1], point[0], country=iso):
            self.warnings.append(
                remark(
                    N_("Latitude and longitude look swapped for %(country)s, so they are left out."),
                    country=country,
                )
            )
            return None
        return point

    def _locate(self, place: str, country: str, region: str, point: tuple[float, float] | None) -> Located:
        lat, lon = point or (None, None)
        return self.lookups.places.locate(name=place, country=country, region=region, lat=lat, lon=lon)


def read_rows(sheet: Sheet, mapping: ColumnMapping, lookups: Lookups) -> list[Draft | Refused]:
    """Every row of a sheet as a draft or a refusal, in the order of the file; none is lost.

    Rows that could not even be read from the file are refusals too.

    Raises:
        MappingError: no column holds the name.
    """
    mapping.check(["name"])
    read = [read_row(row, sheet.headers, mapping, lookups) for row in sheet.rows]
    unread = [Refused(problem.number, (problem.remark,)) for problem in sheet.problems]
    return sorted([*read, *unread], key=lambda entry: entry.number)


def read_row(row: Row, headers: Sequence[str], mapping: ColumnMapping, lookups: Lookups) -> Draft | Refused:
    """One row as a draft; refused only when it has no usable name or its id is too long to be one."""
    reader = _Reader(dict(zip(headers, row.cells, strict=True)), mapping, lookups)
    name, source_id = reader.one("name"), reader.one("id")
    if reason := _why_refused(name, source_id):
        return Refused(row.number, (reason,), name[:NAME_LENGTH])
    kind_text = reader.one("kind")
    kind, known = read_kind(kind_text)
    if not known:
        reader.warnings.append(remark(N_("The kind “%(kind)s” is not known; it stays open."), kind=kind_text))
    where = reader.located()
    founded, year_warning = read_year(reader.one("founded"))
    about = "\n\n".join(text for cell in reader.all("about") if (text := clean_text(cell, paragraphs=True)))
    reader.warnings += [warning for warning in (year_warning, *_oddities(name, about)) if warning]
    return Draft(
        number=row.number,
        source_id=source_id,
        name=name,
        kind=kind,
        about=about,
        country=where.country,
        region=where.region,
        place=where.place,
        lat=where.lat,
        lon=where.lon,
        website=reader.warned(read_website(reader.one("website"))),
        email=reader.warned(read_email(reader.one("email"))),
        themes=reader.keys("themes", lookups.themes),
        languages=reader.keys("languages", lookups.languages),
        register_number=reader.one("register_number")[:REGISTER_LENGTH],
        legal_form=reader.one("legal_form"),
        people=headcount(reader.warned(read_heads(reader.one("people")))),
        founded=founded,
        offers=reader.statements("offers"),
        needs=reader.statements("needs"),
        offer_kinds=reader.keys("offer_kinds", lookups.cooperation),
        need_kinds=reader.keys("need_kinds", lookups.cooperation),
        warnings=tuple(reader.warnings),
    )


def _why_refused(name: str, source_id: str) -> Remark | None:
    if not any(letter.isalnum() for letter in name):
        return remark(N_("The row has no name. Give it one, or map the column that holds it."))
    if len(name) > NAME_LENGTH:
        return remark(N_("The name has %(count)s characters. Is it the right column?"), count=len(name))
    if len(source_id) > 200:
        return remark(N_("The id has %(count)s characters; at most 200 can be kept."), count=len(source_id))
    return None


def _oddities(name: str, about: str) -> list[Remark]:
    """Flags for somebody to look at; nothing is dropped for them."""
    odd = []
    if name.casefold().strip() in _TRIALS:
        odd.append(remark(N_("The name “%(name)s” looks like a trial entry."), name=name))
    if _SPAM.search(about) or about.count("http") > 8:
        odd.append(remark(N_("The text looks like advertising. Please look at it.")))
    return odd
