"""Who may be the same: candidates by name, web domain and place, each pair judged by a few plain rules.

Nothing is compared with everything: candidates share a name, a domain, or a block (same place, or same
country and beginning of the name), and within a block rapidfuzz compares in compiled code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from rapidfuzz import fuzz, process

from matchmaker.core.distance import distance_km
from matchmaker.core.imports.draft import Value
from matchmaker.core.imports.names import name_key
from matchmaker.core.imports.values import domain
from matchmaker.core.names import fold

SAME_PLACE_KM = 15.0
"""Two points no further apart than this count as one place: a town's centre and its edge."""

ALIKE = 90.0
"""Similarity of names (rapidfuzz ratio, 0 to 100) from which two spellings may be one name."""

RELATED = 60.0
"""Similarity from which two names behind one web domain may be one organisation."""

_BLOCK = 4_000
_NEIGHBOURS = 20
_REPRESENTATIVES = 50


class Verdict(StrEnum):
    """What the rules say of a pair: merged by rule, to be decided by hand, or two different ones."""

    SAME = "same"
    MAYBE = "maybe"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Card:
    """What a record is known by: folded name without legal form, web domain, country and place."""

    key: str
    domain: str = ""
    country: str = ""
    region: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def closed(self) -> str:
        """The key without spaces: "OpenData Manchester" is "Open Data Manchester"."""
        return self.key.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records (positions in the list that was given, `a < b`) that are or may be the same."""

    a: int
    b: int
    verdict: Verdict
    score: float


def card(values: dict[str, Value]) -> Card:
    """The card of a draft's or a record's values."""
    lat, lon = values.get("lat"), values.get("lon")
    return Card(
        name_key(_text(values, "name")),
        domain(_text(values, "website")),
        _text(values, "country"),
        _text(values, "region"),
        fold(_text(values, "place")),
        lat if isinstance(lat, float) else None,
        lon if isinstance(lon, float) else None,
    )


def compare(a: Card, b: Card) -> tuple[Verdict, float]:
    """The verdict on two records and how alike their names are (0 to 100).

    Only equal names (but for legal form, accents and case) or a shared web domain with nearly equal names
    merge by rule; a spelling that is merely close never does, because "School 12" is close to "School 13".
    """
    score = fuzz.ratio(a.key, b.key)
    same_domain = bool(a.domain) and a.domain == b.domain
    abroad = bool(a.country and b.country) and a.country != b.country
    if a.closed == b.closed:
        return _of_one_name(a, b, same_domain=same_domain, abroad=abroad), score
    if re.findall(r"\d+", a.key) != re.findall(r"\d+", b.key):
        return Verdict.NEW, score
    if same_domain and score >= ALIKE and not abroad:
        return Verdict.SAME, score
    if same_domain and score >= RELATED:
        return Verdict.MAYBE, score
    near = _near(a, b)
    close = near or (near is None and bool(a.country) and a.country == b.country)
    return (Verdict.MAYBE if score >= ALIKE and close else Verdict.NEW), score


def _of_one_name(a: Card, b: Card, *, same_domain: bool, abroad: bool) -> Verdict:
    if abroad:
        return Verdict.MAYBE if same_domain else Verdict.NEW
    if same_domain:
        return Verdict.SAME
    near = _near(a, b)
    # Two food banks of one town, each with a website of its own: only a person can tell.
    if near is False or (a.domain and b.domain):
        return Verdict.MAYBE
    telling = len(a.key) >= 8
    if near or (telling and a.country and a.country == b.country):
        return Verdict.SAME
    return Verdict.MAYBE


def _near(a: Card, b: Card) -> bool | None:
    """Whether both are in one place; None where that is not known of one of them."""
    if a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None:
        return distance_km(a.lat, a.lon, b.lat, b.lon) <= SAME_PLACE_KM or bool(
            a.place and a.place == b.place
        )
    if a.place and b.place:
        return a.place == b.place
    return None


def find_pairs(cards: Sequence[Card], *, known: int = 0) -> list[Pair]:
    """All pairs that are or may be the same, each once, in a fixed order.

    The first `known` cards are records that exist already; they are not compared with each other.
    """
    found: dict[tuple[int, int], Pair] = {}
    for a, b in _candidates(cards, known):
        low, high = min(a, b), max(a, b)
        if high < known or (low, high) in found:
            continue
        verdict, score = compare(cards[low], cards[high])
        if verdict is not Verdict.NEW:
            found[low, high] = Pair(low, high, verdict, score)
    return [found[key] for key in sorted(found)]


def _candidates(cards: Sequence[Card], known: int) -> Iterator[tuple[int, int]]:
    yield from _of_equal_keys(cards, (card.closed for card in cards))
    yield from _of_equal_keys(cards, (card.domain for card in cards))
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(cards):
        blocks[f"{one.country} {one.key[:4]}"].append(at)
        if one.place or len(one.region) == 5:
            blocks[f"{one.country} in {one.region or one.place}"].append(at)
    for members in blocks.values():
        if len(members) > 1 and members[-1] >= known:
            yield from _alike(cards, members)


def _of_equal_keys(cards: Sequence[Card], keys: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Each card with the first few of its key that differ; one stands for all that are equal.

    So a thousand copies of one row cost a thousand comparisons, not half a million.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(keys):
        if not key:
            continue
        different = True
        for first in groups[key]:
            yield first, at
            different = different and compare(cards[first], cards[at])[0] is not Verdict.SAME
        if different and len(groups[key]) < _REPRESENTATIVES:
            groups[key].append(at)


def _alike(cards: Sequence[Card], members: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a block whose names are nearly equal; of a huge block only neighbours in the alphabet."""
    if len(members) > _BLOCK:
        ordered = sorted(members, key=lambda at: (cards[at].key, at))
        for place, at in enumerate(ordered):
            for other in ordered[place + 1 : place + 1 + _NEIGHBOURS]:
                if fuzz.ratio(cards[at].key, cards[other].key) >= ALIKE:
                    yield at, other
        return
    names = [cards[at].key for at in members]
    for start in range(0, len(names), 500):
        scores = process.cdist(
            names[start : start + 500], names, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8
        )
        for row, column in zip(*np.nonzero(scores), strict=True):
            one, other = start + int(row), int(column)
            # Equal names have been compared already, by the table of keys.
            if one < other and names[one] != names[other]:
                yield members[one], members[other]


def _text(values: dict[str, Value], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""
