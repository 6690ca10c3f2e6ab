from __future__ import annotations

import pytest

from matchmaker.core.index import Field, TextIndex
from matchmaker.core.reader import Reader
from tests.core.test_index import LONG, _texts


def test_known_texts_are_not_read_again() -> None:
    read: list[str] = []

    def split(text: str) -> list[str]:
        read.append(text)
        return text.split()

    reader = Reader(split)
    TextIndex(reader).fit(_texts("one two", "three"))
    TextIndex(reader).fit(_texts("one two", "four"))
    TextIndex(reader).fit(_texts("three"))
    assert read == ["one two", "three", "four", "three"]


def test_a_reader_apart_takes_over_what_was_read_in_words_of_its_own() -> None:
    read: list[str] = []

    def split(text: str) -> list[str]:
        read.append(text)
        return text.split()

    reader = Reader(split)
    TextIndex(reader).fit(_texts(LONG[2], LONG[0], LONG[1]))
    apart = reader.apart()
    index, fresh = TextIndex(apart).fit(_texts(*LONG[:2])), TextIndex().fit(_texts(*LONG[:2]))
    assert len(read) == 3, "nothing was read twice"
    assert "tenants" in reader.vocabulary
    assert "tenants" not in apart.vocabulary
    assert sorted(apart.vocabulary.values()) == list(range(len(apart.words)))
    for query in ((("bread gardens machines", 1.0),), ((LONG[0], 1.0),)):
        assert index.compare(index.vector(query), Field.ABOUT) == pytest.approx(
            fresh.compare(fresh.vector(query), Field.ABOUT)
        )
    read.clear()
    TextIndex(apart).fit(_texts(LONG[2]))
    assert read == [LONG[2]], "what changes later it reads by itself"


def test_a_word_of_a_text_that_is_gone_is_a_word_that_nobody_uses() -> None:
    reader = Reader()
    TextIndex(reader).fit(_texts(*LONG, "zeppelins fly"))
    index = TextIndex(reader).fit(_texts(*LONG))
    gone, never = (index.vector(((f"repair gardens {word}", 1.0),)) for word in ("zeppelins", "quagga"))
    assert gone.ids.tolist() == never.ids.tolist()
    assert gone.values.tolist() == never.values.tolist()
