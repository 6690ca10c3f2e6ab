"""The suggestions of a page, made of what was measured of all who are shown at once."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import partial

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
    names = list(scored.parts)
    values = _columns((scored.readings[name].values for name in names), order)
    given_by = _columns(scored.parts.values(), order)
    levels = _columns((scored.unshifted, scored.evidence, asked.kilometres), order)
    return tuple(
        [
            _suggestion(
                scored, place, tuple(map(_contribution, zip(names, found, parts, strict=True))), *of_level
            )
            for place, one, found, parts, of_level in zip(
                places, there, values, given_by, levels, strict=False
            )
            if one
        ]
    )


def _columns(columns: Iterable[FloatArray], order: Numbers) -> Sequence[tuple[float, ...]]:
    """What stands in each of these columns at some places, by place."""
    found = [column[order].tolist() for column in columns]
    return list(zip(*found, strict=True)) if found else [()] * len(order)


def _suggestion(
    scored: Scored,
    place: int,
    signals: tuple[Contribution, ...],
    unshifted: float,
    evidence: float,
    km: float,
) -> Suggestion:
    """One suggestion: the contribution of each signal, the score for the level, and how far away it is."""
    case, own = scored.case(place), scored.asked.profile
    profile, reasons = case.profile, told(scored, place, signals)
    shown, level = chosen(reasons), scored.cutoffs.level(unshifted, evidence)
    if level is Level.STRONG and not in_words(shown):
        level = Level.GOOD
    return Suggestion(
        id=profile.id,
        name=profile.name,
        score=sum([one.contribution for one in signals], 0.0),
        level=level,
        signals=signals,
        reasons=shown,
        account=reasons,
        you_give=_given(reasons, Side.OTHER, own),
        they_give=_given(reasons, Side.READER, profile),
        chain=case.chain,
        distance_km=None if math.isnan(km) else km,
        shared_languages=tuple([code for code in profile.languages if code in own.languages]),
    )


def told(scored: Scored, place: int, signals: Iterable[Contribution] = ()) -> Account:
    """All reasons for one candidate; each is worked out once for a query, when it is looked at.

    `signals` are the contributions to its score where they are known.
    """
    known = scored.told.get(place)
    if known is None:
        found = {one.signal: one.contribution for one in signals} or scored.found(place)
        known = scored.told[place] = account(scored.case(place), found)
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
