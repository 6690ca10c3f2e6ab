from __future__ import annotations

from dataclasses import replace

import pytest

from matchmaker.core.answers import Query, Suggestion
from matchmaker.core.entities import Link, Profile, Statement
from matchmaker.core.explain import Part, Reason, plain, render
from matchmaker.core.matcher import NOBODY, Matcher
from matchmaker.core.quotes import Quote, Span
from matchmaker.core.reasons import SHOWN, chosen
from tests.core.people import (
    CITY,
    COMPLETES,
    GOVAN,
    LABELS,
    LINKS,
    NECKAR,
    NETWORK,
    PROFILES,
    TODAY,
    make_matcher,
)


def _same(message: str) -> str:
    return message


def _between(
    me: Profile, other: Profile, *links: Link, text: str = "", more: tuple[Profile, ...] = ()
) -> Suggestion:
    """`other` as suggested to `me` in a network of these alone."""
    known = (me, other, *more) if me.id else (other, *more)
    matcher = Matcher(completes=COMPLETES, labels=LABELS).fit(known, links, today=TODAY)
    found = matcher.one(Query(me, text=text), other.id)
    assert found is not None
    return found


def _told(suggestion: Suggestion, signal: str) -> str:
    return " ".join(plain(reason, _same) for reason in suggestion.account if reason.signal == signal)


def _marked(suggestion: Suggestion, signal: str) -> list[str]:
    reasons = [reason for reason in suggestion.account if reason.signal == signal]
    return [fragment.text for one in reasons for fragment in render(one, _same) if fragment.marked]


def test_both_directions_of_an_exchange_are_quoted_verbatim() -> None:
    told = _told(_between(GOVAN, NECKAR), "exchange")
    assert "You offer “A 12-week course in appliance repair”." in told
    assert "They look for “A course in appliance repair for our learners”." in told
    assert "They offer “Drum bearings and pumps from scrapped machines”." in told


def test_the_words_of_both_sides_are_marked() -> None:
    marked = _marked(_between(GOVAN, NECKAR), "exchange")
    assert marked.count("course in appliance repair") == 2
    assert "drum bearings" in [mark.casefold() for mark in marked]


def test_what_each_gives_comes_from_the_match() -> None:
    suggestion = _between(GOVAN, NECKAR)
    assert suggestion.you_give == "A 12-week course in appliance repair"
    assert suggestion.they_give == "Drum bearings and pumps from scrapped machines"


def test_without_a_match_the_first_offer_is_what_one_gives() -> None:
    suggestion = _between(GOVAN, replace(CITY, about="Parks.", offers=(Statement("o", "Seven empty halls"),)))
    assert suggestion.you_give == "A 12-week course in appliance repair"
    assert suggestion.they_give == "Seven empty halls"


def test_a_description_that_meets_a_need_is_quoted_as_written() -> None:
    suggestion = _between(NOBODY, CITY, text="a voucher for repair")
    assert _told(suggestion, "exchange") == (
        "You look for “a voucher for repair”. "
        "They write “The city plans a voucher that pays half of every appliance repair”."
    )


def test_their_need_may_meet_my_description() -> None:
    me = Profile("s-me", "Me", about="We teach bookkeeping to small shops.")
    other = Profile("s-x", "X", needs=(Statement("n", "Bookkeeping for our shops"),))
    told = _told(_between(me, other), "exchange")
    assert told == (
        "They look for “Bookkeeping for our shops”. You write “We teach bookkeeping to small shops”."
    )


def test_a_name_that_has_the_words_is_said_to_be_a_name() -> None:
    told = _told(_between(NOBODY, Profile("s-x", "Bicycle Repair"), text="bicycle repair"), "exchange")
    assert told == "You write “bicycle repair”. They are called “Bicycle Repair”."


def test_a_description_is_nothing_that_one_gives() -> None:
    suggestion = _between(CITY, NECKAR)
    assert "You write “The city plans a voucher" in _told(suggestion, "exchange")
    assert suggestion.you_give == ""


def test_a_label_in_common_with_a_text_is_not_called_a_name() -> None:
    me = Profile("s-a", "A", about="We prefer repair and reuse.")
    suggestion = _between(me, Profile("s-b", "B", themes=("theme-repair",)))
    assert _told(suggestion, "subject") == "Your descriptions are about a similar subject."


