"""Pages of suggestions are counted, and those who look after a profile read how often it was suggested."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from matchmaker.services import network
from matchmaker.services.suggestions.exposure import HAND_OVER, add_exposure
from tests.factories import NOW
from tests.web.world import World


def counts(world: World) -> dict[str, int]:
    with world.database.reading() as session:
        return network.exposure_counts(session, NOW.date())


def test_a_page_that_is_read_counts_and_a_minute_later_it_is_written(world: World) -> None:
    client = world.client("member")
    client.page(f"/stakeholders/{world.own}/suggestions")
    client.page(f"/stakeholders/{world.own}/suggestions?need={world.need}")
    client.head(f"/stakeholders/{world.own}/suggestions", headers={"HX-Request": "true"})
    world.client("visitor").page("/who-could-help?q=washing+machines")
    assert counts(world) == {}, "a GET writes nothing"
    world.app.extensions["clock"] = lambda: NOW + HAND_OVER
    # Servers close an answer when it has gone out.
    world.client("visitor").get("/accessibility").close()
    assert counts(world)[world.another] == 2
    assert world.own not in counts(world)


def test_a_database_that_cannot_be_written_spoils_no_page(world: World) -> None:
    world.client("member").page(f"/stakeholders/{world.own}/suggestions")
    with world.database.transaction() as session:
        connection = session.connection()
        connection.exec_driver_sql("DROP TABLE exposures")
    world.app.extensions["clock"] = lambda: NOW + HAND_OVER
    # Servers close an answer when it has gone out.
    world.client("visitor").get("/accessibility").close()


def test_only_who_looks_after_a_profile_reads_how_often_it_was_suggested(world: World) -> None:
    path = f"/stakeholders/{world.own}"
    assert "Suggested to others" not in world.client("member").page(path).text
    with world.database.transaction() as session:
        for days, times in ((0, 12), (89, 2), (90, 100)):
            add_exposure(session, Counter({(NOW.date() - timedelta(days), world.own): times}))
    text = world.client("member").page(path).text
    assert "Suggested to others 14 times in the last 90 days." in text
    assert "The average here is" in text
    assert "Suggested to others" not in world.client("visitor").page(path).text
    assert "Suggested to others" not in world.client("other").page(path).text
