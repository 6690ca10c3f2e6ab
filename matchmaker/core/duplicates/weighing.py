"""How much speaks for two records being one organisation: points, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from matchmaker.core.distance import distance_km
from matchmaker.core.duplicates.facts import Facts
from matchmaker.core.duplicates.registers import same_register
from matchmaker.core.duplicates.states import Likeness

POINTS: Mapping[Likeness, int] = {
    Likeness.REGISTER: 70,
    Likeness.NAME: 40,
    Likeness.NEAR_NAME: 30,
    Likeness.LIKE_NAME: 15,
    Likeness.WEBSITE: 30,
    Likeness.MAIL: 20,
    Likeness.NEAR: 15,
    Likeness.TOWN: 10,
    Likeness.COUNTRY: 5,
    Likeness.FAR: -20,
    Likeness.ABROAD: -25,
    Likeness.OTHER_REGISTER: -40,
}
"""What each reason counts. They are set by hand; docs/duplicates.md says what they find and miss."""

ENOUGH = 40
"""So many points make a pair that a person shall look at."""

NEARLY = 90.0
"""Similarity of names (rapidfuzz, 0 to 100) from which two spellings may be one name."""

LIKE = 70.0
"""Similarity from which two names behind one web site or mail domain may be one organisation."""

NEAR_KM, TOWN_KM, FAR_KM = 2.0, 15.0, 50.0
TELLING = 8
"""A name of so many letters is hardly that of two in one country by chance."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that was found; `km` and `score` are 0 where it has none."""

    likeness: Likeness
    km: float = 0.0

    def to_json(self) -> list[object]:
        """As a pair keeps it."""
        return [self.likeness.value, round(self.km, 1)]


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two records compared."""

    score: int
    reasons: tuple[Reason, ...]

    @property
    def enough(self) -> bool:
        """Whether a person shall look at it."""
        return self.score >= ENOUGH


def weigh(a: Facts, b: Facts) -> Weighed:
    """Compare two records; without a name, a domain or a number in common there is nothing to tell."""
    named = _of_names(a, b)
    reasons = [*_of_addresses(a, b), *([named] if named else [])]
    if not any(POINTS[reason.likeness] > 0 for reason in reasons):
        return Weighed(0, ())
    reasons += _of_places(a, b, by_name=named is not None and named.likeness is Likeness.NAME)
    ordered = sorted(reasons, key=lambda reason: -POINTS[reason.likeness])
    score = sum(POINTS[reason.likeness] for reason in ordered)
    return Weighed(max(0, min(100, score)), tuple(ordered))


def _of_names(a: Facts, b: Facts) -> Reason | None:
    if a.closed == b.closed:
        return Reason(Likeness.NAME)
    if a.digits != b.digits:
        return None
    score = max(fuzz.ratio(a.key, b.key), fuzz.ratio(a.words, b.words))
    if score >= NEARLY:
        return Reason(Likeness.NEAR_NAME)
    return Reason(Likeness.LIKE_NAME) if score >= LIKE else None


def _of_addresses(a: Facts, b: Facts) -> Iterator[Reason]:
    registered = same_register(a.register, b.register)
    if registered is not None:
        yield Reason(Likeness.REGISTER if registered else Likeness.OTHER_REGISTER)
    if a.website and a.website == b.website:
        yield Reason(Likeness.WEBSITE)
    if a.mail and a.mail == b.mail:
        yield Reason(Likeness.MAIL)


def _of_places(a: Facts, b: Facts, *, by_name: bool) -> Iterator[Reason]:
    if a.country and b.country and a.country != b.country:
        yield Reason(Likeness.ABROAD)
        return
    km = _apart(a, b)
    if km is not None and km <= NEAR_KM:
        yield Reason(Likeness.NEAR, km)
    elif (km is not None and km <= TOWN_KM) or (a.place and a.place == b.place):
        yield Reason(Likeness.TOWN, km or 0.0)
    elif km is not None and km > FAR_KM:
        yield Reason(Likeness.FAR, km)
    elif by_name and len(a.closed) >= TELLING and a.country and a.country == b.country:
        yield Reason(Likeness.COUNTRY)


def _apart(a: Facts, b: Facts) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km(a.lat, a.lon, b.lat, b.lon)
