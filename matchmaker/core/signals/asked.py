"""The one who asks, as the signals see them: their vectors, their place, and the need in question."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from matchmaker.core.arrays import taken
from matchmaker.core.entities import Profile, Statement
from matchmaker.core.few import looked_up
from matchmaker.core.graph.push import Ranks
from matchmaker.core.index import Field, Texts
from matchmaker.core.near.closest import kilometres
from matchmaker.core.quotes import Read, read
from matchmaker.core.reader import NOTHING, FloatArray, Numbers, Vector
from matchmaker.core.signals.apart import reaches
from matchmaker.core.signals.kinds import answered_kinds, wanted_kinds
from matchmaker.core.signals.likeness import likeness
from matchmaker.core.signals.pool import REACHES, BoolArray, Pool, home_country, widest
from matchmaker.core.signals.stated import Stated
from matchmaker.core.sorts import sort_of

OTHER_KIND = 0.8
"""What is left of a need that meets an offer in words, but asks for another kind of help."""


NEAREST = 30
"""So many activities, or descriptions, are looked at for who did something like it."""


OF_THE_ASKER = frozenset(
    ("wanted", "texts", "offered", "needed", "own", "sort", "about", "subject", "crowd", "needs_reach")
) | {"own_walk", "doers_walk", "company"}
"""What `Asked` works out without looking at the candidates."""


class Crowd(NamedTuple):
    """Some stakeholders, by ascending number among all, and their shares, which sum to one."""

    numbers: Numbers
    shares: FloatArray

    def share(self, number: int) -> float:
        """The share of one stakeholder."""
        place = int(np.searchsorted(self.numbers, number))
        there = place < len(self.numbers) and self.numbers[place] == number
        return float(self.shares[place]) if there else 0.0


def spread(numbers: Numbers, values: FloatArray, size: int) -> FloatArray:
    """Values of some as a column of everybody; zero for all others."""
    column = np.zeros(size)
    column[numbers] = values
    return column


@dataclass(frozen=True, slots=True)
class Reading:
    """What a signal found: one value in [0, 1] for everybody, and the arrays that explain it."""

    values: FloatArray
    detail: Mapping[str, FloatArray] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A query against a fitted pool; with a `need` or a `text` the question is about that alone.

    A `pool` of a few holds the candidates; who asks, their ties, and what is a matter of all, are looked up
    in the `whole`.
    """

    pool: Pool
    profile: Profile
    need: Statement | None = None
    text: str = ""
    completes: Mapping[str, Collection[str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False
    """Whether the one who asks shall count as one without ties."""

    @property
    def whole(self) -> Pool:
        """Everybody, however few are asked about."""
        return self.pool.whole

    def put_to(self, pool: Pool) -> Asked:
        """The same question, put to a few of the whole; what was worked out about the one who asks stays."""
        few = replace(self, pool=pool)
        few.__dict__.update({name: found for name, found in self.__dict__.items() if name in OF_THE_ASKER})
        return few

    def ranks(self, walk: Ranks) -> FloatArray:
        """The rank of each candidate."""
        if self.pool.numbers is None:
            return spread(walk.numbers, walk.ranks, len(self.pool))
        return looked_up(self.pool.numbers, walk.numbers, walk.ranks, len(self.whole))

    def of_candidates(self, column: FloatArray) -> FloatArray:
        """The values of the candidates in a column of everybody."""
        return column if self.pool.numbers is None else taken(column, self.pool.numbers)

    @property
    def focused(self) -> bool:
        """Whether one need or typed text is asked about, not the whole profile."""
        return self.need is not None or bool(self.text.strip())

    @cached_property
    def wanted(self) -> tuple[Statement, ...]:
        """The needs in question; typed text becomes a need without a kind of cooperation."""
        typed = (Statement(id="", text=self.text),) if self.text.strip() else ()
        if self.focused:
            return ((self.need,) if self.need else ()) + typed
        return self.profile.needs

    @cached_property
    def texts(self) -> Texts:
        """The passages of the one who asks, by field."""
        own = Texts.of(self.profile, self.labels)
        if self.own is not None and self.profile is self.whole.profiles[self.own]:
            self.whole.index.tell_languages(self.own, own)
        return Texts(own.offers, tuple((need.text, 1.0) for need in self.wanted), own.about)

    @cached_property
    def offered(self) -> tuple[Vector, ...]:
        """One weighted vector for each own offer."""
        return tuple(self.pool.index.vector((passage,)) for passage in self.texts.offers)

    @cached_property
    def needed(self) -> tuple[Vector, ...]:
        """One weighted vector for each need in question."""
        return tuple(self.pool.index.vector((passage,)) for passage in self.texts.needs)

    @cached_property
    def own(self) -> int | None:
        """The number of the one who asks, among all; None for a stranger."""
        return self.whole.number.get(self.profile.id)

    @property
    def linked(self) -> int | None:
        """The same where their ties count."""
        return None if self.alone else self.own

    @property
    def linked_id(self) -> str:
        """Their id where their ties count, else nobody's."""
        return "" if self.alone else self.profile.id

    @cached_property
    def sort(self) -> int:
        """The number of their kind, negative where it is not known."""
        words = self.pool.sorts.words
        return words.index(word) if (word := sort_of(self.profile)) in words else -1

    @cached_property
    def about(self) -> Vector:
        """The weighted vector of the own description and deeds; nothing where there is only a name."""
        if self.own is not None and self.whole.record.done[self.own]:
            return self.whole.index.described(self.own)
        return self.pool.index.vector(self.texts.about) if self.profile.about.strip() else NOTHING

    @cached_property
    def subject(self) -> Vector:
        """What the question is about, as one vector: the needs in question, or the own description."""
        if not self.focused:
            return self.about
        return self.pool.index.vector(self.texts.needs)

    @cached_property
    def crowd(self) -> Crowd:
        """Who did something like the question.

        The nearest activities share their squared cosine among those who took part, fewer having more each;
        where no activity is known, the nearest descriptions count. Who asks as if without ties did not do
        any of it: with whom they did it would tell their ties.
        """
        index, record = self.whole.index, self.whole.record
        hidden = np.array([self.own] if self.alone and self.own is not None else [], np.int64)
        if not record.activities:
            numbers, near = index.nearest_about(self.subject, NEAREST, hidden)
            return self._crowd(numbers, near**2)
        own = record.part[hidden].indices.astype(np.int64)
        deeds, near = index.nearest_done(self.subject, NEAREST, own)
        members, each = record.members[deeds], near**2 / np.sqrt(np.maximum(record.sizes[deeds], 1.0))
        numbers, places = np.unique(members.indices, return_inverse=True)
        weights = np.bincount(places, weights=np.repeat(each, np.diff(members.indptr)))
        return self._crowd(numbers.astype(np.int64), weights.astype(float))

    def _crowd(self, numbers: Numbers, weights: FloatArray) -> Crowd:
        # Where everybody is asked about the sum is taken over everybody, so that no rounding ever changes.
        everybody = self.pool.numbers is None and self.pool.index.finder_ is None
        total = float((spread(numbers, weights, len(self.pool)) if everybody else weights).sum())
        return Crowd(numbers, weights / total if total > 0 else weights)

    @cached_property
    def own_walk(self) -> Ranks:
        """Whom one meets who walks along the own ties; nobody where there are none."""
        network, linked = self.whole.network, self.linked
        start = np.array([linked] if linked is not None and network.degrees[linked] else [], np.int64)
        return network.push(start, np.ones(len(start)))

    @cached_property
    def doers_walk(self) -> Ranks:
        """Whom one meets who walks along the ties of those who did something like the question."""
        return self.whole.network.push(*self.crowd)

    @cached_property
    def doers(self) -> FloatArray:
        """The share that everybody has in what was done like the question; zeros where nothing was."""
        return spread(*self.crowd, len(self.whole))

    @cached_property
    def partners(self) -> Numbers:
        """The numbers of the partners of the one who asks, among all, where their ties count."""
        return self.whole.network.partner_numbers(self.linked_id)

    @cached_property
    def company(self) -> Vector:
        """The weighted text of all partners of the one who asks; nothing where their ties do not count."""
        return NOTHING if self.linked is None else self.whole.company.of(self.linked)

    def like_partners(self, candidate: int) -> FloatArray:
        """How alike the description of a candidate and that of each partner are; -1 where it is the same."""
        if candidate not in self._alike:
            # One product for all who are shown: it costs little more than one for each.
            numbers = sorted({candidate, *self._shown}.difference(self._alike))
            own = np.array([self.number_of(number) for number in numbers], np.int64)
            found = likeness(self.whole.index.rows_[Field.ABOUT], own, self.partners)
            for number, near in zip(numbers, found, strict=True):
                near[self.partners == self.number_of(number)] = -1.0
                self._alike[number] = near
        return self._alike[candidate]

    def will_show(self, candidates: Iterable[int]) -> None:
        """Tell whose reasons will be looked at, so that what they take is worked out at once."""
        self._shown.update(candidates)

    @cached_property
    def _shown(self) -> set[int]:
        return set()

    @cached_property
    def _alike(self) -> dict[int, FloatArray]:
        return {}

    def chain(self, candidate: int) -> tuple[str, ...]:
        """The ids between the one who asks and a candidate, on a way of at most three ties."""
        return () if self._ways is None else self._ways(self.number_of(candidate))

    @cached_property
    def _ways(self) -> Callable[[int], tuple[str, ...]] | None:
        return None if self.own is None else self.whole.network.ways(self.own)

    @cached_property
    def _read(self) -> dict[str, Read]:
        return {}

    def read(self, text: str) -> Read:
        """A text of the one who asks, which is quoted beside one of every candidate: read once."""
        if text not in self._read:
            self._read[text] = read(text, self.pool.index.parts)
        return self._read[text]

    @cached_property
    def _texts_of(self) -> dict[int, Texts]:
        return {}

    def texts_of(self, candidate: int) -> Texts:
        """The passages of a candidate, which an opened network makes anew each time that it is asked."""
        if candidate not in self._texts_of:
            texts = self._texts_of[candidate] = self.pool.texts[candidate]
            self.pool.index.tell_languages(candidate, texts)
        return self._texts_of[candidate]

    def number_of(self, candidate: int) -> int:
        """The number among all of a candidate, given by its place in the pool."""
        return candidate if self.pool.numbers is None else int(self.pool.numbers[candidate])

    @cached_property
    def able(self) -> FloatArray:
        """The cosine of each need in question (rows) with every description."""
        return self._with_descriptions[: len(self.needed)]

    @cached_property
    def alike(self) -> FloatArray:
        """The cosine of the own description with every description."""
        return np.asarray(self._with_descriptions[len(self.needed)])

    @cached_property
    def like_company(self) -> FloatArray:
        """The cosine of the text of all partners with every description, however little they share."""
        found = self._with_descriptions[-1]
        return found if not self.focused else self.pool.index.products(self.company, Field.ABOUT)

    @cached_property
    def _with_descriptions(self) -> FloatArray:
        """All of these at once: the texts of candidates lie far apart, and each is looked at once."""
        company = [] if self.focused else [self.company]
        return self.pool.index.scan([*self.needed, self.about], Field.ABOUT, company)

    @cached_property
    def among_companies(self) -> FloatArray:
        """The cosines of the question, and of the text of one's own partners, with that of all of theirs."""
        company, rows = self.pool.company, self.whole.index.rows_[Field.ABOUT]
        return company.likeness(company.products([self.subject, self.company], rows))

    @cached_property
    def _with_needs(self) -> FloatArray:
        """The cosine of each own offer, and last of the own description, with every need of anybody."""
        return self.pool.index.scan([*self.offered, self.about], Field.NEEDS)

    @cached_property
    def fits(self) -> FloatArray:
        """The cosine of the own description (one row) with every need of anybody."""
        return self._with_needs[-1:]

    @cached_property
    def met_needs(self) -> FloatArray:
        """How well every offer of anybody (columns) meets each need in question (rows)."""
        answers = [wanted_kinds(need.cooperation, self.completes) for need in self.wanted]
        found = self.pool.index.scan(self.needed, Field.OFFERS)
        return self._met(found, self.wanted, Field.OFFERS, self.pool.offers, answers)

    @cached_property
    def met_offers(self) -> FloatArray:
        """How well each own offer (rows) meets every need of anybody (columns)."""
        own = self.profile.offers
        answers = [answered_kinds(offer.cooperation, self.completes) for offer in own]
        return self._met(self._with_needs[:-1].copy(), own, Field.NEEDS, self.pool.needs, answers)

    def _met(
        self,
        found: FloatArray,
        mine: Sequence[Statement],
        field: Field,
        theirs: Stated,
        answers: Sequence[Collection[str]],
    ) -> FloatArray:
        """Cosines of statements; nothing beyond the reach of one, less where the kinds of help differ."""
        apart = self.nearness[self.pool.index.rows_[field].owner]
        for row, statement, kinds in zip(found, mine, answers, strict=True):
            row *= (apart <= theirs.reach) & (apart <= REACHES.index(statement.reach))
            if statement.cooperation:
                other = (theirs.kinds.sizes > 0) & (theirs.kinds.overlap(kinds) == 0)
                row[other] *= OTHER_KIND
        return found

    @cached_property
    def kilometres(self) -> FloatArray:
        """Great-circle distance to everybody, NaN where a place is not known."""
        if self.profile.lat is None or self.profile.lon is None:
            return np.full(len(self.pool), np.nan)
        at = self.profile.lat, self.profile.lon
        return kilometres(*at, self.pool.lat, self.pool.lon, of=len(self.whole))

    def _same(self, column: FloatArray | np.ndarray[tuple[int], np.dtype[np.int64]], code: str) -> BoolArray:
        return np.asarray(column == self.pool.places.known(code), bool)

    @cached_property
    def same_nuts3(self) -> BoolArray:
        """Who is in the same NUTS 3 region."""
        return self._same(self.pool.nuts3, self.profile.region if len(self.profile.region) == 5 else "")

    @cached_property
    def same_nuts2(self) -> BoolArray:
        """Who is in the same NUTS 2 region."""
        return self._same(self.pool.nuts2, self.profile.region[:4] if len(self.profile.region) >= 4 else "")

    @cached_property
    def same_country(self) -> BoolArray:
        """Who is in the same country."""
        return self._same(self.pool.country, home_country(self.profile))

    @cached_property
    def nearness(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The narrowest reach that still spans the distance, as a number: 0 local to 3 European."""
        # Who has not said where they are can be ruled out by nobody.
        if not (home_country(self.profile) or self.profile.lat is not None):
            return np.zeros(len(self.pool), np.int64)
        return reaches(self.same_country, self.same_nuts2, self.same_nuts3, self.kilometres)

    @cached_property
    def needs_reach(self) -> int:
        """The widest reach of the needs in question."""
        return widest(self.wanted)
