from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from matchmaker.core.answers import Cutoffs, Query, Question
from matchmaker.core.entities import Kind, Level, Link, Profile, Reach, Statement
from matchmaker.core.matcher import NOBODY, Matcher
from matchmaker.core.signals import SIGNALS
from tests.core.people import (
    CITY,
    GOVAN,
    HIDDEN,
    KITCHEN,
    LINKS,
    NECKAR,
    NETWORK,
    PROFILES,
    TODAY,
    make_matcher,
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return make_matcher()


def _ids(matcher: Matcher, query: Query) -> list[str]:
    return [suggestion.id for suggestion in matcher.suggest(query)]


def test_the_mutual_match_comes_first(matcher: Matcher) -> None:
    assert _ids(matcher, Query(GOVAN))[0] == NECKAR.id
    assert _ids(matcher, Query(NECKAR))[0] == GOVAN.id


def test_oneself_partners_and_the_hidden_are_never_suggested(matcher: Matcher) -> None:
    for profile in PROFILES:
        found = set(_ids(matcher, Query(profile)))
        assert found.isdisjoint({profile.id, HIDDEN.id, *matcher.pool_.network.neighbours(profile.id)})


def test_who_is_excluded_at_the_time_of_asking_is_left_out(matcher: Matcher) -> None:
    assert NECKAR.id not in _ids(matcher, Query(GOVAN, exclude=frozenset({NECKAR.id, "s-unknown"})))


def test_without_shared_evidence_there_is_no_suggestion(matcher: Matcher) -> None:
    stranger = Profile("s-new", "Quartz", about="Geology of volcanoes", country="GB", lat=55.86, lon=-4.25)
    assert matcher.suggest(Query(stranger)) == []


def test_a_common_partner_is_evidence_enough(matcher: Matcher) -> None:
    assert KITCHEN.id in _ids(matcher, Query(NETWORK))


def test_a_theme_and_a_fitting_cooperation_are_evidence_enough() -> None:
    themes = ("t", "u", "v")
    me = Profile("s-a", "A", themes=themes, needs=(Statement("n", "", ("advice",), themes[:2]),))
    other = Profile("s-b", "B", themes=themes, offers=(Statement("o", "", ("advice",)),))
    few = replace(other, id="s-d", themes=themes[:2])
    matcher = Matcher().fit([me, other, replace(other, id="s-c", offers=()), few], [], today=TODAY)
    assert _ids(matcher, Query(me)) == ["s-b"]
    # A need names fewer themes than a whole profile.
    assert _ids(matcher, Query(me, need=me.needs[0])) == ["s-b", "s-d"]


def test_contributions_sum_to_the_score_exactly(matcher: Matcher) -> None:
    for profile in PROFILES:
        for query in (Query(profile), Query(profile, text="repair of washing machines")):
            for suggestion in matcher.suggest(query):
                assert sum(part.contribution for part in suggestion.signals) == suggestion.score
                assert sum(r.contribution for r in suggestion.account) == pytest.approx(suggestion.score)
                assert all(part.contribution >= 0 for part in suggestion.signals)


def test_suggestions_are_ordered_by_score_and_then_by_id() -> None:
    twins = [replace(NECKAR, id=f"s-{letter}") for letter in "cab"]
    matcher = Matcher().fit([GOVAN, CITY, *twins], [], today=TODAY)
    found = matcher.suggest(Query(GOVAN))
    assert [suggestion.id for suggestion in found][:3] == ["s-a", "s-b", "s-c"]
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)


def test_the_order_of_the_input_makes_no_difference(matcher: Matcher) -> None:
    turned = Matcher(completes=matcher.completes, labels=matcher.labels)
    turned.fit(reversed(PROFILES), reversed(LINKS), today=TODAY)
    found, expected = turned.suggest(Query(GOVAN)), matcher.suggest(Query(GOVAN))
    assert [s.id for s in found] == [s.id for s in expected]
    assert [s.score for s in found] == pytest.approx([s.score for s in expected])


def test_one_need_has_its_own_suggestions(matcher: Matcher) -> None:
    assert _ids(matcher, Query(GOVAN, need=GOVAN.needs[0]))[0] == NECKAR.id
    soup = Statement("n", "Soup from surplus vegetables for our learners")
    assert _ids(matcher, Query(GOVAN, need=soup)) == [KITCHEN.id]


def test_a_local_need_excludes_the_far(matcher: Matcher) -> None:
    need = replace(GOVAN.needs[0], reach=Reach.LOCAL)
    assert NECKAR.id not in _ids(matcher, Query(GOVAN, need=need))
    national = replace(GOVAN.needs[0], text="A voucher for repair", reach=Reach.NATIONAL)
    assert _ids(matcher, Query(GOVAN, need=national)) == [CITY.id]


