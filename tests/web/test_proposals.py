"""Ties worth making and the broker’s desk, as pages without script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask, render_template_string

from matchmaker.app import create_app
from matchmaker.core.ecosystem import fits
from matchmaker.models import RegionSurvey, Stakeholder
from matchmaker.services import accounts, ecosystem, history, places
from matchmaker.web.access import allow
from matchmaker.web.views.worth import first_ties
from tests.factories import NOW, make_need, make_offer, make_stakeholder, make_tie
from tests.pages import PageClient
from tests.web.world import World, counted, make_world, proposed

DAY = timedelta(days=1)
WORTH = "/regions/DE11/ties-worth-making"


@pytest.fixture
def crowd(sqlite_app: Flask) -> World:
    """Fifty stakeholders, one of them alone, surveyed."""
    world = make_world(sqlite_app, size=50)
    with world.database.transaction() as session:
        alone = make_stakeholder(
            session, name="Alone at the lake", about="We teach washing machines to boats."
        )
        make_need(session, alone, "A workshop hall with benches near a station")
        make_offer(session, alone, "A course in repairing washing machines")
    survey(world)
    return world


def survey(world: World) -> None:
    """Survey the network as the job does."""
    with world.database.reading() as reader:
        scene = ecosystem.look(reader, today=NOW.date())
        earlier = ecosystem.find_survey(reader)
    taken = ecosystem.take_survey(scene, earlier)
    with world.database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=NOW)


def text_of(client: PageClient, path: str) -> str:
    """What a page says."""
    return client.page(path).text


def test_the_ledger_says_who_why_and_what_it_would_do(crowd: World) -> None:
    client = crowd.client("official")
    page = client.page(WORTH)
    assert page.headings == ["Ties worth making"]
    assert "would read it" not in page.text
    # A reason names both in place of "you".
    assert not any(words in page.text for words in ("You look for", "You offer", "You both", "from you."))
    assert "within two steps of somebody new" in page.text or "first tie" in page.text
    assert sum(form.action.endswith("/proposals") for form in page.forms) == 10
    for words in ("How this is worked out", "A match is strong from", "What the ten do together", "Nearness"):
        assert words in page.text
    html = client.get(WORTH).get_data(as_text=True)
    assert (
        html.count("No way leads") + html.count("steps from each other") + html.count("step from each") == 10
    )
    assert html.count('class="worth"') == 10


def test_one_click_sends_a_tie_and_it_waits_then(crowd: World) -> None:
    client = crowd.client("official")
    form = next(one for one in client.page(WORTH).forms if one.action.endswith("/proposals"))
    answer = client.post(form.action, data=dict(form.fields) | {"note": "Both are at the fair."})
    assert answer.status_code == 303
    page = client.page(WORTH)
    assert "Waits on the broker’s desk." in page.text
    assert "Sent. The proposal waits" in page.text
    assert sum(form.action.endswith("/proposals") for form in page.forms) == 9
    desk = text_of(client, "/proposals")
    assert "Sent by Official on 23 November 2026 for Stuttgart." in desk
    assert "Both are at the fair." in desk


def test_who_stands_alone_is_named_and_has_ties_of_its_own(crowd: World) -> None:
    client = crowd.client("official")
    page = client.page(WORTH)
    assert "Alone at the lake" in page.text
    (url,) = [link for link in page.links if "?for=" in link and link.startswith("/regions/DE11/ties")][-1:]
    found = client.page(url)
    assert found.headings[0].startswith("Ties worth making for ")
    form = next(one for one in found.forms if one.action.endswith("/proposals"))
    answer = client.post(form.action, data=dict(form.fields))
    assert answer.location == url


def test_one_pair_can_be_looked_at(crowd: World) -> None:
    page = crowd.client("official").page(f"{WORTH}?for={crowd.own}&with={crowd.another}")
    assert "Werkstatt Neckar and Radhof" in page.text
    assert "What the tie adds to the network at most" in page.text


def test_before_a_survey_the_page_says_so(world: World) -> None:
    assert "has not been surveyed yet" in text_of(world.client("official"), WORTH)


def test_who_opted_out_is_said_to_have(world: World) -> None:
    with world.database.transaction() as session:
        key = make_stakeholder(session, name="Leave us alone", opted_out=True).id
    assert "is not suggested to anybody" in text_of(world.client("official"), f"{WORTH}?for={key}")

    both = text_of(world.client("official"), f"{WORTH}?for={world.own}&with={key}")
    assert "Leave us alone is not suggested to anybody" in both


def test_below_a_tie_that_was_made_since_nothing_is_said_of_before_and_after(crowd: World) -> None:
    client = crowd.client("official")
    whole = client.get(WORTH).get_data(as_text=True)
    assert whole.count("What the tie does to the network,") == 10
    with crowd.database.transaction() as session:
        report = session.get_one(RegionSurvey, "DE11")
        fourth = report.content["ties"]["ten"][3]
        make_tie(session, *(session.get_one(Stakeholder, fourth[end]) for end in "ab"))
        history.touch(session, [fourth[end] for end in "ab"])
    less = client.get(WORTH).get_data(as_text=True)
    assert less.count("What the tie does to the network,") == 3
    assert less.count("What the tie adds to the network at most,") == 6


def test_too_large_a_region_leads_to_its_parts(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fits, "MOST_MEMBERS", 3)
    world = make_world(sqlite_app, size=8)
    survey(world)
    page = world.client("official").page(WORTH)
    assert "too large to try every tie" in page.text
    assert "/regions/DE111/ties-worth-making" in page.links


def test_all_regions_together_have_their_ten_for_who_brokers_everywhere(crowd: World) -> None:
    assert (
        crowd.client("organiser").page("/regions/EU/ties-worth-making").text.count("Send to a broker") == 10
    )
    crowd.client("official").page("/regions/EU/ties-worth-making", status=403)


def test_an_unknown_region_or_profile_is_not_found(world: World) -> None:
    client = world.client("organiser")
    client.page("/regions/XX9/ties-worth-making", status=404)
    client.page(f"{WORTH}?for=s-nobody", status=404)


def test_a_dropped_proposal_can_be_taken_up_again_at_once(world: World) -> None:
    proposed(world)
    client = world.client("official")
    form = next(one for one in client.page("/proposals").forms if one.action.endswith("/drop"))
    answer = client.post(form.action, data=dict(form.fields))
    page = client.page(answer.location or "")
    assert "The proposal is dropped." in page.text
    assert "Nothing waits" in page.text
    assert "Werkstatt Neckar" in text_of(client, "/proposals?state=dropped")
    again = next(one for one in page.forms if one.action.endswith("/again"))
    client.post(again.action, data=dict(again.fields))
    assert "Werkstatt Neckar" in text_of(client, "/proposals")


def test_a_pair_that_became_partners_says_so_on_the_desk(world: World) -> None:
    proposed(world)
    with world.database.transaction() as session:
        make_tie(session, *(session.get_one(Stakeholder, key) for key in (world.own, world.another)))
    assert "They have become partners since." in text_of(world.client("official"), "/proposals")


def test_the_desk_is_narrowed_by_region(world: World) -> None:
    proposed(world)
    client = world.client("organiser")
    assert "Werkstatt Neckar" in text_of(client, "/proposals?region=DE11")
    assert "Nothing waits" in text_of(client, "/proposals?region=EU")
    assert "Nothing waits" in text_of(client, "/proposals?region=FRE1")


def test_only_who_runs_a_place_finds_the_desk_in_the_menu(world: World) -> None:
    for role, there in (("official", True), ("organiser", True), ("member", False), ("visitor", False)):
        assert ("/desk" in world.client(role).page("/regions").links) is there


def test_the_pages_ask_the_database_little(crowd: World) -> None:
    client = crowd.client("administrator")
    proposed(crowd)
    for path in (WORTH, f"{WORTH}?for={crowd.own}", "/proposals", "/regions/EU/ties-worth-making"):
        client.page(path)
        with counted(crowd.database) as asked:
            client.page(path)
        assert len(asked) <= 15, (path, asked)


def test_the_page_of_a_region_can_show_the_first_three(crowd: World) -> None:
    app = create_app(crowd.app.extensions["settings"], database=crowd.database)
    app.extensions["clock"] = lambda: NOW

    @allow("region.read")
    def show() -> str:
        view = first_ties(places.get_region("DE11"))
        macro = '{% from "regions/worth.html" import first_ties with context %}'
        return render_template_string(macro + "{{ first_ties(view) if view else 'none' }}", view=view)

    app.add_url_rule("/three", view_func=show)
    client = app.test_client()
    assert client.get("/three").text == "none"
    with client.session_transaction() as cookie, crowd.database.transaction() as session:
        cookie["_user_id"] = accounts.sign_in_as_demo(session, "official", agent="a test", lasts=DAY, now=NOW)
        cookie["_fresh"] = True
    html = client.get("/three").text
    assert html.count("Send to a broker") == 3
    assert "All ties worth making" in html
