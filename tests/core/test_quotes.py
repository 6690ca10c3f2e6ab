from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.quotes import LONGEST, Quote, Span, found, opening, quote_pair, read, sentences, trim
from matchmaker.core.text import terms

LONG = (
    "In the first years after the war, when nobody in the valley had money for new things, our members, "
    "most of them women from the mills, began to repair household machines for their neighbours and friends, "
    "and soon for the whole town and for people who came from far away by train"
)

TEXTS = (
    LONG,
    "We repair bicycles. Our members, most of them young, repair machines for the town.",
    "Fahrradwerkstatt für junge Leute: wir reparieren, was andere wegwerfen, und lernen dabei.",
    "Eine Werkstatt für Fahrräder – und ein Verein, der jungen Leuten das Reparieren zeigt.",
    "For members: a repair day; machines, bicycles and people who know what they do.",
)


def _weights(text: str) -> dict[str, float]:
    return dict.fromkeys(terms(text), 1.0)


def _marked(quote: Quote) -> list[str]:
    return [quote.text[start:end] for start, end in quote.marks]


def _pair(mine: str, theirs: str, weights: dict[str, float]) -> tuple[Quote, Quote]:
    pair = quote_pair([mine], [theirs], weights)
    assert pair is not None
    return pair.yours, pair.theirs


def test_the_quote_is_the_sentence_that_holds_the_words() -> None:
    mine, _ = _pair(
        "We cook. We repair machines! We sing.", "repair of machines", _weights("repair machines")
    )
    assert mine.text == "We repair machines"


def test_neighbouring_words_and_the_stop_words_between_are_one_stroke() -> None:
    mine, theirs = _pair("A course in the repair of machines", "repair machines", _weights("repair machines"))
    assert _marked(mine) == ["repair of machines"]
    assert _marked(theirs) == ["repair machines"]


def test_a_comma_or_another_word_ends_a_stroke() -> None:
    mine, _ = _pair(
        "repair, machines and old lamps", "repair machines lamps", _weights("repair machines lamps")
    )
    assert _marked(mine) == ["repair", "machines", "lamps"]


def test_only_spans_that_carry_a_tenth_are_marked() -> None:
    weights = {"repair": 0.95, "citi": 0.05}
    mine, theirs = _pair("Every city has workshops that repair", "repair, say those of the city", weights)
    assert _marked(mine) == ["repair"]
    assert _marked(theirs) == ["repair"]


def test_many_weak_words_give_no_mark() -> None:
    words = "alpha, beta, gamma, delta, kappa, lambda, sigma, omega, zeta, theta, iota"
    mine, _ = _pair(words, words, _weights(words))
    assert mine.marks == ()


def test_a_word_that_only_one_quote_shows_is_not_marked() -> None:
    theirs = "We repair lamps. " + "Nothing to see here. " * 3 + "Machines stand in the hall."
    mine, other = _pair("We repair machines", theirs, {"repair": 2.0, "machin": 1.0, "lamp": 0.5})
    assert _marked(mine) == ["repair"]
    assert _marked(other) == ["repair"]


def test_the_two_quotes_are_chosen_together() -> None:
    mine = "Gardens and food and housing. Repair of machines."
    theirs = "Gardens with benches. Machines that repair machines."
    weights = {"garden": 1.0, "food": 1.0, "hous": 1.0, "repair": 0.9, "machin": 0.9}
    first, second = _pair(mine, theirs, weights)
    assert first.text == "Repair of machines"
    assert second.text == "Machines that repair machines"


def test_a_long_sentence_is_cut_at_words_with_honest_ellipses() -> None:
    quote, _ = _pair(LONG, "repair household machines", _weights("repair household machines"))
    assert _marked(quote) == ["repair household machines"]
    assert quote.text.startswith("…")
    assert quote.text.endswith("…")
    body = quote.text.strip("…")
    assert body in LONG
    assert len(body) <= LONGEST
    assert LONG[LONG.index(body) - 1] == " "


def test_a_quote_that_ends_with_its_sentence_has_no_ellipsis_there() -> None:
    quote, _ = _pair(LONG, "came by train", _weights("train"))
    assert quote.text.endswith("by train")


def test_a_word_longer_than_a_quote_is_still_shown() -> None:
    word = "a" * 300
    quote, _ = _pair(f"{word} end", word, {word: 1.0})
    assert word in quote.text


