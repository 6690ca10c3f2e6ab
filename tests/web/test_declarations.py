"""Declaring and checking on their pages."""

from __future__ import annotations

from matchmaker.core.declaration import QUESTIONS
from matchmaker.models import Stakeholder
from tests.pages import PageClient
from tests.web.world import World, counted, declared

YES = {question.key: "yes" for question in QUESTIONS}
SECRET = "Our private accounts of 2025"


def say(world: World, **more: str) -> PageClient:
    """The member says yes to all of it."""
    client = world.client("member")
    path = f"/stakeholders/{world.own}/declaration"
    assert client.submit(path, YES | more, status=303).location == f"/stakeholders/{world.own}"
    return client


def test_the_profile_says_who_says_it_and_later_who_checked_it(world: World) -> None:
    say(world)
    visitor = world.client("visitor")
    profile = f"/stakeholders/{world.own}"
    assert "Says of itself that it is a social enterprise" in visitor.page(profile).text
    official = world.client("official")
    official.submit(f"/declarations/{declared(world)}", {}, action=f"/declarations/{declared(world)}/check",
                    status=303)  # fmt: skip
    text = visitor.page(profile).text
    assert "Checked by Official on 23 November 2026." in text
    assert "Says of itself" not in text


def test_evidence_is_for_those_who_say_it_and_those_who_check(world: World) -> None:
    client = say(world, aim_evidence=SECRET)
    profile = f"/stakeholders/{world.own}"
    assert SECRET in client.page(profile).text
    assert SECRET in world.client("official").page(f"/declarations/{declared_id(world)}").text
    for role in ("visitor", "other", "official", "administrator"):
        assert SECRET not in world.client(role).page(profile).text


def declared_id(world: World) -> str:
    """The id of the only declaration, as its page in the queue has it."""
    links = world.client("official").page("/declarations").links
    return next(link for link in links if link.startswith("/declarations/c-")).rpartition("/")[2]


def test_a_link_as_evidence_can_be_opened_and_only_a_web_address_is_one(world: World) -> None:
    say(world, aim_evidence="https://boats.example/statutes", risk_evidence="javascript:alert(1)")
    page = world.client("official").page(f"/declarations/{declared_id(world)}")
    assert "https://boats.example/statutes" in page.links
    assert not [link for link in page.links if "javascript" in link]


def test_what_is_returned_comes_back_with_its_reason_and_can_be_put_right(world: World) -> None:
    client, official = say(world), world.client("official")
    path = f"/declarations/{declared_id(world)}"
    refused = official.submit(path, {"reason": ""}, action=f"{path}/return", status=422)
    assert refused.get_data(as_text=True).count("Say what is missing") >= 2
    official.submit(path, {"reason": "Which statutes?"}, action=f"{path}/return", status=303)
    page = client.page("/account")
    assert "“Which statutes?”" in page.text
    assert f"/stakeholders/{world.own}/declaration" in page.links
    assert "“Which statutes?”" in client.page(f"/stakeholders/{world.own}/declaration").text
    assert "Which statutes?" not in world.client("visitor").page(f"/stakeholders/{world.own}").text
    say(world)
    assert "Returned: 0" in official.page("/declarations").text


def test_the_queue_stands_in_the_menu_of_those_who_check_with_its_counts(world: World) -> None:
    say(world)
    for role in ("official", "organiser", "administrator"):
        page = world.client(role).page("/account")
        assert "1 declaration waits to be checked." in page.text
        assert "/declarations" in page.links
    assert "To check: 1" in world.client("organiser").page("/declarations").text
    assert "To check: 0" in world.client("far_official").page("/declarations").text
    assert "/declarations" not in world.client("member").page("/account").links


def test_answers_that_changed_while_one_read_are_not_checked(world: World) -> None:
    say(world)
    official, path = world.client("official"), f"/declarations/{declared_id(world)}"
    form = next(one for one in official.page(path).forms if one.action.endswith("/check"))
    say(world, aim="no")
    assert official.post(form.action, data=dict(form.fields)).status_code == 409
    assert "changed while you read" in official.last.text if official.last else False


def test_a_form_without_answers_is_refused_and_a_state_that_is_none_shows_the_queue(world: World) -> None:
    client = world.client("member")
    html = client.submit(f"/stakeholders/{world.own}/declaration", {}, status=422).get_data(as_text=True)
    assert "Answer at least one question." in html
    assert "To check: 0" in world.client("official").page("/declarations?state=nonsense&after=x").text


def test_who_checks_reads_of_where_somebody_is_what_they_show(world: World) -> None:
    say(world)
    assert "Stuttgart" in world.client("organiser").page("/declarations").text
    with world.database.transaction() as session:
        session.get_one(Stakeholder, world.own).audiences = {"place": "ourselves", "region": "matched"}
    for role in ("organiser", "official"):
        page = world.client(role).page("/declarations")
        assert "Said on" in page.text
        assert "Stuttgart" not in page.text


def test_it_is_taken_back_on_the_page_on_which_it_was_said(world: World) -> None:
    client = say(world)
    path = f"/stakeholders/{world.own}/declaration"
    client.submit(path, {}, action=f"{path}/take-back", status=303)
    assert "Says of itself" not in client.page(f"/stakeholders/{world.own}").text


def test_a_profile_tells_its_people_what_more_would_open(world: World) -> None:
    page = world.client("member").page(f"/stakeholders/{world.own}")
    assert "What more would open" in page.text
    assert f"/stakeholders/{world.own}/declaration" in page.links
    assert "What more would open" not in world.client("visitor").page(f"/stakeholders/{world.own}").text


def test_no_page_asks_the_database_too_often(world: World) -> None:
    say(world)
    for role, path in (
        ("member", f"/stakeholders/{world.own}"),
        ("member", f"/stakeholders/{world.own}/declaration"),
        ("official", "/declarations"),
        ("official", f"/declarations/{declared_id(world)}"),
        ("official", "/account"),
    ):
        client = world.client(role)
        # The first page after a change also fits the network, for everybody.
        client.page(path)
        with counted(world.database) as asked:
            client.page(path)
        assert len(asked) <= 15, (path, len(asked))
