"""Every mail of introductions in every language, as programs that look for unwanted mail see it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from matchmaker.config import Settings
from matchmaker.instance import open_database
from tests.mail.structure import Html, faults_of
from tests.services.introductions.gallery import ADDRESSES, SHOWN, Gallery, Shot

Walk = Callable[[str], list[Shot]]

_walked: dict[str, list[Shot]] = {}


@pytest.fixture
def walk(sqlite_settings: Settings, now: datetime) -> Walk:
    """The mails of a language; they are written once for all tests here: nobody changes a mail."""

    def walked(language: str) -> list[Shot]:
        if language not in _walked:
            database = open_database(sqlite_settings)
            _walked[language] = Gallery(database, now, language).walk()
            database.dispose()
        return _walked[language]

    return walked


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_no_mail_breaks_a_rule_of_structure(walk: Walk, language: str) -> None:
    shots = walk(language)
    assert {shot.kind for shot in shots} == SHOWN
    found = {shot.name: faults for shot in shots if (faults := list(faults_of(shot.mail, ADDRESSES.site)))}
    assert found == {}


def test_a_digest_says_what_was_written_and_leads_there(walk: Walk) -> None:
    digest = walk("en")[-1].mail.get_body(("html",))
    assert digest is not None
    seen = Html(digest.get_content())
    assert "We come at nine." in seen.text
    assert [words for _url, words in seen.links][:2] == ["Answer", "Answer"]


def test_who_has_no_account_signs_what_they_wrote(walk: Walk) -> None:
    mail = next(shot.mail for shot in walk("en") if "message-a" in shot.name)
    assert mail["From"].addresses[0].display_name == "Werkstatt Neckar (Matchmaker)"
    assert mail["Reply-To"] == "post@werkstatt.example"


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p><b>x</p></b>", "</p> closes something else"),
        ("<p>x", "<p> is never closed"),
        ("<script></script>", "there is a <script>"),
        ('<p onclick="x">y</p>', "<p> has onclick=x"),
        ("<style>p { background: url(x) }</style>", "a style loads something"),
    ],
)
def test_the_rules_find_what_is_wrong(html: str, fault: str) -> None:
    assert fault in Html(html).faults
