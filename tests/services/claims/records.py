"""A record that nobody looks after, people who claim it, and those who decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from matchmaker.core.actors import Actor
from matchmaker.core.claims.states import ClaimState
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.mail import Letter
from matchmaker.models import Account, AuditEntry, Claim, Mail, MailLink, RoleGrant
from matchmaker.services import accounts, claims
from tests.factories import NOW, grant, make_account, make_stakeholder
from tests.services.accounts.keys import ADDRESSES

CONTACT, SITE = "info@werkstatt.example", "https://www.werkstatt.example"
INSIDE = "ada@werkstatt.example"


@dataclass(frozen=True)
class Place:
    """A database with one record, and the accounts that a test names."""

    database: Database
    record: str
    people: Mapping[str, str]

    def actor(self, name: str) -> Actor:
        """Somebody as one who acts now."""
        with self.database.reading() as session:
            return accounts.actor_of(session, session.get_one(Account, self.people[name]))

    def by_mail(self, name: str, to: str = "", now: datetime = NOW) -> str:
        """Somebody claims the record by mail; the id of the claim."""
        with self.database.transaction() as session:
            actor = self.actor(name)
            return claims.ask_by_mail(session, actor, self.record, to=to, language="en", now=now).id

    def by_decision(self, name: str, words: str = "I keep the books.", now: datetime = NOW) -> str:
        """Somebody asks for a decision; the id of the claim."""
        with self.database.transaction() as session:
            return claims.ask_for_decision(session, self.actor(name), self.record, words=words, now=now).id

    def press(self, claim_id: str, *, yes: bool = True, now: datetime = NOW) -> str:
        """Press a button behind the newest link of a claim; the id of the claim."""
        link_id = self.link(claim_id)
        with self.database.transaction() as session:
            link = session.get_one(MailLink, link_id)
            return claims.answer_by_link(session, link, yes=yes, now=now).id

    def decide(
        self, name: str, claim_id: str, *, give: bool = True, reason: str = "I know her.",
        instead: bool = False, now: datetime = NOW,
    ) -> str:  # fmt: skip
        """Somebody decides a claim as they have just read it; its id."""
        actor = self.actor(name)
        with self.database.transaction() as session:
            seen = claims.get_to_decide(session, actor, claim_id).seen
            return claims.decide(
                session, actor, claim_id, give=give, reason=reason, seen=seen, instead=instead, now=now
            ).id

    def link(self, claim_id: str) -> str:
        """The id of the newest link of a claim."""
        with self.database.reading() as session:
            query = select(MailLink.id).join(Mail, Mail.id == MailLink.mail_id)
            query = query.where(Mail.key.startswith(f"claim {claim_id} "))
            return session.scalars(query.order_by(MailLink.made_at.desc())).first() or ""

    def claim(self, claim_id: str) -> Claim:
        """A claim as it is now."""
        with self.database.reading() as session:
            return session.get_one(Claim, claim_id)

    def state(self, claim_id: str) -> ClaimState:
        """Where a claim is."""
        return self.claim(claim_id).state

    def owners(self) -> list[str]:
        """The names of those who own the record."""
        mine = RoleGrant.role == Role.MEMBER, RoleGrant.place == self.record, RoleGrant.part == Part.OWNER
        with self.database.reading() as session:
            query = select(Account.name).join(RoleGrant, RoleGrant.account_id == Account.id).where(*mine)
            return sorted(session.scalars(query))

    def mails(self, what: str = "") -> list[tuple[str, str]]:
        """To whom mails about claims went, and what they are about."""
        with self.database.reading() as session:
            rows = session.scalars(select(Mail).where(Mail.kind == MailKind.CLAIM).order_by(Mail.address))
            found = [(row.address, str(row.params["what"])) for row in rows]
        return [one for one in found if not what or one[1] == what]

    def letter(self, address: str, what: str) -> Letter | None:
        """What the newest mail to an address says, as it would go out now."""
        with self.database.reading() as session:
            query = select(Mail).where(Mail.address == address, Mail.kind == MailKind.CLAIM)
            mails = session.scalars(query.order_by(Mail.created_at.desc(), Mail.id)).all()
            mail = next(one for one in mails if one.params["what"] == what)
            link = session.scalars(select(MailLink).where(MailLink.mail_id == mail.id)).first()
            return claims.WRITERS[MailKind.CLAIM](session, mail, link, ADDRESSES)

    def acts(self) -> list[str]:
        """The acts about claims and roles in the log, in order."""
        with self.database.reading() as session:
            acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id))
            return [one for one in acts if one.startswith(("claim.", "role."))]


def make_place(database: Database, **values: object) -> Place:
    """The record of a workshop in Stuttgart; strangers, somebody inside, officials, an administrator."""
    with database.transaction() as session:
        described = {"name": "Werkstatt", "email": CONTACT, "website": SITE, "languages": ["en"]} | values
        record = make_stakeholder(session, **described)
        named = {
            "ada": "ada.lovelace@post.example", "bob": "bob@post.example", "carl": "carl@post.example",
            "inside": INSIDE, "official": "official@city.example", "far": "far@city.example",
            "administrator": "admin@site.example",
        }  # fmt: skip
        people = {name: make_account(session, name=name.title(), email=email, language="en")
                  for name, email in named.items()}  # fmt: skip
        grant(session, people["official"], Role.OFFICIAL, "DE11")
        grant(session, people["far"], Role.OFFICIAL, "UKM8")
        grant(session, people["administrator"], Role.ADMINISTRATOR)
        return Place(database, record.id, {name: account.id for name, account in people.items()})
