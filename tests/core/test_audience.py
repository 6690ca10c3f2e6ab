"""Who may see which field: each audience against each closeness."""

from __future__ import annotations

import pytest

from matchmaker.core.audience import DEFAULTS, NEEDED, Closeness, audience_of, visible_to
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
