"""Asking for an introduction, the page of one, the desk, and answering by a link, as pages without script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.introductions.states import DeclineReason, Side, State
from matchmaker.models import Introduction, MailLink, Stakeholder, Tie
from matchmaker.services import introductions, notifications
from tests.factories import NOW, make_stakeholder
from tests.pages import PageClient
from tests.web.world import World, begun, counted, make_world, proposed

DAY = timedelta(days=1)


@pytest.fixture
def world(app: Flask) -> World:
    """A world on each kind of database: what these pages write has rules of its own there."""
    return make_world(app)


def press(client: PageClient, path: str, ending: str, **values: str | list[str]) -> str:
    """Press the button of the form that goes there; the answer is where it leads."""
    form = next(one for one in client.page(path).forms if one.action.endswith(ending))
    answer = client.post(form.action, data=dict(form.fields) | values)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location or ""


def rows_of(world: World, role: str) -> list[str]:
    """The introductions in somebody's own list."""
    return [one for one in world.client(role).page("/introductions").links if "/introductions/n" in one]


def link_of(world: World, side: Side, *, of: str = "") -> str:
    """The path of the newest link by which one side answers."""
    secret = str(world.app.config["SECRET_KEY"])
    with world.database.reading() as session:
        query = select(MailLink.id).where(MailLink.side == side.value, MailLink.used_at.is_(None))
        if of:
            query = query.where(MailLink.introduction_id == of)
        found = session.scalars(query.order_by(MailLink.made_at.desc())).first()
    assert found is not None
    return f"/i/{notifications.link_token(found, secret)}"


def state_of(world: World, id_: str) -> State:
    """Where an introduction is."""
    with world.database.reading() as session:
        return session.get_one(Introduction, id_).state


def later(world: World, span: timedelta) -> None:
    """Let some time pass."""
    world.app.extensions["clock"] = lambda: NOW + span


def test_a_member_asks_from_a_suggestion_and_the_other_hears_of_it(world: World) -> None:
    client = world.client("member")
    page = client.page(f"/stakeholders/{world.own}/suggestions/{world.another}")
    (url,) = [one for one in page.links if "/introductions/new" in one]
    page = client.page(url)
    assert "Could we talk for half an hour" in dict(page.forms[-1].fields)["message"]
    for words in ("What they will read", "What stays hidden", "What happens next"):
        assert words in page.text
    form = page.forms[-1]
    answer = client.post(url, data=dict(form.fields) | {"message": "Could we visit you?"})
    assert answer.status_code == 303
    # The pilot is brokered: the other hears of it when a broker has sent it.
    assert rows_of(world, "other") == []
    (row,) = rows_of(world, "member")
    press(world.client("organiser"), row, "/approve")
    assert rows_of(world, "other") == [row]
    assert "Could we visit you?" in world.client("other").page(row).text


def test_both_say_yes_by_link_and_then_see_each_other(world: World) -> None:
    id_ = begun(world)
    visitor = world.client("visitor")
    before = visitor.page(link_of(world, Side.A))
    assert "Both mend washing machines." in before.text
    assert "other@example" not in before.text
    for side in Side:
        there = press(visitor, link_of(world, side), "/accept")
        assert "You said yes" in visitor.page(there).text
    assert state_of(world, id_) is State.INTRODUCED
    page = world.client("member").page(f"/introductions/{id_}")
    assert world.accounts["other"].email in page.text
    assert "sees of Radhof since 23 November 2026" in page.text
    press(world.client("member"), f"/introductions/{id_}", "/withdraw")
    page = world.client("member").page(f"/introductions/{id_}")
    assert "saw of Radhof from 23 November 2026 until it was taken back on 23 November 2026" in page.text


