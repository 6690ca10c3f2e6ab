from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matchmaker.core.directory import Directory, Has, prefix_rule
from matchmaker.core.directory.columns import KINDS, TRAITS, traits_of
from matchmaker.core.directory.counting import HAVING
from matchmaker.core.directory.reading import read_columns
from matchmaker.core.entities import Kind, Profile
from tests.core.people import CITY, GOVAN, KITCHEN, NECKAR, PROFILES


def test_the_traits_of_everybody_are_told_apart_and_read_back() -> None:
    for kind in KINDS:
        for offers in ((), GOVAN.offers):
            for needs in ((), GOVAN.needs):
                traits = traits_of(Profile("s-x", "X", kind, offers=offers, needs=needs))
                assert traits < TRAITS
                assert KINDS[traits // 4] is kind
                assert bool(HAVING[Has.OFFERS][traits]) == bool(offers)
                assert bool(HAVING[Has.NEEDS][traits]) == bool(needs)


def test_masks_say_who_is_in_a_region_and_who_has_a_theme() -> None:
    columns = read_columns(PROFILES)
    ids = columns.ids.texts(range(len(columns)))

    def who(mask: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> set[str]:
        return {ids[i] for i in np.flatnonzero(mask)}

    assert who(columns.within("UKM8", prefix_rule)) == {GOVAN.id, CITY.id, KITCHEN.id}
    assert who(columns.having(["theme-food", "theme-housing", "theme-unknown"])) == {KITCHEN.id, CITY.id}
    assert who(columns.having([])) == set()


@pytest.mark.parametrize("people", [PROFILES, ()])
def test_what_was_written_down_is_opened_in_place_and_answers_the_same(
    tmp_path: Path, people: tuple[Profile, ...]
) -> None:
    directory = Directory().fit(people)
    for name, array in directory.arrays().items():
        assert array.dtype != object
        np.save(tmp_path / f"{name}.npy", array)
    arrays = {
        path.stem: np.load(path, mmap_mode="r" if path.stat().st_size > 200 else None)
        for path in tmp_path.iterdir()
    }
    for array in arrays.values():
        array.flags.writeable = False
    opened = Directory.from_arrays(arrays)
    words = opened.layers_.columns[0].words
    # Arrays of nothing share nothing.
    assert np.shares_memory(words.documents, arrays["words_documents"]) == bool(people)
    assert np.shares_memory(words.keys.blob, arrays["words_keys_blob"]) == bool(people)
    for question in ({}, {"text": "repair was"}, {"region": "GB", "kinds": [Kind.ENTERPRISE]}):
        assert opened.search(**question) == directory.search(**question)
    moved = replace(NECKAR, region="UKM82")
    assert opened.changed([], [moved]).search(region="GB") == directory.changed([], [moved]).search(
        region="GB"
    )
    assert opened.named("glas") == directory.named("glas")
    assert opened.ids() == directory.ids()
