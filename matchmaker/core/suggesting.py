"""The suggestions of a page, made of what was measured of all who are shown at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import starmap
from typing import NamedTuple

import numpy as np

from matchmaker.core.accounts import Account
from matchmaker.core.answers import Contribution, Suggestion
from matchmaker.core.entities import Level, Profile
from matchmaker.core.narrowing import Scored
from matchmaker.core.reader import FloatArray, Numbers
from matchmaker.core.reasons import account, chosen, in_words, proven
from matchmaker.core.sides import Side
from matchmaker.core.signals.chosen import ready
from matchmaker.core.telling import given

# Twenty suggestions have hundreds: made like this, each costs a third.
_contribution: Callable[[tuple[str, float, float]], Contribution] = partial(tuple.__new__, Contribution)

NAMED = 100
"""So many partners are read beforehand; of who has more, the others are read if a reason names them."""


def suggestions(scored: Scored, order: Numbers) -> tuple[Suggestion, ...]:
    """The suggestions at these places among the candidates; whoever is there no more is left out.

    All profiles are read at once, with those of who may be named in a reason: on the way to them, or a
    partner of the asker.
    """
    asked, places = scored.asked, order.tolist()
    chains = {key for place in places for key in scored.case(place).chain}
    named = [asked.whole.number[key] for key in sorted(chains)]
    read = scored.numbers[order], np.array(named, np.int64), asked.partners[:NAMED]
    there = ready(asked.whole.profiles, np.concatenate(read).astype(np.int64)).tolist()
    values = _columns((scored.readings[name].values for name in scored.parts), order)
    given_by = _columns(scored.parts.values(), order)
    facts = _columns((scored.unshifted, scored.evidence, asked.kilometres), order)
    # Behind those who are shown stand those who may be named.
    measured = zip(places, there, values, given_by, starmap(_Facts, facts), strict=False)
    return tuple(
        [
            _suggestion(scored, place, found, parts, fact)
            for place, here, found, parts, fact in measured
            if here
        ]
    )


class _Facts(NamedTuple):
    """What a suggestion tells beside what its signals give."""

    unshifted: float
    evidence: float
    kilometres: float


def _columns(columns: Iterable[FloatArray], order: Numbers) -> Sequence[tuple[float, ...]]:
    """What stands in each of these columns at some places, by place."""
    found = [column[order].tolist() for column in columns]
    return list(zip(*found, strict=True)) if found else [()] * len(order)


def _suggestion(
    scored: Scored, place: int, values: tuple[float, ...], parts: tuple[float, ...], facts: _Facts
) -> Suggestion:
    """One suggestion: what each signal found of it, and what that adds to the score, in their order."""
    case, own, names = scored.case(place), scored.asked.profile, scored.parts.keys()
    profile, reasons = case.profile, told(scored, place, dict(zip(names, parts, strict=True)))
    shown, level = chosen(reasons), scored.cutoffs.level(facts.unshifted, facts.evidence)
    if level is Level.STRONG and not in_words(shown):
        level = Level.GOOD
    return Suggestion(
        id=profile.id,
        name=profile.name,
        score=sum(parts, 0.0),
        level=level,
        signals=tuple(map(_contribution, zip(names, values, parts, strict=True))),
        reasons=shown,
        account=reasons,
        you_give=_given(reasons, Side.OTHER, own),
        they_give=_given(reasons, Side.READER, profile),
        chain=case.chain,
        distance_km=None if math.isnan(facts.kilometres) else facts.kilometres,
        shared_languages=tuple([code for code in profile.languages if code in own.languages]),
    )


def told(scored: Scored, place: int, parts: Mapping[str, float] | None = None) -> Account:
    """All reasons for one candidate; each is worked out once for a query, when it is looked at.

    `parts` is what each signal gives to the score where that is known.
    """
    known = scored.told.get(place)
    if known is None:
        known = account(scored.case(place), scored.found(place) if parts is None else parts)
        scored.told[place] = known
    return known


def prove(scored: Scored) -> None:
    """Find out who has the score of a strong match, but no words in common to show for it."""
    strong = np.flatnonzero(scored.strong & scored.allowed)
    for place, there in zip(strong.tolist(), ready(scored.asked.pool.profiles, strong), strict=True):
        if not there or not proven(told(scored, place)):
            scored.unproven.add(place)


def _given(reasons: Account, gains: Side, profile: Profile) -> str:
    """What a side brings: the offer that met the other's need, else its first offer, by how it begins."""
    return reasons.gives(gains) or (given(profile.offers[0].text) if profile.offers else "")
