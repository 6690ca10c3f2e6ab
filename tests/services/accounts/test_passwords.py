"""Passwords: right, wrong, and nobody's."""

from __future__ import annotations

import pytest

from matchmaker.services.accounts.passwords import hash_password, verify
from tests.factories import PASSWORD, password_hash

pytestmark = pytest.mark.usefixtures("dear_passwords")


def test_only_the_right_password_passes() -> None:
    assert verify(password_hash(), PASSWORD)
    assert not verify(password_hash(), PASSWORD + " ")
    assert not verify(password_hash(), "")


def test_letters_of_any_script_make_a_password() -> None:
    assert verify(hash_password("пароль із літер 🚲"), "пароль із літер 🚲")


def test_nobody_has_no_password() -> None:
    assert not verify(None, PASSWORD)
    assert not verify(None, "the password of nobody"), "not even the one that is hashed in nobody's stead"


@pytest.mark.parametrize("kept", ["", "!", "5f4dcc3b5aa765d61d8327deb882cf99"])
def test_an_account_with_another_kind_of_hash_cannot_be_entered(kept: str) -> None:
    assert not verify(kept, "password")
