"""The same button pressed twice: one message, one mail."""

from __future__ import annotations

from sqlalchemy import func, select

from matchmaker.models import IntroductionMessage, Mail
from tests.web.test_introductions import press
from tests.web.test_refused_steps import introduced
from tests.web.world import World


def counts(world: World) -> tuple[int, int]:
    """How many messages and mails there are."""
    with world.database.reading() as session:
        messages = session.scalar(select(func.count()).select_from(IntroductionMessage)) or 0
        return messages, session.scalar(select(func.count()).select_from(Mail)) or 0


def test_a_message_sent_twice_from_one_page_is_one_and_another_one_is_two(world: World) -> None:
    path, client = introduced(world), world.client("member")
    _none, mails = counts(world)
    form = next(one for one in client.page(path).forms if one.action.endswith("/write"))
    data = dict(form.fields) | {"write-text": "When do you open?"}
    for _ in range(2):
        assert client.post(form.action, data=data).status_code == 303
    assert counts(world) == (1, mails + 1)
    assert client.post(form.action, data=data | {"write-text": "And on Sundays?"}).status_code == 303
    press(client, path, "/write", **{"write-text": "When do you open?"})
    assert counts(world)[0] == 3


def test_times_proposed_twice_are_told_once(world: World) -> None:
    path, client = introduced(world), world.client("member")
    form = next(one for one in client.page(path).forms if one.action.endswith("/offer"))
    data: dict[str, str | list[str]] = dict(form.fields)
    data["offer-first_day"] = ["27", "11", "2026"]
    assert client.post(form.action, data=data).status_code == 303
    before = counts(world)
    assert client.post(form.action, data=data).status_code == 303
    assert counts(world) == before
    data["offer-first_hour"] = "15:00"
    assert client.post(form.action, data=data).status_code == 303
    assert counts(world) != before
