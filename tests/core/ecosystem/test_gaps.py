"""Gaps by cases made by hand: near and far, reach, opted out, without coordinates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from matchmaker.core.ecosystem.answers import Exchange
from matchmaker.core.ecosystem.gaps import Judged, gaps, judge
from matchmaker.core.ecosystem.scene import EVERYBODY, Scene
from matchmaker.core.ecosystem.survey import measured_of
from matchmaker.core.entities import Profile, Reach, Statement
from matchmaker.core.matcher import Matcher
from matchmaker.core.vocabulary import COMPLETES
from matchmaker.store.regions import open_regions

TODAY = date(2026, 11, 23)
STUTTGART = {"country": "DE", "region": "DE111", "lat": 48.78, "lon": 9.18}
HEILBRONN = {"country": "DE", "region": "DE117", "lat": 49.14, "lon": 9.22}
LILLE = {"country": "FR", "region": "FRE11", "lat": 50.63, "lon": 3.07}
VIENNA = {"country": "AT", "region": "AT130", "lat": 48.21, "lon": 16.37}
ASKED = Statement("n-1", "A course in repairing washing machines", ("training",), ("theme-repair-reuse",))
GIVEN = Statement(
    "o-1", "We teach a course in repairing washing machines", ("training",), ("theme-repair-reuse",)
)
FILLER = [
    Profile(f"s-9{n}", f"Filler {n}", about=about)
    for n, about in enumerate(("bread and soup", "choirs and songs", "boats on lakes", "gardens with bees"))
]


def asker(place: dict[str, Any], need: Statement = ASKED, key: str = "s-1", **values: Any) -> Profile:
    """Somebody who looks for something."""
    return Profile(key, f"Asker {key}", needs=(need,), **(place | values))


def giver(place: dict[str, Any], offer: Statement = GIVEN, key: str = "s-2", **values: Any) -> Profile:
    """Somebody who offers something."""
    return Profile(key, f"Giver {key}", offers=(offer,), **(place | values))


def scene(*profiles: Profile) -> Scene:
    """A network of these and some others who say nothing of it."""
    everybody = [*profiles, *FILLER]
    matcher = Matcher(completes=COMPLETES).fit(everybody, [], today=TODAY)
    return Scene({one.id: one for one in everybody}, matcher, open_regions(), TODAY)


def found(code: str, *profiles: Profile) -> dict[str, Any]:
    """The gaps of a region."""
    here = scene(*profiles)
    network = here.within(here.members.get(code, ()))
    return gaps(here, code, network, measured_of(here, network))


def judged(*profiles: Profile) -> tuple[list[Judged], list[Judged]]:
    """All needs and offers."""
    needs, offers = judge(Exchange(scene(*profiles).matcher))
    return [one for own in needs.values() for one in own], [one for own in offers.values() for one in own]


def test_an_offer_near_by_leaves_no_gap() -> None:
    here = found("DE11", asker(STUTTGART), giver(HEILBRONN))
    assert (here["needs"], here["unanswered"], here["missing"]) == (1, 0, [])
    assert (here["offers"], here["unasked"], here["idle"]) == (1, 0, [])


def test_an_offer_far_away_is_the_nearest_answer_of_a_gap() -> None:
    far = replace(GIVEN, id="o-3")
    here = found("DE11", asker(STUTTGART), giver(LILLE), giver(VIENNA, far, "s-3"))
    (gap,) = here["missing"]
    assert gap["stated"] == [["s-1", "n-1"]]
    assert (gap["kind"], gap["theme"], gap["people"]) == ("training", "theme-repair-reuse", 1)
    assert [way[:4] for way in gap["elsewhere"]] == [
        ["s-1", "n-1", "s-2", "o-1"],
        ["s-1", "n-1", "s-3", "o-3"],
    ]
    # Stuttgart to Lille by the great circle: 486 km, as the drawing of the page has it.
    assert gap["elsewhere"][0][4] == pytest.approx(486, abs=3)


def test_the_same_gap_is_told_in_every_region_around_it_and_in_no_other() -> None:
    people = asker(STUTTGART), giver(LILLE)
    counts = {code: found(code, *people)["unanswered"] for code in ("DE111", "DE1", "DE", EVERYBODY, "FR")}
    assert counts == {"DE111": 1, "DE1": 1, "DE": 1, EVERYBODY: 1, "FR": 0}


def test_an_offer_that_nobody_near_asks_for_names_the_nearest_who_do() -> None:
    there = found("FRE1", asker(STUTTGART), giver(LILLE))
    (idle,) = there["idle"]
    assert idle["elsewhere"][0][:4] == ["s-2", "o-1", "s-1", "n-1"]
    assert there["unasked"] == 1


def test_an_answer_beyond_the_reach_of_either_is_none() -> None:
    for people in (
        (asker(STUTTGART, replace(ASKED, reach=Reach.NATIONAL)), giver(LILLE)),
        (asker(STUTTGART), giver(LILLE, replace(GIVEN, reach=Reach.REGIONAL))),
    ):
        (gap,) = found("DE11", *people)["missing"]
        assert gap["elsewhere"] == []


def test_who_opted_out_neither_answers_nor_asks() -> None:
    (gap,) = found("DE11", asker(STUTTGART), giver(LILLE, rankable=False))["missing"]
    assert gap["elsewhere"] == []
    assert found("DE11", asker(STUTTGART, rankable=False), giver(LILLE))["needs"] == 0
    assert found("DE11", asker(STUTTGART), giver(STUTTGART, rankable=False))["unanswered"] == 1


def test_without_coordinates_the_same_nuts_2_region_is_near() -> None:
    nowhere = {"lat": None, "lon": None}
    near = found("DE11", asker(STUTTGART | nowhere), giver(HEILBRONN))
    far = found("DE11", asker(STUTTGART | nowhere), giver(LILLE))
    assert near["unanswered"] == 0
    assert far["missing"][0]["elsewhere"][0][4] is None


def test_of_whom_only_the_country_is_known_nothing_is_said() -> None:
    here = found("DE", asker({"country": "DE"}), giver(LILLE))
    assert (here["needs"], here["unanswered"]) == (0, 0)


def test_ones_own_offer_is_no_answer() -> None:
    both = replace(asker(STUTTGART), offers=(GIVEN,))
    needs, offers = judged(both)
    assert [one.lacking for one in needs + offers] == [True, True]


def test_a_stray_word_is_passed_over_for_a_better_answer_further_away() -> None:
    weak = Statement("o-4", "A course in the history of washing and of bread", ("training",))
    needs, _ = judged(asker(STUTTGART), giver(LILLE, weak, "s-4"), giver(VIENNA))
    assert [there.owner for there in needs[0].elsewhere] == ["s-2"]


def test_several_who_ask_for_the_same_are_one_gap_with_the_oldest_first() -> None:
    young = replace(
        ASKED, id="n-2", text="A course in repairing old washing machines", created=date(2026, 9, 1)
    )
    old = replace(ASKED, created=date(2026, 3, 1))
    other = Statement("n-3", "Training for drivers of lorries", ("training",), ("theme-repair-reuse",))
    here = found(
        "DE11",
        asker(STUTTGART, young, "s-5"),
        asker(HEILBRONN, old),
        asker(STUTTGART, other, "s-6"),
        giver(LILLE),
    )
    assert [(gap["people"], gap["stated"]) for gap in here["missing"]] == [
        (2, [["s-1", "n-1"], ["s-5", "n-2"]]),
        (1, [["s-6", "n-3"]]),
    ]


def test_nobody_at_all_is_no_gap() -> None:
    assert found("DE11") == {
        "needs": 0, "offers": 0, "unanswered": 0, "unasked": 0, "missing": [], "idle": [],
    }  # fmt: skip