def test_anybody_may_type_a_text(matcher: Matcher) -> None:
    found = matcher.suggest(Query(NOBODY, text="who could teach appliance repair?"))
    assert found[0].id == GOVAN.id
    assert found[0].distance_km is None
    assert found[0].you_give == ""


def test_a_blank_text_is_no_question(matcher: Matcher) -> None:
    assert Query(GOVAN, text="  ").question is Question.PROFILE
    assert matcher.suggest(Query(NOBODY, text="  ")) == []


def test_a_suggestion_says_distance_and_languages(matcher: Matcher) -> None:
    found = {suggestion.id: suggestion for suggestion in matcher.suggest(Query(GOVAN))}
    assert found[CITY.id].distance_km == 0
    assert found[NECKAR.id].shared_languages == ("en",)
    assert found[NECKAR.id].chain == (NETWORK.id,)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(GOVAN, kinds=frozenset({Kind.POLICYMAKER})), {CITY.id}),
        (Query(GOVAN, kinds=frozenset()), set()),
        (Query(GOVAN, region="DE"), {NECKAR.id}),
        (Query(GOVAN, region="UKM8"), {CITY.id, KITCHEN.id}),
        (Query(GOVAN, region="GB"), {CITY.id, KITCHEN.id}),
        (Query(GOVAN, language="de"), {NECKAR.id}),
        (Query(GOVAN, language="pl"), set()),
    ],
)
def test_filters_narrow_the_list(matcher: Matcher, query: Query, expected: set[str]) -> None:
    assert set(_ids(matcher, query)) == expected


def test_levels_are_filters_too(matcher: Matcher) -> None:
    whole = matcher.suggest(Query(GOVAN))
    for level in Level:
        narrowed = matcher.suggest(Query(GOVAN, levels=frozenset({level})))
        assert [s.id for s in narrowed] == [s.id for s in whole if s.level is level]


def test_counts_beside_a_filter_ignore_that_filter_only(matcher: Matcher) -> None:
    facets = matcher.facets(Query(GOVAN, kinds=frozenset({Kind.POLICYMAKER})))
    assert facets.kinds == {
        Kind.ENTERPRISE: 1,
        Kind.INNOVATOR: 1,
        Kind.POLICYMAKER: 1,
        Kind.SUPPORT: 0,
        None: 0,
    }
    assert facets.languages == {"en": 1}
    assert sum(facets.levels.values()) == 1


def test_an_answer_counts_all_and_shows_a_part(matcher: Matcher) -> None:
    whole = matcher.answer(Query(GOVAN))
    part = matcher.answer(Query(GOVAN), top=1, skip=1)
    assert whole.total == part.total == len(whole.suggestions) == 3
    assert part.suggestions == whole.suggestions[1:2]


def test_one_certain_stakeholder_can_be_explained(matcher: Matcher) -> None:
    found = matcher.one(Query(GOVAN), NETWORK.id)
    assert found is not None
    assert found.id == NETWORK.id
    assert matcher.one(Query(GOVAN), "s-unknown") is None


def test_a_changed_profile_counts_at_once(matcher: Matcher) -> None:
    changing = Matcher().fit(PROFILES, LINKS, today=TODAY)
    question = Query(NOBODY, text="zeppelins")
    assert changing.suggest(question) == []
    changed = replace(CITY, offers=(Statement("o", "Mooring for zeppelins above the town hall"),))
    changing.fit([changed if p is CITY else p for p in PROFILES], LINKS, today=TODAY)
    assert _ids(changing, question) == [CITY.id]


def test_the_profile_that_asks_may_be_newer_than_the_network(matcher: Matcher) -> None:
    newer = replace(NETWORK, needs=(Statement("n", "A voucher for repair"),), id="s-new")
    assert CITY.id in _ids(matcher, Query(newer))


def test_a_weight_of_nothing_switches_a_signal_off() -> None:
    matcher = Matcher(weights={s.name: 0 for s in SIGNALS if s.name != "subject"})
    matcher.fit(PROFILES, LINKS, today=TODAY)
    found = matcher.suggest(Query(GOVAN))
    assert [part.signal for part in found[0].signals] == ["subject"]
    assert found[0].they_give == "Drum bearings and pumps from scrapped machines"


def test_without_any_signal_nobody_is_suggested() -> None:
    matcher = Matcher(weights={signal.name: 0 for signal in SIGNALS}).fit(PROFILES, LINKS, today=TODAY)
    assert matcher.suggest(Query(GOVAN)) == []


