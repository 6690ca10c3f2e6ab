from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.stopwords import STOP_WORDS
from matchmaker.core.text import fold, folded_words, guess_language, hidden_spans, terms, tokenise


def test_a_token_knows_where_it_stands_in_the_verbatim_text() -> None:
    text = "We repair washing machines."
    assert [text[token.start : token.end] for token in tokenise(text)] == ["repair", "washing", "machines"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We are repairing machines", "They repaired the machine"),
        ("Wir reparieren die Maschinen und", "Die Maschine wird von uns repariert"),
        ("Nous réparons les machines pour vous", "La réparation des machines est pour nous"),
    ],
)
def test_forms_of_a_word_become_one_term_in_each_language(one: str, other: str) -> None:
    assert any(term.startswith(("repar", "repair")) for term in terms(one))
    assert {term for term in terms(one) if term.startswith("maschin") or term.startswith("machin")} == {
        term for term in terms(other) if term.startswith("maschin") or term.startswith("machin")
    }


def test_stop_words_bare_numbers_and_lone_letters_are_left_out() -> None:
    assert terms("The 2024 x and we") == []


def test_a_number_with_a_letter_is_a_word() -> None:
    assert terms("3D printing") == ["3d", "print"]


def test_composed_and_decomposed_accents_read_the_same() -> None:
    composed = "Réparation à Żoliborz"
    assert terms(composed) == terms(unicodedata.normalize("NFD", composed))


@pytest.mark.parametrize(
    ("word", "bare"),
    [("Łódź", "lodz"), ("Straße", "strasse"), ("Ærø", "aero"), ("CŒUR", "coeur"), ("é", "e")],
)
def test_folding_drops_accents_and_case(word: str, bare: str) -> None:
    assert fold(word) == bare


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We look for a partner who can help us with the repair of machines", "en"),
        ("Wir suchen einen Partner, der uns bei der Reparatur hilft", "de"),
        ("Nous cherchons un partenaire pour la réparation des machines", "fr"),
        ("Szukamy partnera, który pomoże nam w naprawie pralek i lodówek", "pl"),
        ("Reparatur", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_guessed_from_stop_words(text: str, language: str) -> None:
    assert guess_language(text) == language


def test_a_given_language_wins_over_the_guess() -> None:
    assert terms("die Maschinen", "de") == ["maschin"]
    assert "die" in terms("die Maschinen", "en")


def test_an_unknown_language_is_guessed() -> None:
    assert terms("the machines of the city", "xx") == terms("the machines of the city")


@pytest.mark.parametrize(
    "hidden",
    [
        "<b class='x'>",
        "&nbsp;",
        "https://example.org/repair?x=1",
        "www.example.org",
        "a.b@example.org",
        "3357#sthash.uE",
    ],
)
def test_markup_and_addresses_are_no_words(hidden: str) -> None:
    text = f"repair {hidden} machines"
    assert terms(text) == ["repair", "machin"]
    start, end = hidden_spans(text)[0]
    assert text[start:end].strip() == hidden


def test_a_smaller_sign_that_opens_no_tag_hides_nothing() -> None:
    assert terms("income < 900 tenants") == ["incom", "tenant"]


def test_the_directory_keeps_every_word() -> None:
    assert folded_words("Les Écoles de la Ville, 2024") == ["les", "ecoles", "de", "la", "ville", "2024"]


def test_stop_words_are_lower_case_words() -> None:
    assert set(STOP_WORDS) == {"en", "de", "fr", "pl"}
    assert all(word == word.casefold() or word == "daß" for words in STOP_WORDS.values() for word in words)


@given(st.text(max_size=200))
def test_any_text_gives_tokens_in_order_inside_it(text: str) -> None:
    tokens = tokenise(text)
    assert all(0 <= a.start < a.end <= len(text) for a in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(token.term for token in tokens)