def test_of_two_good_stretches_the_shorter_one_is_shown() -> None:
    filler = "and so on with many other words that say nothing at all about it "
    text = "repair " + filler * 2 + "machines " + filler * 2 + "repair of machines " + filler * 2
    quote, _ = _pair(text, "repair machines", _weights("repair machines"))
    assert _marked(quote) == ["repair of machines"]


def test_a_word_said_again_does_not_lengthen_the_match() -> None:
    text = "repair of machines, and of other machines" + ", with lamps and pumps and drums and doors" * 4
    quote, _ = _pair(text, "repair machines", _weights("repair machines"))
    assert quote.text == "repair of machines, and of other machines, with lamps…"


def test_what_a_long_quote_loses_on_one_side_is_marked_on_neither() -> None:
    far = "repair " + "and many more words of no importance whatsoever " * 5 + "machines"
    mine, theirs = _pair(far, "machines to repair", {"repair": 2.0, "machin": 1.0})
    assert _marked(mine) == ["repair"]
    assert _marked(theirs) == ["repair"]


def test_markup_and_addresses_are_never_quoted() -> None:
    mine, _ = _pair(
        "<p>We repair</p> machines at https://example.org", "repair machines", _weights("repair machines")
    )
    assert "<" not in mine.text
    assert "example" not in mine.text


def test_line_breaks_end_a_sentence_and_tabs_become_blanks() -> None:
    mine, _ = _pair("Welcome\n- repair\tof machines\nGoodbye", "repair machines", _weights("repair machines"))
    assert mine.text == "repair of machines"
    assert _marked(mine) == ["repair of machines"]


def _of_bicycle_workshop(term: str) -> tuple[str, ...]:
    return ("fahrrad", "werkstatt") if term == "fahrradwerkstatt" else ()


def test_a_compound_is_marked_where_the_other_side_has_its_parts() -> None:
    mine, theirs = "Wir suchen Hilfe in der Fahrradwerkstatt.", "Eine Werkstatt für alte Fahrräder mit Café"
    weights = {"fahrrad": 1.0, "werkstatt": 1.0}
    assert quote_pair([mine], [theirs], weights) is None
    pair = quote_pair([mine], [theirs], weights, _of_bicycle_workshop)
    assert pair is not None
    assert _marked(pair.yours) == ["Fahrradwerkstatt"]
    assert _marked(pair.theirs) == ["Werkstatt", "Fahrräder"]
    assert pair.terms == {"fahrrad", "werkstatt"}


def test_a_word_of_a_language_that_joins_no_words_is_marked_as_a_whole_or_not_at_all() -> None:
    mine, theirs = "We look for help in the fahrradwerkstatt of the town", "Eine Werkstatt für alte Fahrräder"
    weights = {"fahrrad": 1.0, "werkstatt": 1.0}
    assert quote_pair([mine], [theirs], weights, _of_bicycle_workshop) is None


def test_without_shared_words_there_is_no_pair() -> None:
    assert quote_pair(["repair"], ["soup"], _weights("repair")) is None
    assert quote_pair([], ["repair"], _weights("repair")) is None


def test_of_equal_sentences_the_first_is_found_first() -> None:
    places = found(["We repair lamps. They repair pumps."], _weights("repair"))
    assert [place.sentence.start for place in places] == [0, 17]


def test_the_opening_is_the_first_sentence() -> None:
    assert opening("We repair. We cook.") == Quote("We repair")
    assert opening(" \n ") is None


def test_a_long_opening_is_cut() -> None:
    shown = opening(LONG)
    assert shown is not None
    assert shown.text.endswith("…")
    assert LONG.startswith(shown.text.rstrip("…"))
    assert len(shown.text) <= LONGEST + 1


def test_a_quote_has_no_half_pair_of_brackets() -> None:
    text = (
        "Three years of figures from repairs paid by voucher (2,600 repairs" + ", prices and ages" * 6 + ")."
    )
    quote, _ = _pair(text, "figures of repairs by voucher", _weights("figures repairs voucher"))
    assert quote.text == "Three years of figures from repairs paid by voucher…"


def test_a_quote_does_not_end_with_a_word_that_says_nothing() -> None:
    text = "Repair " + "bicycles " * 8 + "and for the " + "machines " * 9
    quote, _ = _pair(text, "repair bicycles", _weights("repair bicycles"))
    assert quote.text.endswith("bicycles…")


