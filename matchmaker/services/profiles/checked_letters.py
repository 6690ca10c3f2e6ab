"""The mail to a social enterprise about its declaration: it was checked, or it came back with a question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.declaration import DeclarationState
from matchmaker.core.notifications import MailKind
from matchmaker.mail import Action, Letter, Section
from matchmaker.models import Account, Declaration, Mail, MailLink, Stakeholder
from matchmaker.services import notifications
from matchmaker.services.notifications import Addresses, Writer


def tell_decided(session: Session, declaration: Declaration, *, now: datetime) -> None:
    """Write to the members what was decided about their declaration."""
    state, version = declaration.state.value, declaration.version
    key = f"declaration {declaration.id} {version} {state}"
    for to in notifications.recipients_of(session, declaration.stakeholder_id):
        if to.account_id is not None:
            notifications.notify(
                session, kind=MailKind.DECLARATION, key=key, to=to, now=now,
                params={"declaration": declaration.id, "version": version, "state": state},
            )  # fmt: skip


def declaration(session: Session, mail: Mail, _link: MailLink | None, addresses: Addresses) -> Letter | None:
    """What was decided; None where the answers, or the decision, have changed since."""
    row = session.get(Declaration, mail.params.get("declaration", ""))
    if row is None or (row.version, row.state.value) != (mail.params["version"], mail.params["state"]):
        return None
    owner = session.get_one(Stakeholder, row.stakeholder_id)
    checked = row.state is DeclarationState.CHECKED
    _ = i18n.gettext_for(mail.language)
    if checked:
        title = _("Your statement about %(name)s was checked") % {"name": owner.name}
    else:
        title = _("Your statement about %(name)s came back with a question") % {"name": owner.name}
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name} if mail.name else _("Good day,"),
        paragraphs=_said(session, mail, row),
        lists=[] if checked else [Section(_("What was asked"), row.reason.splitlines(), listed=False)],
        actions=[_open_profile(mail, owner, addresses) if checked else _answer(mail, owner, addresses)],
        foot=_("You get this e-mail because you look after the profile of %(name)s.") % {"name": owner.name},
    )


WRITERS: Mapping[MailKind, Writer] = {MailKind.DECLARATION: declaration}
"""Who makes the words of the mails about declarations."""


def _said(session: Session, mail: Mail, row: Declaration) -> list[str]:
    _ = i18n.gettext_for(mail.language)
    who = session.get(Account, row.decided_by) if row.decided_by else None
    day = i18n.day((row.decided_at or mail.created_at).date(), mail.language)
    if row.state is DeclarationState.CHECKED:
        said = _("%(who)s checked your answers on %(day)s.")
        said = said if who else _("Your answers were checked on %(day)s.")
        return [
            said % {"who": who.name if who else "", "day": day},
            _("Your profile says so from now on. If you change an answer, it is checked anew."),
        ]
    said = _("%(who)s read your answers on %(day)s.")
    said = said if who else _("Your answers were read on %(day)s.")
    return [
        said % {"who": who.name if who else "", "day": day},
        _(
            "Change or add what is missing and send it again."
            " Until then the profile says only that you say so yourselves."
        ),
    ]


def _open_profile(mail: Mail, owner: Stakeholder, addresses: Addresses) -> Action:
    _ = i18n.gettext_for(mail.language)
    return Action(_("Open the profile"), addresses.page(f"/stakeholders/{owner.id}"), main=True)


def _answer(mail: Mail, owner: Stakeholder, addresses: Addresses) -> Action:
    _ = i18n.gettext_for(mail.language)
    return Action(_("Put it right"), addresses.page(f"/stakeholders/{owner.id}/declaration"), main=True)
