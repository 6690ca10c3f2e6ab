"""Register numbers: the same however it is written, another when it is another."""

from __future__ import annotations

import pytest

from matchmaker.core.duplicates.registers import UNKNOWN, register_of, same_register


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DE 123456789", "de123456789"),
        ("DE123456789", "123 456 789"),
        ("VR 7000", "vr-7000"),
        ("0123.456.789", "123456789"),
        ("HRB 12345 Stuttgart", "HRB 12345, STUTTGART"),
    ],
)
def test_one_number_is_one_however_it_is_written(one: str, other: str) -> None:
    assert same_register(register_of(one, "DE"), register_of(other, "DE")) is True


def test_two_numbers_of_one_kind_are_two() -> None:
    assert same_register(register_of("123456789", "FR"), register_of("123456780", "FR")) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The register's and the tax office's: both may be right.
        (("VR 7000", "DE"), ("DE123456789", "DE")),
        (("123456789", "FR"), ("12345678901234", "FR")),
        (("123456789", "FR"), ("123456789", "BE")),
        (("", "DE"), ("", "DE")),
    ],
)
def test_of_two_kinds_or_two_countries_nothing_is_known(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert same_register(register_of(*one), register_of(*other)) is None


@pytest.mark.parametrize("text", ["", "pending", "n/a", "12", "№ 7"])
def test_what_is_no_number_tells_nothing(text: str) -> None:
    assert register_of(text, "DE") == UNKNOWN


def test_greece_and_northern_ireland_have_prefixes_of_their_own() -> None:
    assert register_of("EL123456789", "GR").country == "GR"
    assert register_of("XI123456789", "GB").country == "GB"
    # Another country's prefix in front of it is part of the number, since it contradicts the record.
    assert register_of("FR123456789", "DE").country == "DE"
