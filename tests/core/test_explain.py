from __future__ import annotations

from matchmaker.core.explain import Fragment, Part, Reason, Terms, plain, render
from matchmaker.core.quotes import Quote, Span

QUOTE = Quote("a course in repair", (Span(2, 8), Span(12, 18)))


def _same(message: str) -> str:
    return message


def _reason(*parts: Part) -> Reason:
    return Reason("exchange", 1.0, {}, parts)


def test_marks_of_a_quote_become_marked_fragments() -> None:
    reason = _reason(Part("You offer “%(yours)s”.", {"yours": QUOTE}))
    assert render(reason, _same) == [
        Fragment("You offer “a "),
        Fragment("course", True),
        Fragment(" in "),
        Fragment("repair", True),
        Fragment("”."),
    ]


def test_a_quote_that_begins_with_a_mark_has_no_empty_fragment() -> None:
    reason = _reason(Part("%(q)s", {"q": Quote("repair", (Span(0, 6),))}))
    assert render(reason, _same) == [Fragment("repair", True)]


def test_plain_text_has_the_same_words() -> None:
    reason = _reason(
        Part("You offer “%(yours)s”.", {"yours": QUOTE}), Part("They are %(km)s km away.", {"km": 12})
    )
    assert plain(reason, _same) == "You offer “a course in repair”. They are 12 km away."


def test_a_translation_may_turn_the_order_around_and_leave_a_slot_out() -> None:
    german = {"You %(a)s, they %(b)s.": "Sie %(b)s, und zwar %(b)s."}
    reason = _reason(Part("You %(a)s, they %(b)s.", {"a": "ask", "b": "geben"}))
    assert plain(reason, german.__getitem__) == "Sie geben, und zwar geben."


def test_labels_are_translated_one_by_one() -> None:
    german = {"You both work on %(themes)s.": "Beide: %(themes)s.", "food": "Ernährung", "housing": "Wohnen"}
    reason = _reason(Part("You both work on %(themes)s.", {"themes": Terms(("food", "housing"))}))
    assert plain(reason, german.__getitem__) == "Beide: Ernährung; Wohnen."


def test_percent_signs_in_quotes_are_only_text() -> None:
    reason = _reason(Part("They write “%(theirs)s”.", {"theirs": Quote("100% cotton %(km)s")}))
    assert plain(reason, _same) == "They write “100% cotton %(km)s”."


def test_a_reason_without_sentences_is_empty() -> None:
    assert render(_reason(), _same) == []
