"""Steps of an introduction that are refused: what was there to choose from, and what was typed, stays."""

from __future__ import annotations

import re

import pytest

from matchmaker.core.actors import SYSTEM
from matchmaker.core.introductions.states import Side, State
from matchmaker.models import Introduction, Pilot
from matchmaker.services import introductions
from tests.factories import NOW, make_stakeholder
from tests.pages import PageClient
from tests.web.test_introductions import link_of, press
from tests.web.world import World, begun


def refuse(client: PageClient, path: str, ending: str, **values: str | list[str]) -> str:
    """Send the form that goes there with something wrong in it; the answer is the page that comes back."""
    form = next(one for one in client.page(path).forms if one.action.endswith(ending))
    answer = client.post(form.action, data=dict(form.fields) | values)
    assert answer.status_code == 422
    return answer.get_data(as_text=True)


def waiting(world: World) -> str:
    """The id of an introduction that waits for a broker."""
    with world.database.transaction() as session:
        made = introductions.begin(
            session, SYSTEM, a=world.own, b=world.another, reason="Both mend.", hold=True, now=NOW
        )
        return introductions.resume(session, SYSTEM, made.id, now=NOW).id


def introduced(world: World) -> str:
    """The page of an introduction to which both have said yes."""
    path = f"/introductions/{begun(world)}"
    for role in ("member", "other"):
        press(world.client(role), path, "/accept")
    return path


def offer(world: World, path: str, **more: str) -> None:
    """Let the member propose two times."""
    days = {"offer-first_day": ["27", "11", "2026"], "offer-second_day": ["30", "11", "2026"]}
    press(world.client("member"), path, "/offer", **days, **more)


def test_the_times_stay_when_none_was_chosen(world: World) -> None:
    path = introduced(world)
    offer(world, path)
    for client, where in ((world.client("visitor"), link_of(world, Side.B)), (world.client("other"), path)):
        page = refuse(client, where, "/choose")
        assert len(re.findall(r'name="choose-time"', page)) == 2
        assert "Choose one of the answers shown." in page


def test_whom_to_ask_first_stays_when_a_reason_is_missing(world: World) -> None:
    path, client = f"/introductions/{waiting(world)}", world.client("organiser")
    page = refuse(client, path, "/approve", **{"approve-reason": "", "approve-order": "b"})
    assert re.search(r'value="b"[^>]*checked|checked[^>]*value="b"', page)
    assert "Radhof first" in page


def test_nobody_chosen_for_an_exchange_keeps_the_page_with_all_of_them(world: World) -> None:
    path, client = f"/introductions/{waiting(world)}", world.client("organiser")
    page = refuse(client, f"{path}/exchange", "/swap")
    assert "Exchange a partner" in page
    assert 'name="swap-other"' in page
    assert 'id="swap-other-error"' in page


def test_a_time_that_is_none_is_told_beside_it_and_to_screen_readers(world: World) -> None:
    path, client = introduced(world), world.client("member")
    sent: dict[str, str | list[str]] = {"offer-first_day": ["27", "11", "2026"], "offer-first_hour": "ten"}
    page = refuse(client, path, "/offer", **sent)
    (field,) = re.findall(r'<input[^>]*id="offer-first_hour"[^>]*>', page)
    assert 'aria-describedby="offer-first_day-error"' in field
    assert 'aria-invalid="true"' in field
    assert 'id="offer-first_day-error"' in page
    assert 'value="27"' in page


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (["1", "1", "2020"], "Give times from now on, within 365 days."),
        (["1", "1", "1"], "This day does not exist."),
        (["31", "12", "9999"], "Give times from now on, within 365 days."),
    ],
)
def test_a_day_that_cannot_be_is_told_beside_it(world: World, day: list[str], said: str) -> None:
    path, client = introduced(world), world.client("member")
    sent: dict[str, str | list[str]] = {"offer-first_day": day, "offer-first_hour": "00:00"}
    page = refuse(client, path, "/offer", **sent)
    assert 'id="offer-first_day-error"' in page
    assert page.count(said) == 2


