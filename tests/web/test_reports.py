"""Reporting a profile, deciding about it, and hiding: on the pages."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.reports import Trouble
from matchmaker.models import Mail, Report, Stakeholder
from matchmaker.services import introductions, reports
from tests.factories import NOW
from tests.pages import PageClient
from tests.web.world import World, begun, counted, reported, upload

SAID = {"trouble": "not_real", "words": "There is no such house."}


def hide(world: World, own: str = "", reason: str = "It shows a private address.") -> None:
    """An official hides a profile."""
    path = f"/stakeholders/{own or world.own}/hiding"
    world.client("official").submit(path, {"reason": reason}, action=path[:-6] + "hide", status=303)


def rows(world: World) -> list[Report]:
    with world.database.reading() as session:
        return list(session.scalars(select(Report).order_by(Report.made_at, Report.id)))


def test_a_visitor_reports_from_the_foot_of_a_profile(world: World) -> None:
    client, profile = world.client("visitor"), f"/stakeholders/{world.own}"
    assert f"{profile}/report" in client.page(profile).links
    answer = client.submit(f"{profile}/report", SAID | {"address": "eve@example.org"}, status=303)
    assert answer.location == profile
    assert "Thank you." in client.page(profile).text
    (row,) = rows(world)
    assert (row.address, row.words, row.account_id) == ("eve@example.org", SAID["words"], None)


def test_the_same_browser_adds_to_what_it_said(world: World) -> None:
    client, path = world.client("visitor"), f"/stakeholders/{world.own}/report"
    for words in ("One.", "Two."):
        client.submit(path, SAID | {"words": words}, status=303)
    assert [row.words for row in rows(world)] == ["One.\n\nTwo."]
    world.client("visitor").submit(path, SAID, status=303)
    assert len(rows(world)) == 2


def test_one_who_has_signed_in_is_not_asked_for_an_address_and_chooses_what_is_meant(world: World) -> None:
    client, path = world.client("other"), f"/stakeholders/{world.own}/report"
    page = client.page(f"{path}?about=offer:{world.offer}")
    assert "Your mail address" not in page.text
    assert dict(page.forms[-1].fields)["about"] == f"offer:{world.offer}"
    client.submit(path, SAID | {"about": f"offer:{world.offer}"}, status=303)
    assert rows(world)[0].about_id == world.offer
    assert (
        client.post(path, data=dict(page.forms[-1].fields) | SAID | {"about": "offer:o-1"}).status_code == 404
    )


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"trouble": ""}, "Choose what is wrong."),
        ({"trouble": "other", "words": ""}, "Say in a sentence what is wrong."),
        ({"words": "x" * 1_001}, "Keep this below 1,000 signs."),
        ({"address": "eve"}, "This is not a mail address"),
    ],
)
def test_a_refused_report_says_why_beside_the_field(world: World, sent: dict[str, str], said: str) -> None:
    path = f"/stakeholders/{world.own}/report"
    html = world.client("visitor").submit(path, SAID | sent, status=422).get_data(as_text=True)
    assert html.count(said) >= 2
    assert rows(world) == []


def test_its_own_people_are_not_asked_to_report_or_block_themselves(world: World) -> None:
    page = world.client("member").page(f"/stakeholders/{world.own}")
    assert not [link for link in page.links if link.endswith(("/report", "/hiding"))]
    assert "Block for" not in page.text


def test_an_official_finds_it_decides_and_the_profile_is_hidden_with_the_reason(world: World) -> None:
    path, official = f"/reports/{reported(world)}", world.client("official")
    assert "1 report waits to be decided." in official.page("/account").text
    assert path in official.page("/reports").links
    page = official.page(path)
    assert "There is no such house." in page.text
    assert f"/stakeholders/{world.own}/history" in page.links
    refused = official.submit(path, {"decision": "hide"}, action=f"{path}/decide", status=422)
    assert refused.get_data(as_text=True).count("Give a reason.") >= 2
    official.submit(path, {"decision": "hide", "reason": "No house."}, action=f"{path}/decide", status=303)
    assert "Something was done: 1" in official.page("/reports").text
    assert "Decided on 23 November 2026. The profile was hidden." in official.page(path).text
    assert world.client("visitor").get(f"/stakeholders/{world.own}").status_code == 404
    shown = world.client("member").page(f"/stakeholders/{world.own}")
    assert "The reason: “No house.”" in shown.text
    assert f"/stakeholders/{world.own}/another-look" in shown.links


def test_decided_once_it_is_decided(world: World) -> None:
    path, official = f"/reports/{reported(world)}", world.client("official")
    form = official.page(path).forms[-1]
    sent = dict(form.fields) | {"decision": "nothing", "reason": "All is well."}
    assert "Your decision ends all reports" in official.page(path).text
    assert official.post(form.action, data=sent).status_code == 303
    decided = official.page(path).text
    assert "Your decision ends" not in decided
    assert "All reports about the same thing ended with it." in decided
    assert official.post(form.action, data=sent).status_code == 409
    assert official.post(form.action, data=sent | {"decision": "burn"}).status_code == 422


def test_its_people_ask_for_another_look_and_an_administrator_shows_it(world: World) -> None:
    hide(world)
    member, ask = world.client("member"), f"/stakeholders/{world.own}/another-look"
    assert member.submit(ask, {"words": " "}, status=422).status_code == 422
    member.submit(ask, {"words": "We took it out."}, status=303)
    page = member.page(f"/stakeholders/{world.own}")
    assert "Another look was asked for on 23 November 2026." in page.text
    assert ask not in page.links
    assert "You have asked for another look already." in member.page(ask).text
    administrator, path = world.client("administrator"), f"/stakeholders/{world.own}/hiding"
    assert "1 hidden profile asks for another look" in administrator.page("/administration").text
    official = world.client("official").page(path)
    assert "“We took it out.”" in official.text
    assert not [form for form in official.forms if form.action.endswith("answer")]
    assert "“We took it out.”" in administrator.page(path).text
    administrator.submit(path, {"reason": "You did."}, action=f"{ask}/answer", status=422)
    sent = {"reason": "You did.", "shows": "yes"}
    administrator.submit(path, sent, action=f"{ask}/answer", status=303)
    assert world.client("visitor").get(f"/stakeholders/{world.own}").status_code == 200
    assert "Shown again on 23 November 2026: “You did.”" in administrator.page(path).text


def test_a_profile_that_is_not_hidden_has_no_other_look(world: World) -> None:
    assert world.client("member").get(f"/stakeholders/{world.own}/another-look").status_code == 404


def test_mails_about_a_report_are_written_in_the_outbox(world: World) -> None:
    reported(world)
    hide(world)
    administrator = world.client("administrator")
    with world.database.reading() as session:
        ids = {one.params.get("what"): one.id for one in session.scalars(select(Mail))}
    assert (
        "The profile of Werkstatt Neckar was reported"
        in administrator.page(f"/outbox/{ids['reported']}").text
    )
    assert "It shows a private address." in administrator.page(f"/outbox/{ids['hidden']}").text


def test_a_message_is_taken_away_by_who_brokers(world: World) -> None:
    id_ = begun(world)
    path = f"/introductions/{id_}"
    for role in ("member", "other"):
        press(world.client(role), path, "/accept")
    press(world.client("member"), path, "/write", **{"write-text": "You are thieves."})
    other = world.client("other")
    report = next(link for link in other.page(path).links if link.endswith("/report"))
    assert "You are thieves." in other.page(report).text
    other.submit(report, {"trouble": "other", "words": ""}, status=422)
    other.submit(report, {"trouble": "insulting", "words": "We are not."}, status=303)
    assert report not in world.client("member").page(path).links
    organiser = world.client("organiser")
    (shown,) = (link for link in organiser.page("/reports").links if link.startswith("/reports/v-"))
    page = organiser.page(shown)
    assert "You are thieves." in page.text
    assert path in page.links
    sent = {"decision": "remove", "reason": "One does not write so."}
    organiser.submit(shown, sent, action=f"{shown}/decide", status=303)
    for role in ("member", "other", "organiser"):
        text = world.client(role).page(path).text
        assert "You are thieves." not in text
        assert "Taken away on 23 November 2026." in text
    assert other.get(report).status_code == 404


def test_reports_of_messages_without_end_are_refused_with_the_words_kept_in_the_form(world: World) -> None:
    id_ = begun(world)
    path = f"/introductions/{id_}"
    for role in ("member", "other"):
        press(world.client(role), path, "/accept")
    press(world.client("member"), path, "/write", **{"write-text": "You are thieves."})
    other = world.client("other")
    report = next(link for link in other.page(path).links if link.endswith("/report"))
    for number in range(10):
        other.submit(report, {"trouble": "insulting", "words": f"Number {number}."}, status=303)
    page = other.submit(report, {"trouble": "insulting", "words": "Number ten."}, status=429)
    assert page.headers["Retry-After"] == "3601"
    refused = page.get_data(as_text=True)
    assert "You have sent as many reports within an hour as one may." in refused
    assert "Number ten." in refused
    assert "You are thieves." in refused
    assert "Number ten." not in rows(world)[0].words
    profile = f"/stakeholders/{world.own}/report"
    other.submit(profile, SAID, status=429)


def press(client: PageClient, path: str, act: str, **values: str) -> None:
    """Press a button of an introduction."""
    form = next(one for one in client.page(path).forms if one.action.endswith(act))
    assert client.post(form.action, data=dict(form.fields) | values).status_code == 303


def test_one_blocks_another_on_its_profile_and_takes_it_back_in_one_place(world: World) -> None:
    member, profile = world.client("member"), f"/stakeholders/{world.another}"
    card = f"/stakeholders/{world.own}/suggestions/{world.another}"
    assert card in member.page(f"/stakeholders/{world.own}/suggestions").links
    action = f"/stakeholders/{world.own}/blocked/{world.another}"
    assert member.submit(profile, {}, action=action, status=303).location == "/introductions"
    assert "Radhof" in member.page("/introductions").text
    for role, own, other in (("member", world.own, world.another), ("other", world.another, world.own)):
        page = world.client(role).page(f"/stakeholders/{own}/suggestions")
        assert f"/stakeholders/{own}/suggestions/{other}" not in page.links
    assert "Blocked for Werkstatt Neckar: take it back" in member.page(profile).text
    member.submit("/introductions", {}, action=f"{action}/take-back", status=303)
    assert "Block for Werkstatt Neckar" in member.page(profile).text
    with world.database.reading() as session:
        assert introductions.list_blocked(session, SYSTEM) == []


def test_no_page_asks_the_database_too_often(world: World) -> None:
    report = reported(world)
    with world.database.transaction() as session:
        for number in range(5):
            said = reports.Said(trouble=Trouble.OTHER, words=f"{number}")
            reports.report(session, SYSTEM, world.another, said, origin="", now=NOW)
    hide(world)
    for role, path in (
        ("visitor", f"/stakeholders/{world.another}/report"),
        ("official", "/reports"),
        ("administrator", "/reports"),
        ("official", f"/reports/{report}"),
        ("official", f"/stakeholders/{world.own}/hiding"),
        ("member", f"/stakeholders/{world.own}"),
        ("member", f"/stakeholders/{world.own}/another-look"),
        ("official", "/account"),
        ("administrator", "/administration/profiles?q=a"),
        ("administrator", "/administration"),
        ("administrator", "/imports"),
    ):
        client = world.client(role)
        client.page(path)
        with counted(world.database) as asked:
            client.page(path)
        assert len(asked) <= 15, (path, len(asked))


def test_administrators_find_records_hide_them_from_there_and_take_them_away(world: World) -> None:
    client = world.client("administrator")
    with world.database.transaction() as session:
        session.get_one(Stakeholder, world.another).name = "=1+1"
    reported(world)
    page = client.page("/administration/profiles")
    assert "Reported (1) Hidden (1) Claimed by nobody (2)" in page.text
    assert "Not for all eyes" in page.text
    assert "1 open report" in client.page("/administration/profiles?state=reported&q=neckar").text
    assert "Nothing found" in client.page("/administration/profiles?q=nobody&state=nonsense&after=x").text
    assert (
        f"/stakeholders/{world.hidden}/hiding" in client.page("/administration/profiles?state=hidden").links
    )
    answer = client.get("/administration/profiles.csv?state=reported")
    assert answer.mimetype == "text/csv"
    assert answer.get_data(as_text=True).count("\r\n") == 2
    assert ",'=1+1," in client.get("/administration/profiles.csv").get_data(as_text=True)
    first = client.page("/administration")
    assert "1 report waits" in first.text
    assert "/administration/profiles" in first.links


def test_the_list_of_imports_says_to_administrators_who_brought_them_in(world: World) -> None:
    upload(world)
    assert "By Official on 23 November 2026." in world.client("administrator").page("/imports").text
    text = world.client("official").page("/imports").text
    assert "On 23 November 2026." in text
    assert "By Official" not in text
