"""The view of "How matches are made", from the live network."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from matchmaker import context, i18n
from matchmaker.core.answers import Cutoffs, Question
from matchmaker.core.entities import Level
from matchmaker.core.matcher import Matcher
from matchmaker.core.signals import Signal
from matchmaker.services.network import Disclosure
from matchmaker.services.suggestions import Spread
from matchmaker.web.views.fairness import FairnessView, fairness_view
from matchmaker.web.views.learning import weighed
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal: its weights as shipped and as they are here, and its share of a strong suggestion."""

    label: str
    meaning: str
    # What it weighs, each with the head of its column: shipped and here, for a whole profile and for a need.
    weights: tuple[tuple[str, str], ...]
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
    learnt_from: str
    # On what the weights rest, in sentences.
    weighed: tuple[str, ...]
    measured_on: str
    fairness: FairnessView


def how_view(known: Disclosure, spread: Spread | None) -> HowView:
    """What counts in the live network, and how evenly all were suggested lately."""
    matcher = known.matcher
    profiles = ngettext("%(num)d profile", "%(num)d profiles", known.stakeholders)
    ties = ngettext("%(num)d known partnership", "%(num)d known partnerships", known.ties)
    return HowView(
        signals=signal_rows(known),
        cutoffs=cutoff_rows(matcher),
        learnt_from=_("Learnt from %(profiles)s and %(ties)s.", profiles=profiles, ties=ties),
        weighed=weighed(known),
        measured_on=_measured_on(known),
        fairness=fairness_view(known, spread),
    )


def signal_rows(known: Disclosure) -> list[SignalRow]:
    """What counts, the heaviest first."""
    matcher, shares = known.matcher, known.shares.shares
    rows = sorted(matcher.signals, key=lambda signal: -matcher.weights_[signal.name])
    return [
        SignalRow(
            _(signal.label),
            _(signal.meaning),
            _weights(matcher, signal),
            round(100 * shares.get(signal.name, 0.0)) if shares else None,
        )
        for signal in rows
    ]


def _weights(matcher: Matcher, signal: Signal) -> tuple[tuple[str, str], ...]:
    """The four weights of a signal; a typed text is weighed as a need is."""
    here, language = matcher.weights_by_, context.language()
    found = (
        (_("For a whole profile, as shipped"), signal.weight),
        (_("For a whole profile, here"), here[Question.PROFILE][signal.name]),
        (_("For one need, as shipped"), signal.for_needs),
        (_("For one need, here"), here[Question.NEED][signal.name]),
    )
    return tuple((head, i18n.decimal(weight, language)) for head, weight in found)


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
