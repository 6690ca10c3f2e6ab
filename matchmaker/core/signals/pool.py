"""The fitted network as columns: one number per stakeholder and fact, in the order of their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

import numpy as np

from matchmaker.core.arrays import taken
from matchmaker.core.company import Company
from matchmaker.core.entities import Kind, Profile, Reach, Statement
from matchmaker.core.index import Field, TextIndex, Texts
from matchmaker.core.naming import Naming
from matchmaker.core.network import Network
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.record import Record
from matchmaker.core.signals.chosen import Chosen, ChosenPlaces
from matchmaker.core.signals.sets import UNKNOWN as UNKNOWN
from matchmaker.core.signals.sets import BoolArray as BoolArray
from matchmaker.core.signals.sets import CodeArray as CodeArray
from matchmaker.core.signals.sets import Codes, Sets
from matchmaker.core.signals.stated import REACHES as REACHES
from matchmaker.core.signals.stated import Stated
from matchmaker.core.sorts import Sorts
from matchmaker.core.territory import Territory, located

COLUMNS = ("lat", "lon", "country", "nuts2", "nuts3", "region", "kinds", "age", "rankable")
"""The columns of a pool that have one number for everybody."""

NO_REGION = "?"
"""Has a number of its own among regions, for "not known", in which no region lies."""

KINDS = tuple(Kind)


class Turns(Protocol):
    """Where everybody stands in the order of the ids."""

    def of(self, numbers: Numbers) -> FloatArray:
        """The turns of these, by number."""


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
        return len(self.profiles) if self.numbers is None else len(self.numbers)

    @property
    def whole(self) -> Pool:
        """The pool of all."""
        return self.everybody or self

    def take(self, numbers: Numbers) -> Pool:
        """A few of this pool of all, given by ascending numbers; it takes as long as they are many."""
        parts = ("record", "company", "territory", "naming", "sorts", "themes", "languages")
        index = self.index.take(numbers)
        columns: dict[str, Any] = {name: taken(getattr(self, name), numbers) for name in COLUMNS}
        return replace(
            self,
            **columns,
            **{name: getattr(self, name).take(numbers) for name in parts},
            profiles=Chosen(self.profiles, numbers),
            texts=Chosen(self.texts, numbers),
            number=ChosenPlaces(self.number, self.network.ids, numbers),
            index=index,
            offers=self.offers.take(lambda: index.taken(Field.OFFERS)),
            needs=self.needs.take(lambda: index.taken(Field.NEEDS)),
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
