"""The table of towns, written and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.core.regions import Regions
from matchmaker.store.regions import as_regions
from matchmaker.store.towns import SourceTown, complete_regions, keep_names, read_towns, write_towns


def regions() -> Regions:
    codes = ["DE", "DE1", "DE11", "DE111", "UA"]
    return as_regions(
        {"code": code, "name": code, "name_native": code, "lat": "", "lon": ""} for code in codes
    )


STUTTGART = SourceTown(1, "Stuttgart", "DE", 48.7823, 9.177, 612_663, "DE111", ("Stutgarto", "Штутгарт"))
FELLBACH = SourceTown(2, "Fellbach", "DE", 48.8114, 9.2738, 43_297, "")
KYIV = SourceTown(3, "Kyiv", "UA", 50.4547, 30.5238, 2_952_301, "", ("Київ", "Kiev"))
BELFAST = SourceTown(4, "Belfast", "GB", 54.5968, -5.9254, 274_770, "")


def test_other_names_are_kept_once_and_without_codes_and_sound_renderings() -> None:
    others = ["GLA", "Glaschu", "glaschu", "Glaschú", "ge la si ge", "Glasgow", "Γλασκώβη", "A  B", " ", "Ü"]
    assert keep_names("Glasgow", others) == ["Glaschu", "Γλασκώβη"]


def test_a_town_without_region_takes_a_neighbours_or_the_countrys() -> None:
    completed = complete_regions([STUTTGART, FELLBACH, KYIV, BELFAST], regions())
    assert [town.region for town in completed] == ["DE111", "DE111", "UA", ""]


def test_a_region_of_another_version_is_refused() -> None:
    old = SourceTown(5, "Warszawa", "PL", 52.23, 21.01, 1_702_139, "PL127")
    with pytest.raises(ValueError, match="PL127 is not in regions"):
        complete_regions([old], regions())


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "towns.npz"
    write_towns(path, [STUTTGART, FELLBACH, KYIV], regions())
    towns = read_towns(path)
    assert len(towns) == 3
    found = [towns.find(name) for name in ("Stuttgart", "штутгарт", "Kiev", "Fellbach")]
    assert [(town.id, town.region) if town else None for town in found] == [
        (1, "DE111"),
        (1, "DE111"),
        (3, "UA"),
        (2, "DE111"),
    ]
    assert found[0] is not None
    assert (found[0].lat, found[0].lon, found[0].population) == (48.7823, 9.177, 612_663)


def test_no_town_has_another_name(tmp_path: Path) -> None:
    path = tmp_path / "towns.npz"
    write_towns(path, [FELLBACH], regions())
    assert [town.name for town in read_towns(path).suggest("f")] == ["Fellbach"]