def test_a_number_is_no_end_of_a_clause() -> None:
    text = "We wash steel trays for canteens of 2,000 meals " + "without any other words at all " * 4
    quote, _ = _pair(text, "steel trays", _weights("steel trays"))
    assert "2," not in quote.text or "2,000" in quote.text


def test_what_follows_a_colon_is_the_middle_of_a_sentence() -> None:
    quote, _ = _pair("A course: learners mend machines", "mend machines", _weights("mend machines"))
    assert quote.text == "…learners mend machines"
    first, _ = _pair(
        "Figures on repair: price, number, repair of age.", "repair of price", _weights("repair price")
    )
    assert first.text == "…price, number, repair of age"


def test_a_clause_of_two_words_is_not_enough() -> None:
    shown = opening("A team, which tries new programs for care at home in eight weeks of every year", 60)
    assert shown == Quote("A team, which tries new programs for care at home in eight…")


def test_a_short_opening_ends_with_a_clause() -> None:
    shown = opening(
        "A course in the repair of household machines, with a handbook and one of our trainers", 60
    )
    assert shown == Quote("A course in the repair of household machines…")


@pytest.mark.parametrize(("text", "trimmed"), [("  a.", "a"), ("- (b)", "(b)"), ("…", "…"), (" . ", "")])
def test_loose_punctuation_at_the_edges_is_trimmed(text: str, trimmed: str) -> None:
    start, end = trim(text, Span(0, len(text)))
    assert text[start:end] == trimmed


@given(st.text(alphabet="abc .,;()\n–<>&é", max_size=400), st.text(alphabet="abc .,\n", max_size=200))
def test_quotes_are_verbatim_and_marks_stay_inside(mine: str, theirs: str) -> None:
    weights = dict.fromkeys({*terms(mine), *terms(theirs)}, 1.0)
    for sentence in sentences(mine):
        assert 0 <= sentence.start < sentence.end <= len(mine)
    pair = quote_pair([mine], [theirs], weights)
    for quote, text in ((pair.yours, mine), (pair.theirs, theirs)) if pair else ():
        assert quote.text.strip("…") in text
        assert all(0 <= start < end <= len(quote.text) for start, end in quote.marks)
        assert all(a.end <= b.start for a, b in pairwise(quote.marks))


def test_a_quote_that_would_begin_with_half_a_list_takes_the_word_that_opens_it() -> None:
    text = (
        "A paid trial in the districts of Moulins and Fives and the old town for courses, "
        "repair days or tests that go with the voucher"
    )
    mine, _ = _pair(text, "tests of a repair voucher", _weights("repair tests voucher"))
    assert mine.text == "…for courses, repair days or tests that go with the voucher"


def test_a_quote_from_the_middle_of_a_clause_begins_with_a_relative_clause() -> None:
    text = (
        "Social enterprises and schools of the whole northern valley and all its many neighbouring villages "
        "who collect drawings of plastic parts"
    )
    mine, _ = _pair(text, "drawings of plastic parts", _weights("drawings plastic parts"))
    assert mine.text == "…who collect drawings of plastic parts"


@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=2), st.sampled_from(TEXTS), st.integers(0, 7))
def test_a_text_read_once_is_quoted_as_one_read_anew(mine: list[str], theirs: str, start: int) -> None:
    common = [term for term in terms(" ".join(mine)) if term in terms(theirs)]
    weights = {term: 1.0 / (1 + (start + place) % 8) for place, term in enumerate(common)}
    known = [read(text, _of_bicycle_workshop) for text in mine]
    assert quote_pair(known, [theirs], weights, _of_bicycle_workshop) == quote_pair(
        mine, [theirs], weights, _of_bicycle_workshop
    )


def test_the_pair_of_sentences_that_carries_most_is_found_by_weighing_every_pair() -> None:
    mine = "We repair old lamps. Bicycles and boats. Our machines repair boats. Lamps of the machines."
    theirs = "Boats and lamps. They repair bicycles. Machines and boats in repair. The lamps repair."
    weights = {term: 1.0 + number / 7 for number, term in enumerate(sorted(set(terms(mine))))}
    own, others = found([mine], weights), found([theirs], weights)
    most = max(sum(weights[t] for t in a.terms & b.terms) * (a.ease + b.ease) for a in own for b in others)
    pair = quote_pair([mine], [theirs], weights)
    assert pair is not None
    assert sum(weights[term] for term in pair.terms) * 2 == pytest.approx(most)
