"""Hiding and showing profiles, and another look at the request of their people."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import update

from matchmaker.core.actors import VISITOR
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Account, Hiding, Stakeholder
from matchmaker.services import audit, network, reports
from tests.services.reports.reported import Scene, act, letters, told

WHY = "It shows the address of a private person."


def hide(database: Database, scene: Scene, now: datetime, *, by: str = "near") -> str:
    """Hide the profile; the id of the hiding."""
    return act(database, reports.hide, getattr(scene, by), scene.id, reason=WHY, now=now).id


def ask(database: Database, scene: Scene, now: datetime) -> None:
    """Its people ask for another look."""
    act(database, reports.object_to, scene.ann, scene.id, words="We took it out.", now=now)


def answer(database: Database, scene: Scene, now: datetime, *, by: str, shows: bool) -> None:
    """An administrator answers."""
    act(
        database,
        reports.answer,
        getattr(scene, by),
        scene.id,
        shows=shows,
        reason="We looked again.",
        now=now,
    )


def is_hidden(database: Database, scene: Scene) -> bool:
    with database.reading() as session:
        return session.get_one(Stakeholder, scene.id).hidden


def test_a_hidden_profile_leaves_the_network_at_once_and_comes_back(
    database: Database, scene: Scene, now: datetime
) -> None:
    def there() -> bool:
        with database.reading() as session:
            return scene.id in network.snapshot(session, today=now.date()).profiles

    assert there()
    hide(database, scene, now)
    assert not there()
    act(database, reports.show, scene.near, scene.id, reason="It is gone.", now=now)
    assert there()
    assert told(database) == {"hidden": [scene.ann.account_id], "shown": [scene.ann.account_id]}
    assert "It is gone." in letters(database, "shown")[0]
    with database.reading() as session:
        assert audit.count_entries(session, subject=scene.id, act="stakeholder.show") == 1


def test_only_who_looks_after_it_hides_it_with_a_reason_and_once(
    database: Database, scene: Scene, now: datetime
) -> None:
    for actor in (VISITOR, scene.stranger, scene.ann, scene.far):
        with pytest.raises(NotAllowed):
            act(database, reports.hide, actor, scene.id, reason=WHY, now=now)
    with pytest.raises(Invalid):
        act(database, reports.hide, scene.near, scene.id, reason="", now=now)
    hide(database, scene, now)
    with pytest.raises(Conflict):
        hide(database, scene, now)
    with pytest.raises(NotFound):
        act(database, reports.show, scene.far, scene.id, reason=WHY, now=now)
    act(database, reports.show, scene.first, scene.id, reason=WHY, now=now)
    with pytest.raises(Conflict):
        act(database, reports.show, scene.first, scene.id, reason=WHY, now=now)


def test_what_an_administrator_hid_no_official_shows(database: Database, scene: Scene, now: datetime) -> None:
    hide(database, scene, now, by="first")
    with pytest.raises(NotAllowed, match="Only an administrator shows it again"):
        act(database, reports.show, scene.near, scene.id, reason=WHY, now=now)
    act(database, reports.show, scene.second, scene.id, reason=WHY, now=now)
    assert not is_hidden(database, scene)


def test_its_people_ask_once_and_another_administrator_than_who_hid_it_answers(
    database: Database, scene: Scene, now: datetime
) -> None:
    hide(database, scene, now, by="first")
    for actor in (scene.near, scene.first):
        with pytest.raises(NotAllowed):
            act(database, reports.object_to, actor, scene.id, words="Why?", now=now)
    ask(database, scene, now)
    with pytest.raises(Conflict):
        ask(database, scene, now)
    assert told(database)["objected"] == [scene.second.account_id]
    assert "“We took it out.”" in letters(database, "objected")[0]
    with database.reading() as session:
        assert reports.count_objections(session) == 1
    with pytest.raises(NotAllowed, match="Another administrator"):
        answer(database, scene, now, by="first", shows=True)
    answer(database, scene, now, by="second", shows=True)
    assert not is_hidden(database, scene)
    with database.reading() as session:
        assert reports.count_objections(session) == 0


def test_the_only_administrator_takes_the_second_look_too(
    database: Database, scene: Scene, now: datetime
) -> None:
    hide(database, scene, now, by="first")
    ask(database, scene, now)
    with database.transaction() as session:
        gone = Account.id == scene.second.account_id
        session.execute(update(Account).where(gone).values(disabled_at=now))
    answer(database, scene, now, by="first", shows=False)
    assert is_hidden(database, scene)


def test_what_stays_hidden_stays_so_for_officials_and_is_told(
    database: Database, scene: Scene, now: datetime
) -> None:
    hide(database, scene, now)
    ask(database, scene, now)
    with pytest.raises(NotAllowed):
        answer(database, scene, now, by="near", shows=True)
    answer(database, scene, now, by="first", shows=False)
    assert told(database)["stays"] == [scene.ann.account_id]
    assert "We looked again." in letters(database, "stays")[0]
    with pytest.raises(NotAllowed):
        act(database, reports.show, scene.near, scene.id, reason=WHY, now=now)
    for again in (True, False):
        with pytest.raises(Conflict):
            answer(database, scene, now, by="second", shows=again)
    with pytest.raises(Conflict):
        ask(database, scene, now)


def test_showing_it_answers_the_request_that_waits(database: Database, scene: Scene, now: datetime) -> None:
    hide(database, scene, now)
    ask(database, scene, now)
    act(database, reports.show, scene.near, scene.id, reason="You are right.", now=now)
    with database.reading() as session:
        assert reports.count_objections(session) == 0
    with pytest.raises(Conflict):
        answer(database, scene, now, by="first", shows=True)


def test_one_that_was_hidden_before_reasons_were_kept_is_shown_and_looked_at_again(
    database: Database, scene: Scene, now: datetime
) -> None:
    with database.transaction() as session:
        session.get_one(Stakeholder, scene.id).hidden = True
        assert reports.find_hiding(session, scene.id) is None
    ask(database, scene, now)
    answer(database, scene, now, by="first", shows=True)
    assert not is_hidden(database, scene)


def test_each_time_it_was_hidden_stands_in_its_history_the_newest_first(
    database: Database, scene: Scene, now: datetime
) -> None:
    first = hide(database, scene, now)
    act(database, reports.show, scene.near, scene.id, reason=WHY, now=now)
    later = now.replace(hour=12)
    second = hide(database, scene, later)
    with database.reading() as session:
        _one, found = reports.get_hidings(session, scene.near, scene.id)
        assert [row.id for row in found] == [second, first]
        assert session.get_one(Hiding, first).shown_at == now
