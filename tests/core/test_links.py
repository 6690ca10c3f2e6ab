"""Which texts of people may become links."""

from __future__ import annotations

import pytest

from matchmaker.core.links import web_address
from tests.hostile_texts import ADDRESSES, corpus


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a/b?c=d&e=%20#f",
        "HTTPS://Example.org/",
        "https://bücher.example/ü",
        "https://[2001:db8::1]/",
        "http://localhost/x",
    ],
)
def test_an_address_of_the_web_may_be_a_link(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "mailto:a@example.org",
        "ftp://example.org",
        "https://",
        "https:///path",
        "https:example.org",
        "https://example.org:port/",
        "https://[::1",
        "https://bank.example@evil.example/",
        "https://example.org/ and more",
        "https://example.org/\u202egpj",
        "https://example.org/\u200b",
        "https://exa\nmple.org",
        "\x01https://example.org",
        *(one.format(call="hit(1)") for one in ADDRESSES),
    ],
)
def test_anything_else_stays_a_text(text: str) -> None:
    assert web_address(text) is None


def test_of_the_texts_that_try_to_run_none_becomes_a_link() -> None:
    assert [one for one in corpus() if web_address(one)] == ["http://" + "a." * 200 + "example"]
