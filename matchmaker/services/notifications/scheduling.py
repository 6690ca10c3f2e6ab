"""When a mail goes out: at once, after the quiet hours, or with the reader's next digest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker.core.notifications import NEVER_BUNDLED, Channel, MailState, after_quiet, next_digest
from matchmaker.models import Mail
from matchmaker.services import jobs
from matchmaker.services.notifications.recipients import quiet_for, zone_for

SEND, DIGEST = "mail.send", "mail.digest"
TOLD = "told afterwards"
"""Under this name a session remembers that it tells of a past, in which mails have gone out already."""

UNWANTED = "The reader does not want such mails."


def schedule(session: Session, mail: Mail, channel: Channel, *, now: datetime) -> None:
    """Say when a waiting mail goes out, and put down the job that does it.

    A mail that was tried already keeps the moment of its next try.
    """
    if channel is Channel.NEVER:
        mail.state, mail.error = MailState.DROPPED, UNWANTED
        return
    if session.info.get(TOLD):
        mail.state, mail.sent_at, mail.attempts = MailState.SENT, now, 1
        return
    zone, quiet = zone_for(session, mail), quiet_for(session, mail)
    if is_bundled(mail, channel):
        mail.due_at = next_digest(channel, now, zone, quiet)
    elif not mail.attempts:
        mail.due_at = after_quiet(now, zone, quiet)
    session.flush()
    put_down(session, mail, channel, now=now)


def put_down(session: Session, mail: Mail, channel: Channel, *, now: datetime) -> None:
    """Put down the job that sends a mail when it is due, or that bundles it with others; once."""
    kind, key = job_of(mail, channel)
    about = {"account_id": mail.account_id} if kind == DIGEST else {"mail_id": mail.id}
    jobs.enqueue_once(session, kind, key, now=now, due_at=mail.due_at, **about)


def job_of(mail: Mail, channel: Channel) -> tuple[str, str]:
    """The kind and the key of the job: one for each moment at which this mail, or this digest, is due."""
    bundled = is_bundled(mail, channel)
    about = mail.account_id if bundled else mail.id
    return DIGEST if bundled else SEND, f"{about} {mail.due_at.isoformat()}"


def is_bundled(mail: Mail, channel: Channel) -> bool:
    """Whether a mail waits for a digest."""
    return (
        channel in (Channel.DAILY, Channel.WEEKLY)
        and mail.kind not in NEVER_BUNDLED
        and mail.account_id is not None
    )
