from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from matchmaker.core.directory.reading import BATCH, Pieces, read_columns, region_code
from matchmaker.core.entities import Profile
from matchmaker.core.text import folded_words, visible
from tests.core.people import CITY, GOVAN, PROFILES

ODD = "aéßŁﬁ™İıΣς½Ǆ\u0301\u0308\u00ad\u200b\u2010-'’ʼ\u00a0\u2003\u3000\x1c\x85\n <>&@#[]/.:wW1²٣가가日本"


def words(pieces: Pieces, text: str) -> list[str]:
    """The words of a text, piece by piece."""
    known = list(pieces.read(visible(text)))
    names = {number: word for word, number in pieces.numbers.items()}
    return [names[number] for number in known]


@given(st.one_of(st.text(ODD), st.text()))
@example("Réseau Été, co-operative co- operative; www.rad.eu WWW.RAD.EU <b>x</b> a < b > c")
@example("x \u0301y a\u0308 \u0308b")
def test_piece_by_piece_the_words_are_those_of_the_whole(text: str) -> None:
    assert words(Pieces(), text) == folded_words(text)


def test_what_was_read_is_forgotten_before_it_grows_without_end_and_read_again() -> None:
    pieces = Pieces(most=3)
    text = "one two three four one two three four"
    assert words(pieces, text) == text.split()
    assert len(pieces) <= 3


def test_more_than_one_batch_is_read_and_nothing_is_taken_twice() -> None:
    many = (Profile(f"s-{i}", f"Name {i % 7}", about=f"word{i}") for i in range(BATCH + 3))
    columns = read_columns(many)
    assert len(columns) == BATCH + 3
    first, _ = columns.words.keys.find(f"word{BATCH + 1}")
    [number] = columns.words.row(first)[0].tolist()
    assert columns.ids.text(number) == f"s-{BATCH + 1}"
    assert len(columns.words.row(columns.words.keys.find("name")[0])[0]) == BATCH + 3


def test_the_columns_are_in_the_order_of_names_and_find_ids() -> None:
    columns = read_columns(PROFILES)
    assert list(columns.names) == sorted(columns.names)
    assert [columns.ids.text(int(i)) for i in columns.by_id] == sorted(one.id for one in PROFILES)
    assert columns.key(0) == (b"city of glasgow", CITY.id.encode())


def test_a_text_of_one_field_hides_nothing_of_another() -> None:
    half = replace(GOVAN, about="a < b", place="c > d")
    keys = read_columns([half]).words.keys
    assert keys.find("b") != (0, 0)
    assert [len(range(*keys.find(word))) for word in "bcd"] == [1, 1, 1]


def test_a_place_is_the_region_else_the_country() -> None:
    assert region_code(GOVAN) == "UKM82"
    assert region_code(replace(GOVAN, region="")) == "UK"
    assert region_code(Profile("s-x", "X")) == ""
