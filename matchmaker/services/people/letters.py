"""The words of the mails about roles: an invitation to one, and a request to act for a stakeholder."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.errors import MatchmakerError
from matchmaker.mail import Action, Letter
from matchmaker.models import Mail, MailLink
from matchmaker.services.notifications import Addresses, Writer
from matchmaker.services.people.asking import get_asked
from matchmaker.services.people.joining import Invited, get_invited
from matchmaker.services.people.news_letters import acting_news, role_news

TITLES = {
    Role.MEMBER: N_("%(host)s invites you to work on the profile of %(place)s"),
    Role.OFFICIAL: N_("%(host)s invites you to look after %(place)s"),
    Role.ORGANISER: N_("%(host)s invites you to organise the pilot “%(place)s”"),
    Role.ADMINISTRATOR: N_("%(host)s invites you to look after %(site)s"),
}
MEANT = {
    Role.MEMBER: N_(
        "You see its suggestions, answer introductions, and change its profile, offers and needs."
    ),
    Role.OFFICIAL: N_(
        "You see the network of this region, bring in lists, and introduce people to each other."
    ),
    Role.ORGANISER: N_("You invite members, introduce them to each other, and see what came of it."),
    Role.ADMINISTRATOR: N_("You may see and change everything here."),
}
OWNER = N_("As an owner you also say who else belongs to it.")


def title_of(invited: Invited) -> str:
    """The sentence above an invitation, still to be translated and filled."""
    return TITLES[invited.seat.role]


def meant_by(invited: Invited) -> list[str]:
    """What the role means, in sentences that are still to be translated."""
    owner = invited.seat.role is Role.MEMBER and invited.row.part is Part.OWNER
    return [MEANT[invited.seat.role], *([OWNER] if owner else [])]


def role(session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
    """Would you like to take this role? None where that is answered, taken back or over.

    Or what became of a role, or of an invitation.
    """
    if "news" in mail.params:
        return role_news(session, mail, addresses)
    if link is None:
        return None
    try:
        invited = get_invited(session, link, now=mail.created_at)
    except MatchmakerError:
        return None
    _ = i18n.gettext_for(mail.language)
    title = _(title_of(invited)) % {
        "host": invited.host, "place": invited.place, "site": addresses.site_name,
    }  # fmt: skip
    return Letter(
        subject=title,
        title=title,
        greeting=_("Good day,"),
        paragraphs=[
            *(_(one) for one in meant_by(invited)),
            _("You need an account for it. If you have none, the link makes one."),
        ],
        actions=[Action(_("See the invitation"), addresses.role(link), main=True)],
        after=[_("If you do not know %(host)s, do nothing: then nothing happens.") % {"host": invited.host}],
        foot=_foot(mail, link),
    )


def acting(session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
    """May somebody act for your organisation? None where that is answered. Or the answer, to who asked."""
    if "news" in mail.params:
        return acting_news(session, mail, addresses)
    if link is None:
        return None
    try:
        request = get_asked(session, link, now=mail.created_at)
    except MatchmakerError:
        return None
    _ = i18n.gettext_for(mail.language)
    names = {"name": request.name, "stakeholder": request.stakeholder.name}
    title = _("%(name)s asks to act for %(stakeholder)s") % names
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name} if mail.name else _("Good day,"),
        paragraphs=[
            _("The reason that was given: “%(reason)s”") % {"reason": request.row.reason},
            _(
                "If you say yes, this person may do for thirty days what an editor of yours may do."
                " You see each act on the page of your people, and can end it at any time."
            ),
        ],
        actions=[Action(_("Answer the request"), addresses.consent(link), main=True)],
        after=[_("If you do nothing, nothing happens: without your yes nobody acts for you.")],
        foot=_foot(mail, link),
    )


WRITERS: Mapping[MailKind, Writer] = {MailKind.ROLE: role, MailKind.ACTING: acting}
"""Who makes the words of the mails about roles."""


def _foot(mail: Mail, link: MailLink) -> str:
    _ = i18n.gettext_for(mail.language)
    until = i18n.moment(link.expires_at, mail.language, i18n.zone_of(""))
    return _("The link works once, until %(moment)s.") % {"moment": until}
