"""The directory: find stakeholders by words and facets, with the counts beside each choice.

Every word typed must be found; the last may be unfinished. Accents and case make no difference, and a word
in the name weighs more than one in the texts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np

from matchmaker.core.entities import Kind, Profile
from matchmaker.core.index import FloatArray, stack
from matchmaker.core.reader import Passage, Reader
from matchmaker.core.signals.pool import BoolArray, home_country, nuts_country, themes_of
from matchmaker.core.text import fold, folded_words

PER_PAGE = 20

NAME_WEIGHT = 8.0
"""A word of the name counts like eight in the texts: who types a name looks for that name."""


class Has(StrEnum):
    """What a stakeholder has open."""

    OFFERS = "offers"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stakeholders each choice would leave, the other choices as they are.

    `regions` counts one level below the region chosen: countries (as NUTS spells them) where none is.
    """

    kinds: Mapping[Kind | None, int]
    regions: Mapping[str, int]
    themes: Mapping[str, int]
    has: Mapping[Has, int]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results: ids in order, how many there are in all, and the counts beside the choices."""

    ids: tuple[str, ...]
    total: int
    page: int
    pages: int
    counts: Counts


def prefix_rule(code: str, region: str) -> bool:
    """Whether the NUTS code `code` lies in `region`: codes of a tree begin with those above them."""
    return code.startswith(region)


def region_code(profile: Profile) -> str:
    """Where a profile stands in the tree of regions: its NUTS code, else its country."""
    return profile.region or home_country(profile)


class Directory:
    """Searches profiles in memory; `fit` again after a change reads only the texts that changed."""

    def __init__(self) -> None:
        self.reader = Reader(folded_words, lambda text: False)

    def fit(self, profiles: Iterable[Profile]) -> Self:
        """Learn the profiles to be found."""
        self.profiles_ = tuple(sorted(profiles, key=lambda p: (fold(p.name), p.id)))
        rows = [self.reader.learn(_passages(profile)) for profile in self.profiles_]
        self.reader.forget()
        self._found = stack(rows, len(self.reader.vocabulary)).T.tocsr()
        self._words = sorted(self.reader.vocabulary)
        self._regions = [region_code(profile) for profile in self.profiles_]
        codes, self._region_of = np.unique(np.array(self._regions, object), return_inverse=True)
        self._codes: list[str] = codes.tolist()
        self._themes = [themes_of(profile) for profile in self.profiles_]
        self._kinds = [profile.kind for profile in self.profiles_]
        self._has = {
            Has.OFFERS: np.array([bool(p.offers) for p in self.profiles_], bool),
            Has.NEEDS: np.array([bool(p.needs) for p in self.profiles_], bool),
        }
        return self

    def search(
        self,
        text: str = "",
        *,
        kinds: Collection[Kind] | None = None,
        region: str = "",
        themes: Collection[str] = (),
        has: Collection[Has] = (),
        page: int = 1,
        per_page: int = PER_PAGE,
        is_within: Callable[[str, str], bool] = prefix_rule,
    ) -> Page:
        """One page of those who match all that is given, by relevance if words are given, else by name.

        `region` is a NUTS code or an ISO country, `is_within(code, region)` the rule of the tree. A page
        beyond the last is the last, one before the first the first.
        """
        relevance = self._relevance(text)
        region = nuts_country(region)
        masks = {
            "text": relevance > 0,
            "kinds": self._mask(kind in kinds for kind in self._kinds) if kinds else self._everybody,
            "region": self._within(region, is_within),
            "themes": self._mask(not own.isdisjoint(themes) for own in self._themes)
            if themes
            else self._everybody,
            "has": np.logical_and.reduce([self._everybody, *(self._has[Has(what)] for what in has)]),
        }
        passed = np.flatnonzero(np.logical_and.reduce(list(masks.values())))
        ordered = passed[np.argsort(-relevance[passed], kind="stable")]
        pages = max(1, -(-len(ordered) // per_page))
        page = min(max(1, page), pages)
        shown = ordered[(page - 1) * per_page : page * per_page]
        ids = tuple(self.profiles_[int(i)].id for i in shown)
        return Page(ids, len(ordered), page, pages, self._counts(masks, region))

    @property
    def _everybody(self) -> BoolArray:
        return np.ones(len(self.profiles_), bool)

    @staticmethod
    def _mask(values: Iterable[bool]) -> BoolArray:
        return np.fromiter(values, bool)

    def _within(self, region: str, is_within: Callable[[str, str], bool]) -> BoolArray:
        """Who is in `region`; nobody whose place is unknown, unless no region is asked for."""
        if not region:
            return self._everybody
        within = {code: bool(code) and is_within(code, region) for code in self._codes}
        return np.array([within[code] for code in self._codes], bool)[self._region_of]

    def _relevance(self, text: str) -> FloatArray:
        """How well everybody matches the words of `text`: above zero only where every word is found."""
        words = folded_words(text)
        total = np.ones(len(self.profiles_))
        for place, word in enumerate(words):
            found = self._count(self._numbers(word, unfinished=place == len(words) - 1))
            rarity = np.log(1 + len(self.profiles_) / (1 + np.count_nonzero(found)))
            total = np.where((found > 0) & (total > 0), total + rarity * np.log1p(found), 0.0)
        return total

    def _numbers(self, word: str, *, unfinished: bool) -> list[int]:
        """The numbers of the words meant: `word` itself, or all that begin with it."""
        numbers = self.reader.vocabulary
        if not unfinished:
            return [numbers[word]] if word in numbers else []
        first = bisect_left(self._words, word)
        last = bisect_left(self._words, word + "\U0010ffff")
        return [numbers[known] for known in self._words[first:last]]

    def _count(self, numbers: Sequence[int]) -> FloatArray:
        """How often any of these words stands in each profile."""
        if not numbers:
            return np.zeros(len(self.profiles_))
        return np.asarray(self._found[numbers].sum(axis=0), float).ravel()

    def _counts(self, masks: Mapping[str, BoolArray], region: str) -> Counts:
        """Counts per choice, each facet as if nothing were chosen in it."""

        def left(name: str) -> list[int]:
            others = [mask for key, mask in masks.items() if key != name]
            return np.flatnonzero(np.logical_and.reduce(others)).tolist()

        depth = max(2, len(region) + 1)
        inside = np.flatnonzero(np.logical_and.reduce(list(masks.values()))).tolist()
        near = (self._regions[i] for i in inside)
        have = left("has")
        return Counts(
            kinds=Counter(self._kinds[i] for i in left("kinds")),
            regions=Counter(code[:depth] for code in near if len(code) >= depth),
            themes=Counter(key for i in left("themes") for key in self._themes[i]),
            has={what: int(mask[have].sum()) for what, mask in self._has.items()},
        )


def _passages(profile: Profile) -> tuple[Passage, ...]:
    """The searchable texts of a profile, the name first."""
    stated = [statement.text for statement in profile.offers + profile.needs]
    texts = [(text, 1.0) for text in [profile.about, profile.place, *stated] if text]
    return ((profile.name, NAME_WEIGHT), *texts)
