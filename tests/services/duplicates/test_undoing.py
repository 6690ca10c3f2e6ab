"""A merge taken back: both as they were, later edits stay, what stays is listed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from matchmaker.core.actors import SYSTEM
from matchmaker.core.duplicates.states import PairState
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import (
    Account,
    Alias,
    Change,
    DuplicatePair,
    Exposure,
    Merge,
    Offer,
    RoleGrant,
    Stakeholder,
    Tie,
)
from matchmaker.services import duplicates
from tests.factories import (
    NOW,
    grant,
    make_account,
    make_actor,
    make_need,
    make_offer,
    make_stakeholder,
    make_tie,
)
from tests.services.duplicates.twins import make_twins, merge, picture

LATER = NOW + timedelta(hours=1)


def test_all_is_as_it_was(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        partner = make_stakeholder(session)
        make_offer(session, gone)
        make_need(session, gone)
        make_tie(session, kept, gone)
        make_tie(session, kept, partner, label="Choir", since=2021)
        make_tie(session, gone, partner, label="Choir", since=2019, confirmed_a=True)
        grant(session, make_account(session), Role.MEMBER, gone.id)
        session.add(Alias(stakeholder_id=gone.id, source="list", source_id="17"))
        before = picture(session)
        made = merge(session, kept, gone)
        assert picture(session) != before
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        after = picture(session)
        pair = session.scalars(select(DuplicatePair)).one()
        assert pair.state is PairState.OPEN
        assert after | {"duplicate_pairs": []} == before
        assert made.left == []
        assert made.undone_at == LATER


def test_later_edits_of_the_one_stay_and_are_listed(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        make_offer(session, gone, "We lend bicycles to families.")
        made = merge(session, kept, gone)
        one = session.get_one(Stakeholder, made.kept_id)
        one.website, one.lat = "https://newer.example", 48.8
        session.scalars(select(Offer)).one().text = "We lend cargo bicycles to families."
        session.flush()
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        one, other = (session.get_one(Stakeholder, id_) for id_ in (made.kept_id, made.gone_id))
        assert (one.website, other.website) == ("https://newer.example", "https://werkstatt.example")
        assert one.languages == ["de"]
        assert other.languages == ["fr"]
        offer = session.scalars(select(Offer)).one()
        assert (offer.stakeholder_id, offer.text) == (other.id, "We lend cargo bicycles to families.")
        assert ["stakeholders", "website", "changed"] in made.left


def test_what_came_to_the_one_since_stays_with_it(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        partner = make_stakeholder(session)
        made = merge(session, kept, gone)
        kept = session.get_one(Stakeholder, made.kept_id)
        make_offer(session, kept)
        make_tie(session, kept, partner)
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        assert session.scalars(select(Offer.stakeholder_id)).all() == [made.kept_id]
        tie = session.scalars(select(Tie)).one()
        assert made.kept_id in (tie.a_id, tie.b_id)


def test_what_is_gone_since_is_listed_and_the_rest_comes_back(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        leaving, staying = make_account(session), make_account(session)
        for account, record in ((leaving, gone), (staying, gone), (leaving, kept)):
            grant(session, account, Role.MEMBER, record.id)
        made = merge(session, kept, gone)
        session.execute(delete(RoleGrant).where(RoleGrant.account_id == leaving.id))
        session.execute(delete(Account).where(Account.id == leaving.id))
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        grants = session.execute(select(RoleGrant.account_id, RoleGrant.place)).all()
        assert [tuple(row) for row in grants] == [(staying.id, made.gone_id)]
        assert ["role_grants", "", "gone"] in made.left


def test_a_number_that_another_row_has_by_now_is_no_hindrance(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        member = make_account(session)
        for record in (kept, gone):
            grant(session, member, Role.MEMBER, record.id)
        made = merge(session, kept, gone)
        taken = session.scalars(select(RoleGrant.id)).all()
        free = next(
            entry["row"]["id"]
            for entry in session.scalars(select(Merge.journal)).one()
            if entry["table"] == "role_grants" and entry["do"] == "delete"
        )
        assert free not in taken
        newcomer = RoleGrant(
            id=free, account_id=make_account(session).id, role=Role.MEMBER, place=made.kept_id, granted_at=NOW
        )
        session.add(newcomer)
        session.flush()
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        places = session.scalars(select(RoleGrant.place).where(RoleGrant.account_id == member.id)).all()
        assert sorted(places) == sorted([made.kept_id, made.gone_id])
        assert made.left == []


def test_counts_are_parted_again_whatever_came_to_them(database: Database) -> None:
    day = date(2026, 11, 22)
    with database.transaction() as session:
        kept, gone = make_twins(session)
        session.add_all(
            Exposure(day=day, stakeholder_id=one.id, times=times) for one, times in ((kept, 3), (gone, 4))
        )
        made = merge(session, kept, gone)
        session.execute(update(Exposure).values(times=Exposure.times + 10))
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        assert dict(session.execute(select(Exposure.stakeholder_id, Exposure.times)).all()) == {
            made.kept_id: 13,
            made.gone_id: 4,
        }


def test_a_tie_that_was_turned_keeps_what_its_ends_have_said_since(database: Database) -> None:
    with database.transaction() as session:
        kept, partner = make_stakeholder(session, id="s-a"), make_stakeholder(session, id="s-m")
        gone = make_stakeholder(session, id="s-z")
        make_tie(session, gone, partner, confirmed_b=True)
        made = merge(session, kept, gone)
        tie = session.scalars(select(Tie)).one()
        assert (tie.a_id, tie.b_id, tie.confirmed_a, tie.confirmed_b) == (kept.id, partner.id, True, False)
        tie.confirmed_b = True
        session.flush()
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        session.expire_all()
        tie = session.scalars(select(Tie)).one()
        assert (tie.a_id, tie.b_id, tie.confirmed_a, tie.confirmed_b) == (partner.id, gone.id, True, True)


def test_undoing_twice_is_a_conflict(database: Database) -> None:
    with database.transaction() as session:
        made = merge(session, *make_twins(session))
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        with pytest.raises(Conflict, match="already"):
            duplicates.undo(session, SYSTEM, made.id, now=LATER)


def test_a_merge_on_which_a_later_one_rests_is_undone_after_it(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        third, fourth = make_stakeholder(session), make_stakeholder(session)
        before = picture(session)
        first = merge(session, kept, gone)
        second = merge(session, third, session.get_one(Stakeholder, first.kept_id))
        apart = merge(session, fourth, make_stakeholder(session))
        with pytest.raises(Conflict, match="later merge"):
            duplicates.undo(session, SYSTEM, first.id, now=LATER)
        # One that has nothing to do with it is no hindrance.
        duplicates.undo(session, SYSTEM, second.id, now=LATER)
        duplicates.undo(session, SYSTEM, first.id, now=LATER)
        duplicates.undo(session, SYSTEM, apart.id, now=LATER)
        after = picture(session)
        session.execute(delete(DuplicatePair))
        assert set(before["stakeholders"]) < set(after["stakeholders"])


def test_a_merge_whose_journal_is_gone_or_whose_record_was_removed_stays(database: Database) -> None:
    with database.transaction() as session:
        old = merge(session, *make_twins(session))
        old.undoable = False
        with pytest.raises(Conflict, match="over"):
            duplicates.undo(session, SYSTEM, old.id, now=LATER)
        removed = merge(session, *make_twins(session))
        session.execute(delete(Stakeholder).where(Stakeholder.id == removed.kept_id))
        with pytest.raises(Conflict, match="not there"):
            duplicates.undo(session, SYSTEM, removed.id, now=LATER)


def test_only_those_who_sort_out_duplicates_there_see_a_merge(database: Database) -> None:
    with database.transaction() as session:
        made = merge(session, *make_twins(session))
        for role, place in ((Role.OFFICIAL, "UKM8"), (Role.MEMBER, made.kept_id), (Role.ORGANISER, "p-1")):
            with pytest.raises(NotFound):
                duplicates.get_merge(session, make_actor(session, role, place), made.id)
        assert duplicates.get_merge(session, make_actor(session, Role.OFFICIAL, "DE11"), made.id) is made


def test_the_histories_tell_of_the_undo(database: Database) -> None:
    with database.transaction() as session:
        made = merge(session, *make_twins(session))
        duplicates.undo(session, SYSTEM, made.id, now=LATER)
        told = session.execute(
            select(Change.stakeholder_id, Change.field, Change.after).where(Change.at == LATER)
        ).all()
        assert (made.gone_id, "merged", None) in [tuple(row) for row in told]
        assert (made.kept_id, "website", "") in [tuple(row) for row in told]
