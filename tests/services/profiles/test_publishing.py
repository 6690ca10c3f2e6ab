"""From a draft to a profile: what is taken over, what is refused, what is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from matchmaker.core.actors import Actor
from matchmaker.core.drafts import Step
from matchmaker.core.entities import Kind, Reach
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import ProfileDraft
from matchmaker.services import profiles
from matchmaker.services.profiles.publishing import profile_of, statement_of
from tests.factories import make_actor
from tests.racing import race

WHOLE: dict[str, Any] = {"kind": "enterprise", "name": "Boats", "place": "Stuttgart", "founded": 2019}


@pytest.fixture
def actor(database: Database) -> Actor:
    with database.transaction() as session:
        return make_actor(session)


def drafted(database: Database, actor: Actor, now: datetime, **answers: Any) -> str:
    with database.transaction() as session:
        return profiles.begin_draft(session, actor, WHOLE | answers, now=now).id


def test_who_changes_the_kind_half_way_is_asked_and_says_only_what_belongs_to_it() -> None:
    answers = WHOLE | {"kind": "policymaker", "legal_form": "gGmbH", "people": "headcount-10",
                       "authority_level": "authority-local", "rights": ["epsr-4"]}  # fmt: skip
    values = profile_of(answers)
    assert (values.legal_form, values.people, values.founded) == ("", "", None)
    assert (values.authority_level, values.themes) == ("authority-local", ("epsr-4",))
    assert profile_of(answers | {"kind": "enterprise"}).themes == ()


def test_what_stands_in_no_list_is_left_out() -> None:
    answers = WHOLE | {"themes": ["theme-food", "<b>"], "languages": ["de", "xx"], "people": "many"}
    values = profile_of(answers)
    assert (values.themes, values.languages, values.people) == (("theme-food",), ("de",), "")
    stated = statement_of({"need_text": "A dry hall", "need_cooperation": ["space", "moon"],
                           "need_reach": "far"}, "need")  # fmt: skip
    assert stated is not None
    assert (stated.cooperation, stated.reach) == (("space",), Reach.EUROPEAN)


def test_a_legal_form_of_the_list_goes_before_another_one() -> None:
    assert profile_of(WHOLE | {"legal_form": "gGmbH", "legal_form_other": "x"}).legal_form == "gGmbH"
    assert profile_of(WHOLE | {"legal_form": "other", "legal_form_other": "SCOP"}).legal_form == "SCOP"
    assert profile_of(WHOLE | {"legal_form_other": "SCOP"}).legal_form == "SCOP"


def test_the_legal_forms_of_a_country_begin_with_those_of_social_enterprises() -> None:
    forms = profiles.list_legal_forms("DE")
    assert forms.index("gemeinnützige GmbH (gGmbH)") < forms.index("Wirtschaftlicher Verein")
    assert len(forms) == len({one.casefold() for one in forms})
    assert profiles.list_legal_forms("") == []


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"name": ""}, {"name"}),
        ({"kind": ""}, {"kind"}),
        ({"place": "Xyzzyhausen"}, {"place"}),
        ({"website": "not an address", "email": "nobody"}, {"website", "email"}),
        ({"founded": 3001}, {"founded"}),
        ({"need_text": "A hall"}, {"need_text"}),
        ({}, set()),
    ],
)
def test_each_fault_stands_at_its_answer(answers: dict[str, Any], faults: set[str], now: datetime) -> None:
    assert set(profiles.find_faults(WHOLE | answers, today=now.date())) == faults


def test_a_step_is_refused_only_for_its_own_answers(now: datetime) -> None:
    answers = WHOLE | {"place": "Xyzzyhausen"}
    profiles.check_step(answers, Step.WHO, today=now.date())
    with pytest.raises(Invalid):
        profiles.check_step(answers, Step.WHERE, today=now.date())


def test_a_draft_that_is_not_ready_is_kept(database: Database, actor: Actor, now: datetime) -> None:
    id_ = drafted(database, actor, now, place="Xyzzyhausen")
    with database.transaction() as session, pytest.raises(Invalid) as refused:
        profiles.publish_draft(session, actor, id_, now=now)
    assert set(refused.value.fields) == {"place"}
    with database.reading() as session:
        assert profiles.get_draft(session, actor, id_).answers["name"] == "Boats"


def test_a_published_draft_takes_no_more_answers(database: Database, actor: Actor, now: datetime) -> None:
    id_ = drafted(database, actor, now)
    with database.transaction() as session:
        made = profiles.publish_draft(session, actor, id_, now=now)
    with database.transaction() as session, pytest.raises(Conflict):
        profiles.keep_step(session, actor, id_, Step.WHO, {"name": "Ships"}, seen=9, now=now)
    with database.transaction() as session:
        assert profiles.publish_draft(session, actor, id_, now=now).id == made.id
        assert session.get(ProfileDraft, id_).answers == {}  # type: ignore[union-attr]  # it is there


def test_only_a_social_enterprise_takes_its_declaration_along(
    database: Database, actor: Actor, now: datetime
) -> None:
    said = {"declaration": {"aim": {"reply": "yes", "evidence": ""}}}
    for kind, there in ((Kind.ENTERPRISE, True), (Kind.INNOVATOR, False)):
        id_ = drafted(database, actor, now, kind=kind.value, **said)
        with database.transaction() as session:
            made = profiles.publish_draft(session, actor, id_, now=now)
            assert (profiles.find_standing(session, made.id) is not None) == there


def test_pressed_twice_at_the_same_moment_it_is_published_once(
    database: Database, actor: Actor, now: datetime, trials: Callable[[int], int]
) -> None:
    def publish() -> str:
        with database.transaction() as session:
            profiles.get_draft(session, actor, id_)
            return profiles.publish_draft(session, actor, id_, now=now).id

    for _ in range(trials(20)):
        id_ = drafted(database, actor, now)
        made = race(publish, publish)
        assert len(set(made)) == 1, made
