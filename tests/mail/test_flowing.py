"""Text on its way: short lines, and nothing of it lost when a program joins them again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.mail.flowing import SIGNATURE, flowed

WORDS = st.lists(st.text("abcäß>-.F", min_size=1, max_size=30) | st.just("From"), max_size=40)


def joined(text: str) -> str:
    """What a program shows that knows the format."""
    said = ""
    for line in text.split("\n"):
        plain = line[1:] if line.startswith(" ") else line
        said += plain if plain.endswith(" ") and plain != SIGNATURE else f"{plain}\n"
    return said.removesuffix("\n")


@given(st.lists(WORDS.map(" ".join), max_size=5))
def test_what_was_broken_is_joined_again(paragraphs: list[str]) -> None:
    text = "\n".join([*paragraphs, SIGNATURE])
    sent = flowed(text)
    assert joined(sent) == text
    assert max(len(line) for line in sent.split("\n")) <= 78


def test_an_address_stays_whole() -> None:
    address = f"https://match.example/i/{'k' * 90}"
    assert flowed(f"Look at\n{address}\nthen answer") == f"Look at\n{address}\nthen answer"


@pytest.mark.parametrize("line", ["> said", "From here", " inward"])
def test_a_line_that_programs_would_misread_is_set_inward(line: str) -> None:
    assert flowed(line) == f" {line}"
