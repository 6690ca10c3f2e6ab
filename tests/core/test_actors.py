"""Who acts."""

from __future__ import annotations

import pytest

from matchmaker.core.actors import SYSTEM, VISITOR, Actor, Grant
from matchmaker.core.entities import Role


def test_a_visitor_has_no_account_and_no_role() -> None:
    assert not VISITOR.signed_in
    assert not VISITOR.administrator
    assert all(not VISITOR.places(role) for role in Role)


def test_the_system_may_do_what_administrators_do_without_an_account() -> None:
    assert SYSTEM.administrator
    assert not SYSTEM.signed_in


def test_roles_are_kept_apart_by_place() -> None:
    actor = Actor(
        "a-1",
        "Ada",
        frozenset({Grant(Role.MEMBER, "s-1"), Grant(Role.MEMBER, "s-2"), Grant(Role.OFFICIAL, "DE1")}),
    )
    assert actor.signed_in
    assert actor.places(Role.MEMBER) == {"s-1", "s-2"}
    assert actor.places(Role.OFFICIAL) == {"DE1"}
    assert actor.places(Role.ORGANISER) == frozenset()
    assert not actor.administrator


def test_an_administrator_holds_the_role_for_the_whole_site() -> None:
    assert Actor("a-1", "Ada", frozenset({Grant(Role.ADMINISTRATOR)})).administrator


def test_an_actor_cannot_be_given_more_than_the_door_gave() -> None:
    with pytest.raises(AttributeError):
        VISITOR.system = True  # type: ignore[misc]  # this is what the test tries
    assert Actor("a-1") == Actor("a-1")


def test_the_roles_that_see_what_belongs_to_others_can_be_left_outside() -> None:
    member, official = Grant(Role.MEMBER, "s-1"), Grant(Role.OFFICIAL, "DE1")
    actor = Actor("a-1", "Ada", frozenset({member, official, Grant(Role.ADMINISTRATOR)}))
    assert actor.running
    assert actor.without_running() == Actor("a-1", "Ada", frozenset({member}))
    assert not actor.without_running().running
    assert not VISITOR.running
