from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.alike import likenesses
from matchmaker.core.directory import Directory
from matchmaker.core.directory.called import Called, lines_of
from matchmaker.core.ecosystem.scene import lies_in
from matchmaker.core.entities import Profile
from matchmaker.core.imports.names import name_key
from matchmaker.core.names import fold

WORDS = ("Rad", "rad", "Radhof", "Łódź", "hof", "Hof-Rad", "a\nb", "ß", "e.V.", "Straße", "&")

profiles = st.builds(
    Profile,
    id=st.integers(0, 15).map("s-{}".format),
    name=st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    region=st.sampled_from(("", "DE111", "DE12", "UKM8")),
    country=st.sampled_from(("", "DE", "GB")),
)
crowds = st.lists(profiles, max_size=14, unique_by=lambda one: one.id)
sought = st.one_of(
    st.sampled_from((*WORDS, "r", "d", "ad h", "a b", "", ".", "\n", "dio", "zz")), st.text(max_size=3)
)


@given(crowds, crowds, sought, st.sampled_from(("", "DE", "DE1", "UK", "F")), st.integers(1, 4))
def test_whoever_bears_the_words_in_the_name_is_listed_in_the_same_order_as_one_by_one(
    crowd: list[Profile], new: list[Profile], words: str, region: str, most: int
) -> None:
    directory = Directory().fit(crowd).changed([], new)
    people = {one.id: one for one in (*crowd, *new)}
    wanted = fold(words)
    found = sorted(
        (not lies_in(one, region), not name.startswith(wanted), name, one.id)
        for one in people.values()
        if wanted and wanted in (name := fold(one.name.replace("\n", " ")))
    )
    assert directory.named(words, region=region, most=most) == [key for *_, key in found[:most]]
    assert directory.compact().named(words, region=region, most=most) == [key for *_, key in found[:most]]


@given(crowds, crowds, sought)
def test_whoever_may_be_the_same_is_listed_the_likeliest_first(
    crowd: list[Profile], new: list[Profile], name: str
) -> None:
    directory = Directory().fit(crowd).changed([], new)
    people = {one.id: one for one in (*crowd, *new)}
    key = name_key(name)
    scores = {one.id: likenesses(key, [name_key(one.name)])[0] if key else 0.0 for one in people.values()}
    wanted = sorted((id_ for id_, score in scores.items() if score), key=lambda id_: (-scores[id_], id_))
    assert directory.alike(name) == wanted[:5]
    assert Directory.from_arrays(directory.arrays()).alike(name, most=2) == wanted[:2]


def test_what_is_sought_never_runs_from_one_name_into_the_next() -> None:
    plain, keys = lines_of(["Rad", "Hof", "", "Hofrad hof"])
    called = Called.of(plain, keys, [b"1", b"2", b"3", b"4"])
    assert called.holding("rad\nhof")[0].tolist() == [0], "which is why nobody may look for a line break"
    numbers, begins = called.holding("hof")
    assert (numbers.tolist(), begins.tolist()) == ([1, 3], [True, True])
    numbers, begins = called.holding("rad")
    assert (numbers.tolist(), begins.tolist()) == ([0, 3], [True, False])
    assert called.holding("a name longer than all of these names together")[0].tolist() == []
    assert called.key_lines() == ["rad", "hof", "", "hofrad hof"]


def test_nobody_has_no_name() -> None:
    directory = Directory().fit([])
    assert directory.named("a") == directory.alike("a") == []
