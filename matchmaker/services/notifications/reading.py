"""Reading the outbox: what waits, what went out, what needs a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.notifications import MailKind, MailState
from matchmaker.errors import Conflict, NotFound
from matchmaker.mail import Letter, Words
from matchmaker.models import Mail
from matchmaker.permissions import require
from matchmaker.services import audit
from matchmaker.services.notifications.addresses import Addresses
from matchmaker.services.notifications.preferences import channel_for
from matchmaker.services.notifications.scheduling import schedule
from matchmaker.services.notifications.sending import words_of, write
from matchmaker.services.notifications.writers import Writer

PAGE = 30


@dataclass(frozen=True, slots=True)
class Outbox:
    """Whose outbox it is: in a demonstration everybody who has signed in may read it."""

    demo: bool


@dataclass(frozen=True, slots=True)
class OutboxPage:
    """One page of mails; `after` is the id after which the next one begins, "" on the last."""

    rows: tuple[Mail, ...]
    after: str
    counts: Mapping[MailState, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """A mail and what it says, as far as that can be said now."""

    mail: Mail
    letter: Letter | None
    words: Words | None


def list_outbox(
    session: Session, actor: Actor, *, outbox: Outbox, state: MailState | None = None, after: str = ""
) -> OutboxPage:
    """A page of the outbox, the newest first.

    Raises:
        NotAllowed.
    """
    require(actor, "mail.read", outbox)
    query = select(Mail).order_by(Mail.created_at.desc(), Mail.id.desc())
    if state is not None:
        query = query.where(Mail.state == state)
    if after and (last := session.get(Mail, after)) is not None:
        query = query.where(tuple_(Mail.created_at, Mail.id) < (last.created_at, last.id))
    rows = list(session.scalars(query.limit(PAGE + 1)))
    counts = session.execute(select(Mail.state, func.count()).group_by(Mail.state))
    return OutboxPage(
        rows=tuple(rows[:PAGE]),
        after=rows[PAGE - 1].id if len(rows) > PAGE else "",
        counts={one: count for one, count in counts},  # noqa: C416 - rows are no pairs for mypy
    )


def get_shown(
    session: Session,
    actor: Actor,
    mail_id: str,
    *,
    outbox: Outbox,
    writers: Mapping[MailKind, Writer],
    addresses: Addresses,
) -> Shown:
    """One mail with its words as they would be now; outside a demonstration its links open nothing.

    Raises:
        NotAllowed, NotFound.
    """
    require(actor, "mail.read", outbox)
    mail = session.get(Mail, mail_id)
    if mail is None:
        raise NotFound("There is no such mail.")
    shown = addresses if outbox.demo else replace(addresses, secret="")
    try:
        letter = write(session, mail, writers=writers, addresses=shown)
    except LookupError:
        letter = None
    return Shown(mail, letter, words_of(mail, letter, shown) if letter else None)


def try_again(session: Session, actor: Actor, mail_id: str, *, now: datetime) -> Mail:
    """Let a mail that was given up begin anew.

    Raises:
        NotAllowed, NotFound; Conflict: it was not given up.
    """
    require(actor, "mail.retry")
    if session.get(Mail, mail_id) is None:
        raise NotFound("There is no such mail.")
    dead = Mail.id == mail_id, Mail.state == MailState.DEAD
    values = {"state": MailState.WAITING, "attempts": 0, "error": "", "due_at": now}
    moved = session.scalars(update(Mail).where(*dead).values(**values).returning(Mail.id)).all()
    if not moved:
        raise Conflict("This mail was not given up. Look at the outbox again.")
    mail = session.get_one(Mail, mail_id)
    session.refresh(mail)
    schedule(session, mail, channel_for(session, mail, mail.kind), now=now)
    audit.record(session, actor, "mail.retry", mail_id, now=now)
    return mail
