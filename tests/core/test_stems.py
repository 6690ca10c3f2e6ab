from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from matchmaker.core.stems import COMPOUNDING, LANGUAGES, stem
from tests.core.sentences import SENTENCES


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("bg", "работилница", "работилници"),
        ("cs", "dílna", "dílny"),
        ("da", "værksteder", "værksted"),
        ("de", "fahrräder", "fahrrädern"),
        ("el", "ποδήλατο", "ποδηλάτου"),
        ("en", "workshops", "workshop"),
        ("es", "empresas", "empresa"),
        ("et", "töökojas", "töökoja"),
        ("fi", "kumppaneita", "kumppaneiden"),
        ("fr", "entreprises", "entreprise"),
        ("ga", "gceardlann", "ceardlann"),
        ("hr", "radionica", "radionice"),
        ("hu", "műhelyben", "műhelyek"),
        ("it", "imprese", "impresa"),
        ("lt", "partnerių", "partneriai"),
        ("lv", "darbnīca", "darbnīcas"),
        ("nl", "werkplaatsen", "werkplaats"),
        ("pl", "warsztaty", "warsztatu"),
        ("pt", "empresas", "empresa"),
        ("ro", "parteneri", "partenerii"),
        ("sk", "podniky", "podniku"),
        ("sl", "delavnica", "delavnice"),
        ("sv", "företagen", "företag"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_maltese_words_stay_as_they_are() -> None:
    assert stem("kooperattivi", "mt") == "kooperattivi"


def test_languages_that_join_words_are_read() -> None:
    assert COMPOUNDING < LANGUAGES


def test_many_threads_stem_as_one_does() -> None:
    words = [(w.lower(), code) for code, s in SENTENCES.items() for one in s for w in one.split()]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda pair: stem(*pair), words * 5))
    assert found == [stem(*pair) for pair in words * 5]
