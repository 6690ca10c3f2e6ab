"""Installing shapes of regions, and who may."""

from __future__ import annotations

from pathlib import Path

import pytest

from matchmaker.core.actors import SYSTEM, VISITOR
from matchmaker.errors import Invalid, NotAllowed
from matchmaker.services import maps
from tests.geojson import write


def test_several_files_are_installed_together(tmp_path: Path) -> None:
    files = [write(tmp_path / "a.json", "DE1", "XX"), write(tmp_path / "b.json", "DE111", "DE112")]
    made = maps.install_shapes(SYSTEM, tmp_path, files)
    assert (made.counts, made.unknown) == ({1: 1, 3: 2}, ("XX",))
    assert [(one.level, one.count) for one in maps.list_installed(tmp_path)] == [(1, 1), (3, 2)]


def test_one_bad_file_changes_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{")
    with pytest.raises(Invalid):
        maps.install_shapes(SYSTEM, tmp_path, [write(tmp_path / "a.json", "DE1"), bad])
    assert maps.list_installed(tmp_path) == []


def test_the_notice_is_the_one_given_else_the_files_else_that_of_the_usual_source(tmp_path: Path) -> None:
    def notice(given: str = "", **rest: str) -> str:
        file = write(tmp_path / "a.json", "DE1", **rest)
        maps.install_shapes(SYSTEM, tmp_path, [file], notice=given)
        return maps.find_shapes(tmp_path, 1).notice

    assert notice("© Us", attribution="© Them") == "© Us"
    assert notice(attribution=" © Them ") == "© Them"
    assert notice() == "© EuroGeographics for the administrative boundaries"


def test_what_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    maps.install_shapes(SYSTEM, tmp_path, [write(tmp_path / "a.json", "DE1")])
    assert maps.remove_shapes(SYSTEM, tmp_path, [0, 1]) == [1]
    with pytest.raises(Invalid):
        maps.remove_shapes(SYSTEM, tmp_path, [1])


def test_only_the_operator_installs(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        maps.install_shapes(VISITOR, tmp_path, [])
    with pytest.raises(NotAllowed):
        maps.remove_shapes(VISITOR, tmp_path, [1])


def test_the_land_is_drawn_once() -> None:
    assert maps.get_land() is maps.get_land()
    assert 'id="land"' in maps.get_land()
