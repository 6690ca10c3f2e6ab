"""The view of "How matches are made", from the live network."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from matchmaker import context, i18n
from matchmaker.core.answers import Cutoffs, Question
from matchmaker.core.entities import Level
from matchmaker.core.matcher import Matcher
from matchmaker.services.network import Disclosure
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal: its weight as shipped and as it is here, and its share of a typical strong suggestion."""

    label: str
    meaning: str
    shipped: str
    weight: str
    # A whole number of percent, or None where no suggestion is strong yet.
    share: int | None


@dataclass(frozen=True, slots=True)
class CutoffRow:
    """One level, and from which score on it holds for each question: a profile, a need, a typed text."""

    level: str
    scores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HowView:
    """What the page shows."""

    signals: list[SignalRow]
    cutoffs: list[CutoffRow]
    # Whether any weight here differs from the shipped one.
    learnt: bool
    learnt_from: str
    measured_on: str


def how_view(known: Disclosure) -> HowView:
    """What counts in the live network."""
    matcher = known.matcher
    profiles = ngettext("%(num)d profile", "%(num)d profiles", known.stakeholders)
    ties = ngettext("%(num)d known partnership", "%(num)d known partnerships", known.ties)
    return HowView(
        signals=signal_rows(known),
        cutoffs=cutoff_rows(matcher),
        learnt=any(matcher.weights_[signal.name] != signal.weight for signal in matcher.signals),
        learnt_from=_("Learnt from %(profiles)s and %(ties)s.", profiles=profiles, ties=ties),
        measured_on=_measured_on(known),
    )


def signal_rows(known: Disclosure) -> list[SignalRow]:
    """What counts, the heaviest first."""
    weights, shares, language = known.matcher.weights_, known.shares.shares, context.language()
    rows = sorted(known.matcher.signals, key=lambda signal: -weights[signal.name])
    return [
        SignalRow(
            _(signal.label),
            _(signal.meaning),
            i18n.decimal(signal.weight, language),
            i18n.decimal(weights[signal.name], language),
            round(100 * shares.get(signal.name, 0.0)) if shares else None,
        )
        for signal in rows
    ]


def cutoff_rows(matcher: Matcher) -> list[CutoffRow]:
    """From which score a suggestion is strong and good; below that it is worth a look."""
    learnt = [matcher.cutoffs_.get(question, Cutoffs()) for question in Question]
    return [
        CutoffRow(Level.STRONG.value, tuple(_score(one.strong) for one in learnt)),
        CutoffRow(Level.GOOD.value, tuple(_score(one.good) for one in learnt)),
    ]


def _measured_on(known: Disclosure) -> str:
    """On how much the shares rest."""
    if not known.shares.suggestions:
        return _("No suggestion here is strong yet, so there is nothing to divide up.")
    return ngettext(
        "Shares: the mean over %(num)d strong suggestion in %(lists)d lists of this network, as it is now.",
        "Shares: the mean over %(num)d strong suggestions in %(lists)d lists of this network, as it is now.",
        known.shares.suggestions,
        lists=known.shares.lists,
    )


def _score(value: float) -> str:
    return i18n.decimal(value, context.language()) if isfinite(value) else "–"
