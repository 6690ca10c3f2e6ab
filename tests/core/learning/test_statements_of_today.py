"""What is open today was met by no partner of the past: ties teach nothing about it, judgements do."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from matchmaker.core.answers import Question
from matchmaker.core.entities import Link, Profile, Statement
from matchmaker.core.learning.learn import Judged, learn
from matchmaker.core.learning.splits import splits
from matchmaker.core.matcher import Matcher

TODAY = date(2026, 11, 23)
TRADES = ("bicycles", "bread", "gardens", "boats", "laptops", "choirs")


def network() -> tuple[list[Profile], list[Link]]:
    """Trades in which all work together, while each looks for what only another trade offers."""
    profiles, links = [], []
    for number, trade in enumerate(TRADES):
        wanted = TRADES[(number + 1) % len(TRADES)]
        ids = [f"s-{trade}-{n}" for n in range(4)]
        profiles += [
            Profile(
                id=id_,
                name=id_,
                about=f"We know all about {trade}.",
                offers=(Statement(f"o-{id_}", f"Lessons in {trade}"),),
                needs=(Statement(f"n-{id_}", f"Lessons in {wanted}"),),
                verified=TODAY,
            )
            for id_ in ids
        ]
        links += [Link(a, b) for a, b in itertools.pairwise(ids)]
    return profiles, links


@pytest.mark.parametrize("since", [None, 2020])
def test_no_split_holds_an_offer_a_need_or_a_confirmation(since: int | None) -> None:
    profiles, links = network()
    # The middle tie of each chain comes last, when both its ends are there.
    years = [since + (0, 2, 1)[number % 3] if since else None for number in range(len(links))]
    dated = [Link(link.a, link.b, since=year) for link, year in zip(links, years, strict=True)]
    found = splits(profiles, dated, today=date(2050, 1, 1))
    assert found
    for split in found:
        assert not any(one.offers or one.needs or one.verified for one in split.profiles)


def test_ties_of_the_past_do_not_teach_that_meeting_a_need_does_not_matter() -> None:
    profiles, links = network()
    learnt = learn(profiles, links, today=TODAY).weights[Question.PROFILE]
    shipped = Matcher().shipped(Question.PROFILE)
    assert learnt["subject"] > shipped["subject"]
    assert (learnt["exchange"], learnt["freshness"]) == (shipped["exchange"], shipped["freshness"])


def test_what_readers_say_does() -> None:
    profiles, _ = network()
    judged = [
        one
        for number, trade in enumerate(TRADES)
        for one in (
            Judged(f"s-{trade}-0", f"s-{trade}-1", True),
            Judged(f"s-{trade}-0", f"s-{TRADES[(number + 1) % len(TRADES)]}-0", False),
        )
    ]
    learnt = learn(profiles, (), feedback=judged, today=TODAY).weights[Question.PROFILE]
    assert learnt["exchange"] < Matcher().shipped(Question.PROFILE)["exchange"]
