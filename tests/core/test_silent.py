from __future__ import annotations

import pytest

from matchmaker.core.letters import plain
from matchmaker.core.silent import SILENT, SILENT_STEMS
from matchmaker.core.stems import LANGUAGES
from matchmaker.core.stopwords import MALTESE, STOP_WORDS
from matchmaker.core.text import WORD


def test_every_language_has_words_that_tell_no_subject() -> None:
    assert SILENT.keys() == LANGUAGES
    assert all(len(words) > 30 for words in SILENT.values())
    assert SILENT["mt"] == {plain(word) for word in MALTESE}


def test_all_are_written_as_words_are_compared() -> None:
    assert all(word == plain(word) for words in SILENT.values() for word in words)


def test_our_own_lists_are_lower_case_words() -> None:
    assert set(STOP_WORDS) == {"en", "de", "fr", "pl"}
    assert all(word == word.casefold() or word == "daß" for words in STOP_WORDS.values() for word in words)
    assert all(WORD.fullmatch(word) for words in STOP_WORDS.values() for word in words)


@pytest.mark.parametrize("word", ["goods", "interest", "state", "computer", "garden"])
def test_english_keeps_words_that_the_library_would_leave_out(word: str) -> None:
    assert word not in SILENT["en"]


@pytest.mark.parametrize("word", ["şi", "și", "această"])
def test_romanian_may_be_typed_with_either_mark(word: str) -> None:
    assert word in SILENT["ro"]


def test_inflected_languages_leave_out_every_form_of_a_generic_word() -> None:
    assert set(SILENT_STEMS) == {"pl"}
    assert all(len(stem) > 2 for stem in SILENT_STEMS["pl"])