def test_minutes_that_are_no_number_are_refused_in_our_own_words(world: World) -> None:
    path, client = introduced(world), world.client("member")
    days: dict[str, str | list[str]] = {"offer-first_day": ["27", "11", "2026"]}
    page = refuse(client, path, "/offer", **days, **{"offer-minutes": "an hour"})
    assert "This is not a whole number." in page
    assert 'value="an hour"' in page


@pytest.mark.parametrize("act", ["hold", "resume"])
def test_what_a_broker_has_written_is_kept_when_it_is_laid_aside(world: World, act: str) -> None:
    id_, client = waiting(world), world.client("organiser")
    path = f"/introductions/{id_}"
    if act == "resume":
        form = next(one for one in client.page(path).forms if one.action.endswith("/approve"))
        client.post(f"{path}/hold", data=dict(form.fields))
    form = next(one for one in client.page(path).forms if one.action.endswith("/approve"))
    written = {"approve-reason": "You both mend for schools.", "approve-first_step": "A visit in May"}
    assert client.post(f"{path}/{act}", data=dict(form.fields) | written).status_code == 303
    form = next(one for one in client.page(path).forms if one.action.endswith("/approve"))
    kept = {name: value.strip() for name, value in form.fields}
    assert kept.items() >= written.items()
    with world.database.reading() as session:
        state = session.get_one(Introduction, id_).state
    assert state is (State.HELD if act == "hold" else State.PROPOSED)


def test_what_is_too_long_to_be_kept_is_not_lost(world: World) -> None:
    path, client = f"/introductions/{waiting(world)}", world.client("organiser")
    form = next(one for one in client.page(path).forms if one.action.endswith("/approve"))
    answer = client.post(f"{path}/hold", data=dict(form.fields) | {"approve-reason": "y" * 5_000})
    assert answer.status_code == 422
    assert "y" * 5_000 in answer.get_data(as_text=True)


def test_a_refused_note_leads_back_to_the_desk_from_which_it_came(world: World) -> None:
    waiting(world)
    page = refuse(world.client("organiser"), "/desk?whose=nobodys", "/note", **{"note-text": ""})
    assert 'name="back" value="desk?whose=nobodys"' in page


def test_a_broker_who_calls_it_off_is_not_told_of_a_consent(world: World) -> None:
    client, path = world.client("organiser"), f"/introductions/{begun(world)}"
    press(client, path, "/withdraw")
    text = client.page(path).text
    assert "Called off." in text
    assert "Your consent is taken back" not in text


def test_who_has_asked_for_it_is_not_asked_again(world: World) -> None:
    member, path = world.client("member"), f"/stakeholders/{world.own}/introductions/new?with={world.another}"
    there = member.post(path, data=dict(member.page(path).forms[-1].fields)).location or ""
    page = world.client("organiser").page(there)
    assert "Ask Radhof?" in page.text
    assert "Whom to ask first" not in page.text
    both = world.client("organiser").page(f"/introductions/{waiting_another(world)}")
    assert "Ask both?" in both.text
    assert "Whom to ask first" in both.text


def waiting_another(world: World) -> str:
    """One that a broker has begun, of two others."""
    with world.database.transaction() as session:
        third = make_stakeholder(session, name="Third", email="third@example.org")
        made = introductions.begin(session, SYSTEM, a=world.own, b=third.id, hold=True, now=NOW)
        return introductions.resume(session, SYSTEM, made.id, now=NOW).id


def test_who_has_asked_for_enough_this_week_keeps_what_was_written(world: World) -> None:
    with world.database.transaction() as session:
        session.get_one(Pilot, "p-1").weekly_requests = 1
        third = make_stakeholder(session, name="Third", email="third@example.org").id
    client = world.client("member")
    for other, status in ((world.another, 303), (third, 429)):
        path = f"/stakeholders/{world.own}/introductions/new?with={other}"
        data = dict(client.page(path).forms[-1].fields) | {"message": "We have wanted to write for long."}
        answer = client.post(path, data=data)
        assert answer.status_code == status
    text = answer.get_data(as_text=True)
    assert "You have asked for as many introductions as one may in seven days." in text
    assert "We have wanted to write for long." in text
    assert "Wait a few minutes" not in text
