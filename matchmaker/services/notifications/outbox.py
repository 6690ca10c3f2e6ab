"""The outbox: mails are written down in the transaction of their cause, and sent by a job."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matchmaker.core.notifications import Channel, MailKind, MailState, next_try
from matchmaker.models import Mail, MailLink
from matchmaker.models.jobs import JobState
from matchmaker.services import jobs
from matchmaker.services.notifications.preferences import channel_for, to_address
from matchmaker.services.notifications.recipients import Recipient
from matchmaker.services.notifications.scheduling import job_of, put_down, schedule

OVERDUE = timedelta(minutes=30)
LOST = "No job is left that would send it."
LONGEST_KEY = 100


def notify(
    session: Session,
    *,
    kind: MailKind,
    key: str,
    to: Recipient,
    introduction_id: str | None = None,
    side: str = "",
    params: dict[str, Any] | None = None,
    now: datetime,
    answerable_for: timedelta | None = None,
) -> Mail | None:
    """Put a mail into the outbox; None if this address had one for the same key, or wants none of the kind.

    `key` says what it is sent for, whoever reads it. With `answerable_for` it carries a link that answers
    for `side` for so long after it was written.
    """
    channel = channel_for(session, to, kind)
    if channel is Channel.NEVER:
        return None
    mail = Mail(
        key=key_for(key, to),
        kind=kind,
        address=to_address(to),
        name=to.name,
        language=to.language,
        account_id=to.account_id,
        stakeholder_id=to.stakeholder_id,
        introduction_id=introduction_id,
        params=params or {},
        due_at=now,
        created_at=now,
        attempts=0,
    )
    if not _is_first(session, mail):
        return None
    if answerable_for is not None:
        add_link(session, mail, introduction_id, side, lasts=answerable_for, now=now)
    schedule(session, mail, channel, now=now)
    return mail


def add_link(
    session: Session, mail: Mail, introduction_id: str | None, side: str, *, lasts: timedelta, now: datetime
) -> MailLink:
    """Give a mail a link that answers for a side of an introduction; one about several has one for each."""
    link = MailLink(mail_id=mail.id, introduction_id=introduction_id, side=side, made_at=now)
    link.expires_at = now + lasts
    session.add(link)
    return link


def key_for(key: str, to: Recipient) -> str:
    """What makes a mail the only one of its kind: its cause and its reader."""
    about = key if len(key) <= LONGEST_KEY else _short(key)
    return f"{about} {_short(to_address(to))}"


def sweep(session: Session, *, now: datetime) -> int:
    """Find mails that are overdue and have no job any more; the answer is how many.

    A job that is missing is written anew; so is one whose worker was ended in its midst each time. Where the
    program itself failed, a person has to look.
    """
    overdue = select(Mail).where(Mail.state == MailState.WAITING, Mail.due_at < now - OVERDUE)
    found = 0
    for mail in session.scalars(overdue.order_by(Mail.due_at, Mail.id)).all():
        channel = channel_for(session, mail, mail.kind)
        job = jobs.find_job(session, jobs.id_of(*job_of(mail, channel)))
        if job is not None and job.state in (JobState.QUEUED, JobState.RUNNING):
            continue
        found += 1
        if job is not None and job.error == jobs.GAVE_OUT and next_try(mail.attempts + 1) is not None:
            # The key of the new job holds the moment, so that it is another one. It counts as a failed try:
            # a mail that ends every worker does so for three days, and then a person looks.
            mail.due_at, mail.attempts = now, mail.attempts + 1
            job = None
        if job is None:
            session.flush()
            put_down(session, mail, channel, now=now)
        else:
            mail.state, mail.error = MailState.DEAD, job.error or LOST
    return found


def find_link(session: Session, mail_id: str) -> MailLink | None:
    """The link of a mail that has one; None where it has none, or one for each of several introductions."""
    found = list_links(session, mail_id)
    return found[0] if len(found) == 1 else None


def list_links(session: Session, mail_id: str) -> list[MailLink]:
    """All links of a mail."""
    return list(session.scalars(select(MailLink).where(MailLink.mail_id == mail_id).order_by(MailLink.id)))


def _is_first(session: Session, mail: Mail) -> bool:
    if session.scalar(select(Mail.id).where(Mail.key == mail.key)):
        return False
    try:
        # Two at once: the database takes one of them.
        with session.begin_nested():
            session.add(mail)
    except IntegrityError:
        return False
    return True


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
