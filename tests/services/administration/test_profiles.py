"""The records as administrators see them: found, narrowed, counted, and taken away."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.entities import Role
from matchmaker.core.reports import Decision, Trouble
from matchmaker.db import Database
from matchmaker.errors import NotAllowed
from matchmaker.models import Alias
from matchmaker.services import administration, reports
from matchmaker.services.administration import Standing
from matchmaker.services.reports import Said
from tests.factories import grant as give
from tests.factories import make_account, make_actor, make_stakeholder

NAMES = ("Anker", "Brücke", "Chor", "Dorfladen", "=cmd|' /C calc'!A0")


@pytest.fixture
def root(database: Database) -> Actor:
    """An administrator."""
    with database.transaction() as session:
        return make_actor(session, Role.ADMINISTRATOR, "")


@pytest.fixture
def ids(database: Database, root: Actor, now: datetime) -> list[str]:
    """Five records, each of another standing: claimed, hidden, opted out, without region, reported."""
    with database.transaction() as session:
        more: list[dict[str, object]] = [
            {"email": "post@anker.example", "verified_on": date(2026, 1, 1)}, {"hidden": True},
            {"opted_out": True}, {"region": "", "place": ""}, {"website": "https://calc.example"},
        ]  # fmt: skip
        found = [make_stakeholder(session, name=name, **one) for name, one in zip(NAMES, more, strict=True)]
        give(session, make_account(session), Role.MEMBER, found[0].id)
        give(session, make_account(session), Role.MEMBER, found[0].id)
        session.add(Alias(stakeholder_id=found[3].id, source="list", source_id="row-77"))
        made = [one.id for one in found]
    said = Said(trouble=Trouble.ADVERTISING)
    for _ in range(2):
        with database.transaction() as session:
            reports.report(session, VISITOR, made[4], said, origin="192.0.2.1", now=now)
    return made


def named(database: Database, root: Actor, **values: object) -> list[str]:
    """The names that a search finds."""
    with database.reading() as session:
        page = administration.list_profiles(session, root, **values)  # type: ignore[arg-type]  # each in its kind
        return [one.name for one in page.rows]


def test_records_are_found_by_a_part_of_name_address_or_website_and_by_an_id(
    database: Database, root: Actor, ids: list[str]
) -> None:
    assert named(database, root) == sorted(NAMES)
    for text, name in (
        ("anker.ex", "Anker"), ("RÜCK" if database.is_sqlite is False else "rück", "Brücke"),
        ("calc.example", NAMES[4]), (ids[2], "Chor"), ("row-77", "Dorfladen"), (" dorf ", "Dorfladen"),
    ):  # fmt: skip
        assert named(database, root, text=text) == [name]
    assert named(database, root, text="%") == []


@pytest.mark.parametrize(
    ("standing", "wanted"),
    [
        (Standing.HIDDEN, NAMES[1:2]),
        (Standing.UNCLAIMED, NAMES[1:]),
        (Standing.REPORTED, NAMES[4:]),
        (Standing.OPTED_OUT, NAMES[2:3]),
        (Standing.UNCONFIRMED, NAMES[1:]),
        (Standing.PLACELESS, NAMES[3:4]),
    ],
)
def test_they_are_narrowed_and_counted_by_how_they_stand(
    database: Database, root: Actor, ids: list[str], standing: Standing, wanted: tuple[str, ...]
) -> None:
    assert named(database, root, standing=standing) == sorted(wanted)
    with database.reading() as session:
        page = administration.list_profiles(session, root)
    assert (page.total, page.counts[standing]) == (5, len(wanted))
    assert {one.name: one.reports for one in page.rows if one.reports} == {NAMES[4]: 2}
    assert [one.name for one in page.rows if one.claimed] == ["Anker"]


def test_a_report_that_was_decided_counts_no_more(
    database: Database, root: Actor, ids: list[str], now: datetime
) -> None:
    with database.transaction() as session:
        (group,) = reports.list_queue(session, root).groups
        for one in group.reports[:1]:
            reports.decide(session, root, one.id, Decision.HIDE, reason="It sells.", now=now)
    with database.reading() as session:
        page = administration.list_profiles(session, root)
    assert (page.counts[Standing.REPORTED], page.counts[Standing.HIDDEN]) == (0, 2)


def test_pages_follow_each_other_also_where_names_are_the_same(
    database: Database, root: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matchmaker.services.administration.profiles.PAGE", 2)
    with database.transaction() as session:
        made = sorted(make_stakeholder(session, name="Twin").id for _ in range(5))
    seen, after = [], ""
    for _ in range(3):
        with database.reading() as session:
            page = administration.list_profiles(session, root, after=after)
        seen += [one.id for one in page.rows]
        after = page.after
    assert (seen, after) == (made, "")


def test_the_table_holds_what_the_search_finds_and_no_cell_of_it_runs(
    database: Database, root: Actor, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matchmaker.services.administration.profiles.BATCH", 2)
    with database.reading() as session:
        text = b"".join(administration.export_profiles(session, root)).decode("utf-8-sig")
        some = b"".join(administration.export_profiles(session, root, standing=Standing.HIDDEN)).decode()
    lines = text.splitlines()
    assert (len(lines), len(some.splitlines())) == (6, 2)
    assert lines[0].startswith("id,name,kind")
    row = next(line for line in lines if "calc.example" in line)
    assert ",'=cmd|" in row
    assert ",no,no,2,no,," in row


def test_only_administrators_see_them(database: Database, ids: list[str]) -> None:
    with database.transaction() as session:
        for actor in (VISITOR, make_actor(session, Role.OFFICIAL, "DE")):
            with pytest.raises(NotAllowed):
                administration.list_profiles(session, actor)
            with pytest.raises(NotAllowed):
                administration.export_profiles(session, actor)
