"""Words are known by their hashes alone, and texts are read as by the reader who learnt them."""

from __future__ import annotations

import numpy as np
import pytest

from matchmaker.core.compounds import split
from matchmaker.core.kept import words as module
from matchmaker.core.kept.words import HashedReader, Uses, Words, hash_of
from matchmaker.core.reader import Passage, Reader

SALT = b"of an instance"
NUMBERS = {"repair": 3, "school": 0, "fahrrad": 7, "werkstatt": 5, "ünder": 9, "\ud800": 4}


def test_every_word_has_its_number_and_no_other_has_one() -> None:
    found = Words.from_arrays(Words.of(NUMBERS, SALT).arrays(), SALT)
    assert {word: found[word] for word in NUMBERS} == NUMBERS
    assert len(found) == len(NUMBERS)
    for word in ("", "repai", "repairs", "Repair"):
        assert word not in found
        assert found.get(word) is None


def test_without_the_salt_no_word_is_found() -> None:
    arrays = Words.of(NUMBERS, SALT).arrays()
    assert not any(word in Words.from_arrays(arrays, b"another") for word in NUMBERS)
    assert hash_of("repair", SALT) != hash_of("repair", b"")


def test_nobody_can_list_the_words() -> None:
    found = Words.of(NUMBERS, SALT)
    with pytest.raises(TypeError):
        list(found)
    with pytest.raises(TypeError):
        list(Uses(found, np.ones(10, np.int32)))


def test_no_words_at_all_are_words_too() -> None:
    assert "repair" not in Words.of({}, SALT)


def test_two_words_of_the_same_hash_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "hash_of", lambda word, salt: len(word))
    with pytest.raises(ValueError, match="salt"):
        Words.of({"one": 0, "two": 1}, SALT)


def test_compounds_are_split_as_with_a_dict() -> None:
    used = np.zeros(10, np.int32)
    used[[7, 5, 3]] = 4, 2, 1
    uses = Uses(Words.of(NUMBERS, SALT), used)
    as_dict = {word: int(used[number]) for word, number in NUMBERS.items() if used[number]}
    for term in ("fahrradwerkstatt", "fahrradswerkstatt", "werkstattrepair", "schoolwerkstatt", "school"):
        assert split(term, uses) == split(term, as_dict)
    assert split("fahrradwerkstatt", uses) == ("fahrrad", "werkstatt")
    assert ("school" in uses, uses.get("school"), len(uses)) == (False, None, len(NUMBERS))


TEXTS: tuple[tuple[Passage, ...], ...] = (
    (("We repair bicycles for schools.", 1.0), ("Repair school", 0.5)),
    (("Die Fahrradwerkstatt und die Schule reparieren alles, was noch zu retten ist.", 1.0),),
    (("Nobody has said anything like that before", 1.0),),
    (),
)


@pytest.mark.parametrize("passages", TEXTS)
@pytest.mark.parametrize("width", [0, 2, 100])
def test_texts_are_read_as_by_the_reader_who_learnt(passages: tuple[Passage, ...], width: int) -> None:
    learnt = Reader()
    for known in TEXTS[:2]:
        learnt.learn(known)
    reader = HashedReader(Words.of(learnt.vocabulary, SALT))
    (found, strange), (expected, others) = reader.read(passages, width), learnt.read(passages, width)
    assert (found.ids.tolist(), found.values.tolist()) == (expected.ids.tolist(), expected.values.tolist())
    assert (found.joins, strange) == (expected.joins, others)
    assert found.words == {number: learnt.words[number] for number in expected.ids.tolist()}


def test_nothing_is_learnt() -> None:
    with pytest.raises(TypeError):
        HashedReader(Words.of(NUMBERS, SALT)).learn(TEXTS[0])