def test_from_times_to_a_partnership(world: World) -> None:
    id_ = begun(world)
    member, other = world.client("member"), world.client("other")
    path = f"/introductions/{id_}"
    for client in (member, other):
        press(client, path, "/accept")
    day = {
        "offer-first_day": ["23", "11", "2026"],
        "offer-first_hour": "14:30",
        "offer-place": "At the Radhof",
    }
    press(member, path, "/offer", **day)  # type: ignore[arg-type]  # three parts of one name
    proposed = member.page(path).text
    assert "You have proposed these times 23 November 2026, 14:30, At the Radhof" in proposed
    assert "It waits for Radhof." in proposed
    assert "waits for you" not in member.page("/introductions").text, "it is the turn of the other"
    page = other.page(path)
    assert "It is your turn." in page.text
    assert "23 November 2026, 14:30, At the Radhof" in page.text
    choice = next(field for form in page.forms for field in form.fields if form.action.endswith("/choose"))
    assert choice
    with world.database.reading() as session:
        time = introductions.get_story(session, SYSTEM, id_, now=NOW).times[0]
    press(other, path, "/choose", **{"choose-time": str(time.id)})
    assert "You meet on 23 November 2026, 14:30." in member.page(path).text
    later(world, timedelta(hours=8))
    press(member, path, "/report", **{"report-met": "yes"})
    step = {"step-what": "Two trainers come", "step-who": "Radhof", "step-by": ["31", "1", "2027"]}
    press(other, path, "/step", **step)  # type: ignore[arg-type]  # three parts of one name
    press(member, path, "/finish")
    press(member, path, "/confirm")
    press(other, path, "/confirm")
    assert "Partners since 23 November 2026." in member.page(path).text
    with world.database.reading() as session:
        assert session.scalars(select(Tie)).one().confirmed_a


def test_no_takes_one_tap_and_a_reason(world: World) -> None:
    id_ = begun(world)
    visitor = world.client("visitor")
    press(visitor, link_of(world, Side.B), "/decline", **{"decline-reason": "far"})
    with world.database.reading() as session:
        assert session.get_one(Introduction, id_).decline_reason is DeclineReason.FAR


def test_opening_a_link_decides_nothing_however_often(world: World) -> None:
    id_, visitor = begun(world), world.client("visitor")
    path = link_of(world, Side.A)
    for _ in range(3):
        answer = visitor.get(path)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert FlaskClient(world.app).head(path).status_code == 200
        assert visitor.get(f"{path}/accept").status_code == 405
    assert state_of(world, id_) is State.ASKED
    press(visitor, path, "/accept")


def test_a_link_works_once_and_says_so_afterwards(world: World) -> None:
    begun(world)
    visitor, path = world.client("visitor"), link_of(world, Side.A)
    press(visitor, path, "/accept")
    assert "used already" in visitor.page(path, status=409).text
    assert visitor.post(f"{path}/decline").status_code == 409


def test_links_that_were_guessed_or_are_too_old_open_nothing(world: World) -> None:
    id_, visitor = begun(world), world.client("visitor")
    path = link_of(world, Side.A)
    for wrong in (path[:-3] + "abc", "/i/guessed", path.replace(".", ".a", 1)):
        assert "does not work any more" in visitor.page(wrong, status=404).text
        assert visitor.post(f"{wrong}/accept").status_code == 404
    later(world, 60 * DAY)
    assert "time of this link is over" in visitor.page(path, status=422).text
    assert visitor.post(f"{path}/accept").status_code == 422
    assert state_of(world, id_) is State.ASKED


def test_a_link_answers_for_its_own_introduction_and_side_alone(world: World) -> None:
    first = begun(world)
    with world.database.transaction() as session:
        third = make_stakeholder(session, name="Third", email="third@example.org")
        second = introductions.begin(
            session, SYSTEM, a=world.own, b=third.id, reason="Neighbours.", now=NOW
        ).id
    visitor = world.client("visitor")
    press(visitor, link_of(world, Side.B, of=second), "/accept")
    assert state_of(world, first) is State.ASKED
    with world.database.reading() as session:
        assert session.get_one(Introduction, second).consent_a.value == "asked"


def test_a_proposal_is_taken_to_both_from_the_desk(world: World) -> None:
    proposed(world)
    client = world.client("organiser")
    assert "1 tie worth making waits" in client.page("/desk").text
    (url,) = [one for one in client.page("/proposals").links if "/introductions/new" in one]
    form = client.page(url).forms[-1]
    assert "Werkstatt Neckar" in dict(form.fields)["reason"]
    answer = client.post(url, data=dict(form.fields) | {"reason": "You two should meet.", "then": "send"})
    assert answer.status_code == 303
    page = client.page(answer.location or "")
    assert "Both were asked. Neither has answered yet." in page.text
    assert "Nothing waits" in client.page("/proposals").text


def test_what_is_held_waits_on_the_desk_until_it_is_sent(world: World) -> None:
    client, url = world.client("official"), f"/introductions/new?proposal={proposed(world)}"
    form = client.page(url).forms[-1]
    there = client.post(url, data=dict(form.fields) | {"then": "hold", "note": "Call before ten"}).location
    page = client.page(there or "")
    assert "1 waits for you" in page.text
    assert "Call before ten" in page.text
    assert "Call before ten" not in world.client("member").page("/introductions").text
    press(client, there or "", "/approve", **{"approve-reason": "They mend the same machines."})
    assert "1 introduction is under way." in client.page("/desk").text


