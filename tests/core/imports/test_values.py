from __future__ import annotations

import pytest

from matchmaker.core.imports.remarks import Remark
from matchmaker.core.imports.values import (
    check_point,
    domain,
    read_degrees,
    read_email,
    read_heads,
    read_point,
    read_website,
    read_year,
)


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("53.57", 53.57),
        ("53,57", 53.57),
        ("-2.4288873", -2.4288873),
        ("−2.5", -2.5),
        ("+7", 7.0),
        ("53° 34' 12\" N", 53.57),
        ("2° 30' W", -2.5),
        ("13.4 O", 13.4),
        ("13.4° Ost", 13.4),
        ("33.9 S", -33.9),
        ("48°", 48.0),
    ],
)
def test_degrees_are_read_however_people_write_them(text: str, degrees: float) -> None:
    assert read_degrees(text) == pytest.approx(degrees)


@pytest.mark.parametrize("text", ["", "north", "1.2.3", "53 57", "nan", "inf", "1e5", "12345"])
def test_what_is_no_number_of_degrees_is_none(text: str) -> None:
    assert read_degrees(text) is None


@pytest.mark.parametrize(
    ("cell", "halves"),
    [
        ("48.85, 2.35", ("48.85", "2.35")),
        ("48.85;2.35", ("48.85", "2.35")),
        ("48.85 2.35", ("48.85", "2.35")),
        ("48,85; 2,35", ("48,85", "2,35")),
        ("48,85, 2,35", ("48,85", "2,35")),
        ("Paris", ("", "")),
        ("48.85", ("", "")),
    ],
)
def test_a_pair_in_one_cell_is_parted(cell: str, halves: tuple[str, str]) -> None:
    assert read_point(cell) == halves


def test_a_good_point_is_a_point_and_nothing_is_nothing() -> None:
    assert check_point("53,5", "-2.4") == (53.5, -2.4)
    assert check_point("", "") is None


@pytest.mark.parametrize(
    ("lat", "lon", "why"),
    [
        ("53.5", "", "missing"),
        ("", "2", "missing"),
        ("x", "2", "no numbers"),
        ("0", "0.0", "0, 0"),
        ("190", "2", "swapped"),
        ("9", "181", "outside the globe"),
    ],
)
def test_a_bad_point_says_what_is_wrong(lat: str, lon: str, why: str) -> None:
    found = check_point(lat, lon)
    assert isinstance(found, Remark)
    assert why in str(found)


@pytest.mark.parametrize(
    ("text", "year"), [("1998", 1998), ("since 2009", 2009), ("12.05.2009", 2009), ("2009 and 2009", 2009)]
)
def test_a_year_is_found_among_words(text: str, year: int) -> None:
    assert read_year(text) == (year, None)


@pytest.mark.parametrize("text", ["soon", "98", "2009-2011", "20091"])
def test_none_or_two_years_are_no_year(text: str) -> None:
    year, why = read_year(text)
    assert year is None
    assert "no year" in str(why)


def test_no_year_given_is_no_mistake() -> None:
    assert read_year("") == (None, None)


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("0-5 people", "0-5"),
        ("over-1000 people", "1001+"),
        ("1000+", "1000+"),
        ("12", "12"),
        ("ca. 1 200 Mitarbeitende", "1200"),
        ("25 bis 11", "11-25"),
        ("mehr als 250", "251+"),
        ("headcount-10", "headcount-10"),
        ("", ""),
    ],
)
def test_head_counts_and_bands(text: str, heads: str) -> None:
    assert read_heads(text) == (heads, None)


@pytest.mark.parametrize("text", ["many", "1, 2 or 3", "+49 30 123456789"])
def test_what_is_no_head_count_is_left_out(text: str) -> None:
    value, why = read_heads(text)
    assert value == ""
    assert "no number of people" in str(why)


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("Ann@Kettle.EXAMPLE", "Ann@kettle.example"),
        ("mailto:ann@kettle.example", "ann@kettle.example"),
        ("Ann <ann@kettle.example>; bob@kettle.example", "ann@kettle.example"),
        ("", ""),
    ],
)
def test_the_first_mail_address_counts(text: str, email: str) -> None:
    assert read_email(text) == (email, None)


def test_a_mail_address_that_is_none_is_left_out() -> None:
    assert "no e-mail address" in str(read_email("ann at kettle")[1])


@pytest.mark.parametrize(
    ("text", "website"),
    [
        ("kettle.example", "https://kettle.example"),
        ("HTTP://WWW.Kettle.Example/", "http://www.kettle.example"),
        ("https://kettle.example/a?b=1#c", "https://kettle.example/a?b=1"),
        ("https://ann:secret@kettle.example/x", "https://kettle.example/x"),
        ("//kettle.example", "https://kettle.example"),
        ("https://kettle.example:443/x https://other.example", "https://kettle.example/x"),
        ("http://kettle.example:8080", "http://kettle.example:8080"),
        ("", ""),
    ],
)
def test_web_addresses_get_one_form(text: str, website: str) -> None:
    assert read_website(text) == (website, None)


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1.0)", "data:text/html,a.b", "ann@kettle.example", "no site", "http://[::1.2", "http://x.y:99999999"],
)  # fmt: skip
def test_what_is_no_web_address_is_left_out(text: str) -> None:
    value, why = read_website(text)
    assert value == ""
    assert "no web address" in str(why)


@pytest.mark.parametrize(
    ("website", "name"),
    [
        ("https://www.kettle.org.uk/x", "kettle.org.uk"),
        ("https://shop.kettle.example", "kettle.example"),
        ("https://www.facebook.com/kettle", ""),
        ("https://kettle.wordpress.com", "kettle.wordpress.com"),
        ("https://sites.google.com/kettle", ""),
        ("", ""),
        ("https://[", ""),
    ],
)
def test_a_domain_is_what_one_organisation_registered(website: str, name: str) -> None:
    assert domain(website) == name
