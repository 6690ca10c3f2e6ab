"""Times are those of the reader’s side, and the clock counts from where it was put."""

from __future__ import annotations

from datetime import timedelta

from matchmaker.core.introductions.states import Consent, State
from matchmaker.models import Introduction, Stakeholder
from tests.factories import NOW
from tests.web.test_introductions import later, press
from tests.web.world import World, begun


def test_each_side_reads_the_meeting_on_its_own_clock_wherever_it_stands(world: World) -> None:
    with world.database.transaction() as session:
        for id_, country, place in ((world.own, "DE", "Stuttgart"), (world.another, "PT", "Lisboa")):
            one = session.get_one(Stakeholder, id_)
            one.country, one.place = country, place
    path = f"/introductions/{begun(world)}"
    member, other = world.client("member"), world.client("other")
    for client in (member, other):
        press(client, path, "/accept")
    sent: dict[str, str | list[str]] = {"offer-first_day": ["27", "11", "2026"], "offer-first_hour": "14:30"}
    press(member, path, "/offer", **sent)
    page = other.page(path)
    form = next(one for one in page.forms if one.action.endswith("/choose"))
    chosen = other.get(path).get_data(as_text=True).split('name="choose-time"')[1].split('value="')[1]
    data = dict(form.fields) | {"choose-time": chosen.partition('"')[0]}
    assert other.post(form.action, data=data).status_code == 303
    for client, hour, where in ((member, "14:30", "Stuttgart"), (other, "13:30", "Lisboa")):
        assert f"You meet on 27 November 2026, {hour}." in client.page("/introductions").text
        text = client.page(path).text
        assert f"27 November 2026, {hour}" in text
        assert f"All times are those of {where}." in text


def test_who_asked_for_more_time_is_neither_late_nor_told_a_day_that_is_past(world: World) -> None:
    path = f"/introductions/{begun(world)}"
    client, broker = world.client("member", days=60), world.client("organiser", days=60)
    assert "It ends by itself on 14 December 2026" in client.page(path).text
    press(client, path, "/postpone")
    later(world, timedelta(days=15))
    assert "It ends by itself on 28 December 2026" in client.page(path).text
    assert "Quiet for too long" not in broker.page("/desk").text
    later(world, timedelta(days=29))
    assert "Quiet for too long" in broker.page("/desk").text


def test_who_has_confirmed_waits_for_the_other_and_reads_so(world: World) -> None:
    path = f"/introductions/{begun(world)}"
    member, other = world.client("member"), world.client("other")
    for client in (member, other):
        press(client, path, "/accept")
    press(member, path, "/report", **{"report-met": "yes"})
    press(member, path, "/confirm")
    text = member.page(path).text
    assert "You have confirmed the partnership. Radhof has not yet." in text
    assert "It waits for Radhof." in text
    assert "Werkstatt Neckar has confirmed the partnership." in other.page(path).text
    assert "has confirmed the partnership, Radhof has not yet." in world.client("organiser").page(path).text
    assert "Waits for somebody else" in member.page("/introductions").text
    assert "1 waits for you" in other.page("/introductions").text


def test_before_an_agreed_meeting_it_is_nobody_s_turn(world: World) -> None:
    path, member = f"/introductions/{begun(world)}", world.client("member")
    with world.database.transaction() as session:
        one = session.get_one(Introduction, path.rpartition("/")[2])
        one.state, one.consent_a, one.consent_b = State.MEETING_AGREED, Consent.YES, Consent.YES
        one.meeting_at, one.meeting_minutes = NOW + timedelta(days=2), 45
    assert "It is your turn" not in member.page(path).text
    text = member.page("/introductions").text
    assert "A meeting is agreed" in text
    assert "waits for you" not in text
    later(world, timedelta(days=2, hours=1))
    assert "It is your turn" in world.client("member", days=9).page(path).text
