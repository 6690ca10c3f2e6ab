"""Addresses that stand in mails, and the signatures by which links in them are known."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from itsdangerous import BadSignature, Signer, URLSafeSerializer

from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.errors import NotFound
from matchmaker.models import Mail, MailLink

BROKEN = N_("This link is not whole. Copy it from the mail once more, from its beginning to its end.")

_OURS = re.compile(r"<(m-[0-9a-z]{12})@")

STAMP = 16
"""Signs of the signature in an address for answers; each of them holds five bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """Where the site is, from which address it writes, and the key with which it signs links.

    Without a key no link opens anything: so a mail is shown to those for whom it is not.
    """

    site: str
    site_name: str
    sender: str
    secret: str
    # Where questions about the site go: answers to mails that nobody else wants to read.
    feedback: str = ""
    # The address that takes answers to mails; "" where answers go to people's own addresses.
    answers_to: str = ""
    # Who runs the site by law: name and postal address.
    operator: str = ""

    def page(self, path: str) -> str:
        """The address of a page: `path` begins with a slash."""
        return f"{self.site}{path}"

    def answer(self, link: MailLink) -> str:
        """The page on which somebody answers without signing in."""
        return self.page(f"/i/{link_token(link.id, self.secret) if self.secret else '…'}")

    def invitation(self, link: MailLink) -> str:
        """The page on which somebody answers an invitation to a pilot without signing in."""
        return self.page(f"/p/{link_token(link.id, self.secret) if self.secret else '…'}")

    def account(self, link: MailLink) -> str:
        """The page on which somebody goes on with their account: chooses a password, confirms an address."""
        return self.page(f"/a/{link_token(link.id, self.secret) if self.secret else '…'}")

    def confirmation(self, link: MailLink) -> str:
        """The page on which somebody confirms a profile without signing in."""
        return self.page(f"/s/{link_token(link.id, self.secret) if self.secret else '…'}")

    def statement(self, link: MailLink) -> str:
        """The page on which somebody says, without signing in, whether an offer or a need still holds."""
        return self.page(f"/h/{link_token(link.id, self.secret) if self.secret else '…'}")

    def origin(self, link: MailLink) -> str:
        """The page that shows a record to its contact, who may claim, correct or remove it."""
        return self.page(f"/o/{link_token(link.id, self.secret) if self.secret else '…'}")

    def role(self, link: MailLink) -> str:
        """The page on which somebody takes a role to which they are invited."""
        return self.page(f"/r/{link_token(link.id, self.secret) if self.secret else '…'}")

    def consent(self, link: MailLink) -> str:
        """The page on which somebody says whether another may act for their organisation."""
        return self.page(f"/c/{link_token(link.id, self.secret) if self.secret else '…'}")

    def claim(self, link: MailLink) -> str:
        """The page on which somebody says whether a claim of their organisation is right."""
        return self.page(f"/claim/{link_token(link.id, self.secret) if self.secret else '…'}")

    def leave(self, address: str, kind: MailKind) -> str:
        """The page on which an address wants no more mails of a kind."""
        return self.page(f"/unsubscribe/{leave_token(address, kind, self.secret) if self.secret else '…'}")

    def reply(self, mail: Mail) -> str:
        """The address by which an answer to a mail finds back; "" where none are taken."""
        local, _, domain = self.answers_to.partition("@")
        return f"{local}+{reply_token(mail.id, self.secret)}@{domain}" if domain and self.secret else ""

    def answered(self, recipients: Iterable[str]) -> str | None:
        """The id of the mail that an answer to one of these addresses is about; None: none of our signing."""
        local, _, domain = self.answers_to.partition("@")
        for one in (recipient.lower() for recipient in recipients):
            if domain and self.secret and one.startswith(f"{local}+") and one.endswith(f"@{domain}"):
                found = read_reply_token(one[len(local) + 1 : -len(domain) - 1], self.secret)
                if found is not None:
                    return found
        return None

    def message_id(self, mail_id: str) -> str:
        """The Message-ID of a mail of ours."""
        return f"<{mail_id}@{self.domain}>"

    def is_ours(self, message_id: str) -> bool:
        """Whether a Message-ID is one of ours; others of our domain have their own."""
        known = _OURS.match(message_id)
        return known is not None and message_id == self.message_id(known[1])

    @property
    def domain(self) -> str:
        """What stands after the @ of the site's own address."""
        return self.sender.rpartition("@")[2]


def link_token(link_id: str, secret: str) -> str:
    """What a link of a mail carries: its id, and a signature without which the id opens nothing."""
    return _signer(secret).sign(link_id).decode("ascii")


def read_token(token: str, secret: str) -> str:
    """The id of the link.

    Raises:
        NotFound: we did not sign it.
    """
    try:
        return _signer(secret).unsign(token.encode("utf-8")).decode("ascii")
    except (BadSignature, UnicodeError) as error:
        raise NotFound(BROKEN) from error


def leave_token(address: str, kind: MailKind, secret: str) -> str:
    """What a link for leaving carries: it never runs out, for a mail may be read late."""
    return _leaving(secret).dumps([address, kind.value])


def read_leave_token(token: str, secret: str) -> tuple[str, MailKind]:
    """Which address wants no more mails of which kind.

    Raises:
        NotFound: we did not sign it.
    """
    try:
        address, kind = _leaving(secret).loads(token)
        return str(address), MailKind(kind)
    except (BadSignature, ValueError, TypeError) as error:
        raise NotFound(BROKEN) from error


def reply_token(mail_id: str, secret: str) -> str:
    """What stands in an address for answers: the mail that is answered, and a signature of 80 bits.

    Small letters and digits only, since some servers write addresses in small letters.
    """
    bare = mail_id.partition("-")[2]
    return bare + _stamp(bare, secret)


def read_reply_token(token: str, secret: str) -> str | None:
    """The id of the mail that is answered; None: we did not sign it."""
    bare, stamp = token[:-STAMP], token[-STAMP:]
    # Bytes: a comparison that takes as long for every guess takes ASCII alone as text.
    if not bare or not hmac.compare_digest(stamp.encode(), _stamp(bare, secret).encode()):
        return None
    return f"m-{bare}"


def _stamp(bare: str, secret: str) -> str:
    key = Signer(secret, salt="mail-reply", digest_method=hashlib.sha256).derive_key()
    made = hmac.new(key, bare.encode(), hashlib.sha256).digest()[: STAMP * 5 // 8]
    return base64.b32encode(made).decode("ascii").lower()


def _signer(secret: str) -> Signer:
    return Signer(secret, salt="mail-link", digest_method=hashlib.sha256)


def _leaving(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="mail-leave", signer_kwargs={"digest_method": hashlib.sha256})
