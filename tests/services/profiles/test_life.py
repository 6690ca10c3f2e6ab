"""The steps in the life of an offer or a need, two people at once, and who answered it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Role, StatementState
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed
from matchmaker.models import Change, Need, Offer, Stakeholder
from matchmaker.services import audit, profiles
from matchmaker.services.profiles import StatementValues
from tests.factories import make_actor, make_need, make_offer, make_stakeholder, make_tie
from tests.racing import race


@pytest.fixture
def ours(database: Database) -> Stakeholder:
    with database.transaction() as session:
        return make_stakeholder(session, name="Werkstatt Neckar")


@pytest.fixture
def member(database: Database, ours: Stakeholder) -> Actor:
    with database.transaction() as session:
        return make_actor(session, Role.MEMBER, ours.id)


def need_of(database: Database, owner: Stakeholder, **values: Any) -> str:
    """The id of a need."""
    with database.transaction() as session:
        return make_need(session, owner, **values).id


def kept(database: Database, need_id: str) -> Need:
    """The need as it is in the database."""
    with database.reading() as session:
        return session.get_one(Need, need_id)


@pytest.mark.parametrize(
    ("state", "until", "expected"),
    [
        (StatementState.OPEN, date(2026, 12, 1), date(2027, 3, 1)),
        (StatementState.EXPIRED, date(2026, 11, 1), date(2027, 2, 23)),
        (StatementState.OPEN, None, None),
        (StatementState.EXPIRED, None, None),
    ],
)
def test_what_holds_on_gets_three_more_months_where_it_has_a_last_day(
    database: Database,
    member: Actor,
    ours: Stakeholder,
    now: datetime,
    state: StatementState,
    until: date | None,
    expected: date | None,
) -> None:
    asked = now.date() - timedelta(days=3)
    need = need_of(database, ours, state=state, valid_until=until, asked_on=asked)
    with database.transaction() as session:
        profiles.prolong(session, member, "need", need, now=now)
    found = kept(database, need)
    assert (found.state, found.valid_until) == (StatementState.OPEN, expected)
    assert (found.confirmed_on, found.asked_on) == (now.date(), None)
    with database.reading() as session:
        assert [entry.act for entry in audit.list_entries(session, subject=need)] == ["need.prolong"]


@pytest.mark.parametrize("closed", [StatementState.MET, StatementState.WITHDRAWN])
@pytest.mark.parametrize("wanted", [StatementState.MET, StatementState.WITHDRAWN])
def test_what_somebody_has_closed_is_not_closed_once_more(
    database: Database,
    member: Actor,
    ours: Stakeholder,
    now: datetime,
    closed: StatementState,
    wanted: StatementState,
) -> None:
    need = need_of(database, ours, state=closed)
    with pytest.raises(Conflict, match="already"), database.transaction() as session:
        profiles.set_state(session, member, "need", need, wanted, now=now)
    with pytest.raises(Conflict, match="already"), database.transaction() as session:
        profiles.prolong(session, member, "need", need, now=now)
    assert kept(database, need).state is closed


def test_what_is_open_is_not_opened(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    need = need_of(database, ours)
    with pytest.raises(Conflict, match="It is open already"), database.transaction() as session:
        profiles.set_state(session, member, "need", need, StatementState.OPEN, now=now)


@pytest.mark.parametrize("state", [StatementState.MET, StatementState.WITHDRAWN])
def test_what_has_expired_may_still_be_said_to_have_ended_otherwise(
    database: Database, member: Actor, ours: Stakeholder, now: datetime, state: StatementState
) -> None:
    need = need_of(database, ours, state=StatementState.EXPIRED, valid_until=date(2026, 11, 1))
    with database.transaction() as session:
        profiles.set_state(session, member, "need", need, state, now=now)
    assert kept(database, need).state is state


def test_of_two_who_close_it_at_once_one_wins(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    need = need_of(database, ours)

    def close(state: StatementState) -> StatementState:
        with database.transaction() as session:
            return profiles.set_state(session, member, "need", need, state, now=now).state

    answers = race(lambda: close(StatementState.MET), lambda: close(StatementState.WITHDRAWN))
    won = [answer for answer in answers if isinstance(answer, StatementState)]
    assert len(won) == 1
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    assert kept(database, need).state is won[0]
    with database.reading() as session:
        steps = session.scalars(select(Change).where(Change.subject == need, Change.field == "state")).all()
    assert [(one.before, one.after) for one in steps] == [("open", won[0].value)]


def test_who_answered_is_named_and_forgotten_when_it_opens_again(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    with database.transaction() as session:
        helper = make_stakeholder(session, name="Übersetzerkreis Süd").id
    need = need_of(database, ours)
    with database.transaction() as session:
        by = "  Übersetzerkreis  Süd "
        profiles.set_state(session, member, "need", need, StatementState.MET, now=now, by=by)
    assert kept(database, need).met_by_id == helper
    with database.transaction() as session:
        profiles.set_state(session, member, "need", need, StatementState.OPEN, now=now)
    assert kept(database, need).met_by_id is None


def test_who_answered_may_be_named_afterwards_and_taken_back(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    with database.transaction() as session:
        helper = make_stakeholder(session, name="Radhof").id
    need = need_of(database, ours, state=StatementState.MET)
    for by, expected in (("radhof", helper), ("", None)):
        with database.transaction() as session:
            profiles.name_helper(session, member, "need", need, by, now=now)
        assert kept(database, need).met_by_id == expected
    with database.reading() as session:
        assert len(audit.list_entries(session, subject=need)) == 2


def test_of_several_with_one_name_the_partner_is_meant(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    with database.transaction() as session:
        twins = [make_stakeholder(session, name="Radhof") for _ in range(2)]
        need = make_need(session, ours, state=StatementState.MET).id
    with pytest.raises(Invalid) as refused, database.transaction() as session:
        profiles.name_helper(session, member, "need", need, "Radhof", now=now)
    assert "Several" in refused.value.fields["by"]
    with database.transaction() as session:
        make_tie(session, ours, twins[1])
    with database.transaction() as session:
        profiles.name_helper(session, member, "need", need, "Radhof", now=now)
    assert kept(database, need).met_by_id == twins[1].id


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Nobody of this name", "No organisation"),
        ("Hidden", "No organisation"),
        ("Werkstatt Neckar", "your own"),
    ],
)
def test_a_name_that_is_nobody_is_refused_and_nothing_is_closed(
    database: Database, member: Actor, ours: Stakeholder, now: datetime, name: str, message: str
) -> None:
    with database.transaction() as session:
        make_stakeholder(session, name="Hidden", hidden=True)
        need = make_need(session, ours).id
    with pytest.raises(Invalid) as refused, database.transaction() as session:
        profiles.set_state(session, member, "need", need, StatementState.MET, now=now, by=name)
    assert message in refused.value.fields["by"]
    assert kept(database, need).state is StatementState.OPEN


def test_who_answered_is_asked_only_of_what_is_met(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    need = need_of(database, ours)
    with pytest.raises(Conflict), database.transaction() as session:
        profiles.name_helper(session, member, "need", need, "", now=now)


def test_a_helper_that_is_removed_leaves_the_need(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    with database.transaction() as session:
        helper = make_stakeholder(session)
        need = make_need(session, ours, state=StatementState.MET, met_by_id=helper.id).id
    with database.transaction() as session:
        session.delete(session.get_one(Stakeholder, helper.id))
    assert kept(database, need).met_by_id is None


def test_a_helper_that_is_hidden_by_now_is_named_nowhere(
    database: Database, member: Actor, ours: Stakeholder
) -> None:
    with database.transaction() as session:
        helper = make_stakeholder(session, name="Holzschule")
        need = make_need(session, ours, state=StatementState.MET, met_by_id=helper.id).id
        assert profiles.get_met(session, member, "need", need).met_by == "Holzschule"
        helper.hidden = True
        session.flush()
        assert profiles.get_met(session, member, "need", need).met_by == ""
        assert profiles.list_own(session, member, ours.id).met_by == {}


def test_whoever_changes_it_has_answered_the_question(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    need = need_of(database, ours, asked_on=now.date(), state=StatementState.EXPIRED)
    with database.transaction() as session:
        values = StatementValues(text="We look for two benches.")
        profiles.update_statement(session, member, "need", need, values, now=now)
    found = kept(database, need)
    assert (found.state, found.asked_on) == (StatementState.OPEN, None)


def test_strangers_take_no_step_and_read_no_list(
    database: Database, ours: Stakeholder, now: datetime
) -> None:
    with database.transaction() as session:
        stranger = make_actor(session)
        need = make_need(session, ours, state=StatementState.MET).id
    for actor in (stranger, VISITOR):
        with database.transaction() as session:
            with pytest.raises(NotAllowed):
                profiles.prolong(session, actor, "need", need, now=now)
            with pytest.raises(NotAllowed):
                profiles.name_helper(session, actor, "need", need, "", now=now)
            with pytest.raises(NotAllowed):
                profiles.list_own(session, actor, ours.id)
            with pytest.raises(NotAllowed):
                profiles.get_met(session, actor, "need", need)


def test_ones_own_list_has_all_states_the_newest_first_and_names_who_answered(
    database: Database, member: Actor, ours: Stakeholder, now: datetime
) -> None:
    with database.transaction() as session:
        helper = make_stakeholder(session, name="Radhof")
        hidden = make_stakeholder(session, name="Not for all eyes", hidden=True)
        for number, state in enumerate(StatementState):
            make_need(session, ours, f"Need {number} of ours", state=state,
                      created_at=now - timedelta(days=number))  # fmt: skip
        make_offer(session, ours, state=StatementState.MET, met_by_id=helper.id)
        make_offer(session, ours, state=StatementState.MET, met_by_id=hidden.id)
    with database.reading() as session:
        found = profiles.list_own(session, member, ours.id)
        needs = [one.text for one in found.statements if isinstance(one, Need)]
        assert needs == [f"Need {number} of ours" for number in range(len(StatementState))]
        assert sum(isinstance(one, Offer) for one in found.statements) == 2
        assert found.met_by == {helper.id: "Radhof"}
        assert found.claimed
