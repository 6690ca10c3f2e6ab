"""Reasons made of quotes: need meets offer, and similar work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from matchmaker.core import languages
from matchmaker.core.comparing import PROOF
from matchmaker.core.entities import Profile
from matchmaker.core.explain import Part
from matchmaker.core.index import Field
from matchmaker.core.quotes import Parts, Read, opening, quote_pair
from matchmaker.core.reader import UNTOLD, FloatArray, Passage, Vector
from matchmaker.core.sides import Side
from matchmaker.core.signals import Asked, Reading
from matchmaker.core.signals.exchange import ABOUT_SHARE
from matchmaker.core.stems import CODES
from matchmaker.core.words import N_

CLEAR = 0.12
"""A weaker direction of exchange, or a description in place of an offer, needs this cosine for a sentence."""

SIMILAR = 0.1
"""Two descriptions need this cosine before a card calls the work similar."""

WORDS_OF_SIMILAR = 2
"""So many words must be marked before a card calls the work similar: one alone ("dog") is chance."""

GIVEN = 80
"""Characters of what a side brings."""


FITTING = {
    "they_give": N_("They work on a subject that you look for."),
    "you_give": N_("They look for help with a subject that you work on."),
}
"""What is said of a direction of exchange without quotes."""


class Told(NamedTuple):
    """What a signal has to say: sentences, evidence, and whether to show it."""

    parts: tuple[Part, ...]
    evidence: dict[str, object]
    worth: bool = True


@dataclass(frozen=True)
class Case:
    """One candidate, by number, and all that was measured for them."""

    asked: Asked
    number: int
    readings: Mapping[str, Reading]
    chain: tuple[str, ...] = ()

    @cached_property
    def profile(self) -> Profile:
        """The candidate."""
        return self.asked.pool.profiles[self.number]

    def value(self, signal: str, key: str) -> float:
        """One number behind a signal."""
        return float(self.readings[signal].detail[key][self.number])


class Match(NamedTuple):
    """A text of mine and a text of theirs that were compared, and where theirs stands in the index."""

    mine: tuple[Passage, ...]
    theirs: tuple[Passage, ...]
    vector: Vector
    field: Field
    row: int
    mine_from: Field


@lru_cache(maxsize=1024)
def given(text: str) -> str:
    """How an offer begins: what its owner brings, in a few words."""
    first = opening(text, GIVEN)
    return first.text if first else ""


class Direction:
    """One direction of an exchange: which two texts meet, known before anything is quoted.

    `share` is its part of the signal; `before` the stronger direction, beside which a weaker one must be
    strong by itself.
    """

    def __init__(
        self, case: Case, side: Side, value: float, share: float, before: Direction | None = None
    ) -> None:
        self.case, self.side, self.value, self.share, self.before = case, side, value, share, before
        self._met: tuple[Match, str, bool] | None = None
        self._told: Told | None = None

    @property
    def _meeting(self) -> tuple[Match, str, bool]:
        """The two texts, what is said of them, and whether the side that brings something offers it."""
        if self._met is None:
            self._met = _forward(self.case) if self.side is Side.READER else _backward(self.case)
        return self._met

    def gives(self) -> str:
        """How the offer begins that meets the need; "" where a description stands in for an offer."""
        match, _, _ = self._meeting
        source, passages = (
            (match.field, match.theirs) if self.side is Side.READER else (match.mine_from, match.mine)
        )
        return given(passages[0][0]) if source is Field.OFFERS else ""

    def may_be_worth(self) -> bool:
        """Whether the sentence deserves a place on a card if its words prove anything."""
        clear, (_, _, offered) = self.value >= CLEAR, self._meeting
        # Beside a reason that can be shown, the weaker direction must be strong by itself.
        return clear or (offered and (self.before is None or not self.before.worth))

    @property
    def worth(self) -> bool:
        """Whether the sentence deserves a place on a card."""
        return self.may_be_worth() and self.told.worth

    @property
    def told(self) -> Told:
        """The sentence with a quote of each side, and what it gives."""
        if self._told is None:
            self._told = self._tell()
        return self._told

    def _tell(self) -> Told:
        match, message, _ = self._meeting
        part, evidence, terms = _quoted(self.case, match, message)
        worth = self.may_be_worth() and _proves(self.case, match, terms)
        direction = "they_give" if self.side is Side.READER else "you_give"
        if gives := self.gives():
            evidence["gives"] = gives
        # The words may stand in names and labels only, which nobody quotes.
        return Told((part or Part(FITTING[direction]),), {direction: evidence}, worth)


def directions(case: Case) -> tuple[Direction, ...]:
    """Each direction for itself, the stronger first; a description stands in where there is no offer."""
    forward, backward = case.value("exchange", "forward"), case.value("exchange", "backward")
    total, found = forward + backward, list[Direction]()
    both = ((Side.READER, forward), (Side.OTHER, backward))
    for side, value in both if forward >= backward else reversed(both):
        if value > 0:
            found.append(Direction(case, side, value, value / total, found[0] if found else None))
    return tuple(found)


def _forward(case: Case) -> tuple[Match, str, bool]:
    """What I need and they offer, or at least write."""
    asked, detail = case.asked, case.value
    if detail("exchange", "offer") >= ABOUT_SHARE * detail("exchange", "able"):
        mine, row, place = _best(asked.met_needs, case, Field.OFFERS)
        message, theirs = (
            N_("You look for “%(yours)s”. They offer “%(theirs)s”."),
            _said(case, Field.OFFERS, row, place),
        )
        own = (asked.texts.needs[mine],)
        return Match(own, theirs, asked.needed[mine], Field.OFFERS, row, Field.NEEDS), message, True
    mine, row, _ = _best(asked.able, case, Field.ABOUT)
    message, theirs = (
        N_("You look for “%(yours)s”. They write “%(theirs)s”."),
        asked.texts_of(case.number).about,
    )
    own = (asked.texts.needs[mine],)
    return Match(own, theirs, asked.needed[mine], Field.ABOUT, row, Field.NEEDS), message, False


def _backward(case: Case) -> tuple[Match, str, bool]:
    """What they need and I offer, or at least write."""
    asked, detail = case.asked, case.value
    if detail("exchange", "need") >= ABOUT_SHARE * detail("exchange", "fits"):
        mine, row, place = _best(asked.met_offers, case, Field.NEEDS)
        message, theirs = (
            N_("You offer “%(yours)s”. They look for “%(theirs)s”."),
            _said(case, Field.NEEDS, row, place),
        )
        own = (asked.texts.offers[mine],)
        return Match(own, theirs, asked.offered[mine], Field.NEEDS, row, Field.OFFERS), message, True
    _, row, place = _best(asked.fits, case, Field.NEEDS)
    message, theirs = (
        N_("They look for “%(theirs)s”. You write “%(yours)s”."),
        _said(case, Field.NEEDS, row, place),
    )
    return Match(asked.texts.about, theirs, asked.about, Field.NEEDS, row, Field.ABOUT), message, False


def _best(values: FloatArray, case: Case, field: Field) -> tuple[int, int, int]:
    """Which of my statements (row of `values`) meets which of their texts best: its row, its place there."""
    rows = case.asked.pool.index.rows_[field].of(case.number)
    if len(values) == rows.stop - rows.start == 1:
        return 0, rows.start, 0
    own = values[:, rows]
    mine, theirs = np.unravel_index(int(np.argmax(own)), own.shape)
    return int(mine), rows.start + int(theirs), int(theirs)


def _said(case: Case, field: Field, row: int, place: int) -> tuple[Passage, ...]:
    """An offer or a need of the candidate: its row in the index, and its place among theirs."""
    profile, rows = case.profile, case.asked.pool.index.rows_[field]
    text = (profile.offers if field is Field.OFFERS else profile.needs)[place].text
    if (language := rows.language(row)) != UNTOLD:
        languages.told(text, CODES[language])
    return ((text, 1.0),)


def _quotable(passages: Iterable[Passage]) -> list[str]:
    """The texts that may be quoted: not names and labels, which count lightly."""
    return [text for text, weight in passages if weight >= 1]


def _quoted(case: Case, match: Match, message: str) -> tuple[Part | None, dict[str, object], frozenset[str]]:
    """A sentence with a quote of each side, the evidence, and the terms that are marked in both quotes."""
    index = case.asked.pool.index
    shared = index.shared(match.vector, match.field, match.row)
    evidence: dict[str, object] = {
        "yours_from": match.mine_from.name.lower(),
        "theirs_from": match.field.name.lower(),
        "terms": _rounded(shared),
    }
    mine = [case.asked.read(text) for text in _quotable(match.mine)]
    pair = quote_pair(mine, _quotable(match.theirs), shared, index.parts)
    if pair is None:
        part, terms = _by_name(mine, case.profile.name, shared, index.parts)
        return part, evidence, terms
    evidence |= {"yours": pair.yours.text, "theirs": pair.theirs.text}
    if pair.terms:
        return Part(message, {"yours": pair.yours, "theirs": pair.theirs}), evidence, pair.terms
    # Many weak words and no strong one: nothing is marked, and the sentence says no more than that.
    return (
        Part(N_("Similar subject: they write “%(theirs)s”."), {"theirs": pair.theirs}),
        evidence,
        frozenset(),
    )


def _proves(case: Case, match: Match, terms: Collection[str]) -> bool:
    """Whether the marked words prove anything: two different ones, or a rare one, which weighs as much."""
    enough, index = min(PROOF, len(match.vector.ids)), case.asked.pool.index
    if not terms or len(terms) >= enough:
        return bool(terms)
    return sum(PROOF if index.is_rare(term) else 1.0 for term in terms) >= enough


def _by_name(
    own: Iterable[Read], name: str, shared: Mapping[str, float], parts: Parts
) -> tuple[Part | None, frozenset[str]]:
    """The sentence where their name has the words and none of their texts does."""
    pair = quote_pair(own, [name], shared, parts)
    if pair is None:
        return None, frozenset()
    message = N_("You write “%(yours)s”. They are called “%(theirs)s”.")
    return Part(message, {"yours": pair.yours, "theirs": pair.theirs}), pair.terms


def _rounded(shared: Mapping[str, float]) -> dict[str, float]:
    """The strongest eight terms of a match."""
    first = sorted([(-value, term) for term, value in shared.items()])[:8]
    return {term: round(-value, 4) for value, term in first}


def tell_subject(case: Case) -> Told:
    """Similar work in both descriptions."""
    asked = case.asked
    row = asked.pool.index.rows_[Field.ABOUT].of(case.number).start
    theirs = asked.texts_of(case.number).about
    match = Match(asked.texts.about, theirs, asked.about, Field.ABOUT, row, Field.ABOUT)
    message = N_("You do similar work. You write “%(yours)s”. They write “%(theirs)s”.")
    part, evidence, terms = _quoted(case, match, message)
    # One word in common is no subject: should this reason be the only one, it quotes nothing.
    if part is None or len(terms) == 1:
        part = Part(N_("Your descriptions are about a similar subject."))
        return Told((part,), evidence, worth=False)
    proven = len(terms) >= WORDS_OF_SIMILAR and _proves(case, match, terms)
    return Told((part,), evidence, worth=proven and is_similar(case))


def is_similar(case: Case) -> bool:
    """Whether the two descriptions are near enough to be called similar."""
    return float(case.readings["subject"].values[case.number]) >= SIMILAR
