"""The ties worth making of a region as its planners see them, on both databases."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime

import pytest

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.explain import plain as said
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed, NotFound
from matchmaker.models import Block, RegionSurvey, Stakeholder
from matchmaker.services import history, places, proposals
from matchmaker.services.proposals import Plan
from tests.factories import make_tie
from tests.services.ecosystem.taking import take
from tests.services.proposals.conftest import Propose, Quarter


def plan(database: Database, actor: Actor, now: datetime, code: str = "DE11", **how: object) -> Plan:
    """The plan of a region as one sees it."""
    with database.reading() as session:
        return proposals.plan(session, actor, places.get_region(code), now=now, **how)  # type: ignore[arg-type]  # a test's values


def pairs(found: Plan) -> set[frozenset[str]]:
    """Who is planned with whom."""
    return {frozenset((one.a.id, one.b.id)) for one in found.ties}


def block(database: Database, quarter: Quarter, blocker: str, now: datetime) -> None:
    """One of hall and school does not want the other."""
    both = (quarter.hall, quarter.school)
    one, other = both if blocker == "hall" else reversed(both)
    with database.transaction() as session:
        session.add(Block(stakeholder_id=one, other_id=other, at=now))


def told(found: Plan) -> dict[frozenset[str], list[str]]:
    """The reasons of each tie."""
    return {
        frozenset((one.a.id, one.b.id)): [said(reason, str) for reason in one.reasons] for one in found.ties
    }


def test_the_ten_have_their_reasons_effects_and_drawings(
    database: Database, surveyed: Quarter, now: datetime
) -> None:
    found = plan(database, surveyed.official, now)
    assert frozenset((surveyed.hall, surveyed.school)) in pairs(found)
    assert found.taken_at == now
    for one in found.ties:
        assert one.reasons
        assert one.gain is not None
        assert one.gain.whole > 0
        assert len(one.sees) == 2
        assert {dot.id for dot in one.look.drawing.dots[:2]} == {one.a.id, one.b.id}
    assert [one.id for one in found.alone] == [surveyed.alone]
    first = plan(database, surveyed.official, now, most=1)
    assert (len(first.ties), first.alone) == (1, ())


def test_who_opted_out_or_is_hidden_is_in_no_plan(
    database: Database, surveyed: Quarter, now: datetime
) -> None:
    everybody = {end for pair in pairs(plan(database, surveyed.official, now)) for end in pair}
    assert not everybody & {surveyed.hidden, surveyed.opted_out, surveyed.abroad}
    found = plan(database, surveyed.official, now, for_id=surveyed.opted_out)
    assert found.ties == ()


@pytest.mark.parametrize("blocker", ["hall", "school"])
def test_two_who_blocked_each_other_are_in_no_survey(
    database: Database, quarter: Quarter, now: datetime, blocker: str
) -> None:
    block(database, quarter, blocker, now)
    take(database, now)
    assert frozenset((quarter.hall, quarter.school)) not in pairs(plan(database, quarter.official, now))
    for one, other in ((quarter.hall, quarter.school), (quarter.school, quarter.hall)):
        assert pairs(plan(database, quarter.official, now, for_id=one, with_id=other)) == set()
        best = pairs(plan(database, quarter.official, now, for_id=one))
        assert frozenset((one, other)) not in best


def test_a_block_since_the_survey_leaves_the_plan(
    database: Database, surveyed: Quarter, propose: Propose, now: datetime
) -> None:
    pair = frozenset((surveyed.hall, surveyed.school))
    assert pair in pairs(plan(database, surveyed.official, now))
    block(database, surveyed, "school", now)
    assert pair not in pairs(plan(database, surveyed.official, now))
    with pytest.raises(Invalid, match="cannot be introduced"):
        propose()


def test_a_tie_made_or_somebody_gone_since_the_survey_leaves_the_plan(
    database: Database, surveyed: Quarter, now: datetime
) -> None:
    with database.transaction() as session:
        hall, school = (session.get_one(Stakeholder, key) for key in (surveyed.hall, surveyed.school))
        make_tie(session, hall, school)
        session.delete(session.get_one(Stakeholder, surveyed.alone))
        history.touch(session, [surveyed.alone])
    found = plan(database, surveyed.official, now)
    assert frozenset((surveyed.hall, surveyed.school)) not in pairs(found)
    assert not any(surveyed.alone in pair for pair in pairs(found))
    assert found.alone == ()


def test_the_best_for_one_come_from_the_survey_or_are_asked_for_now(
    database: Database, surveyed: Quarter, now: datetime
) -> None:
    for key in (surveyed.alone, surveyed.city):
        found = plan(database, surveyed.official, now, for_id=key)
        assert found.about is not None
        assert 1 <= len(found.ties) <= 5
        assert all(one.a.id == key and one.gain is None for one in found.ties)
        assert not found.elsewhere


def test_before_any_survey_the_ties_of_one_are_found_all_the_same(
    database: Database, quarter: Quarter, now: datetime
) -> None:
    found = plan(database, quarter.official, now, for_id=quarter.alone)
    assert found.taken_at is None
    assert found.ties
    assert plan(database, quarter.official, now).ties == ()


def test_where_nobody_in_the_region_fits_others_do(
    database: Database, surveyed: Quarter, now: datetime
) -> None:
    found = plan(database, surveyed.far_official, now, code="UKM8", for_id=surveyed.abroad)
    assert found.elsewhere
    assert found.ties
    assert surveyed.abroad not in {one.b.id for one in found.ties}


def test_one_certain_pair_is_looked_at_and_says_when_it_waits(
    database: Database, surveyed: Quarter, propose: Propose, now: datetime
) -> None:
    made = propose()
    found = plan(database, surveyed.official, now, for_id=surveyed.school, with_id=surveyed.hall)
    (one,) = found.ties
    assert one.waiting == made.id
    assert one.look.effect.steps == 3
    same = plan(database, surveyed.official, now, for_id=surveyed.hall, with_id=surveyed.hall)
    assert same.ties == ()


def test_only_who_plans_there_sees_it_and_only_of_who_is_there(
    database: Database, quarter: Quarter, now: datetime
) -> None:
    for actor in (VISITOR, quarter.far_official):
        with pytest.raises(NotAllowed):
            plan(database, actor, now)
    with pytest.raises(NotFound):
        plan(database, quarter.official, now, for_id=quarter.hidden)


def test_whoever_plans_for_one_region_does_not_look_at_those_of_others(
    database: Database, surveyed: Quarter, now: datetime
) -> None:
    for pair in ({"for_id": surveyed.abroad}, {"for_id": surveyed.abroad, "with_id": surveyed.abroad}):
        with pytest.raises(NotFound):
            plan(database, surveyed.official, now, **pair)
    across = plan(database, surveyed.official, now, for_id=surveyed.abroad, with_id=surveyed.hall)
    assert pairs(across) == {frozenset((surveyed.abroad, surveyed.hall))}


def test_a_pair_that_may_not_be_proposed_is_not_looked_at(
    database: Database, surveyed: Quarter, now: datetime
) -> None:
    for other in (surveyed.opted_out, surveyed.city):
        assert plan(database, surveyed.official, now, for_id=surveyed.hall, with_id=other).ties == ()


def test_reasons_come_from_the_survey_until_one_of_the_two_has_changed(
    database: Database, surveyed: Quarter, now: datetime
) -> None:
    pair = frozenset((surveyed.hall, surveyed.school))
    before = told(plan(database, surveyed.official, now))
    with database.transaction() as session:
        report = session.get_one(RegionSurvey, "DE11")
        content = deepcopy(report.content)
        for one in content["ties"]["ten"]:
            one["reasons"] = [{"signal": "subject", "contribution": 1, "parts": [["As it was.", {}]]}]
        report.content = content
    kept = told(plan(database, surveyed.official, now))
    assert all(reasons == ["As it was."] for reasons in kept.values())
    with database.transaction() as session:
        session.get_one(Stakeholder, surveyed.school).about += " It is open in the evening."
        history.touch(session, [surveyed.school])
    after = told(plan(database, surveyed.official, now))
    assert after[pair] != ["As it was."]
    assert after[pair][0] == before[pair][0]
