"""What the page about the ranking tells of the live network; worked out once for each state of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from weakref import WeakKeyDictionary

from sqlalchemy.orm import Session

from matchmaker.core.answers import Question
from matchmaker.core.disclosure import Shares, typical_shares
from matchmaker.core.matcher import Matcher
from matchmaker.services.network.learning import FEWEST_EXAMPLES
from matchmaker.services.network.live import snapshot
from matchmaker.services.network.loading import find_learnt
from matchmaker.services.network.shared import find_shared_at
from matchmaker.services.network.sharing import FEWEST_SHARED, MOST_SHARED


@dataclass(frozen=True, slots=True)
class Learning:
    """When weights were learnt last, on what they rest, and for which questions there was enough."""

    at: datetime
    partnerships: int
    judgements: int
    questions: frozenset[Question]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The matcher that answers now, what its signals give to a strong suggestion, and what it learnt from.

    `learnt` is None where the shipped weights hold; `fewest` is how many questions of the past it takes.
    `shared_at` is when attention was shared out (`matcher.attention`), None where it is not, as in networks
    of less than `fewest_shared` or more than `most_shared` stakeholders.
    """

    matcher: Matcher
    shares: Shares
    stakeholders: int
    ties: int
    learnt: Learning | None
    shared_at: datetime | None = None
    fewest: int = FEWEST_EXAMPLES
    fewest_shared: int = FEWEST_SHARED
    most_shared: int = MOST_SHARED


def get_disclosure(session: Session, *, today: date) -> Disclosure:
    """How the live network ranks."""
    live = snapshot(session, today=today)
    shares = _shares.get(live.matcher)
    if shares is None:
        shares = _shares[live.matcher] = typical_shares(live.matcher)
    return Disclosure(
        live.matcher,
        shares,
        len(live.profiles),
        len(live.links),
        find_learning(session),
        find_shared_at(session) if live.matcher.attention is not None else None,
    )


def find_learning(session: Session) -> Learning | None:
    """What the weights in force were learnt from, or None where the shipped ones hold."""
    row = find_learnt(session)
    if row is None:
        return None
    questions = frozenset(Question(question) for question in row.weights)
    return Learning(row.learnt_at, row.partnerships, row.judgements, questions)


# Two readers at once may both work it out; they come to the same.
_shares: WeakKeyDictionary[Matcher, Shares] = WeakKeyDictionary()