def test_similar_descriptions_are_quoted_on_both_sides() -> None:
    suggestion = _between(GOVAN, NECKAR)
    assert _told(suggestion, "subject").startswith(
        "You do similar work. You write “We repair washing machines"
    )
    assert "washing machines" in _marked(suggestion, "subject")


def test_many_weak_words_are_a_similar_subject_without_marks() -> None:
    about = "alpha. beta. gamma. delta. kappa. lambda. sigma. omega. zeta. theta. iota. rho"
    suggestion = _between(Profile("s-a", "A", about=about), Profile("s-b", "B", about=about))
    assert _told(suggestion, "subject").startswith("Similar subject: they write “")
    assert _marked(suggestion, "subject") == []


def test_only_a_name_and_a_description_in_common_says_so_without_quotes() -> None:
    suggestion = _between(
        Profile("s-a", "A", about="We cook soup."),
        Profile("s-b", "B", themes=("theme-x",), about=""),
        more=(),
    )
    assert all(reason.signal != "subject" for reason in suggestion.account)
    named = _between(Profile("s-a", "Soup", about="We cook."), Profile("s-b", "Soup", about="They eat."))
    assert _told(named, "subject") == "Your descriptions are about a similar subject."


@pytest.mark.parametrize(
    ("mine", "theirs", "ending"),
    [
        ("supplier", "supplier", "They offer the kind of help that you look for."),
        ("funding", "supplier", "You both work on: repair and reuse."),
    ],
)
def test_themes_are_named_and_fitting_help_is_said(mine: str, theirs: str, ending: str) -> None:
    me = Profile("s-a", "A", themes=("theme-repair",), needs=(Statement("n", "x", (mine,)),))
    other = Profile("s-b", "B", themes=("theme-repair",), offers=(Statement("o", "y", (theirs,)),))
    assert _told(_between(me, other), "themes").endswith(ending)


def test_fitting_help_is_said_for_both_sides() -> None:
    assert _told(_between(GOVAN, NECKAR), "themes") == (
        "You both work on: repair and reuse. Each of you offers the kind of help that the other looks for."
    )
    turned = _between(replace(GOVAN, needs=()), NECKAR)
    assert _told(turned, "themes").endswith("You offer the kind of help that they look for.")


def _meeting(mine: tuple[str, ...], theirs: tuple[str, ...], need: str = "theme-repair") -> Reason:
    """Two who look for help with a theme, and what else each works on."""
    me = Profile("s-a", "A", themes=mine, needs=(Statement("n", "x", themes=(need,)),))
    other = Profile("s-b", "B", themes=theirs, needs=(Statement("m", "y", themes=(need,)),))
    return next(reason for reason in _between(me, other).account if reason.signal == "themes")


@pytest.mark.parametrize(
    ("mine", "theirs", "sentence"),
    [
        (("theme-repair",), ("theme-repair",), "You both work on: repair and reuse."),
        ((), ("theme-repair",), "They work on what you look for: repair and reuse."),
        (("theme-repair",), (), "You work on what they look for: repair and reuse."),
        ((), (), "You both look for help with: repair and reuse."),
    ],
)
def test_only_who_does_more_than_look_for_help_works_on_a_theme(
    mine: tuple[str, ...], theirs: tuple[str, ...], sentence: str
) -> None:
    reason = _meeting(mine, theirs)
    assert plain(reason, _same) == sentence
    assert reason.worth == bool(mine or theirs)


def test_themes_without_a_label_are_not_named() -> None:
    me, other = Profile("s-a", "A", themes=("own-1",)), Profile("s-b", "B", themes=("own-1",))
    assert _told(_between(me, other), "themes") == "You work on the same themes."


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "Both of you work with Partner 0."),
        (2, "Both of you work with Partner 0 and Partner 1."),
        (4, "Both of you work with Partner 0 and 3 others."),
    ],
)
def test_common_partners_are_named(count: int, sentence: str) -> None:
    more = tuple(Profile(f"t-{i}", f"Partner {i}") for i in range(count))
    links = [Link(a, other.id) for other in more for a in ("s-a", "s-b")]
    suggestion = _between(Profile("s-a", "A"), Profile("s-b", "B"), *links, more=more)
    assert _told(suggestion, "partners") == sentence
    assert suggestion.chain == ("t-0",)


