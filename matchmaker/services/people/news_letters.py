"""The words of the mails about what became of roles, invitations and requests to act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.actors import Grant, Seat
from matchmaker.core.entities import Part, Role
from matchmaker.core.words import N_
from matchmaker.mail import Action, Letter, Section
from matchmaker.models import Account, ActingConsent, Mail, RoleInvitation, Stakeholder
from matchmaker.services import accounts
from matchmaker.services.notifications import Addresses
from matchmaker.services.people.news import News
from matchmaker.services.people.seats import name_of

PLACES = {
    Role.MEMBER: N_("the profile of %(place)s"),
    Role.OFFICIAL: N_("the region %(place)s"),
    Role.ORGANISER: N_("the pilot “%(place)s”"),
    Role.ADMINISTRATOR: N_("all of %(site)s"),
}
"""What somebody looks after, in the middle of a sentence or as a line of a list."""

TITLES = {
    News.TAKEN: N_("You do not look after %(where)s any more"),
    News.OWNER: N_("You own %(where)s now"),
    News.EDITOR: N_("You are an editor of %(where)s now, no owner"),
    News.CAME: N_("%(by)s has handed over to you: %(where)s"),
    News.WENT: N_("You have handed over %(where)s"),
}
SAID = {
    News.TAKEN: (
        N_("%(by)s took this role from you on %(day)s. It ended at once, wherever you are signed in."),
    ),
    News.OWNER: (
        N_("%(by)s made you an owner on %(day)s."),
        N_("As an owner you also say who else belongs to it."),
    ),
    News.EDITOR: (
        N_("%(by)s changed it on %(day)s."),
        N_("You still change the profile and answer introductions. Who belongs to it the owners say."),
    ),
    News.CAME: (N_("From %(day)s on you look after it in the place of %(by)s."),),
    News.WENT: (N_("%(other)s goes on in your place, since %(day)s."),),
}
"""For each news of a role the sentences that are said first."""

SOMEBODY = N_("Somebody who runs this site")
MISTAKE = N_(
    "If you think that this is a mistake, talk to those who look after it now, or answer this e-mail."
)
HELD = N_("What you still look after")
NOTHING = N_("You have no other role here. Your account stays as it is.")
GONE = N_("somebody who has left")


@dataclass(frozen=True, slots=True)
class _News:
    """A mail about a role, its facts in the reader's words."""

    mail: Mail
    news: News
    seat: Seat
    facts: dict[str, str]


def role_news(session: Session, mail: Mail, addresses: Addresses) -> Letter | None:
    """What became of a role; None where the place is gone, or the role is as it was before."""
    if "answered" in mail.params:
        return _invitation_answered(session, mail, addresses)
    one = _read(session, mail, addresses)
    holds = next(
        (g for g in _grants(session, mail) if (g.role, g.place) == (one.seat.role, one.seat.place)), None
    )
    if not one.facts["place"] or not _is_so(one.news, holds):
        return None
    _ = i18n.gettext_for(mail.language)
    paragraphs = [_(said) % one.facts for said in SAID[one.news]]
    if one.news is News.WENT and one.seat.role is Role.MEMBER:
        paragraphs.append(_("You stay an editor of the profile."))
    lost = one.news is News.TAKEN
    still = _still(session, mail, addresses) if lost else []
    if lost and not still:
        paragraphs.append(_(NOTHING))
    return _letter(
        mail,
        _(TITLES[one.news]) % one.facts,
        paragraphs,
        lists=[Section(_(HELD), still)] if still else [],
        actions=[Action(_("See what is mine"), addresses.page("/account"), main=True)],
        after=[_(MISTAKE)] if one.news in {News.TAKEN, News.EDITOR} else [],
        foot=_("You get this e-mail because it is about a role of yours."),
    )


