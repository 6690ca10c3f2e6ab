"""Links: signed, for one answer, for a while; reading them changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import MailLink
from matchmaker.services import notifications
from tests.racing import race
from tests.services.notifications.posting import put

SECRET = "only for tests"


def made(database: Database, key: str = "k") -> MailLink:
    with database.transaction() as session:
        mail = put(session, key, answerable_for=timedelta(days=5), side="b")
        assert mail is not None
        link = notifications.find_link(session, mail.id)
        assert link is not None
        return link


def test_a_link_is_read_as_often_as_one_likes_and_used_once(database: Database, now: datetime) -> None:
    token = notifications.link_token(made(database).id, SECRET)
    with database.transaction() as session:
        for _ in range(3):
            link = notifications.read_link(session, token, SECRET, now)
        assert (link.side, link.used_at) == ("b", None)
        notifications.use_link(session, link, now)
        assert link.used_at == now
        with pytest.raises(Conflict):
            notifications.use_link(session, link, now)
        with pytest.raises(Conflict, match="used already"):
            notifications.read_link(session, token, SECRET, now)


def test_a_link_runs_out(database: Database, now: datetime) -> None:
    token = notifications.link_token(made(database).id, SECRET)
    with database.reading() as session:
        notifications.read_link(session, token, SECRET, now + timedelta(days=5, seconds=-1))
        with pytest.raises(Invalid, match="time of this link is over"):
            notifications.read_link(session, token, SECRET, now + timedelta(days=5))


def test_nobody_guesses_a_link(database: Database, now: datetime) -> None:
    link = made(database)
    token = notifications.link_token(link.id, SECRET)
    other = made(database, "other")
    signature = token.rpartition(".")[2]
    guesses = ["", ".", "x", link.id, f"{link.id}.", f"{other.id}.{signature}", token[:-1], token + "x",
               notifications.link_token(link.id, "another key"), "k-é.ü", token.upper(),
               notifications.link_token("k-none", SECRET),
               notifications.leave_token("ute@example.org", MailKind.ASKED, SECRET)]  # fmt: skip
    with database.reading() as session:
        for guess in guesses:
            with pytest.raises(NotFound, match="not whole"):
                notifications.read_link(session, guess, SECRET, now)


def test_of_two_who_use_it_at_once_one_is_first(
    database: Database, now: datetime, trials: Callable[[int], int]
) -> None:
    def use(link: MailLink) -> bool:
        with database.transaction() as session:
            notifications.use_link(session, session.get_one(MailLink, link.id), now)
        return True

    for number in range(trials(300)):
        link = made(database, f"k{number}")
        answers = race(lambda one=link: use(one), lambda one=link: use(one))  # type: ignore[misc]  # a default binds
        assert [type(one) for one in answers].count(Conflict) == 1, answers
        assert True in answers


def test_a_link_for_leaving_says_who_leaves_what() -> None:
    token = notifications.leave_token("ute@example.org", MailKind.MESSAGE, SECRET)
    assert notifications.read_leave_token(token, SECRET) == ("ute@example.org", MailKind.MESSAGE)
    for guess in ("", "x.y", token[:-2], notifications.link_token("k-1", SECRET)):
        with pytest.raises(NotFound):
            notifications.read_leave_token(guess, SECRET)
    with pytest.raises(NotFound):
        notifications.read_leave_token(token, "another key")
