"""What both sides would gain, and that no explanation cites what members may not see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from matchmaker.core.actors import SYSTEM
from matchmaker.core.audience import FIELDS
from matchmaker.core.entities import Kind, Profile
from matchmaker.core.explain import Reason, plain
from matchmaker.core.sides import Sides
from matchmaker.db import Database
from matchmaker.models import Stakeholder
from matchmaker.services import history, network, suggestions
from tests.services.suggestions.conftest import Town

SECRET = "zeppelin"


def all_of(sides: Sides) -> str:
    return " ".join(plain(one, str) for one in sides.reader + sides.other + sides.both)


def everything(reasons: Sequence[Reason]) -> str:
    """All that explanations hold: sentences, evidence and quotes."""
    return " ".join(f"{plain(one, str)} {dict(one.evidence)} {one.quotes}" for one in reasons).casefold()


def test_the_step_before_a_request_says_what_each_side_would_gain(
    database: Database, town: Town, now: datetime
) -> None:
    with database.reading() as session:
        one = suggestions.get_one(session, town.member, town.bikes, town.host, now=now)
    [gain], [give] = one.sides.reader, one.sides.other
    assert "You look for “We look for a workshop room with daylight”." in plain(gain, str)
    assert "They offer “A workshop room with daylight and tools”." in plain(gain, str)
    assert "They look for “We look for people who teach bicycle repair”." in plain(give, str)
    assert "They look for" not in " ".join(plain(reason, str) for reason in one.item.reasons)


def test_for_one_need_only_that_need_is_gained(database: Database, town: Town, now: datetime) -> None:
    with database.reading() as session:
        one = suggestions.get_one(session, town.member, town.bikes, town.host, need_id=town.need, now=now)
    assert "workshop room with daylight" in all_of(one.sides)


@pytest.mark.parametrize("audience", ["ourselves", "matched"])
def test_no_explanation_cites_a_field_that_is_hidden_from_members(
    database: Database, town: Town, now: datetime, audience: str
) -> None:
    """Everybody has the secret word in every field that may be hidden; nobody is told of it."""
    fields = ("about", "languages", "themes")
    with database.transaction() as session:
        for id_ in (town.bikes, town.host, town.trainer, town.ministry):
            row = session.get_one(Stakeholder, id_)
            row.about, row.languages = f"Our {SECRET} flies over {SECRET} harbours. {row.about}", ["mt"]
            row.themes = ["theme-energy"]
            row.audiences = dict.fromkeys(fields, audience)
        history.touch(session, [town.bikes, town.host, town.trainer, town.ministry])
    with database.reading() as session:
        live = network.snapshot(session, today=now.date())
        told = 0
        for own in live.profiles:
            for other in set(live.profiles) - {own}:
                one = suggestions.get_one(session, SYSTEM, own, other, now=now)
                said = everything(one.item.account)
                assert not {SECRET, "theme-energy", "energy", "'mt'"} & set(said.replace(".", " ").split())
                assert SECRET not in said
                assert one.item.shared_languages == ()
                told += len(one.item.account)
    assert told, "there were explanations to look at"


def test_what_members_may_see_is_cited(database: Database, town: Town, now: datetime) -> None:
    """The other side of the test above: with the fields open the word would have been there."""
    with database.transaction() as session:
        for id_ in (town.bikes, town.host):
            session.get_one(Stakeholder, id_).about = f"Our {SECRET} flies over quiet harbours."
        history.touch(session, [town.bikes, town.host])
    with database.reading() as session:
        one = suggestions.get_one(session, town.member, town.bikes, town.host, now=now)
    assert SECRET in everything(one.item.account)


def test_a_profile_given_to_the_engine_holds_no_field_of_a_narrower_audience() -> None:
    """A new field of Profile must be thought about: who may see it decides whether the engine may know it."""
    guarded = {column for columns in FIELDS.values() for column in columns}
    # `sort` says in the words of a source what `kind` says in ours, and is as public.
    public = {"id", "name", "kind", "sort", "country", "verified", "created"}
    never_told = {"rankable"}
    of_their_own = {"offers", "needs"}
    names = set(Profile.__dataclass_fields__)
    assert names - public - never_told - of_their_own <= guarded
    assert names >= public | never_told | of_their_own
    assert replace(Profile("s", "S"), kind=Kind.SUPPORT).about == ""