def test_a_reason_must_be_written(world: World) -> None:
    client, url = world.client("official"), f"/introductions/new?proposal={proposed(world)}"
    form = client.page(url).forms[-1]
    page = client.post(url, data=dict(form.fields) | {"reason": ""})
    assert page.status_code == 422
    assert "Say in a sentence or two why these two should meet." in page.get_data(as_text=True)


def test_an_act_on_many_shows_first_what_it_will_do(world: World) -> None:
    id_, client = begun(world), world.client("official")
    page = client.page(f"/desk/chosen?act=close&id={id_}")
    assert "Hold 0" not in page.text
    held = client.page(f"/desk/chosen?act=hold&id={id_}")
    assert "Left as they are" in held.text
    assert state_of(world, id_) is State.ASKED
    there = press(
        client, f"/desk/chosen?act=assign&id={id_}", "/desk/chosen", broker=world.accounts["official"].id
    )
    assert "Done to 1 introduction." in client.page(there).text


def test_messages_go_both_ways_and_can_be_reported(world: World) -> None:
    id_ = begun(world)
    member, other, path = world.client("member"), world.client("other"), f"/introductions/{id_}"
    for client in (member, other):
        press(client, path, "/accept")
    press(member, path, "/write", **{"write-text": "When is your hall free?"})
    assert "When is your hall free?" in other.page(path).text
    (report,) = (link for link in other.page(path).links if link.endswith("/report"))
    other.submit(report, {"trouble": "insulting"}, status=303)
    assert "Reported." in other.page(path).text


def test_the_brief_asks_first_questions(world: World) -> None:
    page = world.client("member").page(f"/introductions/{begun(world)}/brief")
    assert "First questions" in page.text
    assert "Both mend washing machines." in page.text


def test_a_time_of_day_that_is_none_is_said_beside_its_field(world: World) -> None:
    id_, member = begun(world), world.client("member")
    for client in (member, world.client("other")):
        press(client, f"/introductions/{id_}", "/accept")
    form = next(one for one in member.page(f"/introductions/{id_}").forms if one.action.endswith("/offer"))
    sent = dict(form.fields) | {"offer-first_day": ["1", "12", "2026"], "offer-first_hour": "half past"}
    answer = member.post(form.action, data=sent)
    assert answer.status_code == 422
    assert "Write a time of day like 14:30." in answer.get_data(as_text=True)


def test_the_pages_ask_the_database_little(world: World) -> None:
    id_ = begun(world)
    client = world.client("administrator")
    for path in ("/desk", f"/desk?open={id_}", f"/introductions/{id_}", f"/desk/chosen?act=close&id={id_}"):
        client.page(path)
        with counted(world.database) as asked:
            client.page(path)
        assert len(asked) <= 15, (path, asked)


def test_the_desk_is_paged(world: World) -> None:
    with world.database.transaction() as session:
        own = session.get_one(Stakeholder, world.own)
        for number in range(30):
            other = make_stakeholder(session, name=f"Neighbour {number}", email=f"n{number}@example.org")
            introductions.begin(session, SYSTEM, a=own.id, b=other.id, reason="Near.", now=NOW)
    client = world.client("organiser")
    page = client.page("/desk")
    (more,) = [one for one in page.links if "after=" in one and "open=" not in one]
    assert page.text.count("Neighbour") >= 25
    assert "Neighbour" in client.page(more).text


def held(world: World, *names: str, days: int = 0) -> list[str]:
    """Introductions of Werkstatt Neckar that wait on the desk."""
    ids = []
    with world.database.transaction() as session:
        for name in names:
            other = make_stakeholder(
                session, name=name, email=f"{name.lower()}@example.org", languages=["en"]
            )
            one = introductions.begin(
                session,
                SYSTEM,
                a=world.own,
                b=other.id,
                reason="Near.",
                region="DE11",
                hold=True,
                now=NOW - days * DAY,
            )
            ids.append(one.id)
    return ids


