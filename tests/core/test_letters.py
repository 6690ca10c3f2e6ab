from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.letters import bare, fold, plain


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("CŒUR", "coeur"),
        ("é", "e"),
        ("Ħamrun", "hamrun"),
        ("Đakovo", "dakovo"),
        # Greek: the final sigma and the tonos; Turkish: both kinds of i; typesetters' ligatures.
        ("ΟΡΓΑΝΙΣΜΌΣ", "οργανισμοσ"),
        ("οργανισμός", "οργανισμοσ"),
        ("İzmir", "izmir"),
        ("ışık", "isik"),
        ("eﬃcient", "efficient"),
        ("ĳs", "ijs"),
        # What nobody sees: a soft hyphen, a joiner of width zero, the mark at the start of a file.
        ("Fahr\u00adrad", "fahrrad"),
        ("wide\u200bspread", "widespread"),
        ("\ufeffhello", "hello"),
        ("Пример", "пример"),
    ],
)
def test_folding_drops_accents_case_and_what_nobody_sees(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("Co-operative", "cooperative"),
        ("Fahr\u00adRÄDER", "fahrräder"),
        ("ﬁnance", "finance"),
        ("İstanbul", "istanbul"),
        ("ΦΩΣ", "φωσ"),
        ("e\u0301cole", "école"),
    ],
)
def test_one_word_has_one_spelling(word: str, written: str) -> None:
    assert plain(word) == written


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert bare(unicodedata.normalize("NFD", text)) == bare(unicodedata.normalize("NFC", text))
