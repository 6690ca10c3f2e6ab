"""With which regions one is compared."""

from __future__ import annotations

from matchmaker.core.ecosystem.neighbours import MOST_NEAR, MOST_SIBLINGS, around, neighbours
from matchmaker.core.regions import Region, Regions


def region(code: str, lat: float | None, lon: float | None = 0.0) -> Region:
    """A region whose level and parent follow from its code."""
    parent = code[:-1] if len(code) > 2 else ""
    return Region(code, len(code) - 2, parent, code[:2], code, code, lat, lon if lat is not None else None)


REGIONS = Regions(
    [
        region("AA", 40.0), region("AA1", 40.0), region("AA2", 43.0),
        *(region(f"AA1{n}", 40.0 + n / 10) for n in range(1, 8)),
        region("AA21", 40.15), region("AA22", 49.0), region("AA23", None),
    ]
)  # fmt: skip
CODES = {"AA11", "AA12", "AA13", "AA14", "AA15", "AA16", "AA21", "AA22", "AA23"}


def test_siblings_come_first_then_others_near_by_each_the_nearest_first() -> None:
    found = neighbours(REGIONS, "AA11", CODES)
    assert found == ("AA12", "AA13", "AA14", "AA15", "AA21", "AA22")
    assert len(found) == MOST_SIBLINGS + MOST_NEAR


def test_only_regions_with_somebody_in_them_are_neighbours() -> None:
    assert neighbours(REGIONS, "AA11", {"AA11", "AA17", "AA23"}) == ("AA17", "AA23")
    assert neighbours(REGIONS, "XX", CODES) == ()


def test_a_region_is_measured_by_its_country_unless_it_is_all_of_it() -> None:
    members = {"": 3, "AA": 2, "AA1": 2, "AA11": 1}
    assert [around(code, members) for code in ("AA11", "AA1", "AA")] == ["AA", "", ""]
