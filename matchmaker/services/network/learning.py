"""The weights of the signals, learnt once a day from the network's own past and from what readers judged.

Reading, learning and writing are three steps: while it is reckoned no transaction is open, so nobody waits.
Who opted out of being suggested is not learnt from, neither by its partnerships nor by its judgements; nor
are judgements of people who did not agree to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.answers import Question
from matchmaker.core.entities import Dismissal, Link, Profile, Verdict
from matchmaker.core.learning.learn import Judged, Progress, learn, silent
from matchmaker.core.privacy.consents import Asked
from matchmaker.models import Consent, LearntWeights, NetworkRevision, SuggestionVerdict
from matchmaker.services import audit, history, quality
from matchmaker.services.network.fitting import new_matcher
from matchmaker.services.network.loading import Weights, load_links, load_profiles, load_weights
from matchmaker.services.network.shared import shown_lately

FEWEST_EXAMPLES = 20
"""With fewer questions of the past than this the shipped weights hold; set by judgement."""

ROUNDING = 0.01
"""Weights that moved by less than pages show count as the same."""

KEPT = 400
"""So many rows stay, the newest: more than a year of days."""

OFF_THE_MARK = frozenset({Dismissal.OTHER_SUBJECT, Dismissal.FAR})
"""Reasons that speak against the suggestion; "known" and "later" speak neither for nor against it."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is learnt from."""

    profiles: tuple[Profile, ...]
    links: tuple[Link, ...]
    judged: tuple[Judged, ...]
    # How often everybody was shown lately, for sharing out attention.
    shown: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lesson:
    """The weights for each question with enough examples, how many each had, and on what all rests."""

    weights: Weights
    examples: Mapping[Question, int]
    partnerships: int
    judgements: int


def read_past(session: Session, *, now: datetime) -> Past:
    """All that may be learnt from, as it is committed now."""
    profiles = tuple(one for one in load_profiles(session, None, now.date()) if one.rankable)
    known = {one.id for one in profiles}
    links = tuple(link for link in load_links(session, None) if {link.a, link.b} <= known)
    judged = tuple(_judged(session, known, {(link.a, link.b) for link in links}))
    return Past(profiles, links, judged, shown_lately(session, now=now))


def learn_from(past: Past, *, today: date, progress: Progress = silent) -> Lesson:
    """What the past teaches. It takes seconds to minutes; no session is needed."""
    learnt = learn(
        past.profiles,
        past.links,
        matcher=new_matcher,
        feedback=past.judged,
        today=today,
        progress=progress,
    )
    enough = {
        question: dict(weights)
        for question, weights in learnt.weights.items()
        if learnt.examples[question] >= FEWEST_EXAMPLES
    }
    return Lesson(enough, learnt.examples, len(past.links), len(past.judged))


def learn_weights(session: Session, lesson: Lesson, *, now: datetime) -> Weights:
    """Write down what was learnt; the answer is what counts from now on, empty where the shipped weights do.

    All processes take it up with their next answer.
    """
    # Our turn first: two lessons at once would else both be compared with the one before them.
    session.execute(select(NetworkRevision.id).with_for_update())
    before = load_weights(session)
    if not lesson.weights and not before:
        return before
    changed = not _alike(before, lesson.weights)
    # What moved by less than a rounding stays as it is, so that all processes have the very same.
    weights = lesson.weights if changed else before
    if changed:
        history.touch(session, ())
    session.add(_row(lesson, weights, now))
    session.flush()
    _forget_old(session)
    counts = {"partnerships": lesson.partnerships, "judgements": lesson.judgements}
    audit.record(session, SYSTEM, "weights.learn", "", now=now, changed=changed, **counts)
    return weights


def _row(lesson: Lesson, weights: Weights, now: datetime) -> LearntWeights:
    return LearntWeights(
        learnt_at=now,
        release=quality.installed(),
        weights={question.value: dict(of_signals) for question, of_signals in weights.items()},
        examples={question.value: count for question, count in lesson.examples.items()},
        partnerships=lesson.partnerships,
        judgements=lesson.judgements,
    )


def _judged(session: Session, known: Set[str], tied: Collection[tuple[str, str]]) -> Iterator[Judged]:
    word = SuggestionVerdict
    columns = select(word.stakeholder_id, word.other_id, word.need_id, word.verdict, word.reason)
    # A word without a person behind it counts; that of somebody counts if they agreed to that.
    agreed = select(Consent.account_id).where(
        Consent.what == Asked.STATISTICS, Consent.given_at.is_not(None), Consent.withdrawn_at.is_(None)
    )
    columns = columns.where(or_(word.account_id.is_(None), word.account_id.in_(agreed)))
    for asker, other, need_id, verdict, reason in session.execute(columns.order_by(word.id)):
        good = _opinion(verdict, reason)
        # A partner that was saved before counts already, as a partner.
        partners = (min(asker, other), max(asker, other)) in tied
        if good is not None and not partners and {asker, other} <= known:
            yield Judged(asker, other, good, need_id or "")


def _opinion(verdict: Verdict, reason: Dismissal | None) -> bool | None:
    """Whether the suggestion was good, or None where the word says nothing about it."""
    if verdict is Verdict.SAVED:
        return True
    return False if verdict is Verdict.HIDDEN or reason in OFF_THE_MARK else None


def _alike(one: Weights, other: Weights) -> bool:
    """Whether two lessons are the same, but for a rounding."""
    flat, same = _flat(one), _flat(other)
    return flat.keys() == same.keys() and all(abs(flat[key] - same[key]) < ROUNDING for key in flat)


def _flat(weights: Weights) -> dict[tuple[Question, str], float]:
    return {(question, name): w for question, of in weights.items() for name, w in of.items()}


def _forget_old(session: Session) -> None:
    newest = select(LearntWeights.id).order_by(LearntWeights.id.desc()).limit(KEPT)
    session.execute(delete(LearntWeights).where(LearntWeights.id.not_in(newest)))
