"""What the tests of second factors share: an account, its app, and the ways in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pyotp
from sqlalchemy import select

from matchmaker.core.actors import Actor
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.models import Account, AuditEntry
from matchmaker.services import accounts
from matchmaker.services.accounts import Entered, Site
from tests.factories import PASSWORD, make_account
from tests.services.accounts.keys import SECRET, mails

DAY = timedelta(days=1)
SITE = Site("http://localhost", "Matchmaker")
WRONG_CODE = "abcd-efgh-jkmn-pqrs"


class Person:
    """Somebody with an account who is signed in; `sign_in` is the secret of this sign-in."""

    def __init__(self, database: Database, now: datetime, email: str = "ada@example.org") -> None:
        self.database, self.email = database, email
        with database.transaction() as session:
            self.id = make_account(session, email=email, name="Ada").id
        self.actor = Actor(self.id, "Ada")
        self.sign_in = self.enter(now).secret

    def enter(self, now: datetime, **values: Any) -> Entered:
        """Type address and password."""
        defaults: dict[str, Any] = {
            "password": PASSWORD,
            "address": "192.0.2.1",
            "agent": "a test",
            "lasts": DAY,
        }
        with self.database.transaction() as session:
            return accounts.sign_in(session, email=self.email, **(defaults | values), now=now)

    def finish(self, half: Entered, code: str, now: datetime, *, address: str = "192.0.2.1") -> Entered:
        """Type a code in the second step."""
        with self.database.transaction() as session:
            return accounts.finish_by_code(
                session, half.secret, code, address=address, agent="a test", lasts=DAY, secret=SECRET, now=now
            )

    def begin_app(self, now: datetime) -> pyotp.TOTP:
        """Begin to set an app up; the answer is the app."""
        with self.database.transaction() as session:
            accounts.begin_codes(session, self.actor, sign_in=self.sign_in, secret=SECRET, now=now)
        with self.database.reading() as session:
            found = accounts.find_enrolment(
                session, self.actor, site_name="Matchmaker", sign_in=self.sign_in, secret=SECRET, now=now
            )
        assert found is not None
        return pyotp.TOTP(found.key)

    def confirm_app(self, code: str, now: datetime) -> list[str]:
        """Type the first code of the app."""
        with self.database.transaction() as session:
            return accounts.confirm_codes(
                session, self.actor, code, sign_in=self.sign_in, secret=SECRET, now=now
            )

    def set_up_app(self, now: datetime) -> tuple[pyotp.TOTP, list[str]]:
        """An app that counts, and the recovery codes that came with it."""
        app = self.begin_app(now)
        return app, self.confirm_app(app.at(now), now)

    def signed_in(self, secret: str, now: datetime) -> accounts.SignedIn | None:
        """Who holds a secret."""
        with self.database.reading() as session:
            return accounts.find_signed_in(session, secret, now=now)

    def acts(self) -> list[str]:
        """What the audit log says of the account, the oldest first."""
        with self.database.reading() as session:
            query = select(AuditEntry.act).where(AuditEntry.subject == self.id).order_by(AuditEntry.id)
            return list(session.scalars(query))

    def told(self) -> list[str]:
        """What they were written to about."""
        return [mail.params["changed"] for mail in mails(self.database, MailKind.SECURITY)]

    def change(self, **values: Any) -> None:
        """Change the account behind everybody's back."""
        with self.database.transaction() as session:
            account = session.get_one(Account, self.id)
            for name, value in values.items():
                setattr(account, name, value)