def test_cutoffs_are_learnt_and_can_be_kept(matcher: Matcher) -> None:
    cutoffs = matcher.cutoffs_
    assert set(cutoffs) == set(Question)
    assert all(0 < c.good <= c.strong for c in cutoffs.values())
    again = Matcher().fit([GOVAN, CITY], [], today=TODAY, cutoffs=cutoffs)
    assert again.cutoffs_ == cutoffs


def test_levels_follow_the_cutoffs() -> None:
    cutoffs = Cutoffs(strong=3.0, good=2.0)
    assert [cutoffs.level(score) for score in (3.0, 2.9, 2.0, 1.9)] == [
        Level.STRONG,
        Level.GOOD,
        Level.GOOD,
        Level.LOOK,
    ]
    assert Cutoffs().level(100.0) is Level.LOOK


def test_strong_takes_clear_evidence_and_not_a_high_score_alone() -> None:
    cutoffs = Cutoffs(strong=3.0, good=2.0, clear=0.2)
    assert cutoffs.level(9.0, 0.1) is Level.GOOD
    assert cutoffs.level(9.0, 0.2) is Level.STRONG


def test_nearness_alone_never_makes_a_strong_match() -> None:
    # The same place, language, kind and partner, and not a word in common.
    near = replace(
        KITCHEN, id="s-near", lat=GOVAN.lat, lon=GOVAN.lon, region=GOVAN.region, needs=(), about=""
    )
    links = [*LINKS, Link("s-near", NETWORK.id)]
    matcher = Matcher().fit([*PROFILES, near], links, today=TODAY)
    found = {one.id: one for one in matcher.suggest(Query(GOVAN))}
    assert found["s-near"].level is not Level.STRONG
    assert found[NECKAR.id].level is Level.STRONG


def test_a_later_fit_takes_over_what_has_not_changed(matcher: Matcher) -> None:
    changed = replace(CITY, offers=(Statement("o", "Mooring for zeppelins"),))
    people = [changed if one is CITY else one for one in PROFILES]
    later = Matcher(completes=matcher.completes, labels=matcher.labels)
    later.fit(people, LINKS, today=TODAY, earlier=matcher)
    fresh = Matcher(completes=matcher.completes, labels=matcher.labels).fit(people, LINKS, today=TODAY)
    assert later.pool_.network is matcher.pool_.network
    number = later.pool_.number
    assert later.pool_.texts[number[GOVAN.id]] is matcher.pool_.texts[number[GOVAN.id]]
    for profile in people:
        mine, theirs = later.suggest(Query(profile)), fresh.suggest(Query(profile))
        assert [one.id for one in mine] == [one.id for one in theirs]
        assert [one.score for one in mine] == pytest.approx([one.score for one in theirs])


def test_a_new_tie_makes_a_new_network(matcher: Matcher) -> None:
    later = Matcher().fit(PROFILES, LINKS[1:], today=TODAY, earlier=matcher)
    assert later.pool_.network is not matcher.pool_.network
    assert NETWORK.id not in later.pool_.network.neighbours(GOVAN.id)


def test_readers_of_an_older_fit_are_not_disturbed_by_a_newer_one() -> None:
    first = Matcher().fit(PROFILES, LINKS, today=TODAY)
    questions = [Query(one) for one in PROFILES] + [Query(NOBODY, text="zeppelins that repair machines")]
    expected = [[one.score for one in first.suggest(question)] for question in questions]
    faults: list[object] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            for question, scores in zip(questions, expected, strict=True):
                try:
                    if [one.score for one in first.suggest(question)] != scores:
                        faults.append(question)
                except Exception as error:
                    faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    newest = first
    for count in range(15):
        about = f"Zeppelins number {count} and word{count} that nobody knew, with wings{count}"
        people = [replace(CITY, about=about) if one is CITY else one for one in PROFILES]
        newest = Matcher().fit(people, LINKS, today=TODAY, earlier=newest)
        # A text that only the newer one knows may be asked of the older.
        first.suggest(Query(NOBODY, text=about))
    over.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert newest.suggest(Query(NOBODY, text="wings14 word14"))[0].id == CITY.id


@pytest.mark.parametrize("profiles", [[], [GOVAN], [Profile("s-a", "")]])
def test_tiny_networks_suggest_nobody(profiles: list[Profile]) -> None:
    matcher = Matcher().fit(profiles, [Link("s-a", "s-b")], today=TODAY)
    assert matcher.suggest(Query(GOVAN)) == []
    assert matcher.answer(Query(GOVAN, levels=frozenset({Level.GOOD}))).total == 0


def test_the_constructor_only_stores() -> None:
    matcher = Matcher(weights={"place": 0.0})
    assert matcher.weights == {"place": 0.0}
    assert not [name for name in vars(matcher) if name.endswith("_")]
    assert matcher.fit(PROFILES, LINKS, today=TODAY) is matcher
