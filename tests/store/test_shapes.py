"""Shapes of regions: read from GeoJSON with care, kept in the instance, read back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matchmaker.core.maps.projection import project
from matchmaker.errors import Invalid
from matchmaker.store import geojson
from matchmaker.store.geojson import code_of, read_geojson
from matchmaker.store.regions import open_regions
from matchmaker.store.shapes import drop_shapes, keep_shapes, list_shapes, open_shapes
from tests.geojson import feature, write


def refusal(path: Path) -> str:
    with pytest.raises(Invalid) as refused:
        read_geojson(path, open_regions())
    return str(refused.value)


def test_regions_are_sorted_by_their_level_and_unknown_codes_are_named(tmp_path: Path) -> None:
    read = read_geojson(write(tmp_path / "a.geojson", "DE111", "DE112", "DE1", "XX9"), open_regions())
    assert {level: sorted(rings) for level, rings in read.levels.items()} == {
        1: ["DE1"],
        3: ["DE111", "DE112"],
    }
    assert read.unknown == ["XX9"]


def test_a_shape_lies_where_its_degrees_say(tmp_path: Path) -> None:
    read = read_geojson(write(tmp_path / "a.geojson", "DE111"), open_regions())
    (ring,) = read.levels[3]["DE111"]
    assert ring.shape == (5, 2)
    assert ring.mean(axis=0) == pytest.approx(project(48.78, 9.18), abs=5)


@pytest.mark.parametrize("name", ["NUTS_ID", "id", "nuts_id"])
def test_the_code_is_found_under_several_names(name: str) -> None:
    assert code_of(feature("DE1", name=name)) == "DE1"
    assert code_of({"id": "DE1", "properties": {}}) == "DE1"
    assert code_of({"properties": {"NUTS_ID": 7}}) == ""


def test_many_polygons_make_one_shape(tmp_path: Path) -> None:
    whole = feature("DE1")
    ring = whole["geometry"]["coordinates"]
    whole["geometry"] = {"type": "MultiPolygon", "coordinates": [ring, ring]}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"features": [whole]}))
    assert len(read_geojson(path, open_regions()).levels[1]["DE1"]) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no JSON"),
        ("[" * 100_000, "is no JSON"),
        ("[]", "has no features"),
        ('{"features": []}', "has no features"),
        ('{"features": [1, null, {"geometry": null}]}', "names no region that we know"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "odd.geojson"
    path.write_text(text)
    message = refusal(path)
    assert words in message
    assert "odd.geojson" in message


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": [9, 48]},
        {
            "type": "Polygon",
            "coordinates": [[[4_290_000, 2_850_000], [4_300_000, 2_850_000], [4_300_000, 1]]],
        },
        {"type": "Polygon", "coordinates": [[["a", "b"]]]},
        {"type": "Polygon", "coordinates": 7},
        {"type": "Polygon"},
    ],
)
def test_what_is_no_polygon_in_degrees_is_refused(tmp_path: Path, geometry: dict[str, Any]) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"features": [feature("DE1", geometry=geometry)]}))
    assert "is no polygon in degrees" in refusal(path)


def test_a_file_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "MOST_BYTES", 10)
    assert "has more than" in refusal(write(tmp_path / "a.geojson", "DE1"))


def test_what_is_kept_is_read_back_and_replaced_as_a_whole(tmp_path: Path) -> None:
    read = read_geojson(write(tmp_path / "a.geojson", "DE111", "DE112"), open_regions())
    keep_shapes(tmp_path / "shapes", 3, read.levels[3], "© Somebody")
    kept = open_shapes(tmp_path / "shapes", 3)
    assert kept.notice == "© Somebody"
    for code, rings in read.levels[3].items():
        for one, other in zip(rings, kept.rings[code], strict=True):
            assert np.abs(one - other).max() <= 0.05 + 1e-9
    keep_shapes(tmp_path / "shapes", 3, {"DE111": read.levels[3]["DE111"]}, "")
    assert set(open_shapes(tmp_path / "shapes", 3).rings) == {"DE111"}
    assert [path.name for path in (tmp_path / "shapes").iterdir()] == ["level-3.json"]


def test_nothing_is_installed_at_first_and_what_is_can_be_removed(tmp_path: Path) -> None:
    assert open_shapes(tmp_path, 2).rings == {}
    assert list_shapes(tmp_path) == []
    keep_shapes(tmp_path, 2, {}, "")
    assert [one.level for one in list_shapes(tmp_path)] == [2]
    assert drop_shapes(tmp_path, 2)
    assert not drop_shapes(tmp_path, 2)
