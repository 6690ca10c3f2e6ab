"""The fitted network as columns: one number per stakeholder and fact, in the order of their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from matchmaker.core.arrays import spans
from matchmaker.core.company import Company
from matchmaker.core.entities import Kind, Profile, Reach, Statement
from matchmaker.core.index import Field, TextIndex, Texts
from matchmaker.core.naming import Naming
from matchmaker.core.network import Network
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.record import Record
from matchmaker.core.rows import FewRows
from matchmaker.core.signals.chosen import Chosen, ChosenPlaces
from matchmaker.core.sorts import Sorts
from matchmaker.core.sparse import Array, Arrays, cells, named, of_cells, part
from matchmaker.core.strings import Strings
from matchmaker.core.territory import Territory, located

CodeArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

UNKNOWN = -1
COLUMNS = ("lat", "lon", "country", "nuts2", "nuts3", "region", "kinds", "age", "rankable")
"""The columns of a pool that have one number for everybody."""

NO_REGION = "?"
"""Has a number of its own among regions, for "not known", in which no region lies."""

REACHES = tuple(Reach)
KINDS = tuple(Kind)


class Turns(Protocol):
    """Where everybody stands in the order of the ids."""

    def of(self, numbers: Numbers) -> FloatArray:
        """The turns of these, by number."""


class Codes:
    """Numbers for words, in the order in which they are met, or of a list that they were kept in."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.numbers: dict[str, int] = {word: number for number, word in enumerate(words)}

    def __call__(self, word: str) -> int:
        """The number of `word`; "" is unknown."""
        return self.numbers.setdefault(word, len(self.numbers)) if word else UNKNOWN

    def known(self, word: str) -> int:
        """The number of `word` if it was met, else a number that nobody has."""
        return self.numbers.get(word, UNKNOWN - 1)


