"""Languages: names, days, numbers and lists as their readers write them (expected values: Unicode CLDR)."""

from __future__ import annotations

from datetime import date

import pytest

from matchmaker import i18n


def test_english_answers_what_it_is_given() -> None:
    assert i18n.gettext_for("en")("Find partners") == "Find partners"


def test_a_language_without_a_catalogue_answers_in_english() -> None:
    assert i18n.gettext_for("mt")("No such sentence is in any catalogue.") == (
        "No such sentence is in any catalogue."
    )


def test_a_translation_function_is_made_once() -> None:
    assert i18n.gettext_for("de") is not i18n.gettext_for("en")
    assert i18n.gettext_for.cache_info().currsize >= 2


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [("de", "en", "German"), ("de", "fr", "allemand"), ("pl", "de", "Polnisch"), ("xx", "en", "xx")],
)
def test_a_language_has_a_name_in_each_language(code: str, language: str, name: str) -> None:
    assert i18n.language_name(code, language) == name


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("el", "Ελληνικά")]
)
def test_a_switch_shows_each_language_in_itself(code: str, name: str) -> None:
    assert i18n.own_name(code) == name


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [("GR", "en", "Greece"), ("GR", "de", "Griechenland"), ("", "en", ""), ("??", "en", "??")],
)
def test_a_country_has_a_name_in_each_language(code: str, language: str, name: str) -> None:
    assert i18n.country_name(code, language) == name


def test_the_list_of_countries_holds_countries_only() -> None:
    codes = {code for code, _ in i18n.country_names("en")}
    assert {"DE", "GB", "GR", "XK", "UA", "MT"} <= codes
    assert not {"EU", "UN", "ZZ", "150", "EL", "UK"} & codes
    assert 245 <= len(codes) <= 255, "ISO 3166-1 has 249 countries"


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_countries_with_accents_stand_where_a_dictionary_has_them(language: str) -> None:
    names = [name for _, name in i18n.country_names(language)]
    assert names.index(i18n.country_name("AT", language)) < names.index(i18n.country_name("ZW", language))
    assert names.index(i18n.country_name("EG", language)) < names.index(i18n.country_name("FR", language))


def test_letters_of_other_scripts_have_an_order_too() -> None:
    names = [name for _, name in i18n.country_names("el")]
    assert names.index("Αυστρία") < names.index("Βέλγιο") < names.index("Γαλλία")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "14 November 2026"),
        ("de", "14. November 2026"),
        ("fr", "14 novembre 2026"),
        ("", "14 November 2026"),
    ],
)
def test_a_day_is_written_in_words(language: str, words: str) -> None:
    assert i18n.day(date(2026, 11, 14), language) == words


@pytest.mark.parametrize(("language", "words"), [("en", "12,346"), ("de", "12.346"), ("fr", "12\u202f346")])
def test_a_number_has_the_separators_of_its_language(language: str, words: str) -> None:
    assert i18n.number(12345.6, language) == words


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_a_number_below_nought_has_a_minus_sign_and_no_hyphen(language: str) -> None:
    for written in (
        i18n.number(-3, language),
        i18n.tenths(-0.16, language),
        i18n.decimal(-0.16, language),
        i18n.measure(-0.16, language),
    ):
        assert written.startswith("\N{MINUS SIGN}")
        assert "-" not in written


@pytest.mark.parametrize(
    ("words", "language", "joined"),
    [
        ([], "en", ""),
        (["tools"], "en", "tools"),
        (["tools", "space"], "de", "tools und space"),
        (["a", "b", "c"], "fr", "a, b et c"),
    ],
)
def test_words_are_joined_as_in_a_sentence(words: list[str], language: str, joined: str) -> None:
    assert i18n.list_of(words, language) == joined


@pytest.mark.parametrize(
    ("days", "language", "words"),
    [(1, "en", "1 day"), (20, "en", "3 weeks"), (213, "en", "7 months"), (213, "de", "7 Monate")],
)
def test_a_span_of_time_is_told_in_its_largest_unit(days: int, language: str, words: str) -> None:
    assert i18n.duration(days, language) == words


@pytest.mark.parametrize(
    ("size", "language", "words"),
    [(1, "en", "1 kB"), (300 * 1024, "en", "300 kB"), (1024 * 1100, "en", "1.1 MB"), (5 << 20, "fr", "5 Mo")],
)
def test_the_size_of_a_file_is_told_in_a_unit_that_fits(size: int, language: str, words: str) -> None:
    assert i18n.file_size(size, language).replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ") == words


@pytest.mark.parametrize(
    ("country", "zone"),
    [("PT", "Europe/Lisbon"), ("CY", "Asia/Nicosia"), ("ES", "Europe/Brussels"), ("FI", "Europe/Helsinki")],
)
def test_the_clock_of_a_country_is_that_of_most_people_there(country: str, zone: str) -> None:
    assert i18n.zone_of(country).key == zone
