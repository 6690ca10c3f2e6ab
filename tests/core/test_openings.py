"""What a missing fact would open, the strongest first."""

from __future__ import annotations

from matchmaker.core.entities import Profile, Statement
from matchmaker.core.openings import MOST, OPENS, Fact, effects, facts_of, list_openings, shipped


def test_an_empty_profile_is_told_the_three_facts_that_do_most() -> None:
    found = list_openings((), shipped())
    assert len(found) == MOST
    assert found[:2] == (Fact.NEED, Fact.OFFER)


def test_what_is_there_is_not_asked_for_and_facts_without_a_signal_come_last() -> None:
    known = set(Fact) - {Fact.WEBSITE, Fact.LANGUAGES}
    assert list_openings(known, shipped()) == (Fact.LANGUAGES, Fact.WEBSITE)
    assert list_openings(set(Fact), shipped()) == ()


def test_the_order_follows_the_weights_that_were_learnt() -> None:
    known = {Fact.NEED, Fact.OFFER, Fact.ABOUT, Fact.LANGUAGES, Fact.WEBSITE, Fact.DECLARATION}
    themes_first = shipped() | {"themes": 9.0}
    places_first = shipped() | {"themes": 0.0}
    assert list_openings(known, themes_first)[0] is Fact.THEMES
    assert list_openings(known, places_first)[0] is Fact.PLACE


def test_a_fact_does_what_its_silent_signals_could_add() -> None:
    found = effects(dict.fromkeys(shipped(), 0.0) | {"language": 1.0})
    assert found[Fact.LANGUAGES] > 1.0
    assert found[Fact.PLACE] == 0.0


def test_only_what_a_kind_is_asked_is_told() -> None:
    known = set(Fact) - {Fact.DECLARATION}
    assert list_openings(known, shipped(), asked=[Fact.WEBSITE]) == ()


def test_a_profile_says_what_it_says() -> None:
    bare = Profile(id="s", name="Boats", about="We mend boats.")
    assert facts_of(bare) == set()
    full = Profile(
        id="s", name="Boats", about="We mend old boats together with young people who look for work.",
        needs=(Statement("n", "A hall"),), offers=(Statement("o", "A course"),), region="DE111",
        languages=("de",), themes=("theme-youth",),
    )  # fmt: skip
    assert facts_of(full) == set(Fact) - {Fact.WEBSITE, Fact.DECLARATION}


def test_every_fact_says_what_to_do_and_what_it_opens() -> None:
    assert set(OPENS) == set(Fact)
