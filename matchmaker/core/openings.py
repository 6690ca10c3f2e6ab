"""What a missing fact would open: told in place of a percentage, and ordered by what it does.

A fact that is missing leaves some signals without anything to measure. What each of them could add to a
score at most, w·(log(1 + ε) − log ε), is what the fact can do; facts that no signal looks at come last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from math import log

from matchmaker.core.entities import Profile
from matchmaker.core.signals import SIGNALS
from matchmaker.core.words import N_

MOST = 3
"""So many are told at a time: a longer list is a bad conscience, not a help."""

FEWEST_WORDS = 8
"""A description of fewer words says too little to be compared."""


class Fact(StrEnum):
    """One thing that a profile may say."""

    NEED = "need"
    OFFER = "offer"
    ABOUT = "about"
    PLACE = "place"
    THEMES = "themes"
    LANGUAGES = "languages"
    DECLARATION = "declaration"
    WEBSITE = "website"


OPENS: Mapping[Fact, tuple[str, str]] = {
    Fact.NEED: (N_("State one need:"), N_("then we can suggest who could help you.")),
    Fact.OFFER: (N_("State one offer:"), N_("then those who look for it find you.")),
    Fact.ABOUT: (N_("Say more about what you do:"), N_("then partners who do similar work can be found.")),
    Fact.PLACE: (N_("Say where you are:"), N_("then partners near by can be found.")),
    Fact.THEMES: (N_("Choose your themes:"), N_("then partners with the same themes can be found.")),
    Fact.LANGUAGES: (N_("Say your languages:"), N_("then partners who speak one of them can be found.")),
    Fact.DECLARATION: (
        N_("Say what makes you a social enterprise:"),
        N_("then it can be checked, and buyers and funders can rely on it."),
    ),
    Fact.WEBSITE: (N_("Give your website:"), N_("then partners can read more before they say yes.")),
}
"""For each fact what to do, and what that opens."""

_SILENT: Mapping[str, tuple[Fact, ...]] = {
    "exchange": (Fact.NEED, Fact.OFFER),
    "subject": (Fact.ABOUT,),
    "my_partners": (Fact.ABOUT,),
    "their_partners": (Fact.ABOUT,),
    "same_company": (Fact.ABOUT,),
    "themes": (Fact.THEMES,),
    "place": (Fact.PLACE,),
    "regions": (Fact.PLACE,),
    "language": (Fact.LANGUAGES,),
}
"""Signals that have nothing to measure without a fact; several facts share what a signal can add."""


def shipped() -> dict[str, float]:
    """The weights of the signals before anything was learnt."""
    return {signal.name: signal.weight for signal in SIGNALS}


def effects(weights: Mapping[str, float]) -> dict[Fact, float]:
    """What each fact could add to a score at most, under these weights."""
    found = dict.fromkeys(Fact, 0.0)
    for signal in SIGNALS:
        facts = _SILENT.get(signal.name, ())
        reach = weights.get(signal.name, signal.weight) * (log(1 + signal.epsilon) - log(signal.epsilon))
        for fact in facts:
            found[fact] += reach / len(facts)
    return found


def facts_of(profile: Profile) -> set[Fact]:
    """What a profile says that the engine reads."""
    said = {
        Fact.NEED: profile.needs,
        Fact.OFFER: profile.offers,
        Fact.ABOUT: len(profile.about.split()) >= FEWEST_WORDS,
        Fact.PLACE: profile.place or profile.region,
        Fact.THEMES: profile.themes,
        Fact.LANGUAGES: profile.languages,
    }
    return {fact for fact, there in said.items() if there}


def list_openings(
    known: Collection[Fact], weights: Mapping[str, float], *, asked: Collection[Fact] = tuple(Fact)
) -> tuple[Fact, ...]:
    """The missing facts that do most, the strongest first; `asked` are those that this kind is asked for."""
    strength, order = effects(weights), list(Fact)
    missing = (fact for fact in asked if fact not in known)
    return tuple(sorted(missing, key=lambda fact: (-strength[fact], order.index(fact)))[:MOST])
