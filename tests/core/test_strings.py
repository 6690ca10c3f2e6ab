from __future__ import annotations

from bisect import bisect_left

from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.strings import Strings

# Half a surrogate pair too: sources send whatever they like.
texts = st.text(st.characters(exclude_categories=()), max_size=4)


@given(st.lists(texts))
def test_a_column_gives_back_what_it_holds(held: list[str]) -> None:
    column = Strings.of(held)
    assert len(column) == len(held)
    assert column.texts(range(len(held))) == held
    assert [one.decode(errors="surrogatepass") for one in column] == held
    assert list(Strings.from_arrays(column.arrays())) == list(column)


@given(st.sets(texts), texts)
def test_a_sorted_column_finds_like_a_sorted_list(held: set[str], wanted: str) -> None:
    known = sorted(held)
    column = Strings.of(known)
    first, last = column.find(wanted)
    assert known[first:last] == [one for one in known if one == wanted]
    assert first == bisect_left(known, wanted)


@given(st.sets(st.text("abß€𐍈", max_size=4)), st.text("abß€𐍈", max_size=3))
def test_a_sorted_column_knows_the_range_of_a_beginning(held: set[str], beginning: str) -> None:
    known = sorted(held)
    first, last = Strings.of(known).begin(beginning)
    assert known[first:last] == [one for one in known if one.startswith(beginning)]
