"""How this site sends mail, made of its settings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from matchmaker import instance
from matchmaker.config import Settings
from matchmaker.core.notifications import MailKind
from matchmaker.errors import Invalid
from matchmaker.mail import ConsolePost, Post, Security, SmtpPost
from matchmaker.services import (
    accounts,
    claims,
    duplicates,
    introductions,
    notifications,
    origins,
    people,
    profiles,
    reports,
)

WRITERS: Mapping[MailKind, notifications.Writer] = {
    **accounts.WRITERS,
    **people.WRITERS,
    **reports.WRITERS,
    **claims.WRITERS,
    **profiles.WRITERS,
    **introductions.WRITERS,
    **duplicates.WRITERS,
    **origins.WRITERS,
}
"""Who makes the words of each kind of mail."""


@cache
def post_of(settings: Settings) -> Post:
    """The way mails go out; from a demonstration, or without a server, they only go to the log.

    Raises:
        Invalid: the setting for security is none that we know.
    """
    if settings.demo or not settings.mail_host:
        return ConsolePost()
    try:
        security = Security(settings.mail_security.lower())
    except ValueError as error:
        raise Invalid("MATCHMAKER_MAIL_SECURITY must be starttls, tls or none.") from error
    return SmtpPost(
        host=settings.mail_host,
        port=settings.mail_port,
        user=settings.mail_user,
        password=settings.mail_password,
        security=security,
    )


def addresses_of(settings: Settings) -> notifications.Addresses:
    """The addresses that stand in mails of this site."""
    return notifications.Addresses(
        site=settings.site_url,
        site_name=settings.site_name,
        sender=settings.mail_from,
        secret=instance.secret_key(settings),
        feedback=settings.feedback_address,
        answers_to=settings.answers_to,
        operator=settings.operator,
    )
