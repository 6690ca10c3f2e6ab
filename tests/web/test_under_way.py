"""Two who are being introduced already: who would ask again is led there; and the meeting as a file."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from matchmaker.core.introductions.states import Consent, State
from matchmaker.models import Introduction
from tests.factories import NOW
from tests.web.world import World, begun, counted


def asking(world: World) -> str:
    return f"/stakeholders/{world.own}/introductions/new?with={world.another}"


def test_where_one_could_ask_stands_that_it_is_under_way(world: World) -> None:
    client = world.client("member")
    pages = (
        f"/stakeholders/{world.own}/suggestions",
        f"/stakeholders/{world.own}/suggestions/{world.another}",
        f"/stakeholders/{world.another}",
    )
    assert all("Under way" not in client.page(path).text for path in pages)
    there = f"/introductions/{begun(world)}"
    for path in pages:
        page = client.page(path)
        assert "Under way" in page.text, path
        assert there in page.links
        assert not [url for url in page.links if url.endswith(f"new?with={world.another}")]
    assert client.get(asking(world)).location == there


def test_a_card_that_is_judged_still_says_so(world: World) -> None:
    there = f"/introductions/{begun(world)}"
    client = world.client("member")
    page = client.page(f"/stakeholders/{world.own}/suggestions")
    form = next(one for one in page.forms if one.action.endswith(f"/suggestions/{world.another}"))
    answer = client.post(form.action, data=dict(form.fields), headers={"HX-Request": "true"})
    assert there in answer.get_data(as_text=True)


def test_a_form_that_was_open_meanwhile_leads_there(world: World) -> None:
    client = world.client("member")
    form = client.page(asking(world)).forms[-1]
    there = f"/introductions/{begun(world)}"
    answer = client.post(asking(world), data=dict(form.fields))
    assert answer.status_code == 409
    text = answer.get_data(as_text=True)
    assert "It is under way already: open it" in text
    assert f'href="{there}"' in text


def test_who_brokers_is_led_there_too(world: World) -> None:
    client = world.client("official")
    path = f"/introductions/new?a={world.own}&b={world.another}"
    form = client.page(path).forms[-1]
    there = f"/introductions/{begun(world)}"
    answer = client.post(path, data=dict(form.fields))
    assert answer.status_code == 409
    assert there in answer.get_data(as_text=True)


def test_what_waits_on_a_desk_alone_is_not_given_away(world: World) -> None:
    client = world.client("member")
    form = client.page(asking(world)).forms[-1]
    id_ = begun(world)
    with world.database.transaction() as session:
        held = {"state": State.HELD, "consent_a": Consent.OPEN, "consent_b": Consent.OPEN}
        session.execute(update(Introduction).where(Introduction.id == id_).values(**held))
    assert "Under way" not in client.page(f"/stakeholders/{world.own}/suggestions").text
    answer = client.post(asking(world), data=dict(form.fields))
    assert answer.status_code == 409
    assert f"/introductions/{id_}" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("state", [State.MEETING_AGREED, State.MET])
def test_an_agreed_meeting_is_there_as_a_file(world: World, state: State) -> None:
    id_ = begun(world)
    path, client = f"/introductions/{id_}", world.client("member")
    assert f"{path}/meeting.ics" not in client.page(path).links
    yes = {"consent_a": Consent.YES, "consent_b": Consent.YES}
    agreed = {"state": state, "meeting_at": NOW, "meeting_minutes": 30, "meeting_where": "At the Radhof"}
    with world.database.transaction() as session:
        session.execute(update(Introduction).where(Introduction.id == id_).values(**agreed, **yes))
    answer = client.get(f"{path}/meeting.ics")
    assert answer.mimetype == "text/calendar"
    assert "meeting.ics" in answer.headers["Content-Disposition"]
    for words in (b"BEGIN:VEVENT", b"DTSTART:20261123T090000Z", b"LOCATION:At the Radhof", b"Radhof"):
        assert words in answer.data
    assert world.client("far_official").get(f"{path}/meeting.ics").status_code == 404


@pytest.mark.parametrize(("hours", "offered"), [(1, True), (-1, False)])
def test_only_a_meeting_that_lies_ahead_is_offered_to_the_calendar(
    world: World, hours: int, offered: bool
) -> None:
    id_ = begun(world)
    agreed = {"state": State.MEETING_AGREED, "meeting_at": NOW + timedelta(hours=hours)}
    yes = {"consent_a": Consent.YES, "consent_b": Consent.YES}
    with world.database.transaction() as session:
        session.execute(update(Introduction).where(Introduction.id == id_).values(**agreed, **yes))
    path = f"/introductions/{id_}"
    assert (f"{path}/meeting.ics" in world.client("member").page(path).links) is offered


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        (Consent.ASKED, Consent.ASKED, "Both of you were asked. Neither has answered yet."),
        (Consent.YES, Consent.ASKED, "You said yes. Radhof has not answered yet."),
        (Consent.ASKED, Consent.YES, "Radhof said yes. You have not answered yet."),
        (Consent.ASKED, Consent.OPEN, "You were asked first and have not answered yet."),
    ],
)
def test_who_reads_of_themselves_is_called_you(world: World, a: Consent, b: Consent, said: str) -> None:
    id_ = begun(world, (world.own, world.another))
    with world.database.transaction() as session:
        one = session.get_one(Introduction, id_)
        mine = one.a_id == world.own
        one.state, one.consent_a, one.consent_b = State.ASKED, a if mine else b, b if mine else a
    assert said in world.client("member").page(f"/introductions/{id_}").text


def test_an_introduction_that_ended_has_no_meeting_any_more(world: World) -> None:
    id_ = begun(world)
    ended = {"state": State.WITHDRAWN, "meeting_at": NOW}
    with world.database.transaction() as session:
        session.execute(update(Introduction).where(Introduction.id == id_).values(**ended))
    world.client("member").page(f"/introductions/{id_}/meeting.ics", status=404)


def test_it_costs_one_query_more(world: World) -> None:
    begun(world)
    client = world.client("member")
    for path in (f"/stakeholders/{world.own}/suggestions", f"/stakeholders/{world.another}"):
        client.page(path)
        with counted(world.database) as asked:
            client.page(path)
        assert len(asked) <= 15, asked


def test_who_was_blocked_is_listed_and_can_be_asked_again(world: World) -> None:
    path, client = f"/introductions/{begun(world)}", world.client("member")
    form = next(one for one in client.page(path).forms if one.action.endswith("/block"))
    assert client.post(form.action, data=dict(form.fields)).status_code == 303
    page = client.page("/introductions")
    assert "Whom you have blocked" in page.text
    assert "Blocked for Werkstatt Neckar on 23 November 2026." in page.text
    assert "Whom you have blocked" not in world.client("other").page("/introductions").text
    form = next(one for one in page.forms if one.action.endswith("/take-back"))
    assert client.post(form.action, data=dict(form.fields)).status_code == 303
    assert "Whom you have blocked" not in client.page("/introductions").text


def test_the_page_to_print_names_contact_persons_only_once_both_said_yes(world: World) -> None:
    id_, broker = begun(world), world.client("organiser")
    path, email = f"/introductions/{id_}", world.accounts["member"].email
    assert email in broker.page(path).text
    assert f"{path}/brief" not in broker.page(path).links
    assert email not in broker.page(f"{path}/brief").text
    for role in ("member", "other"):
        client = world.client(role)
        form = next(one for one in client.page(path).forms if one.action.endswith("/accept"))
        client.post(form.action, data=dict(form.fields))
    assert f"{path}/brief" in broker.page(path).links
    assert email in broker.page(f"{path}/brief").text
