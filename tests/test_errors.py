"""Errors: words for people, numbers for doors."""

from __future__ import annotations

import pytest

from matchmaker.errors import Conflict, Invalid, MatchmakerError, NotAllowed, NotFound, TooMany


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (MatchmakerError("x"), 500),
        (NotAllowed("x"), 403),
        (NotFound("x"), 404),
        (Conflict("x"), 409),
        (Invalid("x"), 422),
        (TooMany("x", seconds=1), 429),
    ],
)
def test_each_error_has_its_status(error: MatchmakerError, status: int) -> None:
    assert error.status == status
    assert isinstance(error, MatchmakerError)


def test_the_message_stays_translatable_and_the_text_is_filled_in() -> None:
    error = NotFound("Nothing is known of %(wanted)s.", wanted="Rad & Tat")
    assert error.message == "Nothing is known of %(wanted)s."
    assert error.values == {"wanted": "Rad & Tat"}
    assert str(error) == "Nothing is known of Rad & Tat."


def test_a_percent_sign_in_a_plain_message_is_no_placeholder() -> None:
    assert str(Conflict("100% taken.")) == "100% taken."


def test_too_many_tells_when_to_come_back() -> None:
    error = TooMany("Wait %(seconds)s seconds.", seconds=30)
    assert error.seconds == 30
    assert str(error) == "Wait 30 seconds."


def test_what_is_wrong_stands_beside_its_field() -> None:
    fields = {"name": "Say your name."}
    error = Invalid("Look again.", fields=fields)
    fields.clear()
    assert error.fields == {"name": "Say your name."}
    assert Invalid("Look again.").fields == {}
