"""The demo: its files hold together, and loading it fills an empty database and no other."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.entities import Kind, Role
from matchmaker.core.vocabulary import COOPERATIONS, find_term
from matchmaker.db import Database
from matchmaker.errors import Conflict
from matchmaker.models import Account, Alias, Change, Need, Offer, PilotRegion, Stakeholder, Tie
from matchmaker.services import accounts, claims, demo, history, network, pilots, suggestions
from matchmaker.services.demo.calendar import LATELY, NEW_TIES, NEWCOMERS, calendar_of
from matchmaker.services.demo.claims import CLAIMANTS
from matchmaker.services.demo.dates import moved, still_to_come
from matchmaker.services.demo.programme import REGIONS
from matchmaker.services.pilots import MemberState
from matchmaker.store.demo import WRITTEN_ON, Demo, DemoStakeholder, DemoStatement, DemoTie, read_demo
from tests import factories

SMALL = Demo(
    stakeholders=(
        DemoStakeholder(
            key="govan-repair-works", name="Govan Repair Works", kind="enterprise", place="Glasgow",
            country="GB", district="Govan", about="We mend washing machines.", people=41,
            verified=date(2026, 11, 3),
            offers=(
                DemoStatement(text="A course of twelve weeks", valid_until=date(2027, 1, 31)),
                DemoStatement(text="A second thing on offer", cooperation=("training",)),
            ),
        ),
        DemoStakeholder(
            key="city", name="City of Lille", kind="policymaker", place="Lille", country="FR",
            about="Nine people in the town hall.", needs=(DemoStatement(text="Proof that a voucher works"),),
        ),
    ),
    ties=(DemoTie(a="govan-repair-works", b="city", kind="project", confirmed=(True, False)),),
)  # fmt: skip


def test_the_files_hold_together() -> None:
    found = read_demo()
    keys = Counter(one.key for one in found.stakeholders)
    assert 200 <= len(keys) == keys.total()
    assert {one.kind for one in found.stakeholders} == set(Kind)
    assert {end for tie in found.ties for end in (tie.a, tie.b)} <= set(keys)
    pairs = Counter((frozenset((tie.a, tie.b)), tie.label) for tie in found.ties)
    assert pairs.total() == len(pairs) >= 400
    assert all(tie.a != tie.b for tie in found.ties)


def test_the_files_use_the_words_of_the_vocabulary() -> None:
    stakeholders = read_demo().stakeholders
    statements = [text for one in stakeholders for text in (*one.offers, *one.needs)]
    themes = {key for one in stakeholders for key in one.themes}
    themes |= {key for one in statements for key in one.themes}
    assert [key for key in sorted(themes) if find_term(key) is None] == []
    cooperation = {key for one in statements for key in one.cooperation}
    assert cooperation <= {one.key for one in COOPERATIONS}


def test_no_two_texts_read_alike() -> None:
    stakeholders = read_demo().stakeholders
    texts = [one.about for one in stakeholders]
    texts += [text.text for one in stakeholders for text in (*one.offers, *one.needs)]
    assert [text for text, times in Counter(texts).items() if times > 1] == []


def test_the_whole_demo_loads_and_lies_in_the_regions_of_its_pilot(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        loaded = demo.load(session, now=now)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Tie)) == loaded.ties
        assert set(session.scalars(select(PilotRegion.region))) == set(REGIONS)
        regions = set(session.scalars(select(Stakeholder.region)))
        live = network.snapshot(session, today=now.date())
    assert [code for code in regions if not code.startswith(("UKM", "DE1", "FRE", "PL9"))] == []
    assert len(live.profiles) == loaded.stakeholders
    # "Never looks stale": nothing is over on the day on which it is loaded, whichever day that is.
    assert sum(len(one.offers) for one in live.profiles.values()) == loaded.offers


def test_the_pilot_of_the_demo_runs_and_has_members_invited_and_gone(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        demo.load(session, now=now)
    with database.reading() as session:
        (listed,) = pilots.list_pilots(session)
        page = pilots.get_page(session, SYSTEM, listed.pilot.id)
        rows = pilots.list_members(session, SYSTEM, listed.pilot.id).rows
    counts = page.members.counts
    assert counts[MemberState.JOINED] > counts[MemberState.INVITED] > counts[MemberState.REFUSED] > 0
    assert [one.name for one in page.organisers] == ["Moira Keane"]
    assert page.pilot.about
    assert all(one.at <= now for one in rows)


@pytest.mark.parametrize("later", [0, 69, 400, 1200])
def test_the_story_of_the_demo_is_as_long_ago_on_every_day(later: int) -> None:
    today = WRITTEN_ON + timedelta(days=later)
    found, calendar = read_demo(), calendar_of(read_demo(), today)
    assert calendar == calendar_of(found, today)
    assert sum(day > today - LATELY for day in calendar.joined.values()) == NEWCOMERS
    assert sum(day > today - LATELY for day in calendar.entered.values()) == NEW_TIES
    assert max(*calendar.joined.values(), *calendar.entered.values()) < today


def test_a_loaded_stakeholder_is_as_the_file_says(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        loaded = demo.load(session, now=now, demo=SMALL)
    assert loaded == demo.Loaded(stakeholders=2, offers=2, needs=1, ties=1, accounts=3)
    with database.reading() as session:
        stakeholder = session.get_one(Stakeholder, suggestions.resolve(session, "govan-repair-works"))
        offers = session.scalars(select(Offer).order_by(Offer.created_at)).all()
        tie = session.scalars(select(Tie)).one()
        alias = session.scalars(select(Alias).where(Alias.stakeholder_id == stakeholder.id)).one()
        changes = {one.field for one in history.list_changes(session, stakeholder.id)}
    assert (stakeholder.place, stakeholder.region, stakeholder.country) == ("Govan, Glasgow", "UKM82", "GB")
    assert (stakeholder.people, stakeholder.verified_on) == ("headcount-10", date(2026, 11, 3))
    assert (alias.source, alias.source_id) == ("demo", "govan-repair-works")
    assert [one.text for one in offers] == ["A course of twelve weeks", "A second thing on offer"]
    assert {"name", "about", "region", "text", "cooperation"} <= changes
    ours_confirmed = tie.confirmed_a if tie.a_id == stakeholder.id else tie.confirmed_b
    assert ours_confirmed
    assert tie.confirmed_a != tie.confirmed_b


def test_the_demo_never_mixes_with_what_is_there(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        assert demo.is_empty(session)
        factories.make_stakeholder(session)
        assert not demo.is_empty(session)
        with pytest.raises(Conflict, match="profiles in this database already"):
            demo.load(session, now=now, demo=SMALL)


def test_each_of_the_three_people_can_be_tried_and_none_has_a_known_password(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        demo.load(session, now=now, demo=SMALL)
    with database.transaction() as session:
        parts = {one.demo_part for one in accounts.list_demo_accounts(session)}
        assert parts == {"enterprise", "official", "organiser"}
        actors = {part: _actor(database, str(part), now) for part in parts}
        hashes = session.scalars(select(Account.password_hash)).all()
    (member,) = actors["enterprise"].places(Role.MEMBER)
    with database.reading() as session:
        assert session.get_one(Stakeholder, member).name == "Govan Repair Works"
    assert actors["official"].places(Role.OFFICIAL) == {"DE11"}
    assert len(actors["organiser"].places(Role.ORGANISER)) == 1
    assert len(set(hashes)) == 3


def _actor(database: Database, part: str, now: datetime) -> Actor:
    with database.reading() as session:
        account = session.scalars(select(Account).where(Account.demo_part == part)).one()
        return accounts.actor_of(session, account)


def test_dates_move_with_the_calendar() -> None:
    later = WRITTEN_ON + timedelta(days=400)
    assert moved(date(2026, 11, 20), later) == later - timedelta(days=3)
    assert moved(WRITTEN_ON + timedelta(days=9), WRITTEN_ON) == WRITTEN_ON
    assert moved(date(2026, 1, 5), date(2026, 2, 1)) == date(2026, 1, 5)
    assert still_to_come(date(2027, 3, 31), date(2029, 4, 1)) == date(2030, 3, 31)
    assert still_to_come(date(2028, 2, 29), date(2028, 3, 1)) == date(2029, 2, 28)
    assert still_to_come(None, later) is None


def test_what_was_loaded_came_here_one_after_the_other(database: Database, now: datetime) -> None:
    """Joined before it was stated, stated before it was confirmed, tied when both were there."""
    today, lately = now.date(), now - timedelta(days=90)
    with database.transaction() as session:
        demo.load(session, now=now)
    with database.reading() as session:
        everybody = {one.id: one for one in session.scalars(select(Stakeholder))}
        stated = [*session.scalars(select(Offer)), *session.scalars(select(Need))]
        ties = session.scalars(select(Tie)).all()
        needs = session.scalars(select(Need.created_at)).all()
        noted = dict(
            session.execute(select(Change.subject, func.max(Change.at)).group_by(Change.subject)).all()
        )
    joined = {id_: one.created_at for id_, one in everybody.items()}
    for one in everybody.values():
        assert today - timedelta(days=3 * 365) <= one.created_at.date() <= (one.verified_on or today)
        assert one.founded is None or one.founded <= one.created_at.year
    for row in stated:
        assert joined[row.stakeholder_id] < row.created_at < now
        assert row.confirmed_on is None or row.created_at.date() <= row.confirmed_on
    for tie in ties:
        assert max(joined[tie.a_id], joined[tie.b_id]) <= tie.created_at < now
        assert tie.since is None or tie.since <= tie.created_at.year
    assert noted == joined | {row.id: row.created_at for row in stated}
    assert sum(moment > lately for moment in joined.values()) == 6
    assert sum(tie.created_at > lately for tie in ties) == 10
    assert len({(moment.year, moment.month) for moment in needs}) > 12


def test_the_days_of_the_demo_are_as_long_ago_on_every_day() -> None:
    found, later = read_demo(), WRITTEN_ON + timedelta(days=300)
    then, now = calendar_of(found, WRITTEN_ON), calendar_of(found, later)
    assert {one for one, day in then.joined.items() if day > WRITTEN_ON - timedelta(days=90)} == {
        one for one, day in now.joined.items() if day > later - timedelta(days=90)
    }
    one = next(one for one in found.stakeholders if len(one.needs) > 1)
    assert then.stated(one, "n") == sorted(then.stated(one, "n"))
    assert sum(day > later - timedelta(days=90) for day in now.entered.values()) == 10


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[stakeholder]\n", "glasgow.toml"),
        ('[[stakeholder]]\nkey = "x"\ncolour = "red"\n', "x: .*colour"),
        ('[[tie]]\na = "x"\nb = "y"\nconfirmed = "maybe"\n', "maybe"),
        ('[[stakeholder]]\nkey = "x"\nverified = "soon"\n', "soon"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "glasgow.toml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=why):
        read_demo(tmp_path)


def test_an_official_of_the_demo_finds_claims_and_a_dispute(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        demo.load(session, now=now)
    with database.transaction() as session:
        assert demo.tell_claims(session, now=now) == len(CLAIMANTS)
    with database.reading() as session:
        people = {one.demo_part: one for one in accounts.list_demo_accounts(session)}
        waiting = claims.list_waiting(session, accounts.actor_of(session, people["official"]))
    assert [(row.stakeholder.name, row.disputes) for row in waiting.rows] == [
        ("Brot um Vier", False), ("Brot um Vier", False), ("Klangkoffer", True),
    ]  # fmt: skip
    assert len(people) == 3
