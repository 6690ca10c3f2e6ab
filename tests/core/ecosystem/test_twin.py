"""The network as a table."""

from __future__ import annotations

from dataclasses import replace

from matchmaker.core.ecosystem.groups import Groups
from matchmaker.core.ecosystem.twin import Joins, rows_of
from matchmaker.core.entities import Link, Profile
from matchmaker.core.network import Network

IDS = [f"s-{n}" for n in range(12)]
PEOPLE = {key: Profile(key, f"Name {n:02d}") for n, key in enumerate(IDS)}
LINKS = [Link("s-0", key) for key in IDS[1:11]] + [Link("s-1", "s-2"), Link("s-1", "s-3")]
EVERYWHERE = Network(IDS, LINKS)
BETWEENNESS = {"s-0": 0.8, "s-1": 0.1, "s-2": 0.05, **dict.fromkeys(IDS[3:], 0.0)}


def test_those_with_most_ties_come_first_then_by_name() -> None:
    rows = rows_of(PEOPLE, EVERYWHERE, EVERYWHERE, Groups({"s-0": 4}), BETWEENNESS)
    assert [row.id for row in rows[:4]] == ["s-0", "s-1", "s-2", "s-3"]
    assert [row.ties for row in rows] == sorted((row.ties for row in rows), reverse=True)
    assert (rows[0].community, rows[1].community) == (4, -1)


def test_partners_here_are_counted_apart_from_those_elsewhere() -> None:
    few = {key: PEOPLE[key] for key in IDS[:3]}
    rows = rows_of(few, EVERYWHERE.within(few), EVERYWHERE, Groups(), {})
    assert [(row.id, row.ties, row.inside) for row in rows] == [("s-0", 10, 2), ("s-1", 3, 2), ("s-2", 2, 2)]


def test_betweenness_is_told_in_words() -> None:
    rows = rows_of(PEOPLE, EVERYWHERE, EVERYWHERE, Groups(), BETWEENNESS)
    joins = {row.id: row.joins for row in rows}
    assert [joins[key] for key in IDS[:4]] == [Joins.OFTEN, Joins.OFTEN, Joins.SOMETIMES, Joins.RARELY]
    # Without a tie, or before the first survey, there is nothing to tell.
    assert joins["s-11"] is None
    assert {row.joins for row in rows_of(PEOPLE, EVERYWHERE, EVERYWHERE, Groups(), {})} == {None}


def test_who_opted_out_is_not_ranked() -> None:
    people = PEOPLE | {"s-0": replace(PEOPLE["s-0"], rankable=False)}
    last = rows_of(people, EVERYWHERE, EVERYWHERE, Groups(), BETWEENNESS)[-1]
    assert (last.id, last.joins) == ("s-0", None)