def test_a_way_of_three_ties_is_told() -> None:
    more = (Profile("t-1", "First"), Profile("t-2", "Second"))
    links = [Link("s-a", "t-1"), Link("t-1", "t-2"), Link("s-b", "t-2")]
    suggestion = _between(Profile("s-a", "A"), Profile("s-b", "B"), *links, more=more)
    assert suggestion.chain == ("t-1", "t-2")
    assert (
        _told(suggestion, "closeness") == "First, a partner of yours, works with Second, a partner of theirs."
    )


def test_a_longer_way_is_only_said_to_exist() -> None:
    more = tuple(Profile(f"t-{i}", f"T{i}") for i in range(3))
    links = [Link("s-a", "t-0"), Link("t-0", "t-1"), Link("t-1", "t-2"), Link("s-b", "t-2")]
    suggestion = _between(Profile("s-a", "A"), Profile("s-b", "B"), *links, more=more)
    assert suggestion.chain == ()
    assert _told(suggestion, "closeness") == "They are not far from you in the network of partners."


@pytest.mark.parametrize(
    ("mine", "theirs", "sentence"),
    [
        ({"lat": 55.86, "lon": -4.25}, {"lat": 55.86, "lon": -4.25}, "They are in the same place as you."),
        ({"lat": 55.86, "lon": -4.25}, {"lat": 55.95, "lon": -3.19}, "They are 67 km from you."),
        ({"region": "UKM82"}, {"region": "UKM82"}, "They are in the same area as you."),
        ({"region": "UKM82"}, {"region": "UKM83"}, "They are in the same region as you."),
        ({"country": "GB"}, {"region": "UKM83"}, "They are in the same country as you."),
    ],
)
def test_nearness_is_told_as_far_as_it_is_known(
    mine: dict[str, object], theirs: dict[str, object], sentence: str
) -> None:
    me, other = replace(Profile("s-a", "A"), **mine), replace(Profile("s-b", "B"), **theirs)  # type: ignore[arg-type]  # fields by name
    assert _told(_between(me, other), "place") == sentence


def test_language_role_and_freshness_are_told_among_the_figures() -> None:
    suggestion = _between(GOVAN, NECKAR)
    assert _told(suggestion, "language") == "You have a language in common."
    assert _told(suggestion, "role") == "They are the kind of partner that is often looked for."
    assert _told(suggestion, "freshness") == "They confirmed their profile lately."
    assert all(reason.signal in SHOWN for reason in suggestion.reasons)


def test_at_most_three_reasons_are_shown_the_exchange_and_the_strongest_first_the_network_once() -> None:
    for suggestion in make_matcher().suggest(Query(GOVAN)):
        shown = suggestion.reasons
        assert 1 <= len(shown) <= 3
        order = [(r.signal != "exchange", -r.contribution) for r in shown]
        assert order == sorted(order)
        assert sum(r.signal in ("partners", "closeness") for r in shown) <= 1


def test_being_far_apart_is_no_reason() -> None:
    def shown(lat: float) -> set[str]:
        return {reason.signal for reason in _between(GOVAN, replace(NECKAR, lat=lat, lon=-4.25)).reasons}

    assert "place" in shown(55.9)
    assert "place" not in shown(51.0)


def test_a_card_has_no_quote_twice() -> None:
    part = Part("They write “%(theirs)s”.", {"theirs": Quote("We repair")})
    twice = [Reason("exchange", 2.0, {}, (part,)), Reason("subject", 1.0, {}, (part,))]
    assert [reason.signal for reason in chosen(twice)] == ["exchange"]


def test_what_is_not_worth_a_sentence_is_left_out() -> None:
    part = Part("They are near.")
    assert chosen([Reason("place", 2.0, {}, (part,), worth=False)]) == ()


def test_nobody_is_suggested_without_a_word() -> None:
    part = Part("They are near.")
    subject = Reason("subject", 1.0, {}, (part,), worth=False)
    near, known = Reason("place", 2.0, {}, (part,)), Reason("partners", 0.5, {}, (part,))
    assert chosen([subject]) == (subject,)
    assert chosen([near, subject]) == (subject, near)
    assert chosen([subject, known]) == (known,)


def _in_words(signal: str, contribution: float, *, worth: bool = True, **evidence: object) -> Reason:
    quote = Quote("We repair", (Span(3, 9),))
    return Reason(
        signal, contribution, evidence, (Part("They write “%(theirs)s”.", {"theirs": quote}),), worth
    )


