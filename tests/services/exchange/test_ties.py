"""Ties by ids: whose ids they are, and why a row is refused."""

from __future__ import annotations

from sqlalchemy import select

from matchmaker.db import Database
from matchmaker.models import ImportRow, Tie
from matchmaker.services import exchange
from tests.factories import make_stakeholder
from tests.services.exchange.bringing import BARREL, HEAD, LIST, bring, by_name


def ends(database: Database) -> set[tuple[str, str, str]]:
    """All ties as their two ids and what they do together."""
    with database.reading() as session:
        return {(tie.a_id, tie.b_id, tie.label) for tie in session.scalars(select(Tie))}


def reasons(database: Database) -> list[str]:
    """Why rows of ties were refused."""
    with database.reading() as session:
        query = select(ImportRow).where(ImportRow.part == exchange.TIES, ImportRow.outcome == "refused")
        return [
            str(exchange.from_json(row.reasons)[0])
            for row in session.scalars(query.order_by(ImportRow.number))
        ]


def test_ties_come_with_the_file_of_their_ends(database: Database) -> None:
    made = bring(database, LIST, ties="a,b,label,since\n2,1,Soup,2015\n1,2,Soup,2015\n")
    assert (made.ties_counts["created"], made.ties_counts["same"]) == (1, 1)
    pair = sorted([by_name(database, "Rain Barrel Workshop").id, by_name(database, "Kettle Kitchen").id])
    assert ends(database) == {(pair[0], pair[1], "Soup")}


def test_ties_alone_find_their_ends_by_the_same_source_or_by_our_ids(database: Database) -> None:
    bring(database, LIST)
    barrel, kettle = by_name(database, "Rain Barrel Workshop"), by_name(database, "Kettle Kitchen")
    assert bring(database, ties="a,b\n1,2\n").ties_counts["created"] == 1
    made = bring(database, ties=f"a,b,label\n{barrel.id},{kettle.id},By our ids\n", source="elsewhere")
    assert made.ties_counts["created"] == 1
    assert bring(database, ties="a,b\n1,2\n").ties_counts["same"] == 1


def test_the_ids_of_another_source_count_while_they_are_unique(database: Database) -> None:
    bring(database, LIST, source="first")
    assert bring(database, ties="a,b\n1,2\n", source="ties").ties_counts["created"] == 1
    bring(database, HEAD + "1,Lantern School,France,Lille,We teach at night.,\n", source="second")
    made = bring(database, ties="a,b,label\n1,2,Again\n", source="ties")
    assert made.ties_counts["refused"] == 1
    assert "No stakeholder has the id 1." in reasons(database)[0]


def test_the_own_source_goes_before_all_others(database: Database) -> None:
    bring(database, LIST, source="first")
    bring(database, HEAD + BARREL.replace("Rain Barrel Workshop", "Lantern School"), source="second")
    bring(database, ties="a,b\n1,2\n", source="first")
    assert by_name(database, "Rain Barrel Workshop").id in {end for one in ends(database) for end in one[:2]}


def test_refused_rows_say_why(database: Database) -> None:
    bring(database, LIST, ties="a,b\n1,1\n1,99\n1,\n")
    found = reasons(database)
    assert "nobody is their own partner" in found[0]
    assert "No stakeholder has the id 99" in found[1]
    assert "one is missing" in found[2]
    assert ends(database) == set()


def test_ties_of_records_that_were_there_before(database: Database) -> None:
    with database.transaction() as session:
        one, other = make_stakeholder(session).id, make_stakeholder(session).id
    assert bring(database, ties=f"from,to\n{one},{other}\n").ties_counts["created"] == 1
