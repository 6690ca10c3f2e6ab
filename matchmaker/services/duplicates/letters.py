"""The words of the mails about two records that were made one, or are two again."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.duplicates.choosing import CHOSEN, Pick
from matchmaker.core.duplicates.titles import TITLES
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.mail import Action, Letter, Section
from matchmaker.models import Account, Mail, MailLink, Merge, Stakeholder
from matchmaker.services.duplicates.request_letters import asked
from matchmaker.services.duplicates.retention import UNDOABLE_FOR
from matchmaker.services.duplicates.telling import News, Part
from matchmaker.services.notifications import Addresses, Writer

SOMEBODY = N_("Somebody who runs this site")
TITLE = {
    Part.KEPT: N_("%(gone)s went up into your profile %(kept)s"),
    Part.GONE: N_("Your profile %(gone)s is now one with %(kept)s"),
}
YOURS, THEIRS = N_("%(field)s: as in your profile"), N_("%(field)s: as in the other profile")
BOTH, ANEW = N_("%(field)s: what both said"), N_("%(field)s: in new words")


def merged(session: Session, mail: Mail, _link: MailLink | None, addresses: Addresses) -> Letter | None:
    """Two records are one, or two again, or shall be made one; None where that is not so any more."""
    if "request" in mail.params:
        return asked(session, mail, addresses)
    made = session.get(Merge, mail.params["merge"])
    kept = session.get(Stakeholder, made.kept_id) if made else None
    if made is None or kept is None:
        return None
    if mail.params["news"] == News.UNDONE:
        return _undone(session, mail, made, kept, addresses)
    return _merged(session, mail, made, kept, addresses) if made.undone_at is None else None


WRITERS: Mapping[MailKind, Writer] = {MailKind.MERGED: merged}
"""Who makes the words of the mails about merges."""


def _merged(session: Session, mail: Mail, made: Merge, kept: Stakeholder, addresses: Addresses) -> Letter:
    _ = i18n.gettext_for(mail.language)
    part = Part(mail.params["part"])
    facts = {
        "kept": kept.name, "gone": made.gone_name, "who": _who(session, mail, made.account_id),
        "day": i18n.day(made.made_at.date(), mail.language),
        "until": i18n.day((made.made_at + UNDOABLE_FOR).date(), mail.language),
    }  # fmt: skip
    chosen = _chosen(mail, part)
    return _letter(
        mail,
        _(TITLE[part]) % facts,
        [
            _("%(who)s made one profile of the two on %(day)s, because they are the same organisation.")
            % facts,
            _(
                "Offers, needs, partners, pilots and people of both belong to the one profile now, and you"
                " keep your access. Both names and both addresses lead to it."
            ),
        ],
        lists=[Section(_("What was chosen where the two said different things"), chosen)] if chosen else [],
        url=addresses.page(f"/stakeholders/{kept.id}"),
        after=_("Was it wrong? Answer this e-mail. Until %(until)s those who run this site can undo it.")
        % facts,
        about=kept.name,
    )


def _undone(
    session: Session, mail: Mail, made: Merge, kept: Stakeholder, addresses: Addresses
) -> Letter | None:
    _ = i18n.gettext_for(mail.language)
    own = session.get(Stakeholder, mail.stakeholder_id or "")
    if own is None or made.undone_at is None:
        return None
    gone = session.get(Stakeholder, made.gone_id)
    facts = {
        "kept": kept.name, "gone": gone.name if gone else made.gone_name,
        "who": _who(session, mail, made.undone_by), "day": i18n.day(made.undone_at.date(), mail.language),
    }  # fmt: skip
    said = [
        _("%(who)s undid on %(day)s that they were made one. Each is as it was, with what belonged to it.")
        % facts,
        _("What has come to the one profile since stays with %(kept)s.") % facts,
    ]
    if made.left:
        said.append(_("Some of it had been changed meanwhile and stays as it is. Please look through it."))
    return _letter(
        mail, _("%(kept)s and %(gone)s are two profiles again") % facts, said,
        url=addresses.page(f"/stakeholders/{own.id}"), about=own.name,
    )  # fmt: skip


def _chosen(mail: Mail, part: Part) -> list[str]:
    """Field by field whose word counts, in the order of the page."""
    _ = i18n.gettext_for(mail.language)
    chosen: Mapping[str, str] = mail.params["chosen"]
    mine, other = (Pick.KEPT, Pick.GONE) if part is Part.KEPT else (Pick.GONE, Pick.KEPT)
    said = {mine: YOURS, other: THEIRS, Pick.BOTH: BOTH, Pick.OWN: ANEW}
    return [_(said[Pick(chosen[name])]) % {"field": _(TITLES[name])} for name in CHOSEN if name in chosen]


def _who(session: Session, mail: Mail, account_id: str | None) -> str:
    account = session.get(Account, account_id) if account_id else None
    return account.name if account else i18n.gettext_for(mail.language)(SOMEBODY)


def _letter(
    mail: Mail, title: str, paragraphs: list[str], *, lists: list[Section] | None = None, url: str,
    after: str = "", about: str,
) -> Letter:  # fmt: skip
    _ = i18n.gettext_for(mail.language)
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name},
        paragraphs=paragraphs,
        lists=lists or [],
        actions=[Action(_("Open the profile"), url, main=True)],
        after=[after] if after else [],
        foot=_("You get this e-mail because you look after the profile of %(name)s.") % {"name": about},
    )
