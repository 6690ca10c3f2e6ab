"""Answering by the link of a mail whether an offer or a need still holds, without signing in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matchmaker.core.notifications import MailKind
from matchmaker.core.statements.clocks import Why, closes_on
from matchmaker.core.statements.life import LIVE, Step
from matchmaker.errors import Conflict, NotFound
from matchmaker.models import Account, Mail, MailLink, Need, Offer, Stakeholder
from matchmaker.services import accounts, notifications
from matchmaker.services.profiles.life import ANSWERED, take_step
from matchmaker.services.profiles.own import partner_names


@dataclass(frozen=True, slots=True)
class Question:
    """What the link of a mail asks about, for whom, and why; `partners` may be those who answered it.

    `closes_on` is the day on which what has no last day closes without an answer.
    """

    what: str
    statement: Offer | Need
    owner: Stakeholder
    why: Why
    partners: tuple[str, ...]
    closes_on: date | None = None


def still_asked(session: Session, about: Mapping[str, str]) -> Offer | Need | None:
    """What a mail asks about, if that is not closed by anybody, and nobody has answered since."""
    statement = _find(session, about)
    if statement is None or statement.asked_on is None:
        return None
    waits = statement.state in LIVE and statement.asked_on.isoformat() == about["asked_on"]
    return statement if waits else None


def get_question(session: Session, link: MailLink) -> Question:
    """What a link asks.

    Raises:
        NotFound: the link is of another mail, or what it asks about was removed; Conflict: it was answered.
    """
    about = _about(session, link)
    statement = still_asked(session, about)
    if statement is None:
        raise Conflict(ANSWERED)
    owner = session.get_one(Stakeholder, statement.stakeholder_id)
    why, partners = Why(about["why"]), partner_names(session, owner)
    ends = closes_on(statement.asked_on) if why is Why.ENDLESS and statement.asked_on else None
    return Question(about["what"], statement, owner, why, partners, ends)


def answer_question(
    session: Session, link: MailLink, step: Step, *, now: datetime, by: str = ""
) -> Offer | Need:
    """Answer, and use the link up; it counts as if the member to whom it was sent had signed in.

    Raises:
        NotFound, Conflict: as above; of two at once one. NotAllowed: they may change it no longer. Invalid:
            nobody is called as `by` says.
    """
    # The link first: of two who press at once, one finds it used.
    notifications.use_link(session, link, now)
    about = _about(session, link)
    mail = session.get_one(Mail, link.mail_id)
    actor = accounts.actor_of(session, session.get_one(Account, mail.account_id))
    return take_step(
        session, actor, about["what"], about["id"], step, now=now, by=by, asked_on=about["asked_on"]
    )


def _about(session: Session, link: MailLink) -> Mapping[str, str]:
    mail = session.get(Mail, link.mail_id)
    known = mail.params.get("about", []) if mail is not None and mail.kind is MailKind.EXPIRING else []
    found: Mapping[str, str] | None = next((one for one in known if one["link"] == link.id), None)
    if found is None or _find(session, found) is None:
        raise NotFound("What this link is about was removed meanwhile.")
    return found


def _find(session: Session, about: Mapping[str, str]) -> Offer | Need | None:
    return session.get(Offer, about["id"]) if about["what"] == "offer" else session.get(Need, about["id"])
