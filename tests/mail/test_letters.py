"""A letter as text and as HTML: all of it said in both, nothing of it read as markup."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from matchmaker.core.explain import Fragment
from matchmaker.mail import Action, Frame, Letter, Section, render

FRAME = Frame(
    language="en",
    site_name="Matchmaker",
    leave_url="https://match.example/unsubscribe/x",
    settings_url="https://match.example/account/notifications",
)
LETTER = Letter(
    subject="Radhof would like to meet you",
    title="Radhof would like to meet you",
    greeting="Dear Ute Brandl,",
    paragraphs=["Radhof, a support organisation in Stuttgart, asks us to introduce you."],
    lists=[
        Section("Why you two", [[Fragment("They offer "), Fragment("a course", marked=True), Fragment(".")]]),
        Section("What they write", ["“More trainers than benches & <no> room.”"], listed=False),
    ],
    actions=[
        Action("Yes, introduce us", "https://match.example/i/k.s?a=1&b=2", main=True),
        Action("No, thank you", "https://match.example/i/k.s#no"),
    ],
    after=["If you say no, they learn only that it does not fit now."],
    signature="Moira Keane",
    role="Broker, Repair across four cities",
    foot="This link works until 7 December.",
)


class Seen(HTMLParser):
    """What one sees of a mail, the addresses it leads to, and the tags it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.links, self.tags = "", list[str](), set[str]()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.add(tag)
        self.links += [str(value) for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        """Note it."""
        self.text += data


def test_text_and_html_say_the_same() -> None:
    words = render(LETTER, FRAME)
    seen = Seen(words.html)
    for said in (
        "Radhof would like to meet you", "Dear Ute Brandl,", "Why you two", "They offer a course.",
        "“More trainers than benches & <no> room.”", "Yes, introduce us", "No, thank you",
        "If you say no, they learn only that it does not fit now.", "Moira Keane",
        "Broker, Repair across four cities", "This link works until 7 December.",
    ):  # fmt: skip
        assert said in words.text
        assert said in " ".join(seen.text.split())
    for action in LETTER.actions:
        assert action.url in words.text
        assert action.url in seen.links
    assert set(seen.links) == {action.url for action in LETTER.actions} | {
        FRAME.leave_url,
        FRAME.settings_url,
    }


def test_the_text_reads_like_a_letter() -> None:
    text = render(LETTER, FRAME).text
    assert text.startswith("Matchmaker\n\nRadhof would like to meet you\n\nDear Ute Brandl,\n\nRadhof, a")
    assert "Why you two\n\n- They offer a course.\n\nWhat they write\n\n“More" in text
    assert "Yes, introduce us:\nhttps://match.example/i/k.s?a=1&b=2\n\nNo, thank you:" in text
    assert "Moira Keane\nBroker, Repair across four cities\n\n-- \nThis link works" in text
    assert "\n\n\n" not in text


def test_nothing_in_a_letter_is_markup() -> None:
    evil = "<script>alert(1)</script><img src=x>"
    letter = replace(LETTER, title=evil, subject=evil, paragraphs=[evil], signature=evil, foot=evil)
    seen = Seen(render(letter, FRAME).html)
    assert not {"script", "img"} & seen.tags
    assert evil in seen.text


def test_a_letter_needs_hardly_anything() -> None:
    words = render(Letter(subject="A", title="B"), Frame(language="en", site_name="M"))
    assert words.text == "M\n\nB\n\n--\n"
    assert not Seen(words.html).links


@pytest.mark.parametrize("language", ["de", "fr", "en", "xx"])
def test_a_letter_says_its_language(language: str) -> None:
    assert f'<html lang="{language}">' in render(LETTER, replace(FRAME, language=language)).html
