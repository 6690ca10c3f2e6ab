"""Where the facts of a profile come from, on its page: once for most, beside a fact where it differs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from matchmaker.models import Stakeholder
from matchmaker.services.profiles import Origin
from matchmaker.web.views.provenance import common_of
from tests.web.test_history import at
from tests.web.world import World

ALL = "From the form, 23 November 2026. The same holds for all facts on this page."
MOST = "From the form, 23 November 2026. The same holds for each fact that has no line of its own."


def describe(world: World) -> str:
    """The path of a profile that one person wrote at once."""
    said = {"name": "Neckar Boats", "about": "We mend boats.", "place": "Stuttgart", "legal_form": "gGmbH"}
    world.client("other").submit("/stakeholders/new/enterprise", said, status=303)
    with world.database.reading() as session:
        made = session.scalars(select(Stakeholder.id).where(Stakeholder.name == said["name"])).one()
    return f"/stakeholders/{made}"


def test_what_all_facts_have_in_common_is_said_once(world: World) -> None:
    path = describe(world)
    text = world.client("other").page(path).text
    assert text.count("From the form") == 1
    assert ALL in text
    assert "From the form" not in world.client("visitor").page(path).text


def test_a_fact_that_differs_says_only_how_it_differs(world: World) -> None:
    path = describe(world)
    at(world, 20)
    client = world.client("other", days=60)
    client.submit(f"{path}/edit", {"about": "We mend boats and oars."}, status=303)
    text = client.page(path).text
    assert MOST in text
    assert text.count("From the form") == 1
    # Beside the text, and in the line of the whole page.
    assert text.count("Last changed on 24 November 2026") == 2
    at(world, 44)
    client.submit(path, {}, action=f"{path}/confirm", status=303)
    assert "Last changed on 24 November 2026. Confirmed on 25 November 2026" in client.page(path).text


def origin(day: int, source: str = "form") -> Origin:
    """A fact that was written on this day of November."""
    return Origin(source, datetime(2026, 11, day, 9, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("origins", "common"),
    [
        ([origin(3), origin(3), origin(5)], 3),
        ([origin(3), origin(3), origin(5), origin(5)], 5),
        ([origin(3), origin(5)], None),
        ([origin(3), origin(3, "demo")], None),
        ([origin(3)], None),
        ([], None),
        ([origin(3), origin(3), None], None),
    ],
    ids=["most", "the later of two", "all differ", "other source", "one", "none", "one is not known"],
)
def test_common_is_where_most_come_from(origins: list[Origin | None], common: int | None) -> None:
    found = common_of(origins)
    assert (found.at.date() if found else None) == (date(2026, 11, common) if common else None)
