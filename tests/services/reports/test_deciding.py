"""Deciding reports: what is done, which reports it ends, and who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.actors import VISITOR
from matchmaker.core.entities import Role
from matchmaker.core.reports import About, Decision, ReportState
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Change, Offer, Stakeholder
from matchmaker.services import audit, history, profiles, reports
from tests.factories import make_actor, make_stakeholder
from tests.racing import race
from tests.services.reports.reported import FALSE, Scene, act, all_reports, letters, reported, told

WHY = "The register has no such house."


def decide(
    database: Database, scene: Scene, id_: str, decision: Decision, now: datetime, reason: str = WHY
) -> None:
    """The official of the region decides."""
    act(database, reports.decide, scene.near, id_, decision, reason=reason, now=now)


def test_a_profile_is_hidden_and_all_who_reported_it_or_its_offers_hear_why(
    database: Database, scene: Scene, now: datetime
) -> None:
    first = reported(database, scene, now, replace(FALSE, address="eve@example.org", language="de"))
    reported(database, scene, now, by=scene.stranger)
    reported(database, scene, now, replace(FALSE, about=About.OFFER, about_id=scene.offer))
    decide(database, scene, first, Decision.HIDE, now)
    assert {row.state for row in all_reports(database)} == {ReportState.UPHELD}
    with database.reading() as session:
        assert session.get_one(Stakeholder, scene.id).hidden
        assert audit.count_entries(session, subject=first, act="report.decide") == 1
        assert audit.count_entries(session, subject=scene.id, act="stakeholder.hide") == 1
    found = told(database)
    assert found["done"] == sorted(["eve@example.org", scene.stranger.account_id or ""])
    assert found["hidden"] == [scene.ann.account_id]
    (said,) = letters(database, "hidden")
    assert "We have hidden the profile of Halle" in said
    assert WHY in said


def test_an_offer_is_taken_away_with_what_its_history_told(
    database: Database, scene: Scene, now: datetime
) -> None:
    with database.transaction() as session:
        offer = session.get_one(Offer, scene.offer)
        words = {"text": offer.text}
        history.record(
            session, scene.ann, stakeholder_id=scene.id, subject=offer.id, before={}, after=words,
            source=history.FORM, now=now,
        )  # fmt: skip
    said = replace(FALSE, about=About.OFFER, about_id=scene.offer)
    made, other = reported(database, scene, now, said), reported(database, scene, now)
    decide(database, scene, made, Decision.REMOVE, now)
    with database.reading() as session:
        assert session.get(Offer, scene.offer) is None
        changes = session.scalars(select(Change).where(Change.subject == scene.offer)).all()
        assert [(one.before, one.after) for one in changes] == [(None, None)]
        assert reports.get_report(session, scene.near, made).stands is None
    states = {row.id: row.state for row in all_reports(database)}
    assert states == {made: ReportState.UPHELD, other: ReportState.OPEN}
    assert told(database)["removed"] == [scene.ann.account_id]
    assert "We took away an offer of Halle" in letters(database, "removed")[0]


def test_where_nothing_is_to_do_only_the_reporter_hears_of_it(
    database: Database, scene: Scene, now: datetime
) -> None:
    made = reported(database, scene, now, by=scene.stranger)
    decide(database, scene, made, Decision.NOTHING, now)
    assert all_reports(database)[0].state is ReportState.REJECTED
    assert told(database) == {"reported": [scene.near.account_id], "done": [scene.stranger.account_id]}
    assert "left it as it is" in letters(database, "done")[0]
    # What was decided is over: the next report is a new one.
    assert reported(database, scene, now, by=scene.stranger) != made


def test_a_reason_is_required_and_a_profile_is_not_taken_away(
    database: Database, scene: Scene, now: datetime
) -> None:
    made = reported(database, scene, now)
    for decision, reason, field in ((Decision.HIDE, " ", "reason"), (Decision.REMOVE, WHY, "decision")):
        with pytest.raises(Invalid) as caught:
            decide(database, scene, made, decision, now, reason)
        assert set(caught.value.fields) == {field}
    assert all_reports(database)[0].state is ReportState.OPEN


def test_officials_of_the_region_and_administrators_decide_and_nobody_their_own(
    database: Database, scene: Scene, now: datetime
) -> None:
    made = reported(database, scene, now)
    with database.transaction() as session:
        both = make_actor(session, Role.MEMBER, scene.id)
        both = replace(both, grants=both.grants | scene.near.grants)
        organiser = make_actor(session, Role.ORGANISER, "p-none")
    for actor in (VISITOR, scene.stranger, scene.ann, scene.far, organiser, both):
        with pytest.raises(NotAllowed), database.transaction() as session:
            reports.decide(session, actor, made, Decision.NOTHING, reason=WHY, now=now)
        with database.reading() as session:
            assert reports.count_open(session, actor) == 0
    for actor in (scene.near, scene.first):
        with database.reading() as session:
            assert reports.count_open(session, actor) == 1
            assert Decision.HIDE in reports.get_report(session, actor, made).decisions
    with pytest.raises(NotFound), database.reading() as session:
        reports.get_report(session, scene.first, "v-none")


def test_of_two_who_decide_at_once_one_is_late(database: Database, scene: Scene, now: datetime) -> None:
    made = reported(database, scene, now)

    def one(decision: Decision) -> str:
        try:
            decide(database, scene, made, decision, now)
        except Conflict:
            return "late"
        return "first"

    said = race(lambda: one(Decision.HIDE), lambda: one(Decision.NOTHING))
    assert set(said) == {"first", "late"}


def test_the_queue_is_by_profile_the_one_that_waits_longest_first(
    database: Database, scene: Scene, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        others = [make_stakeholder(session, name=f"House {number}").id for number in range(3)]
    for number, id_ in enumerate(others):
        then = now + timedelta(minutes=number)
        act(database, reports.report, scene.stranger, id_, FALSE, origin="", now=then)
    reported(database, scene, now + timedelta(minutes=1, seconds=30))
    act(database, reports.report, scene.ann, others[0], FALSE, origin="", now=now + timedelta(hours=1))
    monkeypatch.setattr("matchmaker.services.reports.reading.PAGE", 2)
    with database.reading() as session:
        page = reports.list_queue(session, scene.near)
        assert [group.stakeholder.name for group in page.groups if group.stakeholder] == [
            "House 0",
            "House 1",
        ]
        assert [len(group.reports) for group in page.groups] == [2, 1]
        assert page.counts == {ReportState.OPEN: 5}
        rest = reports.list_queue(session, scene.near, after=page.after)
        assert [group.stakeholder.name for group in rest.groups if group.stakeholder] == ["Halle", "House 2"]
        assert rest.after == ""
        assert reports.list_queue(session, scene.far).groups == ()


def test_what_stands_there_now_stands_beside_what_stood_there(
    database: Database, scene: Scene, now: datetime
) -> None:
    made = reported(database, scene, now)
    with database.transaction() as session:
        found = profiles.find_stakeholder(session, scene.id)
        assert found is not None
        found.about = "We are honest now."
    with database.reading() as session:
        shown = reports.get_report(session, scene.near, made)
        assert shown.stands is not None
        assert shown.stands["about"] == "We are honest now."
        assert shown.report.stood["about"] != "We are honest now."
