from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.imports.cells import (
    clean_text,
    guard,
    repair,
    split_list,
    split_statements,
    unguard,
    without_markup,
)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Kettle \t Kitchen \n", "Kettle Kitchen"),
        ("<b>Kettle</b> &amp; Barrel", "Kettle & Barrel"),
        ("&amp;amp; Co", "& Co"),
        ("<script>alert(1)</script>Soup<style>p{}</style>", "Soup"),
        ("a < b and c > d", "a < b and c > d"),
        ("I <3 soup", "I <3 soup"),
        ("Soup<aé>s</aé>", "Soups"),
        ("Soup<\x00b>s</b>", "Soups"),
        ("Soup<&shy;b>s</b>", "Soups"),
        ("Cafe\u0301", "Café"),
        ("zero\u200bwidth\ufeff and \u202eback\u202c", "zerowidth and back"),
        ("bell\x07 and escape\x1b", "bell and escape"),
        ("n/a", ""),
        ("-", ""),
        ("#N/A", ""),
        ("'=1+1", "=1+1"),
        ("MÃ¼nchen", "München"),
    ],
)
def test_a_cell_becomes_its_words_in_one_line(cell: str, text: str) -> None:
    assert clean_text(cell) == text


def test_paragraphs_stay_paragraphs_and_odd_line_ends_are_one_line_end() -> None:
    cell = "one\r\r\ntwo\r\r\n\r\r\n\n\nthree  <p>four</p><br>five"
    assert clean_text(cell, paragraphs=True) == "one\ntwo\n\nthree\n\nfour\n\nfive"


@pytest.mark.parametrize("times", range(1, 8))
def test_markup_that_was_escaped_many_times_still_ends_as_words(times: int) -> None:
    cell = "<img src=x onerror=alert(1)>Soup"
    for _ in range(times):
        cell = cell.replace("&", "&amp;").replace("<", "&lt;")
    text = without_markup(cell)
    assert "<img" not in text
    assert "Soup" in text


@given(st.text(alphabet=st.sampled_from("<>/!&;ab lt\n\t\x00é"), max_size=60))
def test_cleaning_leaves_no_tag_and_is_normal(cell: str) -> None:
    for paragraphs in (True, False):
        text = clean_text(cell, paragraphs=paragraphs)
        assert "<a" not in text.lower()
        assert text == unicodedata.normalize("NFC", text).strip()
        assert "\x00" not in text


@pytest.mark.parametrize("text", ["Łódź", "naïve café", "Ã la carte", "Â", "100 € Ã©t and ü"])
def test_text_that_may_be_right_is_not_repaired(text: str) -> None:
    assert repair(text) == text


@given(st.text(alphabet="äöüßéèàçñÄÖÜ abc", min_size=1))
def test_what_was_read_as_the_wrong_page_throughout_is_repaired(text: str) -> None:
    assert repair(text.encode().decode("latin-1")) == text


def test_lists_part_at_the_strongest_separator_and_name_each_once() -> None:
    assert split_list("a, b|c|a, b|") == ("a, b", "c")
    assert split_list("a; b, c; ;b, c") == ("a", "b, c")
    assert split_list("a\nb, c") == ("a", "b, c")
    assert split_list("a, b ,a") == ("a", "b")
    assert split_list(" ") == ()


def test_statements_stay_whole_sentences_without_their_bullets() -> None:
    cell = "- A van, twice a week; or a bike\n2) Somebody who welds\n\n• A van, twice a week; or a bike"
    assert split_statements(cell) == ("A van, twice a week; or a bike", "Somebody who welds")
    assert split_statements("A van | A shed") == ("A van", "A shed")


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-x", "@home", "\t=1", "\rx", "'=1", "''@x"])
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", ["-2.4", "+3", "-2,5", "Kettle", "", "'tis", "a=b"])
def test_plain_numbers_and_words_are_not_guarded(text: str) -> None:
    assert guard(text) == text


@given(st.text(alphabet="'=+-@\t\r1a", max_size=8))
def test_guarding_and_unguarding_change_nothing(text: str) -> None:
    # A cell that begins with apostrophes and no risk keeps them either way.
    assert unguard(guard(text)) == text
    assert guard(text)[:1] not in {"=", "@", "\t", "\r"}
