"""Who reads a page of a large network while it changes gets that of the new state; who writes is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from matchmaker.core.audience import Closeness
from matchmaker.core.entities import Profile
from matchmaker.models import Stakeholder, SuggestionVerdict
from matchmaker.services import history, network, suggestions
from matchmaker.services.network import index
from matchmaker.services.network.reading import Stored
from matchmaker.services.suggestions.exposure import HAND_OVER
from matchmaker.web.again import TIMES
from tests.factories import NOW
from tests.web.world import World, make_world, token

MESSAGE = "Somebody changed this just now. Please try again."
Meanwhile = Callable[[int], list[str]]


@pytest.fixture
def world(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    """The usual world, which is a large network."""
    monkeypatch.setattr(index, "LARGE", -1)
    world = make_world(sqlite_app, size=8)
    index.build(world.database, Closeness.MEMBER, today=NOW.date())
    return world


@pytest.fixture
def meanwhile(world: World, monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """So many times change who is about to be read, and with it whose page it is; answers the new names."""
    read, done, left = Stored.read, list[str](), [0]

    def reading(self: Stored, numbers: Sequence[int]) -> list[Profile]:
        if len(done) < left[0]:
            done.append(f"Otherwise {len(done)}")
            ids = {world.own, self.ids[numbers[0]]}
            with world.database.transaction() as session:
                for key in ids:
                    session.get_one(Stakeholder, key).name = done[-1]
                history.touch(session, ids)
        return read(self, numbers)

    monkeypatch.setattr(Stored, "read", reading)

    def times(number: int) -> list[str]:
        left[0] = number
        return done

    return times


@pytest.mark.parametrize("page", ["suggestions", "suggestions/{another}", ""])
def test_a_page_that_meets_a_change_is_that_of_the_new_state(
    world: World, meanwhile: Meanwhile, page: str
) -> None:
    client = world.client("member")
    done = meanwhile(1)
    text = client.page(f"/stakeholders/{world.own}/{page.format(another=world.another)}".rstrip("/")).text
    assert done == ["Otherwise 0"]
    assert done[0] in text
    assert "Werkstatt Neckar" not in text


def test_what_such_a_page_shows_is_counted_once(world: World, meanwhile: Meanwhile) -> None:
    client = world.client("member")
    meanwhile(2)
    client.page(f"/stakeholders/{world.own}/suggestions")
    suggestions.hand_over(world.database, now=NOW + HAND_OVER)
    with world.database.reading() as session:
        assert set(network.exposure_counts(session, NOW.date()).values()) == {1}


def test_who_asks_for_the_head_alone_meets_no_change_either(world: World, meanwhile: Meanwhile) -> None:
    client = world.client("member")
    done = meanwhile(1)
    headers = {"HX-Request": "true"}
    assert client.head(f"/stakeholders/{world.own}/suggestions", headers=headers).status_code == 200
    assert len(done) == 1


@pytest.mark.parametrize(("changes", "status"), [(TIMES, 200), (TIMES + 1, 409)])
def test_a_page_is_begun_anew_only_so_often(
    world: World, meanwhile: Meanwhile, changes: int, status: int
) -> None:
    client = world.client("member")
    done = meanwhile(changes)
    page = client.page(f"/stakeholders/{world.own}/suggestions", status=status)
    assert len(done) == changes
    assert (MESSAGE in page.text) == (status == 409)
    # And the next one is as it should be.
    client.page(f"/stakeholders/{world.own}/suggestions")


def test_whoever_writes_is_told_and_nothing_is_written(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = world.client("member")
    sent = {"verdict": "saved", "csrf_token": token(client)}
    path = f"/stakeholders/{world.own}/suggestions/{world.another}"

    def moved(*_given: Any) -> list[Profile]:
        raise network.Moved

    with monkeypatch.context() as patch:
        patch.setattr(Stored, "read", moved)
        response = client.post(path, data=sent, headers={"HX-Request": "true"})
    assert response.status_code == 409
    assert MESSAGE in response.text
    with world.database.reading() as session:
        assert session.scalars(select(SuggestionVerdict)).all() == []
    assert client.post(path, data=sent).status_code == 303
