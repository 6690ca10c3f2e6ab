"""Writing to those who are to be told: one mail to each address, with a link for each of its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.actors import SYSTEM
from matchmaker.core.notifications import MailKind
from matchmaker.core.origins import ANSWERABLE
from matchmaker.models import Mail, OriginNotice, Stakeholder
from matchmaker.services import audit, notifications
from matchmaker.services.notifications import Recipient
from matchmaker.services.origins.finding import as_kept, due


def tell(session: Session, ids: Sequence[str], *, now: datetime) -> int:
    """Write about these records to their addresses; how many mails that makes.

    Whoever was told within a year or has answered is passed over, and so is whose record was claimed,
    hidden or given another address.
    """
    by_address: defaultdict[str, list[Stakeholder]] = defaultdict(list)
    query = select(as_kept, Stakeholder).where(Stakeholder.id.in_(ids), due(now))
    for address, one in session.execute(query.order_by(Stakeholder.created_at, Stakeholder.id)):
        by_address[address].append(one)
    made = sum(_tell(session, address, those, now) for address, those in by_address.items())
    if made:
        audit.record(session, SYSTEM, "origins.tell", "", now=now, mails=made)
    return made


def language_of(one: Stakeholder) -> str:
    """In which language one writes about a record: the first that we speak of its own, else its country's."""
    known = (*one.languages, *i18n.languages_of(one.country))
    return next((code for code in known if i18n.is_spoken(code)), "en")


def _tell(session: Session, address: str, those: Sequence[Stakeholder], now: datetime) -> bool:
    """One mail; an address that wants no such mail is noted, so that nobody asks again."""
    first = those[0]
    # About several records: it is the mail of none of them, and stays when one of them goes.
    to = Recipient(first.email.strip(), first.name if len(those) == 1 else "", language_of(first))
    key = f"origin {now.date().isoformat()} {first.id}"
    mail = notifications.notify(session, kind=MailKind.ORIGIN, key=key, to=to, now=now)
    for one in those:
        _note(session, one, address, mail, now)
    session.flush()
    return mail is not None


def _note(session: Session, one: Stakeholder, address: str, mail: Mail | None, now: datetime) -> None:
    notice = OriginNotice(stakeholder_id=one.id, address=address, told_at=now)
    if mail is not None:
        link = notifications.add_link(session, mail, None, "", lasts=ANSWERABLE, now=now)
        session.flush()
        notice.mail_id, notice.link_id = mail.id, link.id
    session.add(notice)
