"""The pages by which the owners of two records agree that they become one."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from matchmaker.models import DuplicatePair, Merge, MergeRequest, Stakeholder
from tests.services.duplicates.twins import make_pair
from tests.web.alike import alike
from tests.web.world import World, counted


@pytest.fixture
def pair(world: World) -> str:
    """The world's own record, owned by `member`, and another one, owned by `other`."""
    with world.database.transaction() as session:
        own, another = (session.get_one(Stakeholder, id_) for id_ in (world.own, world.another))
        another.audiences = {"about": "ourselves"}
        return make_pair(session, own, another).id


def asked(world: World, pair: str) -> str:
    """The id of the question, once an official has asked it."""
    with world.database.reading() as session:
        row = session.get_one(DuplicatePair, pair)
        keep = "a" if row.a_id == world.own else "b"
    assert send(world, pair, keep).status_code == 303
    with world.database.reading() as session:
        return session.scalars(select(MergeRequest.id)).one()


def send(world: World, pair: str, keep: str) -> TestResponse:
    """Press the second button of the form, which sends it to another address."""
    client, path = world.client("official"), f"/duplicates/{pair}"
    form = next(one for one in client.page(path).forms if one.action == f"{path}/merge")
    return client.post(f"{path}/ask", data=dict(form.fields) | {"keep": keep})


def test_both_say_yes_and_the_official_sees_it_come(world: World, pair: str) -> None:
    id_ = asked(world, pair)
    official, path = world.client("official"), f"/merges/asked/{id_}"
    waiting = official.page(f"/duplicates/{pair}").text
    assert "Waits for the owners’ yes until" in waiting
    assert "Werkstatt Neckar not yet" in waiting
    assert "Ask the owners of both" not in waiting
    other = world.client("other")
    assert path in other.page("/account").links
    other.submit(path, {}, action=f"{path}/agree", status=303)
    assert "Now an owner of Werkstatt Neckar has to say it." in other.page(path).text
    assert path not in other.page("/account").links
    assert "Radhof agreed" in official.page(f"/duplicates/{pair}").text
    member = world.client("member")
    member.submit(path, {}, action=f"{path}/agree", status=303)
    with world.database.reading() as session:
        made = session.scalars(select(Merge)).one()
    assert made.kept_id == world.own
    assert member.get(f"/stakeholders/{world.another}").location == f"/stakeholders/{world.own}"
    # The people of both work on it now.
    other.page(f"/stakeholders/{world.own}/edit")


def test_the_page_says_what_would_be_and_keeps_what_is_not_for_the_reader(world: World, pair: str) -> None:
    id_ = asked(world, pair)
    seen = world.client("member").page(f"/merges/asked/{id_}")
    assert "proposes to make one profile of the two: that of Werkstatt Neckar stays." in seen.text
    assert "Radhof today: not shown to you" in seen.text
    assert "We teach how to repair washing machines." not in seen.text
    assert (
        "We teach how to repair washing machines." in world.client("other").page(f"/merges/asked/{id_}").text
    )


def test_one_no_is_enough(world: World, pair: str) -> None:
    path = f"/merges/asked/{asked(world, pair)}"
    world.client("member").submit(path, {}, action=f"{path}/refuse", status=303)
    assert "The two stay as they are." in world.client("other").page(path).text
    assert "An owner said no on" in world.client("official").page(f"/duplicates/{pair}").text


def test_whoever_reads_an_old_page_is_told_so(world: World, pair: str) -> None:
    path = f"/merges/asked/{asked(world, pair)}"
    client = world.client("member")
    form = next(one for one in client.page(path).forms if one.action.endswith("/agree"))
    with world.database.transaction() as session:
        session.get_one(Stakeholder, world.another).name = "Radhof e. V."
    with client.post(f"{path}/agree", data=dict(form.fields)) as answer:
        assert answer.status_code == 409


def test_wrong_answers_of_the_form_are_refused_beside_their_fields(world: World, pair: str) -> None:
    refused = send(world, pair, "neither")
    assert refused.status_code == 422
    assert "Choose one of the answers shown." in refused.text


def test_nobody_is_asked_about_a_pair_of_which_nobody_looks_after_one(world: World) -> None:
    page = world.client("official").page(f"/duplicates/{alike(world)}")
    assert "Ask the owners" not in page.text


def test_the_pages_ask_little_of_the_database(world: World, pair: str) -> None:
    path = f"/merges/asked/{asked(world, pair)}"
    client = world.client("member")
    for one in (path, "/account"):
        client.page(one)
        with counted(world.database) as said:
            client.page(one)
        assert len(said) <= 15, one
