"""The introductions of the demo: told by the services, in every state, with something to do for everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from matchmaker.config import Settings
from matchmaker.core.actors import Actor
from matchmaker.core.entities import Level, StatementState
from matchmaker.core.introductions.disclosure import Stage, stage_of
from matchmaker.core.introductions.evidence import FEWEST, Answer
from matchmaker.core.introductions.states import DeclineReason, State
from matchmaker.core.matcher import Query
from matchmaker.core.notifications import MailState
from matchmaker.db import Database
from matchmaker.instance import open_database
from matchmaker.models import (
    Account,
    BrokerNote,
    Disclosure,
    Introduction,
    IntroductionStep,
    Job,
    Mail,
    MailLink,
    Need,
    Stakeholder,
    Tie,
)
from matchmaker.services import accounts, demo, introductions, network, proposals
from matchmaker.services.demo.making import id_of
from matchmaker.services.demo.moments import meeting_times, moments_of
from matchmaker.services.demo.programme import PILOT
from matchmaker.services.introductions.evidence import Period, get_pilot_impact
from matchmaker.services.introductions.moving import position_of
from matchmaker.store.demo.stories import read_stories
from tests.factories import NOW

PASSING = {State.DRAFTED, State.ACCEPTED}
"""Nobody stays here: who begins asks, and who agreed is introduced at once."""


def tell(database: Database, now: datetime = NOW) -> int:
    """Load the demo, and tell of its introductions."""
    with database.transaction() as session:
        demo.load(session, now=now)
    with database.transaction() as session:
        return demo.tell_introductions(session, now=now)


def person(database: Database, part: str) -> Actor:
    """One of the three people of the demo."""
    with database.reading() as session:
        account = session.scalars(select(Account).where(Account.demo_part == part)).one()
        return accounts.actor_of(session, account)


def summary(database: Database) -> list[tuple[str, State, str, str]]:
    """What was told, as far as it does not hang on the day."""
    one = Introduction
    with database.reading() as session:
        rows = session.execute(select(one.id, one.state, one.a_id, one.b_id).order_by(one.id))
        return [(id_, state, a, b) for id_, state, a, b in rows]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demo with its introductions, to be read only."""
    database = open_database(Settings(instance=str(tmp_path_factory.mktemp("told"))))
    assert tell(database) == 40
    yield database
    database.dispose()


def test_every_state_in_which_one_stays_is_there(told: Database) -> None:
    states = Counter(state for _, state, _, _ in summary(told))
    assert set(states) == set(State) - PASSING
    assert states[State.PROPOSED] >= 5
    assert states[State.DECLINED] >= 4
    assert states[State.PARTNERSHIP] >= 2


def test_what_waits_on_the_desk_differs_in_age_and_in_whose_it_is(told: Database) -> None:
    organiser, official = person(told, "organiser"), person(told, "official")
    with told.reading() as session:
        waiting, under_way = introductions.list_by_use(session, organiser, now=NOW)
        of_region = introductions.list_by_use(session, official, now=NOW)[0]
        rows = [row.introduction for row in waiting.rows]
        noted = set(session.scalars(select(BrokerNote.introduction_id)))
        assert proposals.count_waiting(session, official) == 2
    ages = [(NOW - one.state_since).days for one in rows]
    assert len(set(ages)) >= 5
    assert any(row.waiting and row.waiting.is_over_time for row in waiting.rows)
    # Told to all who broker there, once and twice.
    assert {2, 3} <= {one.rung for one in rows}
    assert {one.broker_id for one in rows} >= {None, organiser.account_id, official.account_id}
    assert any(one.state is State.HELD for one in rows)
    assert noted & {one.id for one in rows}
    assert under_way.rows
    assert of_region.rows


def test_the_enterprise_has_a_question_a_message_and_two_meetings_to_see_to(told: Database) -> None:
    enterprise = person(told, "enterprise")
    with told.reading() as session:
        mine = introductions.list_mine(session, enterprise)
        stories = [introductions.get_story(session, enterprise, one.introduction.id, now=NOW) for one in mine]
    own = {story.introduction.id: story.hand.mover for story in stories}
    asked = [one for one in mine if one.introduction.state is State.ASKED]
    assert [own[one.introduction.id] in one.waits_for for one in asked] == [True]
    unanswered = [
        story for story in stories if story.messages and story.messages[-1].mover is not story.hand.mover
    ]
    assert unanswered
    assert any(time.offered_by is not story.hand.mover for story in stories for time in story.times)
    meetings = [one.introduction for one in mine if one.introduction.state is State.MEETING_AGREED]
    assert {one.meeting_at is not None and one.meeting_at < NOW for one in meetings} == {True, False}


def test_a_first_step_is_overdue_one_is_to_come_and_one_is_done(told: Database) -> None:
    with told.reading() as session:
        agreed = select(Introduction).where(Introduction.state == State.STEP_AGREED)
        found = list(session.scalars(agreed))
    assert all(one.joint_what and one.joint_who and one.joint_by for one in found)
    done = {one.joint_done_at is not None for one in found}
    late = {one.joint_by is not None and one.joint_by < NOW.date() for one in found if not one.joint_done_at}
    assert (done, late) == ({True, False}, {True, False})


def test_partnerships_are_ties_with_their_source_and_needs_that_were_met(told: Database) -> None:
    with told.reading() as session:
        partners = select(Introduction).where(Introduction.state == State.PARTNERSHIP)
        for one in session.scalars(partners):
            tie, need = session.get_one(Tie, one.tie_id), session.get_one(Need, one.need_id)
            assert (tie.source, tie.confirmed_a, tie.confirmed_b) == ("introduction", True, True)
            assert {tie.a_id, tie.b_id} == {one.a_id, one.b_id}
            assert need.state is StatementState.MET


