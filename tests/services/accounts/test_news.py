"""Every change in how somebody signs in has words of its own in the mail about it."""

from __future__ import annotations

from datetime import datetime

import pytest

from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.models import Account
from matchmaker.services.accounts.letters import SAID
from matchmaker.services.accounts.news import Changed, tell
from tests.factories import make_account
from tests.services.accounts.keys import letter, mails


@pytest.mark.parametrize("changed", list(Changed))
def test_a_change_is_told_in_words_and_says_what_to_do(
    database: Database, now: datetime, changed: Changed
) -> None:
    with database.transaction() as session:
        account_id = make_account(session, name="Ada").id
        tell(session, session.get_one(Account, account_id), changed, about="My phone", now=now)
    said = letter(database, mails(database, MailKind.SECURITY)[0])
    title, sentence = SAID[changed]
    assert said.subject == title
    assert said.paragraphs == [sentence % {"about": "My phone"}]
    assert "choose a new password now" in said.after[0]
