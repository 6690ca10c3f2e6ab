"""Times are those of the reader’s side, and the clock counts from where it was put."""

from __future__ import annotations

from datetime import timedelta

from matchmaker.models import Stakeholder
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
        assert f"They meet on 27 November 2026, {hour}." in client.page("/introductions").text
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
