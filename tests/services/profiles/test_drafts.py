"""Drafts: kept for their own account alone, put together from two windows, removed when nobody comes back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from matchmaker.config import Settings
from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.drafts import Step
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import Conflict, NotAllowed, NotFound
from matchmaker.jobs.worker import run_due_jobs
from matchmaker.models import ProfileDraft
from matchmaker.services import audit, profiles
from matchmaker.services.profiles.drafts import KEPT, LONGEST, MOST, count_drafts
from tests.factories import make_actor
from tests.racing import race


@pytest.fixture
def actor(database: Database) -> Actor:
    with database.transaction() as session:
        return make_actor(session)


def begin(database: Database, actor: Actor, now: datetime, **answers: Any) -> str:
    with database.transaction() as session:
        return profiles.begin_draft(session, actor, answers, now=now).id


def keep(database: Database, actor: Actor, id_: str, now: datetime, *, seen: int, **given: Any) -> Any:
    with database.transaction() as session:
        return profiles.keep_step(session, actor, id_, Step.WHERE, given, seen=seen, now=now)


def test_a_draft_is_kept_step_by_step(database: Database, actor: Actor, now: datetime) -> None:
    id_ = begin(database, actor, now, name="Boats")
    later = now + timedelta(minutes=5)
    kept = keep(database, actor, id_, later, seen=1, place="Stuttgart")
    assert kept.draft.answers == {"name": "Boats", "place": "Stuttgart"}
    assert (kept.draft.step, kept.draft.version, kept.draft.updated_at) == (Step.WHERE, 2, later)
    with database.reading() as session:
        assert [one.id for one in profiles.list_drafts(session, actor)] == [id_]


def test_nobody_else_reads_a_draft_not_even_an_administrator(
    database: Database, actor: Actor, now: datetime
) -> None:
    id_ = begin(database, actor, now)
    with database.transaction() as session:
        others = [make_actor(session), make_actor(session, Role.ADMINISTRATOR), VISITOR]
    for other in others:
        with database.transaction() as session, pytest.raises(NotFound):
            profiles.get_draft(session, other, id_)
        with database.transaction() as session, pytest.raises(NotFound):
            profiles.drop_draft(session, other, id_, now=now)
    with database.reading() as session:
        assert profiles.list_drafts(session, others[0]) == []


def test_a_visitor_has_no_drafts(database: Database, now: datetime) -> None:
    with database.transaction() as session, pytest.raises(NotAllowed):
        profiles.begin_draft(session, VISITOR, {}, now=now)


def test_the_later_of_two_windows_is_told_what_the_other_said(
    database: Database, actor: Actor, now: datetime
) -> None:
    id_ = begin(database, actor, now)
    keep(database, actor, id_, now, seen=1, place="Stuttgart")
    kept = keep(database, actor, id_, now, seen=1, place="Ulm", country="DE")
    assert kept.clashes == {"place": "Stuttgart"}
    with database.reading() as session:
        assert profiles.get_draft(session, actor, id_).answers == {"place": "Stuttgart"}
    assert not keep(database, actor, id_, now, seen=kept.draft.version, place="Ulm").clashes


def test_windows_on_different_answers_do_not_disturb_each_other(
    database: Database, actor: Actor, now: datetime
) -> None:
    id_ = begin(database, actor, now)
    keep(database, actor, id_, now, seen=1, place="Stuttgart")
    assert keep(database, actor, id_, now, seen=1, name="Boats").draft.answers == {
        "place": "Stuttgart",
        "name": "Boats",
    }


def test_a_draft_holds_no_more_than_a_profile_can(database: Database, actor: Actor, now: datetime) -> None:
    id_ = begin(database, actor, now)
    with pytest.raises(Conflict, match="more than a profile can hold"):
        keep(database, actor, id_, now, seen=1, about="x" * (LONGEST + 1))
    with pytest.raises(Conflict, match="more than a profile can hold"), database.transaction() as session:
        profiles.begin_draft(session, actor, {"name": "x" * (LONGEST + 1)}, now=now)


def test_an_account_has_no_more_than_so_many(database: Database, actor: Actor, now: datetime) -> None:
    for _ in range(MOST):
        begin(database, actor, now)
    with pytest.raises(Conflict, match="many drafts"):
        begin(database, actor, now)


def test_a_draft_can_be_thrown_away(database: Database, actor: Actor, now: datetime) -> None:
    id_ = begin(database, actor, now)
    with database.transaction() as session:
        profiles.drop_draft(session, actor, id_, now=now)
    with database.reading() as session:
        assert profiles.list_drafts(session, actor) == []
        assert audit.count_entries(session, subject=id_, act="draft.drop") == 1


def test_the_daily_work_removes_what_nobody_has_touched_for_90_days(
    database: Database, settings: Settings, actor: Actor, now: datetime
) -> None:
    begin(database, actor, now - KEPT - timedelta(seconds=1))
    kept = begin(database, actor, now - KEPT + timedelta(days=1))
    run_due_jobs(database, settings, now=now)
    with database.reading() as session:
        assert count_drafts(session) == 1
        assert session.get(ProfileDraft, kept) is not None


def test_two_windows_at_the_same_moment_overwrite_nothing(
    database: Database, actor: Actor, now: datetime, trials: Callable[[int], int]
) -> None:
    """Each has read the draft before it saves, as a page does."""

    def save(place: str) -> bool:
        with database.transaction() as session:
            profiles.get_draft(session, actor, id_)
            kept = profiles.keep_step(session, actor, id_, Step.WHERE, {"place": place}, seen=1, now=now)
            return bool(kept.clashes)

    for _ in range(trials(50)):
        id_ = begin(database, actor, now)
        clashed = race(lambda: save("Stuttgart"), lambda: save("Ulm"))
        assert sorted(map(bool, clashed)) == [False, True], clashed
        assert all(isinstance(one, bool) for one in clashed), clashed
        with database.transaction() as session:
            profiles.drop_draft(session, actor, id_, now=now)