def test_what_the_other_side_gains_leads_where_the_reader_gains_nothing_in_words() -> None:
    gain = _in_words("exchange", 1.0, you_give={"yours": "x"})
    near = Reason("place", 2.0, {}, (Part("They are near."),))
    assert chosen([near, gain]) == (gain, near)


def test_where_only_the_place_is_worth_a_sentence_weak_words_are_shown_to_be_judged() -> None:
    weak = _in_words("exchange", 1.0, worth=False, you_give={"yours": "x"})
    near, partners = Reason("place", 2.0, {}, (Part("They are near."),)), Part("They have partners.")
    often = Reason("regions", 3.0, {}, (partners,), worth=False)
    assert chosen([often, near, weak]) == (weak, near)
    assert chosen([often, near]) == (often, near)


def test_a_weaker_direction_needs_to_be_strong_by_itself() -> None:
    filler = "with plums and pears from the old orchard behind the mill and the chapel by the river"
    other = replace(
        NECKAR, needs=(), offers=(Statement("o-9", f"Old drum kits or spare bearings {filler}, {filler}"),)
    )
    me = replace(GOVAN, offers=())
    found = [reason for reason in _between(me, other).account if reason.signal == "exchange"]
    assert sum(reason.worth for reason in found) <= 1


def test_official_lists_alone_are_no_reason_on_a_card() -> None:
    me, other = Profile("s-a", "A", themes=("nace-O",)), Profile("s-b", "B", themes=("nace-O",))
    matcher = Matcher(labels={"nace-O": "Public administration"}).fit([me, other], [], today=TODAY)
    found = matcher.one(Query(me), "s-b")
    assert found is not None
    assert _told(found, "themes") == "You both work on: public administration."
    assert [reason.worth for reason in found.account if reason.signal == "themes"] == [False]


def test_at_most_two_themes_are_named_the_rarest_first() -> None:
    labels = {f"theme-{letter}": f"Theme {letter}" for letter in "abc"}
    keys = tuple(labels)
    people = [Profile("s-a", "A", themes=keys), Profile("s-b", "B", themes=keys)]
    people += [Profile(f"t-{i}", "T", themes=("theme-a",)) for i in range(3)]
    matcher = Matcher(labels=labels).fit(people, [], today=TODAY)
    found = matcher.one(Query(people[0]), "s-b")
    assert found is not None
    assert _told(found, "themes") == "You both work on: theme b; theme c."


def test_one_stray_word_in_two_descriptions_is_not_called_similar_work() -> None:
    talk = "The garden has roses, tulips, asters, lilies, daisies and pansies"
    others = tuple(Profile(f"t-{i}", f"T{i}", about="A garden for schools") for i in range(4))
    suggestion = _between(
        Profile("s-a", "A", about=talk),
        Profile("s-b", "B", about="A garden between lorries, cranes, barges and trains"),
        more=others,
    )
    assert all(reason.signal != "subject" for reason in suggestion.account)


def test_evidence_is_plain_data_with_the_terms_that_carried_most() -> None:
    suggestion = _between(GOVAN, NECKAR)
    exchange = next(reason for reason in suggestion.account if reason.signal == "exchange")
    met = exchange.evidence["you_give"]
    assert isinstance(met, dict)
    assert next(iter(met["terms"])) in {"cours", "applianc", "repair"}
    assert met["theirs"] == "A course in appliance repair for our learners"


def test_every_reason_has_sentences_that_end() -> None:
    matcher = Matcher(completes=COMPLETES, labels=LABELS).fit(PROFILES, LINKS, today=TODAY)
    for me in PROFILES:
        for suggestion in matcher.suggest(Query(me)):
            assert all(plain(reason, _same).endswith(".") for reason in suggestion.account)
            assert suggestion.id not in {me.id, NETWORK.id if me is GOVAN else ""}


def test_words_met_only_by_a_label_still_give_a_sentence() -> None:
    label, key = next((label, key) for key, label in LABELS.items())
    other = Profile("s-9", "Zed", about="Parks.", themes=(key,))
    found = _between(NOBODY, other, text=label)
    assert _told(found, "exchange") == "They work on a subject that you look for."
    assert found.reasons
