"""The outlines of countries as they are served."""

from __future__ import annotations

from matchmaker.core.maps.outlines import svg_of
from matchmaker.store.outlines import open_outlines, outlines_version
from matchmaker.store.regions import open_regions

LIGHT = 150_000


def test_every_country_of_the_nuts_has_an_outline_under_its_code() -> None:
    outlines = open_outlines()
    assert [region.code for region in open_regions().top if region.code not in outlines] == []
    assert all(one.path.startswith("M") for one in outlines.values())


def test_the_file_is_light() -> None:
    assert len(svg_of(open_outlines())) < LIGHT


def test_its_version_is_known_without_drawing() -> None:
    assert outlines_version() == outlines_version()
    assert outlines_version().isascii()
