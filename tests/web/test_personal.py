"""What the site holds of me, read on a page and taken away as a file."""

from __future__ import annotations

import json

from matchmaker.core.introductions.states import State
from matchmaker.models import Mail, Stakeholder
from tests.factories import make_introduction
from tests.web.world import World, begun, counted


def test_the_page_leads_to_a_file_with_my_part_alone(world: World) -> None:
    begun(world)
    client = world.client("member")
    assert "/account/data" in client.page("/account").links
    assert "/account/data/introductions.json" in client.page("/account/data").links
    answer = client.get("/account/data/introductions.json")
    assert answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "my-introductions.json" in answer.headers["Content-Disposition"]
    part = json.loads(answer.get_data(as_text=True))
    mine, other = (world.accounts[role].email for role in ("member", "other"))
    assert part["account"]["email"] == mine
    assert part["notifications"]["mails"]
    assert other not in answer.get_data(as_text=True)


def test_the_file_asks_the_database_as_often_however_much_there_is(world: World) -> None:
    begun(world)
    client = world.client("official")
    client.page("/account/data")
    with counted(world.database) as asked:
        client.get("/account/data/introductions.json")
    first = len(asked)
    with world.database.transaction() as session:
        here, there = (session.get_one(Stakeholder, id_) for id_ in (world.own, world.another))
        official = world.accounts["official"].id
        for _ in range(10):
            make_introduction(session, here, there, state=State.CLOSED, created_by=official)
    with counted(world.database) as asked:
        client.get("/account/data/introductions.json")
    assert len(asked) == first <= 20, asked


def test_an_erased_address_reads_so_in_the_outbox(world: World) -> None:
    begun(world)
    client = world.client("administrator")
    with world.database.transaction() as session:
        for mail in session.query(Mail):
            mail.address = mail.name = ""
    assert "Address erased" in client.page("/outbox").text
