"""The own weights of a list: kept, in force, given up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.answers import Order, Question
from matchmaker.core.preferences import Emphasis
from matchmaker.core.signals import SIGNALS
from matchmaker.db import Database
from matchmaker.errors import Invalid, NotAllowed, NotFound
from matchmaker.models import RankingPreference, Stakeholder
from matchmaker.services import audit, suggestions
from matchmaker.services.suggestions import SuggestionPage
from tests.racing import race
from tests.services.suggestions.conftest import Town

NAMES = {signal.name for signal in SIGNALS}
MORE_PLACE = {"place": Emphasis.MORE, "subject": Emphasis.OFF}


def wish(
    database: Database, town: Town, now: datetime, chosen: Mapping[str, Emphasis], actor: Actor | None = None
) -> None:
    with database.transaction() as session:
        suggestions.set_weights(session, actor or town.member, town.bikes, chosen, now=now)


def rows(database: Database) -> list[RankingPreference]:
    with database.reading() as session:
        return list(session.scalars(select(RankingPreference)))


def suggest(
    database: Database, town: Town, now: datetime, order: Order = Order.MATCH, actor: Actor | None = None
) -> SuggestionPage:
    with database.reading() as session:
        return suggestions.suggest(session, actor or town.member, town.bikes, order=order, now=now)


def test_without_a_wish_everything_counts_as_in_the_network(
    database: Database, town: Town, now: datetime
) -> None:
    with database.reading() as session:
        weights = suggestions.get_weights(session, town.member, town.bikes, now=now)
    assert set(weights.chosen) == NAMES
    assert set(weights.chosen.values()) == {Emphasis.LEARNT}
    heaviest = [weights.learnt[Question.PROFILE][signal.name] for signal in weights.signals]
    assert heaviest == sorted(heaviest, reverse=True)
    assert suggest(database, town, now).wishes == {}


def test_a_wish_is_kept_with_who_made_it_and_is_in_force_at_once(
    database: Database, town: Town, now: datetime
) -> None:
    before = suggest(database, town, now)
    wish(database, town, now, MORE_PLACE)
    [row] = rows(database)
    assert row.weights == {"place": "more", "subject": "off"}
    assert (row.account_id, row.at) == (town.member.account_id, now)
    page = suggest(database, town, now)
    assert page.wishes == MORE_PLACE
    for found in page.answer.suggestions:
        [plain] = [one for one in before.answer.suggestions if one.id == found.id]
        parts = {one.signal: one.contribution for one in found.signals}
        assert parts["place"] == 2 * {one.signal: one.contribution for one in plain.signals}["place"]
        assert parts["subject"] == 0
        assert found.level == plain.level
    with database.reading() as session:
        [entry] = audit.list_entries(session, subject=town.bikes)
    assert (entry.act, entry.details) == ("suggestion.weights", {"weights": row.weights})


def test_the_list_of_a_stakeholder_is_the_same_for_everybody_who_may_see_it(
    database: Database, town: Town, now: datetime
) -> None:
    wish(database, town, now, MORE_PLACE)
    assert suggest(database, town, now, actor=town.organiser).wishes == MORE_PLACE
    with database.reading() as session:
        one = suggestions.get_one(session, town.organiser, town.bikes, town.host, now=now)
    listed = suggest(database, town, now).answer.suggestions
    assert one.item.score == next(item.score for item in listed if item.id == town.host)


def test_the_last_word_counts_and_what_it_leaves_out_stays(
    database: Database, town: Town, now: datetime
) -> None:
    wish(database, town, now, MORE_PLACE)
    wish(database, town, now + timedelta(days=1), {"place": Emphasis.LEARNT})
    [row] = rows(database)
    assert (row.weights, row.at) == ({"subject": "off"}, now + timedelta(days=1))


def test_a_reset_brings_back_the_weights_of_the_network(
    database: Database, town: Town, now: datetime
) -> None:
    wish(database, town, now, MORE_PLACE)
    for _ in range(2):
        with database.transaction() as session:
            suggestions.reset_weights(session, town.member, town.bikes, now=now)
    assert rows(database) == []
    assert suggest(database, town, now).wishes == {}
    with database.reading() as session:
        acts = [entry.act for entry in audit.list_entries(session, subject=town.bikes)]
    assert acts == ["suggestion.weights", "suggestion.weights-reset", "suggestion.weights-reset"]


def test_what_cannot_be_wished_for_is_refused(database: Database, town: Town, now: datetime) -> None:
    with pytest.raises(Invalid, match="no comparison called beauty"):
        wish(database, town, now, {"beauty": Emphasis.MORE})
    with pytest.raises(Invalid, match="Leave at least one comparison on"):
        wish(database, town, now, dict.fromkeys(NAMES, Emphasis.OFF))
    assert rows(database) == []


def test_only_its_own_people_set_the_weights_of_a_stakeholder(
    database: Database, town: Town, now: datetime
) -> None:
    for actor in (town.stranger, town.organiser, VISITOR):
        with pytest.raises(NotAllowed):
            wish(database, town, now, MORE_PLACE, actor)
        with pytest.raises(NotAllowed), database.transaction() as session:
            suggestions.reset_weights(session, actor, town.bikes, now=now)
        with pytest.raises(NotAllowed), database.reading() as session:
            suggestions.get_weights(session, actor, town.bikes, now=now)
    with pytest.raises(NotFound), database.reading() as session:
        suggestions.get_weights(session, town.member, "s-nobody", now=now)


def test_wishes_go_with_their_stakeholder(database: Database, town: Town, now: datetime) -> None:
    wish(database, town, now, MORE_PLACE)
    with database.transaction() as session:
        session.delete(session.get_one(Stakeholder, town.bikes))
    assert rows(database) == []


def test_wishes_made_at_once_leave_one_row(
    database: Database, town: Town, now: datetime, trials: Callable[[int], int]
) -> None:
    for _ in range(trials(30)):
        with database.transaction() as session:
            suggestions.reset_weights(session, town.member, town.bikes, now=now)
        wishes = (MORE_PLACE, {"themes": Emphasis.LESS})
        assert race(*[lambda one=one: wish(database, town, now, one) for one in wishes]) == [None] * 2
        [row] = rows(database)
        assert row.weights


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (Order.NAME, ["Lernhof", "Ministerium", "Werkbank"]),
        (Order.NEAREST, ["Lernhof", "Werkbank", "Ministerium"]),
    ],
)
def test_an_order_that_is_not_personalised_lists_the_same_people(
    database: Database, town: Town, now: datetime, order: Order, names: list[str]
) -> None:
    wish(database, town, now, MORE_PLACE)
    page = suggest(database, town, now, order)
    assert page.order is order
    assert [one.name for one in page.answer.suggestions] == names
    assert {one.name for one in suggest(database, town, now).answer.suggestions} == set(names)
