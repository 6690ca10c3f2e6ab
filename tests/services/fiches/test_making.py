"""Making fiches, on both databases: what goes in, who may, and two at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from matchmaker.core.actors import SYSTEM, Actor
from matchmaker.core.ecosystem.fiche import Content, Lacking, Worth, from_json
from matchmaker.core.entities import Kind, Role
from matchmaker.db import Database
from matchmaker.errors import NotAllowed
from matchmaker.models import Fiche, Proposal, RegionSurvey, Stakeholder
from matchmaker.services import audit, fiches, history, places
from tests.factories import make_actor, make_need, make_stakeholder, make_tie
from tests.racing import race
from tests.services.ecosystem.test_surveying import survey


def make(database: Database, now: datetime, *, code: str = "DE11", actor: Actor = SYSTEM) -> Fiche:
    """Make a fiche as the page does."""
    with database.transaction() as session:
        return fiches.make_fiche(session, actor, region=places.get_region(code), now=now)


def worth(a: str, b: str) -> dict[str, Any]:
    """A tie worth making as the survey has it."""
    return {"a": a, "b": b, "effect": {"steps": None, "joined": [1, 2], "newly": 2, "first": [], "opens": []}}


def said(database: Database, now: datetime, code: str = "DE11") -> Content:
    """What a fiche made now says."""
    return from_json(make(database, now, code=code).content)


@pytest.fixture
def four(database: Database) -> list[str]:
    """Two who have a tie, one alone, one with a tie out of the region."""
    with database.transaction() as session:
        one = make_stakeholder(session, name="One", themes=["theme-food"])
        two = make_stakeholder(session, name="Two", kind=Kind.POLICYMAKER, region="DE112")
        alone = make_stakeholder(session, name="Alone", verified_on=datetime(2026, 3, 1).date())
        outward = make_stakeholder(session, name="Outward")
        away = make_stakeholder(session, name="Away", region="DE212")
        make_need(session, one)
        make_tie(session, one, two, since=2024)
        make_tie(session, outward, away)
        return [one.id, two.id, alone.id, outward.id]


def test_a_fiche_says_who_is_there_and_how_they_are_joined(
    database: Database, four: list[str], now: datetime
) -> None:
    survey(database, now)
    content = said(database, now)
    assert content.members == tuple(sorted(four))
    assert content.kinds == {"enterprise": 3, "policymaker": 1}
    assert content.districts == (("DE111", 3), ("DE112", 1))
    assert content.themes == (("theme-food", 1),)
    assert (content.fresh, content.old, content.never) == (1, 0, 3)
    assert (content.needs, content.offers) == (1, 0)
    assert (content.figures["ties"], content.counted) == (1.0, now.date())
    assert (content.alone, content.outside) == ((four[2],), (four[3],))
    assert content.years[0] == (2024, 1)
    assert content.made == ()


def test_without_a_survey_there_is_a_fiche_without_figures(
    database: Database, four: list[str], now: datetime
) -> None:
    content = said(database, now)
    assert content.counted is None
    assert content.figures == {}
    assert content.unanswered is None
    assert len(content.members) == 4


def test_what_the_parts_of_a_survey_found_goes_in(database: Database, four: list[str], now: datetime) -> None:
    one, two, alone, outward = four
    missing = [
        {"kind": "training", "theme": "theme-food", "people": 2, "stated": [[one, "n-1"]],
         "elsewhere": [[one, "n-1", outward, "o-1", 140.0]]},
        {"kind": "", "theme": "", "people": 1, "stated": [[two, "n-2"]], "elsewhere": []},
    ]  # fmt: skip
    parts = {
        "figures": {"ties": 1.0},
        "roles": {
            "brokers": {"total": 2, "rows": [{"id": two}, {"id": "s-gone"}]},
            "missing": [{"kind": "enterprise", "other": "policymaker", "of": 3, "total": 2, "rows": []}],
        },
        "gaps": {"unanswered": 7, "missing": missing},
        "ties": {"ten": [worth(one, alone)], "after": {"isolated": 1}},
    }
    with database.transaction() as session:
        session.add(RegionSurvey(region="DE11", taken_at=now, content=parts))
    content = said(database, now)
    assert content.joins == (two,)
    assert content.unanswered == 7
    assert [(gap.owner, gap.there, gap.km) for gap in content.gaps] == [
        (one, outward, 140.0),
        (two, "", None),
    ]
    assert content.worth == (Worth(one, alone, None, 2),)
    assert content.alone_then == 1
    assert content.lacking == (Lacking("enterprise", "policymaker", 2, 3),)


def test_the_next_fiche_says_what_has_come_since(database: Database, four: list[str], now: datetime) -> None:
    one, two, alone, _outward = four
    with database.transaction() as session:
        ten = [worth(min(one, alone), max(one, alone)), worth(min(two, alone), max(two, alone))]
        content = {"figures": {"ties": 1.0}, "ties": {"ten": ten, "after": {"isolated": 0}}}
        session.add(RegionSurvey(region="DE11", taken_at=now, content=content))
    first = make(database, now)
    later = now + timedelta(days=30)
    with database.transaction() as session:
        a, b = (session.get_one(Stakeholder, key) for key in (one, alone))
        make_tie(session, a, b, created_at=later - timedelta(days=1))
        for number, day in enumerate((-1, 5)):
            session.add(
                Proposal(
                    a_id=min(two, four[3 - number]), b_id=max(two, four[3 - number]), region="DE11",
                    created_at=now + timedelta(days=day),
                )
            )  # fmt: skip
    second = make(database, later)
    content_of = from_json(second.content)
    assert (first.number, second.number) == (1, 2)
    assert content_of.since == now.date()
    assert content_of.came == ((min(one, alone), max(one, alone)),)
    assert (content_of.made, content_of.made_count) == (content_of.came, 1)
    assert content_of.alone == ()
    assert content_of.proposals == {"waiting": 1}


def test_who_opted_out_is_counted_but_not_named(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        quiet = make_stakeholder(session, opted_out=True)
        history.touch(session, [quiet.id])
    content = said(database, now)
    assert content.kinds == {"enterprise": 1}
    assert content.alone == ()


def test_all_regions_together_have_fiches_of_their_own(
    database: Database, four: list[str], now: datetime
) -> None:
    assert make(database, now, code="EU").region == ""
    assert make(database, now).number == 1
    assert said(database, now, "EU").kinds == {"enterprise": 4, "policymaker": 1}


def test_making_leaves_an_audit_entry(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        actor = make_actor(session, Role.OFFICIAL, "DE1")
    fiche = make(database, now, actor=actor)
    assert fiche.account_id == actor.account_id
    with database.reading() as session:
        (entry,) = audit.list_entries(session, subject=fiche.id)
    assert (entry.act, entry.details) == ("fiche.make", {"region": "DE11", "number": 1})


@pytest.mark.parametrize("place", ["DE12", "DE111"])
def test_only_who_plans_for_the_region_makes_one(database: Database, now: datetime, place: str) -> None:
    with database.transaction() as session:
        actor = make_actor(session, Role.OFFICIAL, place)
    with pytest.raises(NotAllowed):
        make(database, now, actor=actor)


def test_two_at_once_get_two_numbers(database: Database, four: list[str], now: datetime) -> None:
    answers = race(*(partial(make, database, now) for _ in range(2)))
    assert sorted(one.number for one in answers if isinstance(one, Fiche)) == [1, 2]


def test_who_opted_out_or_tied_since_the_survey_is_not_held_up(
    database: Database, four: list[str], now: datetime
) -> None:
    one, two, alone, outward = four
    content = {
        "figures": {},
        "roles": {"brokers": {"rows": [{"id": one}, {"id": alone}]}},
        "ties": {
            "ten": [worth(alone, outward), worth(one, two), worth(one, outward)],
            "after": {"isolated": 0},
        },
    }
    with database.transaction() as session:
        session.add(RegionSurvey(region="DE11", taken_at=now, content=content))
        session.get_one(Stakeholder, alone).opted_out = True
        history.touch(session, [alone])
    found = said(database, now)
    assert found.joins == (one,)
    assert [(tie.a, tie.b) for tie in found.worth] == [(one, outward)]
