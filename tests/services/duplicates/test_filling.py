"""An official lets a record go up into one that people look after, and changes nothing that it says."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.duplicates.choosing import Choice, Pick
from matchmaker.core.entities import Audience, Role
from matchmaker.db import Database
from matchmaker.errors import NotAllowed
from matchmaker.models import Declaration, DuplicatePair, Offer, PilotMember, Stakeholder, Tie
from matchmaker.services import duplicates
from matchmaker.services.accounts import actor_of
from tests.factories import (
    NOW,
    grant,
    join_pilot,
    make_account,
    make_actor,
    make_offer,
    make_pilot,
    make_stakeholder,
    make_tie,
)
from tests.services.duplicates.twins import make_pair, make_twins, picture

Case = tuple[Stakeholder, Stakeholder, DuplicatePair, Actor]


def claimed_twins(session: Session) -> Case:
    """A record that people look after, its copy of a list, and an official of the region of both."""
    kept, gone = make_twins(session)
    gone.audiences, gone.opted_out, gone.founded = {"about": "ourselves", "website": "members"}, True, 1999
    grant(session, make_account(session), Role.MEMBER, kept.id)
    session.flush()
    session.expire_all()
    return kept, gone, make_pair(session, kept, gone), make_actor(session, Role.OFFICIAL, "DE11")


def test_what_it_says_stays_whatever_was_picked_and_what_it_does_not_say_is_filled(
    database: Database,
) -> None:
    with database.transaction() as session:
        kept, _gone, pair, official = claimed_twins(session)
        picks = {"name": Pick.OWN, "languages": Pick.BOTH, "about": Pick.GONE, "themes": Pick.GONE}
        wanted = Choice(keep=kept.id, picks=picks, own={"name": "Ours now"})
        duplicates.merge(session, official, pair.id, wanted, now=NOW)
        one = session.get_one(Stakeholder, kept.id)
        assert (one.name, one.languages) == ("Werkstatt Neckar", ["de"])
        assert one.themes == ["theme-repair-reuse"]
        assert one.about.startswith("We repair")
        assert (one.website, one.founded, one.opted_out) == ("https://werkstatt.example", 1999, False)
        assert one.audiences == {"website": "members"}


def test_it_is_the_one_that_stays(database: Database) -> None:
    with database.transaction() as session:
        kept, gone, pair, official = claimed_twins(session)
        with pytest.raises(NotAllowed, match="this record stays"):
            duplicates.merge(session, official, pair.id, Choice(keep=gone.id), now=NOW)
        page = duplicates.get_page(session, official, pair.id)
        assert page.may_merge
        assert page.half(page.stays).record.id == kept.id
        assert page.likely_to_stay == page.stays


def test_who_belongs_to_it_decides_about_everything(database: Database) -> None:
    with database.transaction() as session:
        kept, gone, pair, _other = claimed_twins(session)
        account = make_account(session)
        for role, place in ((Role.OFFICIAL, "DE11"), (Role.MEMBER, kept.id)):
            grant(session, account, role, place)
        official = actor_of(session, account)
        assert duplicates.get_page(session, official, pair.id).stays == ""
        picks = {"name": Pick.GONE}
        duplicates.merge(session, official, pair.id, Choice(keep=gone.id, picks=picks), now=NOW)
        assert session.get_one(Stakeholder, gone.id).name == "Werkstatt Neckar"


def test_offers_wait_for_its_people_and_partnerships_for_their_yes(database: Database) -> None:
    with database.transaction() as session:
        kept, gone, pair, official = claimed_twins(session)
        partner = make_stakeholder(session)
        make_offer(session, kept, "We mend bicycles.")
        make_offer(session, gone, "We mend bicycles.", audience=Audience.OURSELVES)
        make_offer(session, gone, "We lend tools.")
        make_tie(session, gone, partner, confirmed_a=True, confirmed_b=True)
        duplicates.merge(session, official, pair.id, Choice(keep=kept.id), now=NOW)
        session.expire_all()
        said = {one.text: one.audience for one in session.scalars(select(Offer))}
        assert said == {"We mend bicycles.": Audience.PUBLIC, "We lend tools.": Audience.OURSELVES}
        tie = session.scalars(select(Tie)).one()
        confirmed = {tie.a_id: tie.confirmed_a, tie.b_id: tie.confirmed_b}
        assert confirmed == {kept.id: False, partner.id: True}


def test_places_in_pilots_follow_and_nobody_who_left_is_brought_back(database: Database) -> None:
    with database.transaction() as session:
        kept, gone, pair, official = claimed_twins(session)
        new, left = make_pilot(session), make_pilot(session)
        join_pilot(session, new, gone)
        join_pilot(session, left, gone)
        join_pilot(session, left, kept, left_at=NOW)
        duplicates.merge(session, official, pair.id, Choice(keep=kept.id), now=NOW)
        session.expire_all()
        places = {one.pilot_id: one for one in session.scalars(select(PilotMember))}
        assert {one.stakeholder_id for one in places.values()} == {kept.id}
        assert places[new.id].joined_at is not None
        assert places[left.id].left_at is not None


def test_a_declaration_follows_where_there_is_none(database: Database) -> None:
    with database.transaction() as session:
        kept, gone, pair, official = claimed_twins(session)
        session.add(Declaration(stakeholder_id=gone.id, answers={"of": "the list"}, said_at=NOW))
        session.flush()
        duplicates.merge(session, official, pair.id, Choice(keep=kept.id), now=NOW)
        session.expire_all()
        assert session.scalars(select(Declaration)).one().stakeholder_id == kept.id


def test_what_its_people_declared_stays(database: Database) -> None:
    with database.transaction() as session:
        kept, gone, pair, official = claimed_twins(session)
        for one in (kept, gone):
            session.add(Declaration(stakeholder_id=one.id, answers={"of": one.id}, said_at=NOW))
        session.flush()
        duplicates.merge(session, official, pair.id, Choice(keep=kept.id), now=NOW)
        session.expire_all()
        assert session.scalars(select(Declaration)).one().answers == {"of": kept.id}


@pytest.mark.parametrize(
    ("own", "coming", "then"),
    [
        ({}, {"ties": "ourselves"}, {"ties": "ourselves"}),
        ({"ties": "members"}, {"ties": "public"}, {"ties": "members"}),
        ({"ties": "public"}, {"ties": "matched"}, {"ties": "matched"}),
    ],
)
def test_partnerships_that_come_are_shown_to_nobody_new(
    database: Database, own: dict[str, str], coming: dict[str, str], then: dict[str, str]
) -> None:
    with database.transaction() as session:
        kept, gone, pair, official = claimed_twins(session)
        kept.audiences, gone.audiences = own, coming
        make_tie(session, gone, make_stakeholder(session))
        made = duplicates.merge(session, official, pair.id, Choice(keep=kept.id), now=NOW)
        session.expire_all()
        assert session.get_one(Stakeholder, kept.id).audiences == then
        # It only filled, so whoever did it takes it back.
        duplicates.undo(session, official, made.id, now=NOW)
        session.expire_all()
        assert session.get_one(Stakeholder, kept.id).audiences == own


def test_without_partnerships_that_come_its_people_stay_with_their_choice(database: Database) -> None:
    with database.transaction() as session:
        kept, gone, pair, official = claimed_twins(session)
        kept.audiences, gone.audiences = {"ties": "public"}, {"ties": "ourselves"}
        duplicates.merge(session, official, pair.id, Choice(keep=kept.id), now=NOW)
        session.expire_all()
        assert session.get_one(Stakeholder, kept.id).audiences == {"ties": "public"}


def test_it_can_be_undone(database: Database) -> None:
    with database.transaction() as session:
        kept, gone, pair, official = claimed_twins(session)
        make_offer(session, gone, "We lend tools.")
        before = picture(session)
        made = duplicates.merge(session, official, pair.id, Choice(keep=kept.id), now=NOW)
        duplicates.undo(session, official, made.id, now=NOW)
        assert picture(session) == before


def test_what_was_merged_before_people_came_is_not_undone_over_their_heads(
    database: Database,
) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        pair, official = make_pair(session, kept, gone), make_actor(session, Role.OFFICIAL, "DE11")
        wanted = Choice(keep=kept.id, picks={"name": Pick.GONE})
        made = duplicates.merge(session, official, pair.id, wanted, now=NOW)
        assert duplicates.may_undo(session, official, made)
        grant(session, make_account(session), Role.MEMBER, kept.id)
        session.expire_all()
        assert not duplicates.may_undo(session, official, made)
        with pytest.raises(NotAllowed, match="administrator"):
            duplicates.undo(session, official, made.id, now=NOW)
        duplicates.undo(session, make_actor(session, Role.ADMINISTRATOR), made.id, now=NOW)


def test_what_another_one_merged_is_not_undone_by_an_official(database: Database) -> None:
    with database.transaction() as session:
        kept, _gone, pair, official = claimed_twins(session)
        made = duplicates.merge(session, official, pair.id, Choice(keep=kept.id), now=NOW)
        other = make_actor(session, Role.OFFICIAL, "DE11")
        assert duplicates.get_merge(session, other, made.id) is made
        assert not duplicates.may_undo(session, other, made)
