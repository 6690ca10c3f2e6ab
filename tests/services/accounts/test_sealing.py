"""Sealed texts: read again with the same secret for the same purpose, and in no other way."""

from __future__ import annotations

import pytest

from matchmaker.services.accounts import seal, unseal


def test_a_sealed_text_is_read_again() -> None:
    sealed = seal("JBSWY3DPEHPK3PXP ö", "the secret of a site", "codes")
    assert "JBSW" not in sealed
    assert unseal(sealed, "the secret of a site", "codes") == "JBSWY3DPEHPK3PXP ö"
    assert seal("the same", "secret", "codes") != seal("the same", "secret", "codes")


@pytest.mark.parametrize(
    ("secret", "purpose"), [("another secret", "codes"), ("the secret of a site", "other")]
)
def test_with_another_secret_or_for_another_purpose_it_stays_shut(secret: str, purpose: str) -> None:
    assert unseal(seal("a text", "the secret of a site", "codes"), secret, purpose) is None


@pytest.mark.parametrize("text", ["", "nothing", "ö", "gAAAAA=="])
def test_what_was_never_sealed_is_nothing(text: str) -> None:
    assert unseal(text, "the secret of a site", "codes") is None
