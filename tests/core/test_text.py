from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.text import (
    HIDDEN,
    WORD,
    folded_words,
    guess_language,
    hidden_spans,
    is_compounding,
    term_of,
    terms,
    tokenise,
    tokens_among,
    visible,
    words_of,
)
from tests.core.sentences import SENTENCES


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


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("κοινωνική επιχείρηση", "ΚΟΙΝΩΝΙΚΗ ΕΠΙΧΕΙΡΗΣΗ", "el"),
        ("социални предприятия", "СОЦИАЛНИ ПРЕДПРИЯТИЯ", "bg"),
        ("радионица", "radionica", "sr"),
        ("İşletme", "işletme", "tr"),
        ("învăţare", "învățare", "ro"),
        ("Fahr\u00adrad\u200bwerkstatt", "Fahrradwerkstatt", "de"),
        ("ﬁnance", "finance", "en"),
        ("co-operative", "cooperatives", "en"),
        ("Re\u2011use", "reuse", "en"),
        ("inter-municipal", "intermunicipal", "en"),
        ("l'économie", "l’économie", "fr"),
        ("dell'impresa", "impresa", "it"),
        ("lʼassociació", "associació", "ca"),
        ("il-ħanut", "ħanut", "mt"),
    ],
)
def test_spellings_of_a_word_become_one_term(one: str, other: str, language: str) -> None:
    assert terms(one, language) == terms(other, language) != []


def test_an_article_before_an_apostrophe_is_no_part_of_the_word() -> None:
    text = "Dell'impresa e l'economia"
    assert [text[one.start : one.end] for one in tokenise(text, "it")] == ["impresa", "economia"]


def test_the_place_of_a_word_holds_what_is_left_out_of_its_term() -> None:
    text = "A co-operative for wide\u00adspread re-use"
    words = [text[one.start : one.end] for one in tokenise(text, "en")]
    assert words == ["co-operative", "wide\u00adspread", "re-use"]


def test_a_hyphen_joins_nothing_else() -> None:
    assert terms("long-term housing", "en") == terms("long term housing", "en")


@pytest.mark.parametrize("language", SENTENCES)
def test_each_language_leaves_out_its_small_words_and_keeps_its_subjects(language: str) -> None:
    assert all(len(terms(sentence, language)) >= 2 for sentence in SENTENCES[language][1:])
    longest = SENTENCES[language][-1]
    assert len(terms(longest, language)) < len(folded_words(longest))


def test_the_languages_of_long_words_are_known() -> None:
    joining = {language for language, found in SENTENCES.items() if is_compounding(found[-1])}
    assert joining == {"da", "de", "et", "fi", "hu", "nl", "sv"}


def test_the_directory_finds_a_word_by_any_spelling() -> None:
    assert folded_words("Co-operative\u00ad Łódź") == ["cooperative", "lodz"]


def test_the_directory_keeps_every_word() -> None:
    assert folded_words("Les Écoles de la Ville, 2024") == ["les", "ecoles", "de", "la", "ville", "2024"]


@given(st.text(max_size=200))
def test_any_text_gives_tokens_in_order_inside_it(text: str) -> None:
    tokens = tokenise(text)
    assert all(0 <= a.start < a.end <= len(text) for a in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(token.term for token in tokens)


@given(st.text(max_size=200), st.sampled_from(["", *SENTENCES]))
def test_every_token_is_the_term_of_the_word_where_it_stands(text: str, language: str) -> None:
    spoken = language or guess_language(text)
    for token in tokenise(text, language):
        assert token.term == term_of(text[token.start : token.end], spoken)


@given(st.text(max_size=200), st.sampled_from(["", *SENTENCES]))
def test_terms_are_the_tokens_without_their_places(text: str, language: str) -> None:
    assert terms(text, language) == [token.term for token in tokenise(text, language)]
    assert terms(text, language) == terms(text, language)


@given(st.lists(st.sampled_from([word for s in SENTENCES.values() for one in s for word in one.split()])))
def test_words_of_all_languages_in_one_text_are_read(words: list[str]) -> None:
    text = " ".join(words)
    assert all(text[token.start : token.end].strip() for token in tokenise(text))
    assert all(word == word.casefold() for word in folded_words(text))


def test_the_words_that_are_wanted_stand_where_all_words_stand() -> None:
    text = "We repair lamps, and <b>repaired</b> pumps, and cook."
    wanted = {"repair", "pump"}
    assert tokens_among(text, wanted) == [token for token in tokenise(text) if token.term in wanted]
    assert tokens_among(text, ()) == []


@given(
    st.lists(
        st.sampled_from(
            [
                *"aeK5_ß.-'  \n",
                "co-op",
                "non-profit",
                "e\u0301",
                "\u00ad",
                "\u02bc",
                "re\u2010use",
                "ANTİ-war",
                "社会",
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_the_quick_way_to_find_words_finds_the_same(text: str) -> None:
    seen = visible(text)
    expected = [match.span() for match in WORD.finditer(seen)]
    assert [match.span() for match in words_of(seen).finditer(seen)] == expected
    wanted = set(terms(text))
    assert tokens_among(text, wanted) == [token for token in tokenise(text) if token.term in wanted]


@given(
    st.lists(
        st.sampled_from(
            [
                *" aQ.<>&;@#[]/",
                "<b>",
                "&amp;",
                "www.",
                "WWW.a",
                "http://",
                "x@y.eu",
                "#STHASH.b",
                "[url=c]",
                "://",
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_what_is_hidden_is_found_by_its_signs_as_by_the_whole_pattern(text: str) -> None:
    assert hidden_spans(text) == [match.span() for match in HIDDEN.finditer(text)]
    assert visible(text) == HIDDEN.sub(lambda match: " " * len(match.group()), text)
