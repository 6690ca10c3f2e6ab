"""The words of the mail that asks whether all of a profile is still true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.entities import StatementState
from matchmaker.core.freshness import RESTS_AFTER, is_asked
from matchmaker.core.notifications import MailKind
from matchmaker.mail import Action, Letter, Section
from matchmaker.models import Mail, MailLink, Need, Offer, Stakeholder
from matchmaker.services.notifications import Addresses, Writer

LAST_TURN = 2


def confirm(session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
    """Is all of it still true? None where somebody has said so meanwhile."""
    one = session.get(Stakeholder, mail.params.get("stakeholder", ""))
    if one is None or link is None or not is_asked(one.verified_on, one.asked_on):
        return None
    _ = i18n.gettext_for(mail.language)
    title = _("Is the profile of %(name)s still right?") % {"name": one.name}
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name} if mail.name else _("Good day,"),
        paragraphs=_opening(mail, one),
        lists=list(_sections(session, mail, one)),
        actions=[
            Action(_("Look at it and confirm"), addresses.confirmation(link), main=True),
            Action(_("Change something"), addresses.page(f"/stakeholders/{one.id}/edit")),
        ],
        after=[_("The link opens a page with your profile and one button. You need not sign in.")],
        foot=_("You get this e-mail because you look after the profile of %(name)s.") % {"name": one.name},
    )


WRITERS: Mapping[MailKind, Writer] = {MailKind.CONFIRM: confirm}
"""Who makes the words of the question."""


def _opening(mail: Mail, one: Stakeholder) -> list[str]:
    _ = i18n.gettext_for(mail.language)
    said = []
    if one.verified_on:
        day = i18n.day(one.verified_on, mail.language)
        said.append(_("The profile was last confirmed on %(day)s. Others rely on it.") % {"day": day})
    said.append(_("If all of it is still right, one click is enough."))
    turn, asked = mail.params.get("turn", 0), mail.params.get("asked_on", "")
    if turn:
        rest = i18n.day(date.fromisoformat(asked) + RESTS_AFTER, mail.language)
        first = i18n.day(date.fromisoformat(asked), mail.language)
        said.insert(0, _("We asked you on %(day)s, and nobody has answered yet.") % {"day": first})
        said.append(
            _("If nobody confirms it, we do not suggest it to others from %(day)s on. It stays listed.")
            % {"day": rest}
        )
    if turn >= LAST_TURN:
        said.append(_("This is the last time that we ask."))
    return said


def _sections(session: Session, mail: Mail, one: Stakeholder) -> Iterator[Section]:
    _ = i18n.gettext_for(mail.language)
    if one.about:
        yield Section(
            _("What you do"), [part for part in one.about.split("\n") if part.strip()], listed=False
        )
    for heading, table in ((_("You look for"), Need), (_("You offer"), Offer)):
        texts = _open_texts(session, table, one.id)
        if texts:
            yield Section(heading, texts)


def _open_texts(session: Session, table: type[Offer] | type[Need], stakeholder_id: str) -> list[str]:
    query = select(table.text).where(table.stakeholder_id == stakeholder_id)
    query = query.where(table.state == StatementState.OPEN)
    return list(session.scalars(query.order_by(table.created_at, table.id)))