def acting_news(session: Session, mail: Mail, addresses: Addresses) -> Letter | None:
    """What was answered to a request to act; None where it does not hold any more."""
    row = session.get(ActingConsent, mail.params["answered"])
    stakeholder = session.get(Stakeholder, row.stakeholder_id) if row else None
    if row is None or stakeholder is None or row.withdrawn_at is not None:
        return None
    _ = i18n.gettext_for(mail.language)
    name = {"name": stakeholder.name}
    foot = _("You get this e-mail because you asked to act for %(name)s.") % name
    if row.until is None:
        said = _("Nobody acts for it without the yes of its owners. You may ask again in a month.")
        return _letter(mail, _("%(name)s does not want you to act for it") % name, [said], foot=foot)
    until = {"day": i18n.day(row.until, mail.language)}
    return _letter(
        mail,
        _("You may act for %(name)s") % name,
        [
            _("You may do until the end of %(day)s what an editor of the profile may do.") % until,
            _("Its people see each act of yours, and can end it at any time."),
        ],
        actions=[
            Action(_("Begin to act"), addresses.page(f"/stakeholders/{stakeholder.id}/acting"), main=True)
        ],
        foot=foot,
    )


def _invitation_answered(session: Session, mail: Mail, addresses: Addresses) -> Letter | None:
    row = session.get(RoleInvitation, mail.params["answered"])
    if row is None:
        return None
    _ = i18n.gettext_for(mail.language)
    seat = Seat(row.role, row.place)
    where = _where(session, mail, addresses, seat)
    who = session.get(Account, row.accepted_by) if row.accepted_by else None
    facts = {"name": who.name if who else row.address, "address": row.address, "where": where}
    foot = _("You get this e-mail because you sent the invitation.")
    if row.accepted_at is None:
        title = _("%(address)s has said no to your invitation") % facts
        said = _("It was about %(where)s. You need not do anything.") % facts
        return _letter(mail, title, [said], foot=foot)
    title = _("%(name)s has taken your invitation") % facts
    said = _("It was sent to %(address)s and was about %(where)s. It holds from now on.") % facts
    see = Action(_("See who belongs to it"), addresses.page(_people_path(seat)), main=True)
    return _letter(mail, title, [said], actions=[see], foot=foot)


def _read(session: Session, mail: Mail, addresses: Addresses) -> _News:
    _ = i18n.gettext_for(mail.language)
    about = mail.params
    seat = Seat(Role(about["role"]), about["place"])
    at = datetime.fromisoformat(about["at"])
    facts = {
        "by": _name(session, about["by"]) or _(SOMEBODY),
        "other": _name(session, about["other"]) or _(GONE),
        "day": i18n.day(at.date(), mail.language),
        "where": _where(session, mail, addresses, seat),
        "place": name_of(session, seat) or ("" if seat.place else addresses.site_name),
    }
    return _News(mail, News(about["news"]), seat, facts)


def _is_so(news: News, holds: Grant | None) -> bool:
    """Whether what is told still holds: somebody may have changed it back before the mail went out."""
    match news:
        case News.TAKEN:
            return holds is None
        case News.EDITOR:
            return holds is not None and holds.part is Part.EDITOR
        case News.OWNER | News.CAME:
            return holds is not None and holds.part is Part.OWNER
        case _:
            return holds is None or holds.part is Part.EDITOR


def _grants(session: Session, mail: Mail) -> list[Grant]:
    return accounts.list_grants(session, mail.account_id or "")


def _still(session: Session, mail: Mail, addresses: Addresses) -> list[str]:
    """What the reader looks after besides, one line each."""
    seats = [Seat(one.role, one.place) for one in _grants(session, mail)]
    return sorted(_where(session, mail, addresses, seat) for seat in seats)


def _where(session: Session, mail: Mail, addresses: Addresses, seat: Seat) -> str:
    said = i18n.gettext_for(mail.language)(PLACES[seat.role])
    return said % {"place": name_of(session, seat), "site": addresses.site_name}


def _name(session: Session, account_id: str) -> str:
    account = session.get(Account, account_id) if account_id else None
    return account.name if account else ""


def _people_path(seat: Seat) -> str:
    return {
        Role.MEMBER: f"/stakeholders/{seat.place}/people",
        Role.OFFICIAL: f"/regions/{seat.place}/people",
        Role.ORGANISER: f"/pilots/{seat.place}/people",
        Role.ADMINISTRATOR: "/site/people",
    }[seat.role]


def _letter(
    mail: Mail, title: str, paragraphs: list[str], *, lists: list[Section] | None = None,
    actions: list[Action] | None = None, after: list[str] | None = None, foot: str,
) -> Letter:  # fmt: skip
    _: Callable[[str], str] = i18n.gettext_for(mail.language)
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name},
        paragraphs=paragraphs,
        lists=lists or [],
        actions=actions or [],
        after=after or [],
        foot=foot,
    )
