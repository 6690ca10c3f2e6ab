"""Messages for a number: filled in as the reader writes numbers, in views and in templates alike."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string

from matchmaker.web.words import ngettext

ONE, MANY = "%(num)d organisation", "%(num)d organisations"
IN_TEMPLATE = '{{ ngettext("%(num)d organisation", "%(num)d organisations", n) }}'


@pytest.mark.parametrize(("language", "start"), [("en", "1,220 "), ("de", "1.220 "), ("fr", "1\u202f220 ")])
def test_large_numbers_are_grouped_as_the_reader_does(sqlite_app: Flask, language: str, start: str) -> None:
    with sqlite_app.test_request_context(headers={"Accept-Language": language}):
        assert ngettext(ONE, MANY, 1220).startswith(start)
        assert render_template_string(IN_TEMPLATE, n=1220).startswith(start)


def test_the_number_chooses_the_words(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context():
        assert [ngettext(ONE, MANY, n) for n in (1, 2)] == ["1 organisation", "2 organisations"]
        assert render_template_string(IN_TEMPLATE, n=1) == "1 organisation"


def test_what_else_a_message_holds_is_filled_in_and_escaped_in_templates(sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context():
        words = "%(num)d more like %(name)s, 100%%"
        assert ngettext(words, words, 2, name="<b>") == "2 more like <b>, 100%"
        found = render_template_string("{{ ngettext(words, words, 2, name='<b>') }}", words=words)
        assert found == "2 more like &lt;b&gt;, 100%"
