"""Addresses that stand in mails, and the signatures by which links in them are known."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from itsdangerous import BadSignature, Signer, URLSafeSerializer

from matchmaker.core.notifications import MailKind
from matchmaker.errors import NotFound
from matchmaker.models import MailLink

BROKEN = "This link is not whole. Copy it from the mail once more, from its beginning to its end."


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

    def page(self, path: str) -> str:
        """The address of a page: `path` begins with a slash."""
        return f"{self.site}{path}"

    def answer(self, link: MailLink) -> str:
        """The page on which somebody answers without signing in."""
        return self.page(f"/i/{link_token(link.id, self.secret) if self.secret else '…'}")

    def invitation(self, link: MailLink) -> str:
        """The page on which somebody answers an invitation to a pilot without signing in."""
        return self.page(f"/p/{link_token(link.id, self.secret) if self.secret else '…'}")

    def leave(self, address: str, kind: MailKind) -> str:
        """The page on which an address wants no more mails of a kind."""
        return self.page(f"/unsubscribe/{leave_token(address, kind, self.secret) if self.secret else '…'}")

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


def _signer(secret: str) -> Signer:
    return Signer(secret, salt="mail-link", digest_method=hashlib.sha256)


def _leaving(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="mail-leave", signer_kwargs={"digest_method": hashlib.sha256})
