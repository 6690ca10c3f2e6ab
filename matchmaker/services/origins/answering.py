"""What the contact of a record answers by the link of the mail: keep it, wrong address, remove it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from matchmaker.core.actors import VISITOR
from matchmaker.core.notifications import MailKind
from matchmaker.core.origins import Answered
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import Mail, MailLink, OriginNotice, Stakeholder
from matchmaker.services import audit, history, notifications, privacy, profiles
from matchmaker.services.accounts.checks import clean_address
from matchmaker.services.notifications import unsubscriptions
from matchmaker.services.origins.facts import Facts, facts_of_record, list_sources
from matchmaker.services.origins.finding import as_kept
from matchmaker.services.profiles import ProfilePage

CLAIMED = N_(
    "Somebody of the organisation looks after this profile now. Sign in, or ask them, to change or remove it."
)
GONE = N_("This record was removed already. There is nothing left to do.")
MOVED = N_("The record has another contact now, so this link answers for it no more.")
SAME = N_("This is the address that we wrote to. Leave it out, or give another one.")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: the record and its facts; `page` as others see it, None where it is hidden."""

    record: Stakeholder
    facts: Facts
    address: str
    page: ProfilePage | None


def get_opened(session: Session, link: MailLink, *, now: datetime) -> Opened:
    """The record that a link is about. Reading it uses nothing up.

    Raises:
        NotFound: the link is of another mail, or the record or its address is another one now; Conflict:
            somebody has claimed it.
    """
    notice, one = _noticed(session, link)
    page = None if one.hidden else profiles.get_page(session, VISITOR, one.id, today=now.date())
    facts = facts_of_record(one, list_sources(session, [one])[one.id])
    return Opened(one, facts, notice.address, page)


def answer_kept(session: Session, link: MailLink, *, now: datetime) -> None:
    """The record stays, and nobody writes to its address any more.

    Raises:
        As `get_opened`; Conflict: the link was used.
    """
    notice, one = _use(session, link, now)
    notice.answered, notice.answered_at = Answered.KEPT, now
    for kind in notifications.CHOSEN:
        # What somebody asks for themselves, such as the proof of a claim, still comes.
        if kind is not MailKind.CLAIM:
            notifications.unsubscribe(session, notice.address, kind, now=now)
    audit.record(session, VISITOR, "origin.keep", one.id, now=now, by="mail")


def answer_wrong(session: Session, link: MailLink, address: str, *, now: datetime) -> None:
    """The address is wrong: it goes out of the record, and the right one comes in where it is said.

    Raises:
        As `get_opened`; Conflict: the link was used; Invalid: what was given is no address, or the same one.
    """
    wanted, wrong = clean_address(address) if address.strip() else ("", "")
    notice, one = _noticed(session, link)
    if not wrong and wanted and wanted == notice.address:
        wrong = SAME
    if wrong:
        raise Invalid("Some answers need another look.", fields={"address": wrong})
    notice, one = _use(session, link, now)
    before = {"email": one.email}
    one.email, one.updated_at = wanted, now
    history.record(
        session, VISITOR, stakeholder_id=one.id, subject=one.id, before=before, after={"email": wanted},
        source=history.MAIL, now=now,
    )  # fmt: skip
    notice.answered, notice.answered_at = Answered.WRONG, now
    audit.record(session, VISITOR, "origin.wrong", one.id, now=now, by="mail")


def remove(session: Session, link: MailLink, *, now: datetime) -> None:
    """Erase the record with all that hangs on it, and remember by what no list brings it back.

    Raises:
        As `get_opened`; Conflict: the link was used.
    """
    notice, one = _use(session, link, now)
    address, subject = notice.address, one.id
    uploads = privacy.remove_profile(session, VISITOR, one, by_link=True, now=now)
    if not session.scalar(select(exists().where(as_kept == address))):
        unsubscriptions.hide(session, address)
    audit.record(session, VISITOR, "origin.remove", subject, now=now, by="mail")
    privacy.purge(session, uploads=uploads, now=now)


def _use(session: Session, link: MailLink, now: datetime) -> tuple[OriginNotice, Stakeholder]:
    """Use the link up, and read the record as the writer before us left it."""
    # The link first: of two who press at once, one finds it used.
    notifications.use_link(session, link, now)
    _notice, one = _noticed(session, link)
    history.take_turn(session, one, one.id)
    return _noticed(session, link)


def _noticed(session: Session, link: MailLink) -> tuple[OriginNotice, Stakeholder]:
    if session.get_one(Mail, link.mail_id).kind is not MailKind.ORIGIN:
        raise NotFound("This link is for something else. Open it from the mail once more.")
    notice = session.scalar(select(OriginNotice).where(OriginNotice.link_id == link.id))
    one = session.get(Stakeholder, notice.stakeholder_id) if notice else None
    if notice is None or one is None:
        raise NotFound(GONE)
    if one.claimed:
        raise Conflict(CLAIMED)
    mine = exists().where(Stakeholder.id == one.id, as_kept == notice.address)
    if not session.scalar(select(mine)):
        raise NotFound(MOVED)
    return notice, one
