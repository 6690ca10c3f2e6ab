"""The pages of regions, as visitors, officials and organisers see them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import StatementState
from matchmaker.core.introductions.states import Origin
from matchmaker.jobs.worker import run_due_jobs
from matchmaker.models import Block, Introduction, Need, Stakeholder, Tie
from matchmaker.services import ecosystem, history, introductions
from matchmaker.web.views.regions import tree
from tests.factories import NOW, make_need, make_offer, make_stakeholder, make_tie
from tests.pages import PageClient
from tests.web.world import World, counted, make_world


def survey(world: World) -> None:
    """Have the network surveyed."""
    with world.database.reading() as reader:
        scene = ecosystem.look(reader, today=NOW.date())
        taken = ecosystem.take_survey(scene, ecosystem.find_survey(reader))
    with world.database.transaction() as session:
        ecosystem.keep_survey(session, taken, now=NOW)


def strangers(world: World) -> tuple[str, str]:
    """The two whose needs and offers meet, no partners any more, and with an address."""
    with world.database.transaction() as session:
        here = session.scalars(select(Stakeholder).where(Stakeholder.name == "Schreibstube")).one()
        there = session.scalars(select(Stakeholder).where(Stakeholder.name == "Maison du Sourd")).one()
        there.email = here.email = "post@example.org"
        session.delete(session.scalars(select(Tie).where(Tie.a_id.in_([here.id, there.id]))).one())
        history.touch(session, [here.id, there.id])
        return here.id, there.id


def offered(region: World, two: set[str]) -> list[str]:
    """The ways from the page of the region to bring these two together, or to send them to a broker."""
    links = region.client("official").page("/regions/DE11").links
    ways = [one for one in links if "/introductions/new" in one or "/worth" in one]
    return [one for one in ways if all(id_ in one for id_ in two)]


@pytest.fixture
def region(sqlite_app: Flask) -> World:
    """Stuttgart with a need that only somebody in Lille answers, and an offer that only Lille asks for."""
    world = make_world(sqlite_app)
    with world.database.transaction() as session:
        here = make_stakeholder(session, name="Schreibstube", about="We write letters for neighbours.")
        there = make_stakeholder(
            session, name="Maison du Sourd", region="FRE11", country="FR", place="Lille", lat=50.63, lon=3.07
        )
        when = NOW - timedelta(days=213)
        terms = {"cooperation": ["training"], "themes": ["theme-disability"]}
        make_need(session, here, "Sign language interpreting for evenings", created_at=when, **terms)
        make_offer(session, there, "Sign language interpreting, by video", **terms)
        make_offer(session, here, "Letters typed in braille for anybody", **terms)
        make_need(session, there, "Braille letters typed quickly", **terms)
        make_tie(session, here, there)
    survey(world)
    return world


def text_of(client: PageClient, path: str) -> str:
    """All that one can read at an address."""
    return client.page(path).text


def test_the_tree_holds_the_regions_with_somebody_in_them(region: World) -> None:
    page = region.client("visitor").page("/regions")
    for code in ("DE", "DE1", "DE11", "DE111", "FR", "FRE", "FRE1", "FRE11", "EU"):
        assert f"/regions/{code}" in page.links
    assert "/regions/PL" not in page.links
    assert "Germany DE 4" in page.text


def test_where_very_many_regions_are_inhabited_the_smallest_stand_on_the_page_of_the_one_around_them(
    region: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with region.database.transaction() as session:
        make_stakeholder(session, name="Beside Stuttgart", region="DE112")
    monkeypatch.setattr(tree, "VERY_MANY", 8)
    client = region.client("visitor")
    page = client.page("/regions")
    assert "/regions/DE11" in page.links
    assert "/regions/DE111" not in page.links
    assert "2 regions in it" in page.text
    assert "/regions/DE112" in client.page("/regions/DE11").links
    assert "/regions/DE111" in client.page("/regions?q=de111").links


@pytest.mark.parametrize("query", ["stuttg", "de11", "Stuttgart"])
def test_a_region_is_found_by_its_name_or_code(region: World, query: str) -> None:
    page = region.client("visitor").page(f"/regions?q={query}")
    assert "/regions/DE11" in page.links
    assert "/regions/FR" not in page.links


def test_a_known_region_without_anybody_is_found_too(region: World) -> None:
    page = region.client("visitor").page("/regions?q=pl21")
    assert "/regions/PL21" in page.links
    assert "Nobody is in" in page.text
    assert "No region fits this" in text_of(region.client("visitor"), "/regions?q=xyzzy")


def test_an_empty_site_says_what_to_do(sqlite_app: Flask) -> None:
    client = sqlite_app.test_client()
    assert isinstance(client, PageClient)
    assert "Nobody is here yet" in text_of(client, "/regions")
    assert "Import a list" in text_of(client, "/regions/EU")


def test_the_page_opens_with_what_the_data_says(region: World) -> None:
    text = text_of(region.client("visitor"), "/regions/DE11")
    assert "4 stakeholders." in text
    assert "3 have no partner yet." in text
    assert "1 need has no answer within 100 kilometres." in text
    assert "Counted on 23 November 2026." in text


def test_the_standfirst_leads_to_who_is_alone_and_to_what_is_missing(region: World) -> None:
    html = region.client("official").get("/regions/DE11").text
    assert '<a href="#roles">3 have no partner yet.</a>' in html
    assert '<a href="#gaps">1 need has no answer within 100 kilometres.</a>' in html
    heads = [html.index(f'id="{one}"') for one in ("here", "roles", "web", "ties", "gaps", "themes")]
    assert heads == sorted(heads)
    # Roles are for who plans; nobody else is sent to a place that is not there.
    html = region.client("visitor").get("/regions/DE11").text
    assert 'id="roles"' not in html
    assert "#roles" not in html


def test_there_is_a_page_for_all_together_and_none_for_unknown_codes(region: World) -> None:
    client = region.client("visitor")
    assert "5 stakeholders in 2 countries." in text_of(client, "/regions/EU")
    assert client.get("/regions/XX99").status_code == 404
    assert client.get("/regions/de11").status_code == 404


def test_a_known_region_without_anybody_says_what_to_do(region: World) -> None:
    page = region.client("official").page("/regions/PL21")
    assert "Nobody is in Małopolskie yet" in page.text
    assert "/imports/new" in page.links
    assert "/stakeholders/choose" in page.links


def test_those_here_are_counted_by_kind_with_a_way_to_each(region: World) -> None:
    page = region.client("visitor").page("/regions/DE11")
    assert re.search(r"Social enterprises ?2\b", page.text)
    assert re.search(r"Kind not known ?1\b", page.text)
    assert "/stakeholders?region=DE11&kind=support" in page.links
    assert "Not for all eyes" not in page.text


def test_a_gap_names_who_asks_since_when_and_the_nearest_answer(region: World) -> None:
    text = text_of(region.client("visitor"), "/regions/DE11")
    assert "Sign language interpreting for evenings Schreibstube 1 7 months" in text
    assert "Maison du Sourd, Lille, France Sign language interpreting, by video" in text
    assert "Fits: Training for others; Living with a disability." in text
    assert re.search(r"\b48\d km\b", text)


def test_a_broker_is_offered_where_the_two_are_no_partners_yet(region: World) -> None:
    client = region.client("official")
    asked = re.compile(r"/regions/DE11/ties-worth-making\?for=[^&]+&with=")
    assert not [link for link in client.page("/regions/DE11").links if asked.match(link)]
    with region.database.transaction() as session:
        query = select(Stakeholder).where(Stakeholder.name.in_(["Schreibstube", "Maison du Sourd"]))
        a, b = sorted(one.id for one in session.scalars(query))
        session.delete(session.scalars(select(Tie).where(Tie.a_id == a, Tie.b_id == b)).one())
        history.touch(session, [a, b])
    assert [link for link in client.page("/regions/DE11").links if asked.match(link)]


def test_how_long_gaps_are_open_is_told_where_that_is_known(region: World) -> None:
    page = region.client("visitor").page("/regions/DE11")
    needs, offers = page.text.split("Offers that nobody near asks for", 1)
    assert "Open for" in needs
    # The offer was stated today.
    assert "Open for" not in offers


def test_five_needs_stand_on_the_page_and_the_others_behind_a_line(sqlite_app: Flask) -> None:
    world = make_world(sqlite_app)
    texts = [
        "Welding of bicycle frames", "Interpreters for Tigrinya", "A lawyer for cooperatives",
        "Compost toilets for a festival", "Night trains for cargo", "Songbooks in braille",
        "A greenhouse of old windows",
    ]  # fmt: skip
    with world.database.transaction() as session:
        here = make_stakeholder(session, name="Schreibstube", about="We write letters for neighbours.")
        for number, text in enumerate(texts):
            make_need(session, here, text, created_at=NOW - timedelta(days=40 + number))
    survey(world)
    html = world.client("visitor").get("/regions/DE11").text
    start = html.index('id="gaps"')
    first, folded = html[start : html.index('id="idle"')].split("<details>", 1)
    assert sum(text in first for text in texts) == 5
    assert sum(text in folded for text in texts) == len(texts) - 5


def test_an_offer_that_nobody_near_asks_for_names_who_does(region: World) -> None:
    text = text_of(region.client("visitor"), "/regions/DE11")
    after = text[text.index("Offers that nobody near asks for") :]
    assert "Letters typed in braille for anybody" in after
    assert "Braille letters typed quickly" in after


def test_what_is_gone_since_the_survey_is_passed_over(region: World) -> None:
    client = region.client("administrator")
    with region.database.transaction() as session:
        query = select(Stakeholder).where(Stakeholder.name == "Maison du Sourd")
        gone = session.scalars(query).one()
        gone.hidden = True
        history.touch(session, [gone.id])
    text = text_of(client, "/regions/DE11")
    assert "Maison du Sourd" not in text
    assert "Nobody within its reach" in text


def test_before_the_first_survey_the_page_says_when_gaps_are_found(world: World) -> None:
    assert "Not counted yet." in text_of(world.client("visitor"), "/regions/DE11")
    visitor, official = (text_of(world.client(role), "/regions/DE11") for role in ("visitor", "official"))
    assert "You can have it counted now" not in visitor
    assert "You can have it counted now" in official


def test_themes_stand_side_by_side_and_lead_to_the_directory(region: World) -> None:
    page = region.client("visitor").page("/regions/DE11")
    assert "Living with a disability" in page.text
    assert "/stakeholders?region=DE11&theme=theme-disability&has=needs" in page.links
    assert "/stakeholders?region=DE11&theme=theme-disability&has=offers" in page.links


def test_a_region_stands_beside_its_neighbours(region: World) -> None:
    page = region.client("visitor").page("/regions/DE11")
    beside = page.text[page.text.index("Beside its neighbours") : page.text.index("What changed since")]
    assert "Nord-Pas de Calais" in beside
    assert "Europe as a whole" in beside
    assert "nothing to compare" in text_of(region.client("visitor"), "/regions/EU")


def test_what_changed_is_told_since_the_day_that_was_asked_for(region: World) -> None:
    with region.database.transaction() as session:
        one = make_stakeholder(session, name="Old friend", created_at=NOW - timedelta(days=300))
        make_need(
            session, one, "A bus", state=StatementState.MET, updated_at=NOW - timedelta(days=100),
            created_at=NOW - timedelta(days=300),
        )  # fmt: skip
    client = region.client("visitor")
    text = text_of(client, "/regions/DE11")
    assert "What changed since 25 August 2026" in text
    assert "4 stakeholders joined" in text
    assert "1 tie was entered" in text
    assert "Found what they looked for" not in text
    text = text_of(client, "/regions/DE11?since=2026-08-01")
    assert "1 need was met" in text
    assert "Found what they looked for" in text
    assert "Old friend" in text
    assert "A bus" not in text
    assert "5 stakeholders joined" in text_of(client, "/regions/DE11?since=2025-01-01")


@pytest.mark.parametrize("since", ["nonsense", "2999-01-01", "0001-01-01", ""])
def test_a_day_that_means_nothing_is_the_usual_one(region: World, since: str) -> None:
    text = text_of(region.client("visitor"), f"/regions/DE11?since={since}")
    assert "What changed since 25 August 2026" in text


def test_counting_anew_shows_how_far_it_is_until_it_is_done(region: World) -> None:
    client = region.client("far_official")
    client.submit("/regions/DE11", {}, action="/regions/DE11/count", status=303)
    assert "The network is being counted anew" in text_of(client, "/regions/DE11")
    assert "counted anew" not in text_of(region.client("visitor"), "/regions/DE11")
    answer = client.get("/regions/DE11", headers={"HX-Request": "true"})
    assert "HX-Redirect" not in answer.headers
    assert "HX-Request" in answer.headers["Vary"]
    settings = region.app.extensions["settings"]
    run_due_jobs(region.database, settings, now=NOW)
    answer = client.get("/regions/DE11", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/regions/DE11"
    assert "Count anew" in text_of(client, "/regions/DE11")


@pytest.mark.parametrize("path", ["/regions", "/regions/DE11", "/regions/EU"])
def test_the_pages_ask_few_queries(region: World, path: str) -> None:
    client = region.client("official")
    client.page(path)
    with counted(region.database) as asked:
        client.page(path)
    assert len(asked) <= 13, asked


def test_profiles_and_the_directory_lead_to_the_region(region: World) -> None:
    client = region.client("visitor")
    assert "/regions/DE11" in client.page(f"/stakeholders/{region.own}").links
    assert "/regions/DE11" in client.page("/stakeholders?region=DE11").links
    assert "/regions/UK" in client.page("/stakeholders?region=GB").links


def test_a_broker_brings_two_together_for_a_need_without_an_answer(region: World) -> None:
    strangers(region)
    brings = [
        one for one in region.client("official").page("/regions/DE11").links if "/introductions/new" in one
    ]
    # Those for the need here, and for the need there that the offer here would answer.
    assert len(brings) == 2
    client = region.client("official")
    page = client.page(brings[0])
    assert "Sign language interpreting for evenings" in page.text
    form = page.forms[-1]
    answer = client.post(form.action, data=dict(form.fields) | {"reason": "They interpret by video."})
    assert answer.status_code == 303, answer.text
    with region.database.reading() as session:
        made = session.scalars(select(Introduction)).one()
        need = session.get_one(Need, made.need_id)
    assert (made.origin, made.region, need.text) == (
        Origin.NEED, "DE11", "Sign language interpreting for evenings",
    )  # fmt: skip
    for role in ("visitor", "member", "far_official"):
        assert not [
            one for one in region.client(role).page("/regions/DE11").links if "introductions/new" in one
        ]


@pytest.mark.parametrize("why", ["blocked", "under way"])
def test_who_cannot_be_brought_together_is_not_offered(region: World, why: str) -> None:
    here, there = strangers(region)
    assert offered(region, {here, there})
    with region.database.transaction() as session:
        if why == "blocked":
            session.add(Block(stakeholder_id=there, other_id=here, at=NOW))
        else:
            introductions.begin(session, SYSTEM, a=here, b=there, hold=True, now=NOW)
    assert not offered(region, {here, there})


def test_a_need_that_is_met_meanwhile_brings_nobody_together(region: World) -> None:
    client = region.client("official")
    path = f"/introductions/new?a={region.own}&b={region.another}&need="
    assert client.get(path + region.need).status_code == 200
    assert client.get(path + "nobody").status_code == 404
