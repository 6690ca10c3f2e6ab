"""What somebody wrote new, out of answers as mail programs write them."""

from __future__ import annotations

import time

import pytest

from matchmaker.mail.hypertext import text_of
from matchmaker.mail.quoting import answer_in
from tests.mail import answers


@pytest.mark.parametrize("program", answers.WRITTEN)
def test_what_is_answered_is_left_out(program: str) -> None:
    written, new = answers.WRITTEN[program]
    assert answer_in(written) == new


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_an_answer_may_begin_as_what_stands_before_quoted_mails_does(between: str) -> None:
    before = "On Mon, 23 Nov 2026 at 10:00, Ann <reply+x@match.example>\nwrote:\n\n> When?"
    assert answer_in(f"On Tuesday.{between}{before}") == "On Tuesday."


def test_a_line_of_ours_that_was_broken_in_two_is_known() -> None:
    assert answer_in("Yes.\n> ##- Write your answer above\n> this line. -##\n> Old") == "Yes."


def test_who_only_sends_it_back_has_said_nothing() -> None:
    for text in (
        answers.MARK + "\n\nWhen is your hall free?",
        answers.OUTLOOK_EN.partition("____")[2],
        "\n".join(answers.GMAIL_EN.split("\n")[4:]),
    ):
        assert answer_in(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "On Monday we talked to the city, and Ann wrote:\nit is fine.",
        "From: here to there it takes an hour.",
        "Am Montag um 10:00 schrieb er uns:\nDas passt.",
        "Our hours:\n- from: nine\n- to: five",
        "3 > 2, and so on",
        "a -- b",
        "______\nName",
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert answer_in(text) == text


def test_answers_between_quoted_lines_stay_where_nothing_of_ours_is_left() -> None:
    assert answer_in("> When?\nTuesday.\n> Where?\nHere.") == "Tuesday.\nHere."


def test_lines_that_were_broken_to_be_sent_are_made_whole() -> None:
    broken = "This goes \non and \non.\n\nNew.\n From the edge.\n-- \nUte"
    assert answer_in(broken, flowed=True) == "This goes on and on.\n\nNew.\nFrom the edge."
    assert answer_in("Donau \ndampf", flowed=True, joined=True) == "Donaudampf"


def test_html_becomes_words() -> None:
    assert answer_in(text_of(answers.GMAIL_HTML)) == "Yes, Tuesday & Friday.\n\nUte"
    assert answer_in(text_of(answers.OUTLOOK_HTML)) == answers.DE
    assert text_of("<ul><li>one<li>two</ul>") == "one\ntwo"
    assert text_of("a<script>b</script>c<style>d</style>e<!-- f -->g") == "aceg"
    assert text_of("<p>İ</p><SCRIPT>x</SCRIPT>y") == "İ\n\ny"


@pytest.mark.parametrize(
    "page",
    ["<div>" * 190_000, "<" * 900_000, "<!--" * 200_000, "&" * 900_000, "<script></script" * 60_000,
     "<a " + "x" * 900_000, "</script " * 90_000],
)  # fmt: skip
def test_hostile_html_takes_no_more_time_than_its_length(page: str) -> None:
    began = time.monotonic()
    text_of(page)
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(
    "text",
    ["##-" * 300_000, "On 1 wrote\n" * 90_000, "On 1:00 " + "wrote" * 200_000, ">" * 900_000, "* " * 400_000,
     "From: x\n" * 100_000, "On " + "1 " * 400_000, "Am " + "\n" * 900_000],
)  # fmt: skip
def test_hostile_text_takes_no_more_time_than_its_length(text: str) -> None:
    began = time.monotonic()
    answer_in(text)
    assert time.monotonic() - began < 20
