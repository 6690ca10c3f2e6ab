"""An organiser brokers in the own pilots: what two do in another pilot is not theirs to see, or to move."""

from __future__ import annotations

import pytest

from matchmaker.core.entities import Role
from tests.factories import grant, make_account, make_pilot
from tests.pages import PageClient
from tests.web.world import World, begun, token


@pytest.fixture
def stranger(world: World) -> PageClient:
    """A browser of the organiser of another pilot."""
    with world.database.transaction() as session:
        account = make_account(session, name="Far", demo_part="stranger")
        grant(session, account, Role.ORGANISER, make_pilot(session, "UKM8", id="p-2").id)
    return world.client("stranger")


def test_an_introduction_of_another_pilot_is_not_there(world: World, stranger: PageClient) -> None:
    id_ = begun(world)
    for path in ("", "/brief", "/meeting.ics", "/exchange", "/files/d-none"):
        assert stranger.get(f"/introductions/{id_}{path}").status_code == 404
    assert stranger.get(f"/desk?open={id_}").status_code == 404
    assert "Radhof" not in stranger.page("/desk").text
    data = {"csrf_token": token(stranger), "withdraw-note": ""}
    assert stranger.post(f"/introductions/{id_}/withdraw", data=data).status_code == 404
    assert stranger.get(f"/desk/chosen?act=close&id={id_}").status_code == 200
    assert stranger.last is not None
    assert "Radhof" not in stranger.last.text


def test_its_own_organiser_finds_it(world: World) -> None:
    id_ = begun(world)
    client = world.client("organiser")
    assert client.get(f"/introductions/{id_}").status_code == 200
    assert "Radhof" in client.page("/desk").text
