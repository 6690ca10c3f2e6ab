"""The view of "How matches are made", from the live weights."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from matchmaker import context, i18n
from matchmaker.core.answers import Cutoffs, Question
from matchmaker.core.entities import Level
from matchmaker.core.matcher import Matcher
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class SignalRow:
    """One signal with its weight."""

    label: str
    meaning: str
    weight: str


@dataclass(frozen=True, slots=True)
class CutoffRow:
    """One level, and from which score on it holds for each question: a profile, a need, a typed text."""

    level: str
    scores: tuple[str, ...]


def signal_rows(matcher: Matcher) -> list[SignalRow]:
    """What counts, the heaviest first."""
    rows = sorted(matcher.signals, key=lambda signal: -matcher.weights_[signal.name])
    return [
        SignalRow(
            _(signal.label),
            _(signal.meaning),
            i18n.decimal(matcher.weights_[signal.name], context.language()),
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


def _score(value: float) -> str:
    return i18n.decimal(value, context.language()) if isfinite(value) else "–"
