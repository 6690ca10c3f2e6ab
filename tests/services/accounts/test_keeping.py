"""What is kept of sign-ins goes when its time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.models import SignIn, Throttle
from matchmaker.services import accounts
from matchmaker.services.accounts.news import Changed, tell
from tests import factories
from tests.services.accounts.keys import mails


def test_old_counts_and_old_sign_ins_are_forgotten_and_fresh_ones_stay(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        account = factories.make_account(session)
        session.flush()
        session.add_all(
            Throttle(key=key, since=now - age, count=3)
            for key, age in (("old", timedelta(days=2)), ("fresh", timedelta(hours=2)))
        )
        session.add_all(
            SignIn(
                secret_hash=name,
                account_id=account.id,
                agent="",
                started_at=now - timedelta(days=100),
                expires_at=now + timedelta(days=expires),
                ended_at=now - timedelta(days=ended) if ended is not None else None,
            )
            for name, expires, ended in (
                ("ended long ago", 10, 31),
                ("ended lately", 10, 1),
                ("ran out long ago", -31, None),
                ("open", 10, None),
            )
        )
    with database.transaction() as session:
        accounts.tidy(session, now=now)
    with database.reading() as session:
        assert set(session.scalars(select(Throttle.key))) == {"fresh"}
        assert set(session.scalars(select(SignIn.secret_hash))) == {"ended lately", "open"}


def test_of_an_old_mail_about_signing_in_it_is_forgotten_what_it_was_about(
    database: Database, now: datetime
) -> None:
    with database.transaction() as session:
        account = factories.make_account(session)
        for days, about in ((181, "old@provider.example"), (179, "new@provider.example")):
            tell(session, account, Changed.PROVIDER_ADDED, about=about, now=now - timedelta(days=days))
    with database.transaction() as session:
        accounts.tidy(session, now=now)
    old, new = mails(database, MailKind.SECURITY)
    assert old.params == {"changed": "provider-added", "about": ""}
    assert new.params["about"] == "new@provider.example"