def test_contact_persons_are_shown_on_receipts_of_both_and_only_where_both_agreed(told: Database) -> None:
    with told.reading() as session:
        shown = Counter(session.scalars(select(Disclosure.introduction_id)))
        taken_back = set(
            session.scalars(select(Disclosure.introduction_id).where(Disclosure.withdrawn_at.is_not(None)))
        )
        for one in session.scalars(select(Introduction)):
            agreed = stage_of(position_of(one)) is Stage.CONTACT
            assert shown[one.id] == (2 if agreed or one.id in taken_back else 0)
        consents = select(func.count()).select_from(Disclosure).where(Disclosure.consent_id.is_(None))
        assert session.scalar(consents) == 0
    assert len(taken_back) == 1


def test_no_mail_goes_out_and_nothing_is_left_for_the_worker(
    told: Database,
) -> None:
    with told.reading() as session:
        states = Counter(session.scalars(select(Mail.state)))
        late = select(Mail.id).where((Mail.sent_at > NOW) | (Mail.sent_at < Mail.created_at))
        assert session.scalars(late).all() == []
        assert session.scalar(select(func.count()).select_from(Job)) == 0
        assert introductions.list_ringing(session, now=NOW) == []
        used = select(func.count()).select_from(MailLink).where(MailLink.used_at.is_not(None))
        assert session.scalars(used).one() > 20
    assert set(states) == {MailState.SENT}
    assert states[MailState.SENT] > 100


def test_the_evidence_of_the_pilot_has_something_to_show(told: Database) -> None:
    organiser = person(told, "organiser")
    with told.reading() as session:
        _pilot, impact = get_pilot_impact(session, organiser, id_of("p", PILOT), Period(), now=NOW)
        begun = set(session.scalars(select(Introduction.created_at)))
    found = impact.evidence
    assert found.way.begun == 40
    assert found.way.accepted >= found.way.met >= found.way.partners >= 2
    assert min(found.answers[one] for one in Answer) >= 1
    assert found.acceptance.value is not None
    assert found.days.value is not None
    assert set(found.declines) == set(DeclineReason) - {DeclineReason.UNSAID}
    assert found.kept.part < found.kept.whole
    assert found.kept.whole >= FEWEST
    assert len({(at.year, at.month) for at in begun}) >= 6


def test_the_pairs_are_what_the_engine_suggests(told: Database, tmp_path: Path) -> None:
    database = open_database(Settings(instance=str(tmp_path)))
    with database.transaction() as session:
        demo.load(session, now=NOW)
    with database.reading() as session:
        live = network.snapshot(session, today=NOW.date())
    for one in read_stories():
        a, b = live.profiles[id_of("s", one.a)], live.profiles[id_of("s", one.b)]
        queries = [Query(a), Query(b)]
        if one.need is not None:
            queries.append(Query(a, need=a.needs[one.need]))
        seen = [live.matcher.one(query, b.id if query.profile is a else a.id) for query in queries]
        assert any(item and item.level in (Level.STRONG, Level.GOOD) for item in seen), (one.a, one.b)
    database.dispose()


def in_order(database: Database, now: datetime) -> bool:
    """Both were here before they were brought together, and the need was stated; steps follow each other."""
    with database.reading() as session:
        joined = {one.id: one.created_at for one in session.scalars(select(Stakeholder))}
        stated = {one.id: one.created_at for one in session.scalars(select(Need))}
        steps: dict[str, list[datetime]] = {}
        for id_, at in session.execute(
            select(IntroductionStep.introduction_id, IntroductionStep.at).order_by(IntroductionStep.id)
        ):
            steps.setdefault(id_, []).append(at)
        for one in session.scalars(select(Introduction)):
            assert max(joined[one.a_id], joined[one.b_id]) < one.created_at, one.a_id
            assert one.need_id is None or stated[one.need_id] < one.created_at, one.a_id
            assert steps[one.id] == sorted(steps[one.id])
            assert one.created_at <= steps[one.id][0] <= steps[one.id][-1] < now
    return True


def test_nothing_happened_before_its_time(told: Database) -> None:
    assert in_order(told, NOW)


def test_it_is_told_alike_on_either_database_and_on_any_day(told: Database, database: Database) -> None:
    sunday = datetime(2028, 2, 27, 23, 30, tzinfo=UTC)
    assert tell(database, sunday) == 40
    assert summary(database) == summary(told)
    assert in_order(database, sunday)
    with database.reading() as session:
        assert set(session.scalars(select(Mail.state))) == {MailState.SENT}


def test_nobody_meets_at_the_weekend() -> None:
    for later in range(7):
        today = NOW.date() + timedelta(days=later)
        times = meeting_times((-3, 3, 5), today)
        assert all(one.weekday() < 5 for one in times)
        assert times[0].date() < today < times[1].date()


def test_what_is_told_is_in_the_order_of_time() -> None:
    found = moments_of(read_stories(), NOW.date())
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert all(one.at < NOW for one in found)
    for moment in found:
        mine = [one.step.do for one in found if one.story is moment.story and one.step.do != "remind"]
        assert mine == [step.do for step in moment.story.written.steps]


def test_a_broken_story_is_named(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('[[introduction]]\na = "x"\nb = "y"\nsteps = [{ day = 1 }]\n', "utf-8")
    with pytest.raises(ValueError, match=r"one\.toml"):
        read_stories(tmp_path)
