from __future__ import annotations

from dataclasses import replace

import pytest

from matchmaker.core.directory import Directory, Has
from matchmaker.core.entities import Kind, Profile
from tests.core.directory import reference
from tests.core.people import CITY, GOVAN, HIDDEN, KITCHEN, NECKAR, NETWORK, PROFILES


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory().fit(PROFILES)


def test_without_words_all_are_listed_by_name(directory: Directory) -> None:
    page = directory.search()
    assert page.ids == (CITY.id, NETWORK.id, KITCHEN.id, GOVAN.id, HIDDEN.id, NECKAR.id)
    assert (page.total, page.page, page.pages) == (6, 1, 1)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("washing machines", {GOVAN.id, NECKAR.id, HIDDEN.id}),
        ("washing glasgow", {GOVAN.id, HIDDEN.id}),
        ("GLASGOW wash", {GOVAN.id, HIDDEN.id}),
        ("wash glasgow", set()),
        ("drum bearings", {GOVAN.id, NECKAR.id}),
        ("zeppelin", set()),
        ("…", {p.id for p in PROFILES}),
    ],
)
def test_every_word_must_match_and_the_last_may_be_unfinished(
    directory: Directory, text: str, ids: set[str]
) -> None:
    assert set(directory.search(text).ids) == ids


def test_accents_make_no_difference() -> None:
    directory = Directory().fit([Profile("s-l", "Łódź Spółdzielnia"), Profile("s-r", "Réseau Été")])
    assert directory.search("lodz").ids == ("s-l",)
    assert directory.search("ÉTÉ").ids == ("s-r",)


def test_a_name_weighs_more_than_a_text(directory: Directory) -> None:
    assert directory.search("glasgow").ids[0] == CITY.id


def test_the_place_can_be_searched() -> None:
    assert Directory().fit([replace(CITY, place="Govan")]).search("govan").ids == (CITY.id,)


@pytest.mark.parametrize(
    ("region", "ids"),
    [
        ("GB", {GOVAN.id, CITY.id, KITCHEN.id, NETWORK.id}),
        ("UKM8", {GOVAN.id, CITY.id, KITCHEN.id}),
        ("UKM82", {GOVAN.id, CITY.id}),
        ("DE", {NECKAR.id}),
        ("FR", set()),
    ],
)
def test_a_region_holds_all_below_it(directory: Directory, region: str, ids: set[str]) -> None:
    assert set(directory.search(region=region).ids) == ids


def test_the_rule_of_the_tree_can_be_given(directory: Directory) -> None:
    page = directory.search(region="stuttgart", is_within=lambda code, region: code == "DE111")
    assert page.ids == (NECKAR.id,)


def test_facets_narrow_together(directory: Directory) -> None:
    assert directory.search(kinds=[Kind.ENTERPRISE], has=[Has.NEEDS], region="DE").ids == (NECKAR.id,)
    assert set(directory.search(themes=["theme-food", "theme-housing"]).ids) == {KITCHEN.id, CITY.id}
    assert directory.search(has=[Has.OFFERS, Has.NEEDS], themes=["theme-food"]).ids == ()


def test_counts_ignore_the_choice_beside_which_they_stand(directory: Directory) -> None:
    counts = directory.search(kinds=[Kind.ENTERPRISE]).counts
    assert counts.kinds[Kind.POLICYMAKER] == 1
    assert counts.kinds[Kind.ENTERPRISE] == 2
    assert counts.kinds[None] == 1
    assert counts.themes == {"theme-repair": 2}
    assert counts.has == {Has.OFFERS: 2, Has.NEEDS: 2}


@pytest.mark.parametrize(
    ("region", "below"),
    [("", {"UK": 4, "DE": 1}), ("GB", {"UKM": 3}), ("UKM8", {"UKM82": 2, "UKM83": 1}), ("UKM82", {})],
)
def test_regions_are_counted_one_level_below(
    directory: Directory, region: str, below: dict[str, int]
) -> None:
    assert directory.search(region=region).counts.regions == below


def test_pages_are_cut_and_stay_in_range(directory: Directory) -> None:
    assert directory.search(per_page=4, page=2).ids == (HIDDEN.id, NECKAR.id)
    assert directory.search(per_page=4, page=99).page == 2
    assert directory.search(per_page=4, page=0).page == 1
    assert directory.search("zeppelin").pages == 1


def test_a_change_is_found_at_once_and_leaves_earlier_readers_alone(directory: Directory) -> None:
    changed = directory.changed([GOVAN.id], [replace(CITY, about="Zeppelins")])
    assert changed.search("zeppelins").ids == (CITY.id,)
    assert changed.search("voucher").ids == ()
    assert changed.search("bearings").ids == (NECKAR.id,)
    assert len(changed) == len(directory) - 1
    assert directory.search("voucher").ids == (CITY.id,)


def test_what_only_the_gone_have_said_goes_with_them_when_layers_are_joined(directory: Directory) -> None:
    changed = directory.changed([CITY.id], [])
    words = [bytes(changed.arrays()[name]) for name in changed.arrays() if name.endswith("blob")]
    assert not [blob for blob in words if b"voucher" in blob or b"city" in blob]


def test_a_directory_of_nobody_answers() -> None:
    page = Directory().fit([]).search("repair", kinds=[Kind.SUPPORT], region="DE", themes=["x"])
    assert (page.ids, page.total) == ((), 0)


def test_who_is_in_a_region_stands_by_id_without_those_who_left(directory: Directory) -> None:
    assert directory.within("UKM8") == sorted([GOVAN.id, CITY.id, KITCHEN.id])
    changed = directory.changed([KITCHEN.id], [replace(GOVAN, region="DE111"), replace(NECKAR, region="")])
    assert changed.within("UKM8") == [CITY.id]
    assert changed.within("DE") == sorted([GOVAN.id, NECKAR.id])
    assert changed.within("") == sorted([GOVAN.id, NECKAR.id, CITY.id, NETWORK.id])


def test_everybody_is_counted_by_place_and_kind(directory: Directory) -> None:
    changed = directory.changed([NETWORK.id], [replace(GOVAN, region="DE111")])
    assert changed.populations() == {
        "DE111": {Kind.ENTERPRISE: 2},
        "UKM82": {Kind.POLICYMAKER: 1},
        "UKM83": {Kind.INNOVATOR: 1},
        "": {None: 1},
    }


@pytest.mark.parametrize("changed", [False, True])
def test_the_first_page_of_thousands_is_that_of_all_sorted(changed: bool) -> None:
    people = {
        f"s-{i:04}": Profile(f"s-{i:04}", f"Name {i * 7919 % 1_500}", about="rad " * (i % 97))
        for i in range(1_500)
    }
    directory = Directory().fit(people.values())
    if changed:
        new = [Profile(f"s-{i:04}", f"Name {i}", about="rad " * 96) for i in range(10)]
        directory, people = directory.changed(["s-0777"], new), people | {one.id: one for one in new}
        people.pop("s-0777")
    for page in (1, 2, 299, 10**6):
        assert directory.search("ra", page=page, per_page=5) == reference.search(
            people.values(), "ra", page=page, per_page=5
        )
