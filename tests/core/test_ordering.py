"""Orders that nothing learnt plays a part in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matchmaker.core.answers import Order, Query
from matchmaker.core.matcher import Matcher
from matchmaker.core.ordering import news_of
from tests.core.people import COMPLETES, GOVAN, LABELS, LINKS, NECKAR, PROFILES, TODAY, make_matcher

TWINS = tuple(
    replace(NECKAR, id=f"s-{name}", name=name, lat=lat, lon=lon, verified=verified, created=created)
    for name, lat, lon, verified, created in (
        ("Émile", 55.9, -4.2, date(2026, 1, 1), date(2025, 1, 1)),
        ("zebra", 48.0, 9.0, None, date(2026, 5, 1)),
        ("Anna", None, None, None, None),
        ("Ferry", 52.0, 1.0, date(2026, 5, 1), None),
    )
)


def names(order: Order, **more: object) -> list[str]:
    matcher = Matcher(completes=COMPLETES, labels=LABELS).fit((GOVAN, *TWINS), (), today=TODAY)
    query = replace(Query(GOVAN, order=order), **more)  # type: ignore[arg-type]  # fields of a query
    return [one.name for one in matcher.suggest(query)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NAME, ["Anna", "Émile", "Ferry", "zebra"]),
        (Order.NEAREST, ["Émile", "Ferry", "zebra", "Anna"]),
        (Order.NEWEST, ["Ferry", "zebra", "Émile", "Anna"]),
    ],
)
def test_an_order_follows_one_plain_fact(order: Order, expected: list[str]) -> None:
    assert names(order) == expected


@pytest.mark.parametrize("order", [one for one in Order if one is not Order.MATCH])
def test_no_weight_moves_an_order_that_weighs_nothing(order: Order) -> None:
    assert names(order) == names(order, weights={"exchange": 0.0, "place": 2.0})


@pytest.mark.parametrize("order", list(Order))
def test_every_order_lists_the_same_stakeholders(order: Order) -> None:
    matcher = make_matcher()
    for profile in PROFILES:
        everybody = matcher.answer(Query(profile), top=99)
        found = matcher.answer(Query(profile, order=order), top=99)
        assert {one.id for one in found.suggestions} == {one.id for one in everybody.suggestions}
        assert found.facets == everybody.facets


def test_pages_of_an_ordered_list_follow_each_other() -> None:
    matcher = Matcher(completes=COMPLETES, labels=LABELS).fit((GOVAN, *TWINS), LINKS, today=TODAY)
    query = Query(GOVAN, order=Order.NAME)
    pages = [matcher.answer(query, top=2, skip=skip).suggestions for skip in (0, 2)]
    assert [one.name for page in pages for one in page] == ["Anna", "Émile", "Ferry", "zebra"]


def test_nobody_in_an_order_is_no_fault() -> None:
    matcher = Matcher().fit((GOVAN,), (), today=TODAY)
    assert matcher.suggest(Query(GOVAN, order=Order.NAME)) == []


def test_the_news_of_a_profile_are_its_confirmation_or_else_its_beginning() -> None:
    assert news_of(TWINS[0]) == date(2026, 1, 1).toordinal()
    assert news_of(TWINS[1]) == date(2026, 5, 1).toordinal()
    assert news_of(TWINS[2]) == 0
