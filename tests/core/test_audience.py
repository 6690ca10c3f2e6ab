"""Who may see which field: each audience against each closeness."""

from __future__ import annotations

import pytest

from matchmaker.core.audience import (
    DEFAULTS,
    FIELDS,
    NEEDED,
    Closeness,
    audience_of,
    closes,
    shows_tie,
    visible_to,
    withheld,
)
from matchmaker.core.entities import Audience

EVERYONE = set(Closeness)


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.PUBLIC, EVERYONE),
        (Audience.MEMBERS, EVERYONE - {Closeness.VISITOR}),
        (Audience.MATCHED, {Closeness.MATCHED, Closeness.OURSELVES}),
        (Audience.OURSELVES, {Closeness.OURSELVES}),
    ],
)
def test_an_audience_lets_in_who_is_near_enough(audience: Audience, readers: set[Closeness]) -> None:
    chosen = {"website": audience.value}
    assert {closeness for closeness in Closeness if visible_to(closeness, "website", chosen)} == readers


def test_every_audience_has_a_closeness_that_it_needs() -> None:
    assert set(NEEDED) == set(Audience)


def test_wider_audiences_need_less_closeness() -> None:
    assert [NEEDED[audience] for audience in Audience] == sorted(Closeness, reverse=True)


def test_a_field_is_public_unless_something_else_is_said() -> None:
    assert audience_of("about", {}) is Audience.PUBLIC


@pytest.mark.parametrize("field", DEFAULTS)
def test_personal_fields_are_not_public_by_default(field: str) -> None:
    assert not visible_to(Closeness.VISITOR, field, {})


def test_a_mail_address_stays_hidden_from_members_until_there_is_a_match() -> None:
    assert not visible_to(Closeness.MEMBER, "email", {})
    assert visible_to(Closeness.MATCHED, "email", {})


def test_the_stakeholder_may_choose_otherwise() -> None:
    assert visible_to(Closeness.VISITOR, "email", {"email": "public"})
    assert not visible_to(Closeness.MEMBER, "about", {"about": "ourselves"})


def test_a_choice_for_one_field_does_not_touch_another() -> None:
    assert visible_to(Closeness.VISITOR, "about", {"email": "ourselves"})


def test_an_audience_that_does_not_exist_opens_nothing() -> None:
    with pytest.raises(ValueError, match="nobody"):
        visible_to(Closeness.OURSELVES, "about", {"about": "nobody"})


def test_what_a_reader_may_not_see_is_named_by_its_columns() -> None:
    assert withheld(Closeness.VISITOR, {}) == {"email", "people", "register_number"}
    assert withheld(Closeness.MEMBER, {"place": "matched"}) == {
        "email", "register_number", "place", "lat", "lon",
    }  # fmt: skip
    assert withheld(Closeness.OURSELVES, dict.fromkeys(FIELDS, "ourselves")) == frozenset()


@pytest.mark.parametrize("one", Audience)
@pytest.mark.parametrize("other", Audience)
def test_a_tie_needs_both_ends_unless_the_reader_is_of_one(one: Audience, other: Audience) -> None:
    for near in Closeness:
        for far in Closeness:
            ours = Closeness.OURSELVES in (near, far)
            both = near >= NEEDED[one] and far >= NEEDED[other]
            assert shows_tie(near, one, far, other) == (ours or both)


@pytest.mark.parametrize(
    ("before", "after", "less"),
    [
        ({}, {"about": "members"}, True),
        ({"about": "members"}, {"about": "ourselves"}, False),
        ({"about": "ourselves"}, {}, False),
        ({"email": "public"}, {}, True),
        ({}, {"email": "ourselves"}, False),
        ({}, {"ties": "matched", "email": "public"}, True),
    ],
)
def test_a_choice_closes_something_only_if_visitors_see_less(
    before: dict[str, str], after: dict[str, str], less: bool
) -> None:
    assert closes(before, after) == less
