"""Two records become one: what was chosen, what follows, what is joined, and who is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import SYSTEM
from matchmaker.core.duplicates.choosing import Choice, Pick
from matchmaker.core.duplicates.states import PairState
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.core.entities import Role, Verdict
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed
from matchmaker.models import (
    Alias,
    AuditEntry,
    Block,
    Change,
    DuplicatePair,
    Exposure,
    Need,
    Offer,
    PilotMember,
    Proposal,
    RankingPreference,
    RoleGrant,
    Stakeholder,
    SuggestionVerdict,
    Tie,
)
from matchmaker.services import accounts, duplicates, network
from matchmaker.services.duplicates.reading import seen_of
from tests.factories import (
    NOW,
    grant,
    join_pilot,
    make_account,
    make_actor,
    make_introduction,
    make_need,
    make_offer,
    make_pilot,
    make_stakeholder,
    make_tie,
)
from tests.services.duplicates.twins import make_pair, make_twins, merge


def test_the_one_says_what_was_chosen_and_the_other_is_gone(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        made = merge(session, kept, gone, name=Pick.GONE)
        one = session.get_one(Stakeholder, made.kept_id)
        assert session.get(Stakeholder, made.gone_id) is None
        assert (one.name, one.website) == ("Werkstatt Neckar gGmbH", "https://werkstatt.example")
        assert one.about.startswith("We repair")
        assert one.languages == ["de", "fr"]


def test_texts_may_be_written_anew(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        pair = make_pair(session, kept, gone)
        own = Choice(keep=gone.id, picks={"name": Pick.OWN}, own={"name": "Werkstatt am Neckar"})
        made = duplicates.merge(session, SYSTEM, pair.id, own, now=NOW)
        assert session.get_one(Stakeholder, gone.id).name == "Werkstatt am Neckar"
        assert made.kept_id == gone.id


def test_words_of_ones_own_have_an_end_where_they_count(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        pair = make_pair(session, kept, gone)
        own = {"name": "n" * 301, "about": "a" * 20_001}
        picks = dict.fromkeys(own, Pick.OWN)
        with pytest.raises(Invalid) as raised:
            duplicates.merge(session, SYSTEM, pair.id, Choice(keep=gone.id, picks=picks, own=own), now=NOW)
        assert set(raised.value.fields) == {"name", "about"}
        # A list may have brought a longer text; as long as nobody chooses it, it stands in nobody's way.
        duplicates.merge(session, SYSTEM, pair.id, Choice(keep=gone.id, own=own), now=NOW)


def test_nothing_is_shown_to_more_people_than_before(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session, audiences={"email": "public"})
        gone.audiences, gone.opted_out = {"website": "ourselves", "email": "members"}, True
        made = merge(session, kept, gone)
        one = session.get_one(Stakeholder, made.kept_id)
        assert one.audiences == {"email": "members", "website": "ourselves"}
        assert one.opted_out


def test_offers_needs_and_other_names_follow_and_the_same_words_are_said_once(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        make_offer(session, kept, "We teach how to repair bicycles.")
        make_offer(session, gone, "We teach how to repair  bicycles")
        make_need(session, gone, "A workshop near the station")
        session.add(Alias(stakeholder_id=gone.id, source="list", source_id="17"))
        made = merge(session, kept, gone)
        texts = session.scalars(select(Offer.text).where(Offer.stakeholder_id == made.kept_id)).all()
        assert texts == ["We teach how to repair bicycles."]
        assert session.scalars(select(Need.stakeholder_id)).all() == [made.kept_id]
        assert session.scalars(select(Alias.stakeholder_id)).all() == [made.kept_id]


def test_ties_follow_doubles_are_joined_and_the_one_between_the_two_goes(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        partner, friend = make_stakeholder(session), make_stakeholder(session)
        make_tie(session, kept, gone)
        first = make_tie(session, kept, partner, label="Repair café", since=2020)
        second = make_tie(session, gone, partner, label="Repair café", since=2018)
        for tie in (first, second):
            # Each record's own side has said yes once, the partner's on the second alone.
            mine = "confirmed_a" if tie.a_id != partner.id else "confirmed_b"
            setattr(tie, mine, tie is first)
            setattr(tie, "confirmed_b" if mine == "confirmed_a" else "confirmed_a", tie is second)
        make_tie(session, gone, friend, label="Choir")
        made = merge(session, kept, gone)
        ties = {tie.label: tie for tie in session.scalars(select(Tie))}
        assert set(ties) == {"Repair café", "Choir"}
        joined = ties["Repair café"]
        assert joined.id == first.id
        assert joined.since == 2018
        assert joined.confirmed_a
        assert joined.confirmed_b
        assert {ties["Choir"].a_id, ties["Choir"].b_id} == {made.kept_id, friend.id}


def test_people_keep_their_access_and_nobody_has_it_twice(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        both, only = make_account(session), make_account(session)
        for account, record in ((both, kept), (both, gone), (only, gone)):
            grant(session, account, Role.MEMBER, record.id)
        made = merge(session, kept, gone)
        grants = session.scalars(select(RoleGrant.account_id).where(RoleGrant.place == made.kept_id)).all()
        assert sorted(grants) == sorted([both.id, only.id])
        assert accounts.actor_of(session, only).places(Role.MEMBER) == {made.kept_id}


def test_memberships_words_blocks_and_counts_are_joined(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        third = make_stakeholder(session)
        pilot = make_pilot(session, "DE11")
        join_pilot(session, pilot, kept, joined_at=None)
        join_pilot(session, pilot, gone)
        later = NOW + timedelta(days=1)
        for one, other, verdict, at in (
            (kept, third, Verdict.SAVED, NOW),
            (gone, third, Verdict.HIDDEN, later),
            (third, gone, Verdict.SAVED, NOW),
            (kept, gone, Verdict.SAVED, NOW),
        ):
            session.add(SuggestionVerdict(stakeholder_id=one.id, other_id=other.id, verdict=verdict, at=at))
        session.add(Block(stakeholder_id=third.id, other_id=gone.id, at=NOW))
        session.add(Block(stakeholder_id=gone.id, other_id=kept.id, at=NOW))
        session.add(RankingPreference(stakeholder_id=gone.id, weights={"near": "more"}, at=NOW))
        day = date(2026, 11, 22)
        session.add_all(
            Exposure(day=day, stakeholder_id=one.id, times=times) for one, times in ((kept, 3), (gone, 4))
        )
        made = merge(session, kept, gone)
        member = session.scalars(select(PilotMember)).one()
        assert member.stakeholder_id == made.kept_id
        assert member.joined_at is not None
        words = {
            (one.stakeholder_id, one.other_id): one.verdict
            for one in session.scalars(select(SuggestionVerdict))
        }
        assert words == {
            (made.kept_id, third.id): Verdict.HIDDEN,
            (third.id, made.kept_id): Verdict.SAVED,
        }
        blocked = session.execute(select(Block.stakeholder_id, Block.other_id)).all()
        assert [tuple(row) for row in blocked] == [(third.id, made.kept_id)]
        assert session.scalars(select(RankingPreference.stakeholder_id)).all() == [made.kept_id]
        assert session.scalars(select(Exposure.times)).all() == [7]


def test_of_two_proposals_of_one_pair_one_waits(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        third = make_stakeholder(session)
        for one, other in ((kept, third), (gone, third), (kept, gone)):
            a, b = sorted((one.id, other.id))
            session.add(Proposal(a_id=a, b_id=b, created_at=NOW, state=ProposalState.WAITING))
        session.flush()
        merge(session, kept, gone)
        assert session.scalars(select(func.count()).select_from(Proposal)).one() == 1


def test_introductions_lead_to_what_stays_of_two_and_back_again(database: Database) -> None:
    """Of two ties, needs and proposals that are one an introduction may rest on the one that goes."""
    with database.transaction() as session:
        kept, gone = make_twins(session)
        partner, other = make_stakeholder(session), make_stakeholder(session)
        ties = [make_tie(session, one, partner, label="Choir").id for one in (kept, gone)]
        needs = [make_need(session, one, "A hall for our choir").id for one in (kept, gone)]
        both = [tuple(sorted((one.id, partner.id))) for one in (kept, gone)]
        proposals = [Proposal(a_id=a, b_id=b, region="DE11", created_at=NOW) for a, b in both]
        session.add_all(proposals)
        session.flush()
        waiting = [one.id for one in proposals]
        led = make_introduction(session, partner, other)
        led.tie_id, led.need_id, led.proposal_id = ties[1], needs[1], waiting[1]
        session.flush()
        made = merge(session, kept, gone)
        session.refresh(led)
        assert (led.tie_id, led.need_id, led.proposal_id) == (ties[0], needs[0], waiting[0])
        duplicates.undo(session, SYSTEM, made.id, now=NOW)
        session.refresh(led)
        assert (led.tie_id, led.need_id, led.proposal_id) == (ties[1], needs[1], waiting[1])
        assert made.left == []


def test_engine_search_and_history_know_at_once(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        partner = make_stakeholder(session)
        make_tie(session, gone, partner)
        ids = kept.id, gone.id, partner.id
    with database.reading() as session:
        assert set(network.snapshot(session, today=NOW.date()).profiles) >= set(ids)
    with database.transaction() as session:
        made = merge(session, session.get_one(Stakeholder, ids[0]), session.get_one(Stakeholder, ids[1]))
        made_id = made.id
    with database.reading() as session:
        live = network.snapshot(session, today=NOW.date())
        assert ids[1] not in live.profiles
        assert live.matcher.pool_.network.neighbours(ids[0]) == {ids[2]}
        told = session.execute(select(Change.stakeholder_id, Change.after).where(Change.field == "merged"))
        assert {tuple(row) for row in told} == {(ids[0], ids[1]), (ids[1], ids[0])}
        assert set(session.scalars(select(Change.source).where(Change.source == made_id))) == {made_id}
        acts = session.scalars(select(AuditEntry.act).where(AuditEntry.subject == ids[0])).all()
        assert "duplicate.merge" in acts


def test_what_was_decided_about_the_other_holds_for_the_one(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        third = make_stakeholder(session)
        pair = make_pair(session, gone, third, state=PairState.DIFFERENT)
        made = merge(session, kept, gone)
        moved = session.get_one(DuplicatePair, pair.id)
        assert {moved.a_id, moved.b_id} == {made.kept_id, third.id}


def test_the_old_id_leads_on_also_by_way_of_others(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        last = make_stakeholder(session)
        old, middle, new = gone.id, kept.id, last.id
        merge(session, kept, gone)
        merge(session, last, session.get_one(Stakeholder, middle))
        assert duplicates.find_kept(session, SYSTEM, old) == new
        assert duplicates.find_kept(session, SYSTEM, new) is None
        assert duplicates.list_former(session) == {old: new, middle: new}


def test_two_records_that_people_look_after_are_merged_by_administrators_alone(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        for one in (kept, gone):
            grant(session, make_account(session), Role.MEMBER, one.id)
        pair, official = make_pair(session, kept, gone), make_actor(session, Role.OFFICIAL, "DE11")
        with pytest.raises(NotAllowed, match="administrator"):
            duplicates.merge(session, official, pair.id, Choice(keep=kept.id), now=NOW)
        administrator = make_actor(session, Role.ADMINISTRATOR)
        made = duplicates.merge(session, administrator, pair.id, Choice(keep=kept.id), now=NOW)
        assert made.account_id == administrator.account_id


def test_whoever_saw_another_state_of_the_two_looks_again(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        pair, seen = make_pair(session, kept, gone), seen_of(kept, gone)
        gone.about = "Something else"
        session.flush()
        with pytest.raises(Conflict, match="changed"):
            duplicates.merge(session, SYSTEM, pair.id, Choice(keep=kept.id), seen=seen, now=NOW)


def test_a_record_keeps_a_name(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        pair = make_pair(session, kept, gone)
        empty = Choice(keep=kept.id, picks={"name": Pick.OWN}, own={"name": " "})
        with pytest.raises(Invalid):
            duplicates.merge(session, SYSTEM, pair.id, empty, now=NOW)


def twice(session: Session, pair_id: str, keep: str) -> None:
    duplicates.merge(session, SYSTEM, pair_id, Choice(keep=keep), now=NOW)


def test_merging_twice_is_a_conflict(database: Database) -> None:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        pair = make_pair(session, kept, gone)
        both = kept.id, gone.id
        twice(session, pair.id, both[0])
        for keep in both:
            with pytest.raises(Conflict):
                twice(session, pair.id, keep)
