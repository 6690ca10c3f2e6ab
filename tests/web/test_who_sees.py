"""Choosing who may see what: beside each answer, with a summary, and a look through other eyes."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from flask import Flask
from sqlalchemy import func, select

from matchmaker.core.audience import FIELDS
from matchmaker.core.entities import Audience, Kind
from matchmaker.models import Change, Job, Need, Stakeholder
from matchmaker.web.forms.audiences import AUDIENCES
from matchmaker.web.views.audiences import NAMES, READERS
from tests.web.world import World, make_world


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    """A small network with a person of each role."""
    return make_world(sqlite_app)


def audiences(world: World) -> dict[str, str]:
    """What the member's stakeholder has chosen."""
    with world.database.reading() as session:
        return dict(session.get_one(Stakeholder, world.own).audiences)


def change(world: World, values: Mapping[str, str], status: int = 303) -> str:
    """Send the form of the profile with some answers changed; the text of what comes back."""
    path = f"/stakeholders/{world.own}/edit"
    return world.client("member").submit(path, dict(values), status=status).get_data(as_text=True)


@pytest.mark.parametrize("kind", Kind)
def test_every_answer_has_its_choice_and_no_other_has(world: World, kind: Kind) -> None:
    page = world.client("member").page(f"/stakeholders/new/{kind}")
    form = next(one for one in page.forms if "name" in dict(one.fields))
    fields = dict(form.fields)
    asked = {name.removesuffix("_audience") for name in fields if name.endswith("_audience")}
    of_its_own = {"enterprise": {"legal_form", "people", "founded"}, "innovator": {"stage"},
                  "policymaker": {"authority_level"}, "support": {"support_type", "people"}}  # fmt: skip
    rest = set().union(*of_its_own.values())
    assert asked == set(FIELDS) - rest | of_its_own[kind]
    assert fields["email_audience"] == "matched"
    assert fields["people_audience"] == "members" if "people" in asked else True
    assert fields["about_audience"] == "public"
    assert "Name, kind and country are for everybody." in page.text


def test_what_was_chosen_is_kept_shown_again_and_written_into_the_history(world: World) -> None:
    change(world, {"about_audience": "members", "place_audience": "ourselves", "email_audience": "public"})
    assert audiences(world) == {"about": "members", "place": "ourselves", "email": "public"}
    page = world.client("member").page(f"/stakeholders/{world.own}/edit")
    fields = next(dict(one.fields) for one in page.forms if "about_audience" in dict(one.fields))
    assert (fields["about_audience"], fields["place_audience"]) == ("members", "ourselves")
    with world.database.reading() as session:
        kept = session.scalars(select(Change).where(Change.field == "audiences")).one()
    assert kept.after == {"about": "members", "place": "ourselves", "email": "public"}


def test_a_choice_that_was_not_sent_stays_as_it_is(world: World) -> None:
    """A form that does not ask who may see an answer must not open it to everybody."""
    change(world, {"about_audience": "ourselves", "ties_audience": "matched"})
    client = world.client("member")
    page = client.page(f"/stakeholders/{world.own}/edit")
    form = next(dict(one.fields) for one in page.forms if "about_audience" in dict(one.fields))
    sent = {name: value for name, value in form.items() if not name.endswith("_audience")}
    assert client.post(f"/stakeholders/{world.own}/edit", data=sent).status_code == 303
    assert audiences(world) == {"about": "ourselves", "ties": "matched"}


def test_going_back_to_the_default_is_no_choice(world: World) -> None:
    change(world, {"email_audience": "public"})
    change(world, {"email_audience": "matched"})
    assert audiences(world) == {}


def test_an_audience_that_does_not_exist_is_refused_beside_its_field(world: World) -> None:
    text = change(world, {"about_audience": "friends"}, status=422)
    assert 'id="about_audience-error"' in text
    assert audiences(world) == {}


def test_a_need_has_its_audience_too(world: World) -> None:
    client = world.client("member")
    path = f"/need/{world.need}/edit"
    form = next(dict(one.fields) for one in client.page(path).forms if "audience" in dict(one.fields))
    assert form["audience"] == "public"
    assert client.post(path, data={**form, "audience": "ourselves"}).status_code == 303
    assert "Only you see it. It finds no suggestions." in client.page(f"/stakeholders/{world.own}").text
    assert "washing machines for sixteen" not in world.client("other").page(f"/stakeholders/{world.own}").text
    # Opened anew: the first form does not know what it did itself.
    form = next(dict(one.fields) for one in client.page(path).forms if "audience" in dict(one.fields))
    without = {name: value for name, value in form.items() if name != "audience"}
    assert client.post(path, data=without).status_code == 303
    with world.database.reading() as session:
        assert session.get_one(Need, world.need).audience is Audience.OURSELVES


def test_ones_own_page_sums_up_who_sees_what_and_nobody_elses_does(world: World) -> None:
    change(world, {"about_audience": "members", "website_audience": "ourselves"})
    text = world.client("member").page(f"/stakeholders/{world.own}").text
    assert "Only for signed-in members: what you do and how many people work there." in text
    assert "Only for those you are introduced to: the mail address." in text
    assert "Only for you: the website." in text
    for reader in ("visitor", "other", "organiser"):
        assert "Who sees what?" not in world.client(reader).page(f"/stakeholders/{world.own}").text


def test_a_preview_is_for_those_who_may_change_the_profile_and_can_do_nothing(world: World) -> None:
    change(world, {"about_audience": "members"})
    member = world.client("member")
    about = "We repair bicycles"
    for word, seen in (("visitor", False), ("member", True), ("matched", True)):
        page = member.page(f"/stakeholders/{world.own}/as/{word}")
        assert (about in page.text) == seen
        assert "Change the profile" not in page.text
        assert not [one for one in page.forms if "/stakeholders/" in one.action]
    for reader in ("other", "far_official", "organiser"):
        world.client(reader).page(f"/stakeholders/{world.own}/as/visitor", status=403)
    member.page(f"/stakeholders/{world.own}/as/nobody", status=404)


def test_keeping_something_from_visitors_has_the_regions_surveyed_anew_once(world: World) -> None:
    def waiting() -> int:
        with world.database.reading() as session:
            query = select(func.count()).select_from(Job).where(Job.kind == "survey.take")
            return session.scalars(query).one()

    change(world, {"email_audience": "ourselves"})
    assert waiting() == 0, "no region tells of it"
    change(world, {"about_audience": "members"})
    change(world, {"themes_audience": "ourselves"})
    assert waiting() == 1


def test_the_words_cover_all_there_is() -> None:
    assert set(NAMES) == set(FIELDS)
    assert set(AUDIENCES) == set(Audience)
    assert set(READERS) == {"visitor", "member", "matched"}
