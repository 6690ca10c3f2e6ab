"""The controlled lists."""

from __future__ import annotations

import re

import pytest

from matchmaker.core.entities import Kind, Reach
from matchmaker.core.names import fold
from matchmaker.core.vocabulary import (
    COMPLETES,
    COOPERATIONS,
    EU_LANGUAGES,
    KINDS,
    LANGUAGES,
    NEED_COOPERATIONS,
    NEED_REACHES,
    NEEDS_THAT_MEET,
    OFFER_COOPERATIONS,
    OFFER_REACHES,
    SCHEMES,
    SUBJECTS,
    completes,
    find_term,
    guess,
    guess_all,
    headcount_key,
    label,
    terms,
)
from matchmaker.core.vocabulary.synonyms import GROUP_SYNONYMS, THEME_SYNONYMS


@pytest.mark.parametrize(
    ("scheme", "count"), [("sector", 21), ("right", 20), ("goal", 17), ("cooperation-need", 16)]
)
def test_official_lists_are_complete(scheme: str, count: int) -> None:
    # NACE Rev. 2 has 21 sections, the Pillar 20 principles, the 2030 Agenda 17 goals.
    assert len(terms(scheme)) == count


def test_principles_and_goals_stand_in_their_official_order() -> None:
    assert [term.key for term in terms("right")] == [f"epsr-{number}" for number in range(1, 21)]
    assert [term.key for term in terms("goal")] == [f"sdg-{number}" for number in range(1, 18)]
    assert [term.key for term in terms("sector")] == [f"nace-{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTU"]


def test_keys_are_unique_in_a_scheme_and_among_all_subjects() -> None:
    for scheme, entries in SCHEMES.items():
        assert len({term.key for term in entries}) == len(entries), scheme
        assert {term.scheme for term in entries} == {scheme}
    subjects = [term.key for scheme in SUBJECTS for term in terms(scheme)]
    assert len(set(subjects)) == len(subjects)


def test_labels_are_unique_in_a_scheme_and_begin_with_a_capital_or_a_number() -> None:
    for scheme, entries in SCHEMES.items():
        assert len({term.label for term in entries}) == len(entries), scheme
        assert all(re.match(r"[A-Z0-9]", term.label) for term in entries), scheme


def test_a_term_is_found_by_key() -> None:
    assert label("epsr-19") == "Housing and assistance for the homeless"
    assert label("sdg-11") == "Sustainable cities and communities"
    assert label("training", "cooperation-need") != label("training", "cooperation-offer")
    assert label("theme-of-tomorrow") == "theme-of-tomorrow"
    assert find_term("training") is None
    assert find_term("theme-food", "sector") is None
    assert find_term("theme-food", "no-such-scheme") is None


def test_an_unknown_scheme_is_an_error() -> None:
    with pytest.raises(KeyError):
        terms("no-such-scheme")


def test_every_kind_and_reach_has_its_words() -> None:
    assert set(KINDS) == set(Kind)
    for reaches in (NEED_REACHES, OFFER_REACHES):
        assert [term.key for term in reaches] == [reach.value for reach in Reach]


def test_each_kind_of_cooperation_has_a_label_for_each_side() -> None:
    keys = [kind.key for kind in COOPERATIONS]
    assert [term.key for term in NEED_COOPERATIONS] == [term.key for term in OFFER_COOPERATIONS] == keys


def test_what_completes_what_names_only_kinds_that_exist() -> None:
    keys = {kind.key for kind in COOPERATIONS}
    assert set(COMPLETES) == keys
    assert set().union(*COMPLETES.values()) == keys
    assert {key for pair in NEEDS_THAT_MEET for key in pair} <= keys


def test_the_same_kind_always_answers_and_a_seller_never_answers_a_seller() -> None:
    assert all(completes(key, key) for key in COMPLETES)
    assert completes("goods", "supplier")
    assert completes("training", "advice")
    assert not completes("customer", "supplier")
    assert not completes("funding", "volunteers")
    assert not completes("no-such-kind", "training")


def test_needs_that_meet_meet_both_ways() -> None:
    assert {(second, first) for first, second in NEEDS_THAT_MEET} == NEEDS_THAT_MEET


@pytest.mark.parametrize(
    ("text", "key"),
    [
        # The eight areas and four technologies of the first real spreadsheet.
        ("Education and skills", "theme-education"),
        ("Participation and democracy", "theme-participation"),
        ("Culture and arts", "theme-culture"),
        ("Health and wellbeing", "theme-health"),
        ("Work and employment", "theme-work-integration"),
        ("Neighbourhood regeneration", "theme-neighbourhood"),
        ("Finance and economy", "theme-finance"),
        ("Science", "theme-science"),
        ("Energy and environment", "theme-energy"),
        ("Open hardware", "theme-digital"),
        ("Open knowledge", "theme-digital"),
        # Other tongues, slips, longer texts, our own keys.
        ("Öffentliche Beschaffung", "theme-procurement"),
        ("logement", "theme-housing"),
        ("Żywność", "theme-food"),
        ("Culture and artsd print", "theme-culture"),
        ("public procurement of food", "theme-procurement"),
        ("theme-repair-reuse", "theme-repair-reuse"),
        ("repair-reuse", "theme-repair-reuse"),
    ],
)
def test_a_free_label_is_mapped_to_a_theme(text: str, key: str) -> None:
    assert guess(text) == key


@pytest.mark.parametrize("text", ["", "ngo", "IT, privacy", "…", "lorem ipsum", "undereducationed"])
def test_a_label_without_a_known_word_is_no_theme(text: str) -> None:
    assert guess(text) is None


def test_other_schemes_are_guessed_too() -> None:
    assert guess("Refugees", "group") == "group-migrants"
    assert guess("Gender equality", "right") == "epsr-2"
    assert guess("Gender equality", "goal") == "sdg-5"
    assert guess("Public administration", "sector") == "nace-O"


def test_a_cell_with_several_labels_gives_each_theme_once_in_order() -> None:
    cell = "Open data|Education and skills; open networks\nngo|training"
    assert guess_all(cell) == ("theme-digital", "theme-education")
    assert guess_all("") == ()


def test_every_synonym_leads_to_its_own_key() -> None:
    for scheme, synonyms in (("theme", THEME_SYNONYMS), ("group", GROUP_SYNONYMS)):
        assert set(synonyms) == {term.key for term in terms(scheme)}
        phrases = [fold(phrase) for texts in synonyms.values() for phrase in texts.split("|")]
        twice = {phrase for phrase in phrases if phrases.count(phrase) > 1}
        assert not twice
        for key, texts in synonyms.items():
            assert {guess(phrase, scheme) for phrase in texts.split("|")} == {key}


def test_every_theme_is_guessed_from_its_own_label() -> None:
    for scheme in SUBJECTS:
        assert [guess(term.label, scheme) for term in terms(scheme)] == [term.key for term in terms(scheme)]


@pytest.mark.parametrize(
    ("people", "key"), [(0, "0"), (1, "1"), (9, "1"), (10, "10"), (49, "10"), (249, "50"), (250, "250")]
)
def test_a_headcount_falls_into_its_band(people: int, key: str) -> None:
    assert headcount_key(people) == f"headcount-{key}"
    assert find_term(headcount_key(people), "headcount") is not None


def test_languages_are_the_24_of_the_union_and_others_each_once() -> None:
    assert len(EU_LANGUAGES) == 24
    assert LANGUAGES[:24] == EU_LANGUAGES
    assert len(set(LANGUAGES)) == len(LANGUAGES)
    assert all(re.fullmatch("[a-z]{2}", code) for code in LANGUAGES)
