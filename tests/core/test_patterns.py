"""What is said of the signals that see a pattern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matchmaker.core.answers import Query, Suggestion
from matchmaker.core.entities import Activity, Kind, Link, Profile
from matchmaker.core.explain import Reason, plain
from matchmaker.core.matcher import NOBODY, Matcher
from matchmaker.core.patterns import ALIKE, PATTERNS
from matchmaker.core.signals import SIGNALS
from tests.core.people import TODAY

WHEAT = "We bake bread with flour from old wheat in a village oven."
CHOIR = "A choir that sings songs of harbour workers every Thursday evening."
BAKER = Profile("a", "Bakery", kind=Kind.ENTERPRISE, about=WHEAT, country="FR", lat=50.63, lon=3.06)
SINGERS = Profile("b", "Singers", kind=Kind.INNOVATOR, about=CHOIR, country="IT", lat=45.07, lon=7.69)
DOCKERS = replace(SINGERS, id="c", name="Dockers", about=CHOIR.replace("evening", "night"))
OVENS = replace(BAKER, id="d", name="Ovens", about=WHEAT.replace("village", "town"))
PEOPLE = (BAKER, SINGERS, DOCKERS, OVENS)
LINKS = (Link("a", "b"), Link("c", "d"))


def _found(
    me: Profile, other: Profile, *links: Link, deeds: tuple[Activity, ...] = (), text: str = ""
) -> Suggestion:
    matcher = Matcher(weights={signal.name: 1.0 for signal in SIGNALS})
    found = matcher.fit(PEOPLE, links or LINKS, deeds, today=TODAY).one(Query(me, text=text), other.id)
    assert found is not None
    return found


def _reason(suggestion: Suggestion, signal: str) -> Reason:
    return next(reason for reason in suggestion.account if reason.signal == signal)


def _told(suggestion: Suggestion, signal: str) -> str:
    return plain(_reason(suggestion, signal), str)


def test_a_partner_with_similar_work_is_named() -> None:
    reason = _reason(_found(BAKER, DOCKERS), "my_partners")
    assert plain(reason, str) == "They do similar work to Singers, a partner of yours."
    assert reason.worth
    assert reason.evidence["partner"] == "b"


def test_of_several_partners_the_nearest_is_named() -> None:
    found = _found(BAKER, DOCKERS, Link("a", "b"), Link("a", "d"))
    assert _told(found, "my_partners") == "They do similar work to Singers, a partner of yours."


def test_a_partner_whose_work_is_hardly_like_theirs_is_no_reason() -> None:
    kitchen = Profile(
        "e", "Kitchen", about="A kitchen at the harbour with soup, cheese, apples and bread for all."
    )
    matcher = Matcher().fit([BAKER, SINGERS, kitchen], LINKS, today=TODAY)
    found = matcher.one(Query(BAKER), "e")
    assert found is not None
    reason = _reason(found, "my_partners")
    likeness = reason.evidence["likeness"]
    assert isinstance(likeness, float)
    assert 0 < likeness < ALIKE
    assert not reason.worth


def test_a_partner_is_not_likened_to_itself() -> None:
    only = _found(BAKER, SINGERS)
    assert _told(only, "my_partners") == "They do work like that of your partners."
    assert not _reason(only, "my_partners").worth
    another = _found(BAKER, SINGERS, Link("a", "b"), Link("a", "c"))
    assert _told(another, "my_partners") == "They do similar work to Dockers, a partner of yours."


def test_what_their_partners_do_is_like_my_work_or_my_need() -> None:
    assert _told(_found(BAKER, DOCKERS), "their_partners") == "Their partners do work like yours."
    found = _found(NOBODY, DOCKERS, text="flour from old wheat")
    assert _told(found, "their_partners") == "Their partners do what you look for."


def test_the_partners_of_both_do_similar_work() -> None:
    assert _told(_found(BAKER, OVENS), "same_company") == "Your partners and theirs do similar work."


def test_who_did_something_like_it_is_told_from_those_who_know_somebody_who_did() -> None:
    deeds = (Activity("1", "Songs for bakers", ("b",), date(2020, 1, 1)),)
    own = _reason(_found(NOBODY, SINGERS, deeds=deeds, text="songs"), "done")
    assert plain(own, str) == "They did something like it before."
    assert (own.worth, own.evidence) == (True, {"own": True})
    other = _reason(_found(NOBODY, BAKER, deeds=deeds, text="songs"), "done")
    assert plain(other, str) == "Their partners did something like it."
    assert (other.worth, other.evidence) == (False, {"own": False})


def test_where_nothing_but_descriptions_is_known_nobody_is_said_to_have_done_it() -> None:
    reason = _reason(_found(NOBODY, SINGERS, text="songs"), "done")
    assert plain(reason, str) == "Their description is near to what you look for."
    assert not reason.worth
    assert _told(_found(BAKER, OVENS), "done") == "Their description is near to yours."
    assert _told(_found(NOBODY, BAKER, text="songs"), "done") == "Their partners do what you look for."


def test_places_that_often_work_together_are_worth_a_sentence() -> None:
    # Two ties between two towns of two: 2 / (2 · 2) per head where 4 / 4² is usual: twice as often.
    often = _reason(_found(BAKER, DOCKERS), "regions")
    assert often.worth
    assert plain(often, str) == "Organisations from your area often work with organisations from theirs."
    assert often.evidence["lift"] == 2.0
    # With a tie within Turin beside them 2 / 4 where 6 / 16 is usual: 4 / 3.
    seldom = _found(BAKER, DOCKERS, *LINKS, Link("b", "c"))
    assert _reason(seldom, "regions").evidence["lift"] == pytest.approx(1.33)
    assert not _reason(seldom, "regions").worth


def test_that_neighbours_work_with_each_other_is_no_reason() -> None:
    near = _reason(_found(BAKER, OVENS, Link("a", "d"), Link("b", "c")), "regions")
    assert near.evidence["lift"] == 2.0
    assert plain(near, str) == "Organisations in your area often work with each other."
    assert not near.worth


def test_figures_are_told_as_figures() -> None:
    found = _found(BAKER, DOCKERS, text="songs of the harbour")
    assert _told(found, "grounds") == "Such things were often done around where they are."
    assert _told(found, "active") == "They began something together with others lately."
    assert _told(found, "role") == "They are the kind of partner that is often looked for."
    assert _reason(found, "role").evidence["kind"] == "innovator"


def test_one_is_no_plural() -> None:
    once = _found(BAKER, DOCKERS)
    assert _told(once, "experience") == "They have one partnership with others."
    assert _told(once, "connected") == "They have one partner."
    twice = _found(BAKER, DOCKERS, *LINKS, Link("b", "c"))
    assert _told(twice, "experience") == "They have 2 partnerships with others."
    assert _told(twice, "connected") == "They have 2 partners."


def test_times_are_counted_where_activities_are_recorded() -> None:
    song = Activity("1", "Songs for bakers", ("b", "c"), date(2020, 1, 1))
    assert _told(_found(BAKER, DOCKERS, deeds=(song,)), "experience") == (
        "They have worked together with others once."
    )
    again = replace(song, id="2")
    assert _told(_found(BAKER, DOCKERS, deeds=(song, again)), "experience") == (
        "They have worked together with others 2 times."
    )


def test_names_that_share_words_and_needs_that_name_somebody() -> None:
    me = replace(BAKER, name="Singers of the mill")
    assert _told(_found(me, SINGERS), "names") == "Your names or towns share words."
    found = _found(NOBODY, SINGERS, text="who knows the Singers?")
    assert _told(found, "names") == "What you look for names them or their town."


@pytest.mark.parametrize("signal", sorted(set(PATTERNS) - {"my_partners", "done", "regions"}))
def test_the_others_stand_among_the_figures(signal: str) -> None:
    for me in PEOPLE:
        for other in PEOPLE:
            if me is not other:
                told = [one for one in _found(me, other).account if one.signal == signal]
                assert not any(one.worth for one in told)
