"""A whole suggestion: every signal, reasons and levels of the best 20, from the engine that serves pages.

The organisations of the corpus are written down in words, so that the engine reads them as it reads those of
a network: one offer, one need and a description each, two ties on average, and a place. They are fitted, and
the fitted network is opened from its arrays as a site opens it; profiles are at hand, where a site reads
those that it shows from its database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from matchmaker.core import kept
from matchmaker.core.answers import Answer, Query
from matchmaker.core.benchmarks.approach import SUGGESTION, Built, K, Numbers
from matchmaker.core.benchmarks.corpus import Corpus, Question
from matchmaker.core.changed import Changes, changed
from matchmaker.core.entities import Kind, Link, Profile, Statement
from matchmaker.core.matcher import Matcher
from matchmaker.core.reader import Reader
from matchmaker.services.benchmarks.plain import Described, Rebuilt

LARGEST = 100_000
"""To read the texts of so many takes minutes; those of a million half an hour, and 16 GB of memory."""

SYLLABLES = ("ba", "den", "fol", "gri", "hem", "kast", "lo", "mur", "nel", "pra", "rin", "sto", "tul", "vek")
PLACES = (("DE111", "DE", 48.78, 9.18), ("UKM82", "GB", 55.86, -4.25), ("FRE11", "FR", 50.63, 3.07))
DAY = date(2026, 11, 1)
TIES = 2
SALT = b"of a benchmark"


@dataclass(frozen=True, slots=True)
class Suggestions(Described):
    """The engine on a network of such organisations."""

    name: str = SUGGESTION
    exact: bool = False
    largest: int = LARGEST

    def missing(self, size: int) -> str:
        """Whether whole suggestions are to be measured among so many."""
        return "" if size <= self.largest else f"not above {self.largest:,}"

    def build(self, corpus: Corpus) -> Built:
        """Read all texts, fit, levels included, write the arrays, and open them."""
        people = Organisations(tuple(profiles_of(corpus)))
        fitted = Matcher()
        fitted.reader, fitted.name_reader = Reader(remembers=False), Reader(remembers=False)
        fitted.fit(people.profiles, links_of(corpus), today=DAY)
        arrays = kept.arrays(fitted, SALT)
        opened = kept.matcher(arrays, kept.facts(fitted), people, SALT)
        if opened.candidates_ is not None:
            opened.candidates_.warm()
        return _Opened(sum(int(array.nbytes) for array in arrays.values()), opened, opened, people, {})


@dataclass(frozen=True, slots=True)
class Organisations:
    """Profiles at hand, by number."""

    profiles: tuple[Profile, ...]

    def read(self, numbers: Sequence[int]) -> list[Profile]:
        """Those with these numbers."""
        return [self.profiles[number] for number in numbers]


@dataclass(slots=True)
class _Opened(Rebuilt):
    base: Matcher
    matcher: Matcher
    people: Organisations
    changes: dict[str, Profile]

    def prepare(self, question: Question) -> Query:
        """The organisation whose question this is asks as itself."""
        return Query(self.people.profiles[question.asker])

    def ask(self, prepared: Query) -> Answer:
        """The page of 20 that a reader would get."""
        return self.matcher.answer(prepared, top=K)

    def change(self, number: int, question: Question) -> bool:
        """An organisation comes to say what another says; it and those before it lie over the network."""
        own, other = self.people.profiles[number], self.people.profiles[question.asker]
        said = replace(own, about=other.about, offers=other.offers, needs=other.needs)
        self.changes = self.changes | {own.id: said}
        partners = self.base.pool_.network.partners
        links = {tuple(sorted((key, one))) for key in self.changes for one in partners.get(key, ())}
        changes = Changes(self.changes, links=[Link(a, b, since=2024) for a, b in sorted(links)])
        self.matcher = changed(self.base, changes, self.matcher)
        self.ask(Query(said))
        return True

    def numbers(self, answer: Answer) -> Numbers:
        """Which organisations are suggested."""
        return np.array([int(one.id[2:]) for one in answer.suggestions], np.int64)


def profiles_of(corpus: Corpus) -> Iterator[Profile]:
    """The organisations of a corpus in words, `s-` and the number as their ids."""
    chance = np.random.default_rng([corpus.seed, 2])
    kinds = list(Kind)
    for number in range(corpus.size):
        offers, needs, about = _texts(corpus, number)
        region, country, lat, lon = PLACES[int(chance.integers(len(PLACES)))]
        yield Profile(
            id=f"s-{number:012d}",
            name=f"Organisation {word(number)}",
            kind=kinds[int(chance.integers(len(kinds)))],
            about=about,
            offers=(Statement(f"o-{number}", offers, created=DAY),),
            needs=(Statement(f"n-{number}", needs, created=DAY),),
            region=region,
            country=country,
            lat=lat + float(chance.random()),
            lon=lon + float(chance.random()),
            created=DAY,
        )


def links_of(corpus: Corpus) -> list[Link]:
    """Ties between organisations drawn at random, two for each on average."""
    chance = np.random.default_rng([corpus.seed, 3])
    ends = np.sort(chance.integers(0, corpus.size, (TIES * corpus.size // 2, 2)), axis=1)
    pairs = np.unique(ends[ends[:, 0] < ends[:, 1]], axis=0).tolist()
    return [Link(f"s-{a:012d}", f"s-{b:012d}", since=2024) for a, b in pairs]


def word(number: int) -> str:
    """A made-up word for a number, another for each."""
    found = ""
    while number or not found:
        number, digit = divmod(number, len(SYLLABLES))
        found += SYLLABLES[digit]
    return found


def _texts(corpus: Corpus, number: int) -> list[str]:
    """Offers, needs and description of one row, in words."""
    matrix, words = corpus.matrix, corpus.shape.words
    ids = matrix.indices[matrix.indptr[number] : matrix.indptr[number + 1]]
    fields = np.split(ids, np.searchsorted(ids, [words, 2 * words]))
    return [" ".join(word(one % words) for one in field.tolist()).capitalize() + "." for field in fields]