def test_the_desk_is_narrowed_and_stays_so_through_acts_and_pages(world: World) -> None:
    with world.database.transaction() as session:
        for number in range(30):
            other = make_stakeholder(session, name=f"Neighbour {number}", email=f"n{number}@example.org")
            introductions.begin(session, SYSTEM, a=world.own, b=other.id, region="DE11", hold=True, now=NOW)
    client = world.client("organiser")
    assert "Nothing of this kind" in client.page("/desk?whose=mine").text
    assert "Neighbour" in client.page("/desk?whose=nobodys").text
    assert "Neighbour" not in client.page("/desk?region=DE12").text
    page = client.page("/desk?region=DE11&stage=proposed&order=longest")
    kept = ("region=DE11", "stage=proposed", "order=longest")
    (more,) = [one for one in page.links if "waiting=" in one and "open=" not in one]
    assert all(word in more for word in kept)
    seen = {one for one in page.links if "open=" in one} | {
        one for one in client.page(more).links if "open=" in one
    }
    assert len(seen) == 30
    hold = next(one for one in page.forms if one.action.endswith("/note"))
    answer = client.post(hold.action, data=dict(hold.fields) | {"note-text": "Call first"})
    assert all(word in (answer.location or "") for word in kept)
    id_ = dict(next(one for one in page.forms if one.action.endswith("/desk/chosen")).fields)
    assert {"region": "DE11", "stage": "proposed", "order": "longest"}.items() <= id_.items()
    chosen = held(world, "Further")[0]
    there = press(client, f"/desk/chosen?act=close&region=DE11&order=longest&id={chosen}", "/desk/chosen")
    assert "region=DE11" in there
    assert "order=longest" in there


def test_each_row_that_waits_says_why_it_stands_there(world: World) -> None:
    held(world, "Further")
    client = world.client("organiser")
    assert "Neither was introduced within a year." in client.page("/desk").text
    # The heading of the list says that they wait; only what is on hold says so itself.
    with world.database.transaction() as session:
        session.scalars(select(Introduction)).one().state = State.PROPOSED
    (on_hold,) = held(world, "Nearest")
    page = client.page(f"/desk?order=longest&open={on_hold}").text
    assert "Waits for you" in page
    assert "Waits for a broker." not in page
    assert page.count("On hold.") == 2, "in its row, and where it lies open"
    held(world, "Nearer", days=20)
    assert "Waits 20 days, so it comes first." in client.page("/desk").text


def test_one_is_asked_about_several_in_one_mail(world: World) -> None:
    ids, client = held(world, "Further", "Nearer"), world.client("official")
    preview = f"/desk/together?region=DE11&id={ids[0]}&id={ids[1]}"
    page = client.page(preview)
    assert "Ask Werkstatt Neckar about these together?" in page.text
    assert "Further gets an e-mail of its own, about this one alone." in page.text
    assert state_of(world, ids[0]) is State.HELD
    there = press(client, preview, "/desk/together", id=ids)
    assert "region=DE11" in there
    assert "Werkstatt Neckar has been asked about 2 introductions in one e-mail." in client.page(there).text
    assert {state_of(world, id_) for id_ in ids} == {State.ASKED}
    # The link of one answers for that one alone.
    guest = world.client("visitor")
    press(guest, link_of(world, Side.A, of=ids[1]), "/decline", **{"decline-reason": "unsaid"})
    assert [state_of(world, id_) for id_ in ids] == [State.ASKED, State.DECLINED]
    # Pressed twice: a clear page, and nobody is asked again.
    form = next(one for one in page.forms if one.action.endswith("/desk/together"))
    assert client.post(form.action, data=dict(form.fields) | {"id": ids}).status_code == 409


def test_what_cannot_be_asked_together_is_said(world: World) -> None:
    client = world.client("official")
    there = client.get(f"/desk/together?id={held(world, 'Further')[0]}")
    assert there.status_code == 303
    assert "Choose 2 to 5 introductions" in client.page(there.location or "").text


@pytest.mark.parametrize("what", ["page", "over"])
def test_a_language_can_be_chosen_behind_a_link_over_https(world: World, what: str) -> None:
    begun(world)
    visitor, path = world.client("visitor"), link_of(world, Side.B) if what == "page" else "/i/guessed"
    answer = visitor.get(path, base_url="https://localhost")
    assert visitor.last is not None
    form = next(one for one in visitor.last.forms if one.action == "/language")
    # What a browser says of where it comes from, as the page allows it.
    told = {"strict-origin": {"Referer": "https://localhost/"}, "no-referrer": {}}
    about = {"base_url": "https://localhost", "headers": told[answer.headers["Referrer-Policy"]]}
    data = dict(form.fields) | {"language": "de"}
    assert visitor.post("/language", data=data, **about).status_code == 303
