"""Which pilot's rules hold for two, and who brokers between them."""

from __future__ import annotations

from datetime import date
from typing import Any

from matchmaker.core.entities import Role
from matchmaker.core.introductions.states import Origin
from matchmaker.db import Database
from matchmaker.models import Introduction
from matchmaker.services.pilots import Rule, brokers_of, rule_for
from tests.factories import NOW, grant, join_pilot, make_account, make_pilot, make_stakeholder

TODAY = date(2026, 11, 23)


def make_introduction(a_id: str, b_id: str, **values: Any) -> Introduction:
    return Introduction(
        **(
            {"a_id": a_id, "b_id": b_id, "pair": f"{a_id} {b_id}", "origin": Origin.HAND, "region": ""}
            | {"created_at": NOW, "state_since": NOW}
            | values
        )
    )


def test_without_a_pilot_two_ask_each_other_directly(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session)
        assert rule_for(session, a, b, today=TODAY) == Rule(
            None, brokered=False, weekly_requests=5, open_limit=10
        )


def test_a_pilot_of_the_region_of_both_has_the_rule(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session)
        pilot = make_pilot(session, "DE11", weekly_requests=2, open_limit=3)
        make_pilot(session, "FR")
        assert rule_for(session, a, b, today=TODAY) == Rule(pilot.id, True, 2, 3)


def test_the_pilot_that_both_joined_goes_before_the_pilot_of_one(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session, region="FRE11", country="FR")
        make_pilot(session, "DE11")
        both = make_pilot(session, brokered=False)
        join_pilot(session, both, a, b)
        assert rule_for(session, a, b, today=TODAY).pilot_id == both.id
        # Which of the two asks makes no difference.
        assert rule_for(session, b, a, today=TODAY).pilot_id == both.id


def test_who_joined_counts_more_than_where_one_lies(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session)
        make_pilot(session, "DE11")
        joined = make_pilot(session, "DE", brokered=False)
        join_pilot(session, joined, a)
        assert rule_for(session, a, b, today=TODAY).pilot_id == joined.id


def test_where_two_pilots_are_alike_the_one_with_a_broker_holds(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session)
        make_pilot(session, "DE11", brokered=False)
        brokered = make_pilot(session, "DE11")
        assert rule_for(session, a, b, today=TODAY).pilot_id == brokered.id


def test_a_pilot_of_one_of_the_two_holds_where_none_has_both(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session, region="FRE11", country="FR")
        pilot = make_pilot(session, "FRE1")
        assert rule_for(session, a, b, today=TODAY).pilot_id == pilot.id


def test_a_pilot_that_is_over_or_has_not_begun_has_no_rule(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session)
        make_pilot(session, "DE11", ends_on=date(2026, 11, 22))
        make_pilot(session, "DE11", starts_on=date(2026, 11, 24))
        assert rule_for(session, a, b, today=TODAY).pilot_id is None
        last_day = make_pilot(session, "DE11", starts_on=TODAY, ends_on=TODAY)
        assert rule_for(session, a, b, today=TODAY).pilot_id == last_day.id


def test_who_was_only_invited_is_no_member_and_who_left_is_outside(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session)
        invited = make_pilot(session)
        join_pilot(session, invited, a, joined_at=None)
        left = make_pilot(session, "DE11")
        join_pilot(session, left, a, b, left_at=NOW)
        assert rule_for(session, a, b, today=TODAY).pilot_id is None


def test_a_place_that_is_not_known_lies_in_no_pilot(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session, region=""), make_stakeholder(session, region="")
        make_pilot(session, "DE11")
        assert rule_for(session, a, b, today=TODAY).pilot_id is None


def test_who_is_of_one_of_the_two_does_not_broker_between_them(database: Database) -> None:
    """An official who also belongs to b must not read in a mail for brokers what b was not asked yet."""
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session)
        both, boss = make_account(session), make_account(session)
        grant(session, both, Role.OFFICIAL, "DE11")
        grant(session, both, Role.MEMBER, b.id)
        grant(session, boss, Role.ADMINISTRATOR)
        assert brokers_of(session, make_introduction(a.id, b.id)) == [boss.id]


def test_organisers_of_the_pilot_and_officials_around_broker(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session, region="FRE11", country="FR")
        pilot, other = make_pilot(session), make_pilot(session)
        accounts = [make_account(session) for _ in range(6)]
        organiser, stranger, german, french, austrian, boss = accounts
        grant(session, organiser, Role.ORGANISER, pilot.id)
        grant(session, stranger, Role.ORGANISER, other.id)
        grant(session, german, Role.OFFICIAL, "DE11")
        grant(session, french, Role.OFFICIAL, "FR")
        grant(session, austrian, Role.OFFICIAL, "AT1")
        grant(session, boss, Role.ADMINISTRATOR)
        introduction = make_introduction(a.id, b.id, pilot_id=pilot.id)
        assert brokers_of(session, introduction) == sorted([organiser.id, german.id, french.id])


def test_where_nobody_else_brokers_the_administrators_do(database: Database) -> None:
    with database.transaction() as session:
        a, b = make_stakeholder(session), make_stakeholder(session)
        boss, gone = make_account(session), make_account(session, disabled_at=NOW)
        grant(session, boss, Role.ADMINISTRATOR)
        grant(session, gone, Role.OFFICIAL, "DE11")
        assert brokers_of(session, make_introduction(a.id, b.id)) == [boss.id]
