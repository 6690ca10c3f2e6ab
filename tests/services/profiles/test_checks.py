"""What a profile, an offer and a need must hold; each refusal beside its field."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from matchmaker.core.entities import Audience, Kind, Reach
from matchmaker.errors import Invalid
from matchmaker.services.profiles.checks import (
    LONGEST,
    checked_profile,
    checked_statement,
    clean,
    website,
)
from matchmaker.services.profiles.values import ProfileValues, StatementValues, columns_of

TODAY = date(2026, 11, 23)


def profile(**changes: Any) -> ProfileValues:
    return checked_profile(
        ProfileValues(**({"name": "Rad & Tat", "kind": Kind.ENTERPRISE} | changes)), today=TODAY
    )


def refused(**changes: Any) -> dict[str, str]:
    with pytest.raises(Invalid, match="Some answers need another look") as caught:
        profile(**changes)
    return caught.value.fields


def statement(**changes: Any) -> StatementValues:
    given = {"text": "We look for a workshop."} | changes
    return checked_statement(StatementValues(**given), today=TODAY)


def refused_statement(**changes: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        statement(**changes)
    return caught.value.fields


@pytest.mark.parametrize("name", ["", "  \n", "\x00"])
def test_a_profile_has_a_name(name: str) -> None:
    assert refused(name=name) == {"name": "Say what the organisation is called."}


@pytest.mark.parametrize("field", sorted(LONGEST.keys() - {"text"}))
def test_what_would_keep_all_readers_waiting_is_refused(field: str) -> None:
    start = "https://rad.example/" if field == "website" else "x"
    most = start + "x" * (LONGEST[field] - len(start))
    assert getattr(profile(**{field: most}), field) == most
    assert refused(**{field: most + "x"}) == {field: "This is too long. Make it shorter."}


def test_a_statement_has_an_end_too() -> None:
    words = "We look for " + "x" * LONGEST["text"]
    assert statement(text=words[: LONGEST["text"]]).text == words[: LONGEST["text"]]
    assert refused_statement(text=words) == {"text": "This is too long. Make it shorter."}


def test_a_name_is_one_line() -> None:
    assert profile(name=" Rad\r\n &\tTat ").name == "Rad & Tat"


@pytest.mark.parametrize("kind", [None, "enterprise"])
def test_a_person_chooses_a_kind(kind: object) -> None:
    """Only an import may leave it open; a bare word is a door's mistake that must not get through."""
    assert refused(kind=kind) == {"kind": "Choose what fits best."}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("example.org", "https://example.org"),
        (" http://example.org/a?b=c ", "http://example.org/a?b=c"),
        ("https://müller.example", "https://müller.example"),
        ("example.org:8080/x", "https://example.org:8080/x"),
    ],
)
def test_a_web_address_gets_its_scheme(typed: str, kept: str) -> None:
    assert website(typed) == kept
    assert profile(website=typed).website == kept


@pytest.mark.parametrize(
    "typed",
    [
        "not an address",
        "localhost",
        "ftp://example.org",
        "javascript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,x",
        "https://[::1",
        "https://",
        "https://.",
    ],
)
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    assert refused(website=typed) == {
        "website": "This is not a web address. It should look like https://example.org."
    }


@pytest.mark.parametrize("email", ["ada", "ada@", "@example.org", "a b@example.org"])
def test_what_is_no_mail_address_is_refused(email: str) -> None:
    assert list(refused(email=email)) == ["email"]


def test_a_mail_address_is_kept_without_stray_space() -> None:
    assert profile(email=" ada@example.org ").email == "ada@example.org"


@pytest.mark.parametrize("year", [1199, 2027, 98, -1])
def test_a_year_that_cannot_be_is_refused(year: int) -> None:
    assert list(refused(founded=year)) == ["founded"]


@pytest.mark.parametrize("year", [1200, 1998, 2026, None])
def test_a_year_up_to_this_one_is_taken(year: int | None) -> None:
    assert profile(founded=year).founded == year


def test_an_audience_must_exist() -> None:
    assert list(refused(audiences={"email": "nobody"})) == ["audiences"]
    assert profile(audiences={"email": Audience.PUBLIC.value}).audiences == {"email": "public"}


def test_all_that_is_wrong_is_said_at_once() -> None:
    wrong = refused(name="", kind=None, website="?", email="?", founded=1)
    assert set(wrong) == {"name", "kind", "website", "email", "founded"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Cafe\u0301", "Café"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\x00b\x07c\x1b[1m", "abc[1m"),
        (" \t x \n", "x"),
        ("keep\tthis", "keep\tthis"),
    ],
)
def test_texts_are_kept_in_nfc_without_control_characters(typed: str, kept: str) -> None:
    assert clean(typed) == kept
    assert profile(about=typed).about == kept
    assert profile(place=typed).place == kept


@pytest.mark.parametrize("text", ["", " \n "])
def test_a_statement_says_something(text: str) -> None:
    assert refused_statement(text=text) == {"text": "Say it in one sentence."}


@pytest.mark.parametrize("text", ["Workshop", "a workshop"])
def test_a_statement_is_more_than_a_word(text: str) -> None:
    assert refused_statement(text=text) == {
        "text": "This is very short. Say in one sentence what it is about."
    }


def test_three_words_are_enough() -> None:
    assert statement(text=" Space for repairs ").text == "Space for repairs"


def test_the_last_day_lies_ahead_or_is_today() -> None:
    assert list(refused_statement(valid_until=TODAY - timedelta(days=1))) == ["valid_until"]
    assert statement(valid_until=TODAY).valid_until == TODAY
    assert statement().valid_until is None


def test_values_become_columns_of_plain_lists_and_dicts() -> None:
    columns = columns_of(statement(cooperation=("space",), themes=("food",), reach=Reach.LOCAL))
    assert columns == {
        "text": "We look for a workshop.",
        "cooperation": ["space"],
        "themes": ["food"],
        "reach": Reach.LOCAL,
        "valid_until": None,
        "audience": Audience.PUBLIC,
    }
    assert columns_of(profile(audiences={"email": "public"}))["audiences"] == {"email": "public"}
