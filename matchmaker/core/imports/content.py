"""What the cells of a column look like: shares of addresses, towns, numbers and long texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matchmaker.core.imports.fields import FIELDS, TIE_FIELDS
from matchmaker.core.names import fold
from matchmaker.core.places import Gazetteer

_URL = re.compile(r"(?:https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,24}(?:/\S*)?)", re.IGNORECASE)
_EMAIL = re.compile(r"(?:mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+")
_FRACTION = re.compile(r"[+-]?\d{1,3}[.,]\d{3,}")
_POINT = re.compile(r"[+-]?\d{1,2}[.,]\d+\s*[,; ]\s*[+-]?\d{1,3}[.,]\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUTS = re.compile(r"[A-Z]{2}[A-Z0-9]{1,3}")
# Two letters may as well be data: "de" is a country, "no" a language.
_KNOWN = frozenset(
    heading for field in (*FIELDS, *TIE_FIELDS) for heading in field.headings if len(heading) > 2
)


@dataclass(frozen=True, slots=True)
class Content:
    """Shares (0 to 1) of a column's filled cells that look like each thing; `length` in characters."""

    urls: float = 0.0
    emails: float = 0.0
    countries: float = 0.0
    towns: float = 0.0
    regions: float = 0.0
    points: float = 0.0
    years: float = 0.0
    length: float = 0.0
    names: bool = False

    def score(self, key: str) -> int:
        """How strongly the content speaks for a field (to 60), or against what its heading says (below 0)."""
        share = {
            "website": self.urls - self.emails,
            "email": self.emails,
            "country": self.countries,
            "point": self.points,
            "place": self.towns if self.towns > self.countries else 0.0,
        }.get(key)
        if key in {"website", "email"} and share is not None and self.length:
            # "Contact" or "link" may head anything: without addresses in it, it is something else.
            return int(60 * share) if share > 0.3 else -80
        if key == "about":
            return 45 if self.length >= 120 else 0
        if key == "name" and self.length > 120:
            return -40
        return int(60 * share) if share is not None and share >= 0.7 else 0


def look_at(cells: Sequence[str], places: Gazetteer) -> Content:
    """What the filled cells of one column hold."""
    if not cells:
        return Content()

    def share(fits: Callable[[str], object]) -> float:
        return sum(bool(fits(cell)) for cell in cells) / len(cells)

    short = sum(map(len, cells)) / len(cells) < 60
    return Content(
        urls=share(_URL.fullmatch),
        emails=share(_EMAIL.fullmatch),
        countries=share(places.countries.code) if short else 0.0,
        towns=share(places.find) if short else 0.0,
        regions=share(lambda cell: _NUTS.fullmatch(cell) or places.regions.find(cell)) if short else 0.0,
        points=share(_POINT.fullmatch),
        years=share(_YEAR.fullmatch),
        length=sum(map(len, cells)) / len(cells),
        names=share(_is_name) > 0.8 and len(set(cells)) > 0.7 * len(cells),
    )


def is_heading(cell: str) -> bool:
    """Whether a cell is the name of a column as we know them."""
    return fold(cell) in _KNOWN


def headings_missing(cells: Sequence[str]) -> bool:
    """Whether the first row of a file is data: addresses, numbers or long texts, and no known heading."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if any(is_heading(cell) for cell in filled):
        return False
    return any(
        _EMAIL.fullmatch(cell)
        or _FRACTION.fullmatch(cell)
        or cell.startswith("http")
        or len(cell) > 120
        or cell.isdigit()
        for cell in filled
    )


def _is_name(cell: str) -> bool:
    return len(cell) <= 120 and any(letter.isalpha() for letter in cell) and not _URL.fullmatch(cell)
