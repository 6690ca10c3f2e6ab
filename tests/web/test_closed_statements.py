"""What is closed is for its own people alone: every page, file and answer of the site is looked through."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from matchmaker.core.entities import StatementState
from matchmaker.models import Need, Stakeholder
from tests.factories import NOW, make_need, make_offer
from tests.pages import PageClient
from tests.web.test_access import TABLE, in_order, path_of
from tests.web.world import ROLES, World, begun

OPEN_WORD = "Quittenmus"
"""Stands in an open need: where this is found, the closed ones could have been."""

CLOSED_WORDS = ("Hagebuttenkern", "Schlehenmost", "Mispelgelee", "Holundersud")
"""Met, withdrawn, expired, and one whose last day is over although no clock has rung yet."""

OWN = frozenset({"member", "administrator"})
MORE = (
    "/stakeholders?q={word}",
    "/who-could-help?q={word}",
    "/regions/DE11/network/names?q={word}",
    "/stakeholders/{own}/suggestions?need={closed}",
    "/exports/stakeholders.csv",
    "/exports/stakeholders.xlsx",
    "/exports/network.json",
    "/exports/network.csv",
    "/exports/network.graphml",
    "/exports/network.gexf",
    "/exports/network.svg",
)
"""Addresses that the access table asks in one way only."""


@pytest.fixture
def closed(world: World) -> str:
    """The id of a closed need of the member's stakeholder; each way to close has a word of its own."""
    yesterday = NOW.date() - timedelta(days=1)
    ways: list[dict[str, Any]] = [
        {"state": state} for state in StatementState if state is not StatementState.OPEN
    ]
    with world.database.transaction() as session:
        owner = session.get_one(Stakeholder, world.own)
        make_need(session, owner, f"Somebody who sells {OPEN_WORD} near the station")
        make_offer(session, session.get_one(Stakeholder, world.another), f"We cook {OPEN_WORD} for canteens")
        for word, values in zip(CLOSED_WORDS, [*ways, {"valid_until": yesterday}], strict=True):
            make_offer(session, owner, f"We bottle {word} by the litre", **values)
            need: Need = make_need(session, owner, f"Somebody who bottles {word} by the litre", **values)
        return need.id


def paths(world: World, closed: str) -> Iterator[str]:
    """All addresses that one can read, and the same searched for each closed word."""
    begun(world)
    for address in in_order():
        if address.endswith(" GET") and not address.startswith("/static"):
            yield path_of(address, world)
    for path in MORE:
        for word in (OPEN_WORD, *CLOSED_WORDS) if "{word}" in path else ("",):
            yield path.format(word=word, own=world.own, closed=closed)


def texts(client: PageClient, path: str) -> str:
    """What an address answers, with what a workbook has packed; "" where the role may not come in."""
    response = client.get(path)
    with response:
        if response.status_code != 200:
            return ""
        body = response.get_data()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b" ".join(packed.read(name) for name in packed.namelist())
    return body.decode("utf-8", "replace")


def told(text: str, path: str) -> set[str]:
    """The closed words in an answer, but for the one that was asked for: the search field repeats it."""
    return {word for word in CLOSED_WORDS if word in text and word not in path}


def test_every_address_is_looked_at() -> None:
    assert sum(address.endswith(" GET") for address in TABLE) > 60


@pytest.mark.parametrize("role", [role for role in ROLES if role not in OWN])
def test_nothing_that_is_closed_is_told_to_others(world: World, closed: str, role: str) -> None:
    client = world.client(role)
    answers = {path: texts(client, path) for path in paths(world, closed)}
    assert {path: found for path, text in answers.items() if (found := told(text, path))} == {}
    assert any(OPEN_WORD in text for path, text in answers.items() if OPEN_WORD not in path), (
        "what is open is told"
    )
    assert f'/stakeholders/{world.own}"' in answers[f"/stakeholders?q={OPEN_WORD}"], (
        "a search finds what is open"
    )
    # A search for a closed word finds nobody.
    for path, text in answers.items():
        if any(word in path for word in CLOSED_WORDS):
            assert f'/stakeholders/{world.own}"' not in text, path


@pytest.mark.parametrize("role", sorted(OWN))
def test_its_own_people_find_it_only_where_they_look_after_it(world: World, closed: str, role: str) -> None:
    client = world.client(role)
    found = {path for path in paths(world, closed) if told(texts(client, path), path)}
    own = {f"/stakeholders/{world.own}", f"/stakeholders/{world.own}/statements"}
    assert found >= own
    assert {
        path for path in found - own if not path.startswith((f"/stakeholders/{world.own}/suggestions",))
    } == set()


def test_an_introduction_is_not_begun_for_what_is_closed(world: World, closed: str) -> None:
    client = world.client("member")
    form = f"/stakeholders/{world.own}/introductions/new?with={world.another}&need={closed}"
    assert not told(texts(client, form), form)
