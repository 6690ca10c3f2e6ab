"""Asking for suggestions: for a profile, a need, or any text; today's network answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from matchmaker.core.actors import SYSTEM, VISITOR
from matchmaker.core.entities import Kind, Level, Role, Verdict
from matchmaker.db import Database
from matchmaker.errors import Conflict, NotAllowed, NotFound
from matchmaker.models import Alias, Need, Offer, Stakeholder
from matchmaker.services import history, suggestions
from matchmaker.services.suggestions import Filters, SuggestionPage
from tests.factories import make_actor, make_need, make_offer, make_stakeholder
from tests.services.suggestions.conftest import Town

GONE = "There is no such profile"


def suggest(database: Database, town: Town, now: datetime, **values: Any) -> SuggestionPage:
    actor = values.pop("actor", town.member)
    stakeholder_id = values.pop("stakeholder_id", town.bikes)
    with database.reading() as session:
        return suggestions.suggest(session, actor, stakeholder_id, **values, now=now)


def ids(page: SuggestionPage) -> list[str]:
    return [item.id for item in page.answer.suggestions]


def change(database: Database, stakeholder_id: str, **values: object) -> None:
    with database.transaction() as session:
        row = session.get_one(Stakeholder, stakeholder_id)
        for name, value in values.items():
            setattr(row, name, value)
        history.touch(session, [stakeholder_id])


def test_who_offers_what_is_needed_comes_first_and_one_is_never_suggested_to_oneself(
    database: Database, town: Town, now: datetime
) -> None:
    page = suggest(database, town, now)
    assert ids(page)[0] == town.host
    assert town.bikes not in ids(page)
    assert page.profile.id == town.bikes
    assert page.need is None
    assert page.people[town.host].name == "Werkbank"
    assert page.pool_size == 4
    assert page.answer.suggestions[0].reasons, "each suggestion says why"


def test_a_need_is_answered_by_itself(database: Database, town: Town, now: datetime) -> None:
    page = suggest(database, town, now, need_id=town.need)
    assert page.need is not None
    assert page.need.text == "We look for a workshop room with daylight."
    assert ids(page)[0] == town.host


@pytest.mark.parametrize("which", ["met", "foreign_need"])
def test_only_open_needs_of_ones_own_are_answered(
    database: Database, town: Town, now: datetime, which: str
) -> None:
    with pytest.raises(NotFound, match="This need is not open any more"):
        suggest(database, town, now, need_id=getattr(town, which))


def test_a_need_is_answered_until_its_last_day(database: Database, town: Town, now: datetime) -> None:
    with database.transaction() as session:
        session.get_one(Need, town.need).valid_until = now.date()
        history.touch(session, [town.bikes])
    assert suggest(database, town, now, need_id=town.need).need
    with pytest.raises(NotFound):
        suggest(database, town, now + timedelta(days=1), need_id=town.need)


def test_an_offer_is_suggested_until_its_last_day(database: Database, town: Town, now: datetime) -> None:
    with database.transaction() as session:
        need = session.get_one(Need, town.need)
        offer = make_offer(
            session, session.get_one(Stakeholder, town.trainer), need.text, cooperation=["space"]
        )
        session.get_one(Offer, offer.id).valid_until = now.date()
    assert town.trainer in ids(suggest(database, town, now, need_id=town.need))
    later = suggest(database, town, now + timedelta(days=1), need_id=town.need)
    assert [one.text for one in later.people[town.trainer].offers] == ["Training in bicycle repair."]


@pytest.mark.parametrize(("who", "may_judge"), [("member", True), ("organiser", False)])
def test_its_own_people_and_organisers_see_its_suggestions(
    database: Database, town: Town, now: datetime, who: str, may_judge: bool
) -> None:
    page = suggest(database, town, now, actor=getattr(town, who))
    assert ids(page)
    assert page.may_judge == may_judge


def test_nobody_else_sees_its_suggestions(database: Database, town: Town, now: datetime) -> None:
    for actor in (town.stranger, VISITOR):
        with pytest.raises(NotAllowed):
            suggest(database, town, now, actor=actor)
        with pytest.raises(NotAllowed), database.reading() as session:
            suggestions.get_one(session, actor, town.bikes, town.host, now=now)


def test_who_does_not_exist_gets_no_suggestions(database: Database, town: Town, now: datetime) -> None:
    with pytest.raises(NotFound, match=GONE):
        suggest(database, town, now, stakeholder_id="s-nothing")


def test_who_is_hidden_is_not_in_the_network(database: Database, town: Town, now: datetime) -> None:
    change(database, town.bikes, hidden=True)
    with pytest.raises(NotFound, match=GONE):
        suggest(database, town, now)
    with pytest.raises(NotFound, match=GONE), database.reading() as session:
        suggestions.get_one(session, town.member, town.bikes, town.host, now=now)


@pytest.mark.parametrize("how", ["hidden", "opted_out"])
def test_who_is_hidden_or_opted_out_is_never_suggested_from_the_next_request_on(
    database: Database, town: Town, now: datetime, how: str
) -> None:
    assert town.host in ids(suggest(database, town, now))
    change(database, town.host, **{how: True})
    assert town.host not in ids(suggest(database, town, now))
    with database.reading() as session:
        page = suggestions.ask(session, "a workshop room with daylight", now=now)
    assert town.host not in ids(page)


def test_who_is_deleted_is_never_suggested_again(database: Database, town: Town, now: datetime) -> None:
    suggest(database, town, now)
    with database.transaction() as session:
        session.delete(session.get_one(Stakeholder, town.host))
        history.touch(session, [town.host])
    page = suggest(database, town, now)
    assert town.host not in ids(page)
    assert page.pool_size == 3


def test_a_new_offer_shows_in_the_next_request(database: Database, town: Town, now: datetime) -> None:
    suggest(database, town, now)
    with database.transaction() as session:
        new = make_stakeholder(session, name="Neubau", about="A new house.")
        make_offer(session, new, "A workshop room with daylight.", cooperation=["space"])
    assert new.id in ids(suggest(database, town, now, need_id=town.need))


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(kinds=frozenset({Kind.SUPPORT})), {"host"}),
        (Filters(region="FR"), {"ministry"}),
        (Filters(language="fr"), {"host"}),
        (Filters(kinds=frozenset({Kind.SUPPORT}), region="FR"), set()),
    ],
)
def test_a_reader_narrows_the_list(
    database: Database, town: Town, now: datetime, filters: Filters, left: set[str]
) -> None:
    page = suggest(database, town, now, need_id=town.need, filters=filters)
    assert set(ids(page)) == {getattr(town, name) for name in left}


def test_levels_part_the_list(database: Database, town: Town, now: datetime) -> None:
    parts = [suggest(database, town, now, filters=Filters(levels=frozenset({level}))) for level in Level]
    for level, part in zip(Level, parts, strict=True):
        assert {item.level for item in part.answer.suggestions} <= {level}
    assert sorted(one for part in parts for one in ids(part)) == sorted(ids(suggest(database, town, now)))


def test_a_list_goes_on_where_it_ended(database: Database, town: Town, now: datetime) -> None:
    whole = ids(suggest(database, town, now))
    assert ids(suggest(database, town, now, top=1)) == whole[:1]
    assert ids(suggest(database, town, now, top=2, skip=1)) == whole[1:3]


def test_words_hidden_and_not_relevant_leave_the_list_and_saved_ones_stay(
    database: Database, town: Town, now: datetime
) -> None:
    for other, verdict in ((town.host, Verdict.SAVED), (town.trainer, Verdict.HIDDEN)):
        with database.transaction() as session:
            suggestions.judge(session, town.member, town.bikes, other, verdict, now=now)
    page = suggest(database, town, now)
    assert page.verdicts == {town.host: Verdict.SAVED, town.trainer: Verdict.HIDDEN}
    assert town.host in ids(page)
    assert town.trainer not in ids(page)
    with database.transaction() as session:
        suggestions.take_back(session, town.member, town.bikes, town.trainer, now=now)
    assert town.trainer in ids(suggest(database, town, now))


def test_anybody_may_ask_with_words(database: Database, town: Town, now: datetime) -> None:
    with database.reading() as session:
        page = suggestions.ask(session, "Who has a workshop room with daylight?", top=2, now=now)
    assert ids(page)[0] == town.host
    assert len(ids(page)) <= 2
    assert (page.profile.id, page.need, page.verdicts, page.may_judge, page.pool_size) == (
        "",
        None,
        {},
        False,
        4,
    )


def test_words_that_nobody_uses_find_nobody(database: Database, town: Town, now: datetime) -> None:
    with database.reading() as session:
        assert ids(suggestions.ask(session, "xylophone zeppelin", now=now)) == []


def test_one_suggestion_is_the_same_as_in_the_list(database: Database, town: Town, now: datetime) -> None:
    [listed] = [item for item in suggest(database, town, now).answer.suggestions if item.id == town.host]
    with database.reading() as session:
        example = suggestions.get_one(session, town.member, town.bikes, town.host, now=now)
    assert example.item.score == pytest.approx(listed.score)
    assert example.item.reasons == listed.reasons
    assert (example.profile.id, example.people[town.host].name) == (town.bikes, "Werkbank")


def test_one_suggestion_for_one_need(database: Database, town: Town, now: datetime) -> None:
    with database.reading() as session:
        one = suggestions.get_one(session, town.member, town.bikes, town.host, need_id=town.need, now=now)
        assert one.item.id == town.host
        with pytest.raises(NotFound, match="not open any more"):
            suggestions.get_one(
                session, town.member, town.bikes, town.host, need_id=town.foreign_need, now=now
            )


def test_a_suggestion_of_nobody_is_not_found(database: Database, town: Town, now: datetime) -> None:
    with pytest.raises(NotFound, match=GONE), database.reading() as session:
        suggestions.get_one(session, town.member, town.bikes, "s-nothing", now=now)


def test_the_front_page_shows_a_suggestion_with_reasons(
    database: Database, town: Town, now: datetime
) -> None:
    with database.reading() as session:
        example = suggestions.find_example(session, now=now)
    assert example is not None
    assert example.profile.needs
    assert example.profile.offers
    assert example.item.reasons
    assert example.item.id in example.people


def test_an_empty_network_has_no_example(database: Database, now: datetime) -> None:
    with database.reading() as session:
        assert suggestions.find_example(session, now=now) is None


def test_who_is_alone_is_no_example(database: Database, now: datetime) -> None:
    with database.transaction() as session:
        alone = make_stakeholder(session)
        make_offer(session, alone)
        make_need(session, alone)
    with database.reading() as session:
        assert suggestions.find_example(session, now=now) is None


def test_what_is_typed_in_a_shell_is_our_id_a_foreign_id_or_the_exact_name(
    database: Database, town: Town
) -> None:
    with database.transaction() as session:
        for source in ("dsi", "census"):
            session.add(Alias(stakeholder_id=town.host, source=source, source_id="17"))
    with database.reading() as session:
        assert suggestions.resolve(session, town.bikes) == town.bikes
        assert suggestions.resolve(session, "17") == town.host, "two sources may mean the same one"
        assert suggestions.resolve(session, "Lernhof") == town.trainer
        with pytest.raises(NotFound, match="Nothing is known of lernhof"):
            suggestions.resolve(session, "lernhof")


def test_our_id_wins_over_a_foreign_id_and_that_over_a_name(database: Database, town: Town) -> None:
    with database.transaction() as session:
        session.add(Alias(stakeholder_id=town.host, source="dsi", source_id=town.bikes))
        session.add(Alias(stakeholder_id=town.host, source="dsi", source_id="Lernhof"))
    with database.reading() as session:
        assert suggestions.resolve(session, town.bikes) == town.bikes
        assert suggestions.resolve(session, "Lernhof") == town.host


@pytest.mark.parametrize("how", ["source", "name"])
def test_several_hits_are_listed(database: Database, town: Town, how: str) -> None:
    with database.transaction() as session:
        if how == "source":
            for one, source in ((town.host, "dsi"), (town.trainer, "census")):
                session.add(Alias(stakeholder_id=one, source=source, source_id="Twice"))
            expected = sorted([town.host, town.trainer])
        else:
            expected = sorted(make_stakeholder(session, name="Twice").id for _ in range(2))
    with database.reading() as session, pytest.raises(Conflict) as caught:
        suggestions.resolve(session, "Twice")
    assert str(caught.value) == f"Twice fits several: {', '.join(expected)}. Give one of these ids."


def test_the_shell_may_ask_for_anyone(database: Database, town: Town, now: datetime) -> None:
    page = suggest(database, town, now, actor=SYSTEM, stakeholder_id=town.trainer)
    assert page.profile.id == town.trainer


def test_officials_see_the_suggestions_of_their_region(database: Database, town: Town, now: datetime) -> None:
    with database.transaction() as session:
        here = make_actor(session, Role.OFFICIAL, "DE1")
        elsewhere = make_actor(session, Role.OFFICIAL, "FR")
    # Somebody has claimed it: an official judges only while acting for it.
    assert not suggest(database, town, now, actor=here).may_judge
    with pytest.raises(NotAllowed):
        suggest(database, town, now, actor=elsewhere)