class Sets:
    """A set of words per stakeholder, as a sparse matrix of ones."""

    def __init__(self, rows: Sequence[Iterable[str]]) -> None:
        self.codes = Codes()
        cells = [(i, self.codes(word)) for i, row in enumerate(rows) for word in set(row) if word]
        size = (len(rows), max(1, len(self.codes.numbers)))
        where = np.array(cells, int).reshape(-1, 2)
        self.matrix = csr_array((np.ones(len(cells)), (where[:, 0], where[:, 1])), shape=size)
        self.sizes: FloatArray = np.asarray(self.matrix.sum(axis=1), float).ravel()
        self.counts: FloatArray = np.asarray(self.matrix.sum(axis=0), float).ravel()

    def arrays(self) -> dict[str, Array]:
        """The sets as arrays to be written down."""
        words = Strings.of(self.codes.numbers).arrays()
        return {"sizes": self.sizes, "counts": self.counts} | named(words=words, matrix=cells(self.matrix))

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Sets:
        """The sets of such arrays, which may be mapped files; only the different words are held."""
        sets, words = cls.__new__(cls), Strings.from_arrays(part(arrays, "words"))
        sets.codes = Codes(words.texts(range(len(words))))
        sets.matrix = of_cells(part(arrays, "matrix"))
        sets.sizes, sets.counts = arrays["sizes"], arrays["counts"]
        return sets

    def take(self, numbers: Numbers) -> FewSets:
        """The sets of a few, in the order of these numbers; how many have a word stays what it is in all."""
        return FewSets(self, numbers)

    def cells(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The words of a few, by number, those of each side by side, and how many each has."""
        starts = self.matrix.indptr
        counts = (starts[numbers + 1] - starts[numbers]).astype(np.int64)
        return self.matrix.indices[spans(starts[numbers].astype(np.int64), counts)], counts

    def spread(self, word: str) -> float:
        """How many stakeholders have `word`."""
        number = self.codes.numbers.get(word)
        return 0.0 if number is None else float(self.counts[number])

    def overlap(self, words: Iterable[str]) -> FloatArray:
        """How many of `words` each stakeholder has."""
        return np.asarray(self.matrix @ self._marked(words))

    def _marked(self, words: Iterable[str]) -> FloatArray:
        """1 for each of these words, by number."""
        mine: FloatArray = np.zeros(self.width)
        mine[[self.codes.numbers[word] for word in {*words} & self.codes.numbers.keys()]] = 1.0
        return mine

    @property
    def width(self) -> int:
        """How many words there are; one at least."""
        return int(self.matrix.shape[1])

    def having(self, those: BoolArray) -> dict[str, int]:
        """How many of those have each word that any of them has."""
        found = self.matrix.T @ those.astype(float)
        return {word: int(found[number]) for word, number in self.codes.numbers.items() if found[number]}


class FewSets(Sets):
    """The sets of a few: so few words that they are counted one by one."""

    def __init__(self, sets: Sets, numbers: Numbers) -> None:
        self.codes, self.counts, self.sizes = sets.codes, sets.counts, sets.sizes[numbers]
        self._words, counts = sets.cells(numbers)
        self._owner, self._width = np.repeat(np.arange(len(numbers)), counts), sets.width

    @property
    def width(self) -> int:
        """How many words there are; one at least."""
        return self._width

    @cached_property
    def matrix(self) -> csr_array:  # type: ignore[override]  # as an attribute, but made when asked for
        """The same as a sparse matrix of ones."""
        cells = np.ones(len(self._words)), (self._owner, self._words)
        return csr_array(cells, shape=(len(self.sizes), self._width))

    def overlap(self, words: Iterable[str]) -> FloatArray:
        """How many of `words` each stakeholder has."""
        mine = self._marked(words)[self._words]
        return np.bincount(self._owner, mine, minlength=len(self.sizes)).astype(float, copy=False)

    def having(self, those: BoolArray) -> dict[str, int]:
        """How many of those have each word that any of them has."""
        found = np.bincount(self._words[those[self._owner]], minlength=self._width)
        return {word: int(found[number]) for word, number in self.codes.numbers.items() if found[number]}


class Stated:
    """All offers or all needs, in the order of their owners: how far they reach, of which kinds."""

    def __init__(self, statements: Sequence[Sequence[Statement]]) -> None:
        flat = [statement for own in statements for statement in own]
        self.reach: CodeArray = np.array([REACHES.index(one.reach) for one in flat], np.int64)
        self.kinds = Sets([one.cooperation for one in flat])

    def arrays(self) -> dict[str, Array]:
        """The statements as arrays to be written down."""
        return {"reach": self.reach} | named(kinds=self.kinds.arrays())

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Stated:
        """The statements of such arrays, which may be mapped files."""
        stated = cls.__new__(cls)
        stated.reach, stated.kinds = arrays["reach"], Sets.from_arrays(part(arrays, "kinds"))
        return stated

    def take(self, numbers: Numbers) -> Stated:
        """Some statements, in the order of their numbers."""
        few = copy(self)
        few.reach, few.kinds = self.reach[numbers], self.kinds.take(numbers)
        return few


def themes_of(profile: Profile) -> frozenset[str]:
    """The themes of a profile and of its open offers and needs."""
    stated = (key for s in profile.offers + profile.needs for key in s.themes)
    return frozenset(profile.themes).union(stated)


def widest(statements: Iterable[Statement]) -> int:
    """The number of the widest reach; nothing stated limits nothing."""
    return max((REACHES.index(s.reach) for s in statements), default=REACHES.index(Reach.EUROPEAN))


def nuts_country(code: str) -> str:
    """An ISO country in the spelling of NUTS, which differs for two; any other code as it is."""
    return {"GR": "EL", "GB": "UK"}.get(code, code)


def home_country(profile: Profile) -> str:
    """The country of a profile in the spelling of NUTS, taken from its region if need be."""
    return nuts_country(profile.country or profile.region[:2])


def _coordinates(profiles: Sequence[Profile]) -> tuple[FloatArray, FloatArray]:
    """Everybody's latitude and longitude."""
    lat = np.array([np.nan if p.lat is None else p.lat for p in profiles], float)
    lon = np.array([np.nan if p.lon is None else p.lon for p in profiles], float)
    return lat, lon


def _ages(profiles: Sequence[Profile], today: date) -> FloatArray:
    """How many days ago everybody's record was confirmed."""
    return np.array([(today - p.verified).days if p.verified else np.nan for p in profiles], float)


def columns_of(profiles: Sequence[Profile], places: Codes, regions: Codes, today: date) -> dict[str, Any]:
    """The `COLUMNS` of some profiles; words new to `places` and `regions` get their next numbers."""

    def column(value: Callable[[Profile], int]) -> CodeArray:
        return np.fromiter((value(p) for p in profiles), np.int64, len(profiles))

    lat, lon = _coordinates(profiles)
    return {
        "lat": lat,
        "lon": lon,
        "country": column(lambda p: places(home_country(p))),
        "nuts2": column(lambda p: places(p.region[:4] if len(p.region) >= 4 else "")),
        "nuts3": column(lambda p: places(p.region if len(p.region) == 5 else "")),
        "region": column(lambda p: regions(p.region or NO_REGION)),
        "kinds": column(lambda p: UNKNOWN if p.kind is None else KINDS.index(p.kind)),
        "age": _ages(profiles, today),
        "rankable": np.array([p.rankable for p in profiles], bool),
    }


def _territory(points: tuple[FloatArray, FloatArray], network: Network, earlier: Pool | None) -> Territory:
    """The territory of these points, the earlier one where neither a place nor a tie has changed."""
    if earlier is not None and earlier.network is network and earlier.territory.same_places(*points):
        return earlier.territory
    return Territory(*points, network.weights)


@dataclass(frozen=True, slots=True)
class Pool:
    """Everybody who may be suggested, as columns of equal length; NaN and -1 where not known.

    A pool of a few (see `take`) has the columns of these alone. Its `network` and whatever is known of words,
    places, sorts and themes stay those of `everybody`, the pool that they were taken from, among whom they
    have these `numbers`; both are None in a pool of all.
    """

    profiles: Sequence[Profile]
    texts: Sequence[Texts]
    number: Mapping[str, int]
    index: TextIndex
    network: Network
    record: Record
    company: Company
    territory: Territory
    naming: Naming
    sorts: Sorts
    lat: FloatArray
    lon: FloatArray
    country: CodeArray
    nuts2: CodeArray
    nuts3: CodeArray
    region: CodeArray
    regions: tuple[str, ...]
    places: Codes
    themes: Sets
    offers: Stated
    needs: Stated
    languages: Sets
    kinds: CodeArray
    age: FloatArray
    rankable: BoolArray
    present: Numbers | None = None
    """The numbers of those who are there, where some have gone (`core.changed`); None if all are."""
    turns: Turns | None = None
    """The order of the ids, where it is not that of the numbers."""
    everybody: Pool | None = None
    numbers: Numbers | None = None

    def __len__(self) -> int:
        return len(self.profiles)

    @property
    def whole(self) -> Pool:
        """The pool of all."""
        return self.everybody or self

    def take(self, numbers: Numbers) -> Pool:
        """A few of this pool of all, given by ascending numbers; it takes as long as they are many."""
        parts = ("index", "record", "company", "territory", "naming", "sorts", "themes", "languages")
        taken = {name: getattr(self, name).take(numbers) for name in parts}
        rows: Sequence[FewRows] = taken["index"].rows_
        return replace(
            self,
            **{name: getattr(self, name)[numbers] for name in COLUMNS},
            **taken,
            profiles=Chosen(self.profiles, numbers),
            texts=Chosen(self.texts, numbers),
            number=ChosenPlaces(self.number, self.network.ids, numbers),
            offers=self.offers.take(rows[Field.OFFERS].numbers),
            needs=self.needs.take(rows[Field.NEEDS].numbers),
            everybody=self,
            numbers=numbers,
        )

    def within(self, region: str) -> BoolArray:
        """Who is in a region (a NUTS code or its beginning) or in a country as NUTS spells it."""
        codes = np.array([code.startswith(region) for code in self.regions], bool)
        country = np.asarray(self.country == self.places.known(region), bool)
        return country | codes[self.region] if len(codes) else country

    @classmethod
    def of(
        cls,
        profiles: Sequence[Profile],
        texts: Sequence[Texts],
        index: TextIndex,
        network: Network,
        record: Record,
        naming: Naming,
        *,
        today: date,
        earlier: Pool | None = None,
    ) -> Pool:
        """Columns for `profiles`, which `index`, `network`, `record` and `naming` hold in the same order.

        What an `earlier` pool knows of the same places and ties is taken over.
        """
        places, regions = Codes(), Codes((NO_REGION,))
        columns = columns_of(profiles, places, regions, today)
        groups = (columns[name] for name in ("nuts3", "nuts2", "country"))
        points = located(columns["lat"], columns["lon"], tuple(groups))
        return cls(
            profiles=tuple(profiles),
            texts=tuple(texts),
            number={p.id: i for i, p in enumerate(profiles)},
            index=index,
            network=network,
            record=record,
            company=Company(index.rows_[Field.ABOUT].matrix, network.weights),
            territory=_territory(points, network, earlier),
            naming=naming,
            sorts=Sorts(profiles, network.weights),
            regions=tuple(regions.numbers),
            places=places,
            themes=Sets([themes_of(p) for p in profiles]),
            offers=Stated([p.offers for p in profiles]),
            needs=Stated([p.needs for p in profiles]),
            languages=Sets([p.languages for p in profiles]),
            **columns,
        )
