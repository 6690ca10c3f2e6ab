"""What readers do with suggestions: save, hide, say why not, and think again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Dismissal, Verdict
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed, NotFound
from matchmaker.models import Stakeholder, SuggestionVerdict
from matchmaker.services import audit, suggestions
from tests.factories import make_stakeholder
from tests.racing import race
from tests.services.suggestions.conftest import Town


def judge(
    database: Database,
    actor: Actor,
    town: Town,
    verdict: Verdict,
    now: datetime,
    *,
    other: str = "",
    reason: Dismissal | None = None,
    need_id: str | None = None,
) -> None:
    with database.transaction() as session:
        suggestions.judge(
            session,
            actor,
            town.bikes,
            other or town.host,
            verdict,
            reason=reason,
            need_id=need_id,
            now=now,
        )


def rows(database: Database) -> list[SuggestionVerdict]:
    with database.reading() as session:
        return list(session.scalars(select(SuggestionVerdict).order_by(SuggestionVerdict.id)))


def saved(database: Database, town: Town, actor: Actor) -> list[str]:
    with database.reading() as session:
        return [one.name for one in suggestions.list_saved(session, actor, town.bikes)]


def test_a_word_is_kept_with_who_said_it_and_about_which_need(
    database: Database, town: Town, now: datetime
) -> None:
    judge(database, town.member, town, Verdict.SAVED, now, need_id=town.need)
    [row] = rows(database)
    assert (row.stakeholder_id, row.other_id, row.verdict) == (town.bikes, town.host, Verdict.SAVED)
    assert (row.need_id, row.account_id, row.at) == (town.need, town.member.account_id, now)
    with database.reading() as session:
        [entry] = audit.list_entries(session, subject=town.bikes)
    assert (entry.act, entry.details) == ("suggestion.saved", {"other": town.host})


def test_the_last_word_counts(database: Database, town: Town, now: datetime) -> None:
    judge(database, town.member, town, Verdict.NOT_RELEVANT, now, reason=Dismissal.FAR, need_id=town.need)
    later = now + timedelta(days=1)
    judge(database, town.member, town, Verdict.HIDDEN, later)
    [row] = rows(database)
    assert (row.verdict, row.reason, row.need_id, row.at) == (Verdict.HIDDEN, None, None, later)


def test_not_relevant_needs_a_reason(database: Database, town: Town, now: datetime) -> None:
    with pytest.raises(Invalid, match="Choose why this is not relevant"):
        judge(database, town.member, town, Verdict.NOT_RELEVANT, now)
    for reason in Dismissal:
        judge(database, town.member, town, Verdict.NOT_RELEVANT, now, reason=reason)
        assert [row.reason for row in rows(database)] == [reason]


def test_saved_ones_are_listed_by_name_without_those_that_are_hidden_now(
    database: Database, town: Town, now: datetime
) -> None:
    for other in (town.host, town.trainer, town.ministry):
        judge(database, town.member, town, Verdict.SAVED, now, other=other)
    judge(database, town.member, town, Verdict.HIDDEN, now, other=town.ministry)
    assert saved(database, town, town.member) == ["Lernhof", "Werkbank"]
    with database.transaction() as session:
        session.get_one(Stakeholder, town.trainer).hidden = True
    assert saved(database, town, town.member) == ["Werkbank"]
    assert saved(database, town, town.organiser) == ["Werkbank"]


def test_a_word_is_taken_back(database: Database, town: Town, now: datetime) -> None:
    judge(database, town.member, town, Verdict.SAVED, now)
    judge(database, town.member, town, Verdict.SAVED, now, other=town.trainer)
    for _ in range(2):
        with database.transaction() as session:
            suggestions.take_back(session, town.member, town.bikes, town.host, now=now)
    assert saved(database, town, town.member) == ["Lernhof"]
    with database.reading() as session:
        acts = [entry.act for entry in audit.list_entries(session, subject=town.bikes)]
    assert acts[2:] == ["suggestion.take-back"] * 2


def test_only_its_own_people_speak_for_a_stakeholder(database: Database, town: Town, now: datetime) -> None:
    for actor in (town.stranger, town.organiser, VISITOR):
        with pytest.raises(NotAllowed):
            judge(database, actor, town, Verdict.SAVED, now)
        with pytest.raises(NotAllowed), database.transaction() as session:
            suggestions.take_back(session, actor, town.bikes, town.host, now=now)
    with pytest.raises(NotAllowed):
        saved(database, town, town.stranger)
    assert rows(database) == []


def test_a_word_about_oneself_or_about_nobody_is_refused(
    database: Database, town: Town, now: datetime
) -> None:
    with pytest.raises(Invalid, match="never suggested to itself"):
        judge(database, town.member, town, Verdict.SAVED, now, other=town.bikes)
    with pytest.raises(NotFound):
        judge(database, town.member, town, Verdict.SAVED, now, other="s-nothing")
    with database.transaction() as session:
        hidden = make_stakeholder(session, hidden=True)
    with pytest.raises(NotFound):
        judge(database, town.member, town, Verdict.SAVED, now, other=hidden.id)


def test_words_said_at_once_leave_one_row(
    database: Database, town: Town, now: datetime, trials: Callable[[int], int]
) -> None:
    """Two members, or one who clicks twice: nobody is told of a fault, and one word stands."""
    for _ in range(trials(50)):
        with database.transaction() as session:
            suggestions.take_back(session, town.member, town.bikes, town.host, now=now)
        words = (Verdict.SAVED, Verdict.HIDDEN, Verdict.SAVED)
        answers = race(*[lambda word=word: judge(database, town.member, town, word, now) for word in words])
        assert answers == [None] * 3
        [row] = rows(database)
        assert row.verdict in words


def test_a_word_about_a_need_is_about_one_of_its_own(database: Database, town: Town, now: datetime) -> None:
    for need_id in (town.foreign_need, "n-nobody", "x" * 99):
        with pytest.raises(NotFound, match="no such offer or need"):
            judge(database, town.member, town, Verdict.SAVED, now, need_id=need_id)
