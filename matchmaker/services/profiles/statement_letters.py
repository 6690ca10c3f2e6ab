"""The words of the mail that asks whether offers and needs still hold; each of them has its own answers."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.notifications import MailKind
from matchmaker.core.statements.clocks import Why, closes_on
from matchmaker.core.words import N_
from matchmaker.mail import Action, Letter, Section
from matchmaker.models import Mail, MailLink, Need, Offer, Stakeholder
from matchmaker.services import notifications
from matchmaker.services.notifications import Addresses, Writer
from matchmaker.services.profiles.waiting import still_asked

SAID = {
    Why.NEARS: N_("It ends on %(day)s. Does it still hold?"),
    Why.OVER: N_("It is closed, because its time was over. Others do not see it any more."),
    Why.ENDLESS: N_(
        "For half a year nobody has said that it still holds. Without an answer it closes on %(day)s."
    ),
}
"""What is said about an offer or a need, by why one asks."""

ANSWERS = {
    "need": (N_("We still need it"), N_("We found it"), N_("Withdraw it")),
    "offer": (N_("It still holds"), N_("It is taken"), N_("Withdraw it")),
}
"""The three answers: it holds on, it is met, it is withdrawn."""


def expiring(session: Session, mail: Mail, _link: MailLink | None, addresses: Addresses) -> Letter | None:
    """Does it still hold? None where all of it has been answered by now."""
    links = {link.id: link for link in notifications.list_links(session, mail.id)}
    sections = [
        _section(mail, about, statement, links[about["link"]], addresses)
        for about in mail.params.get("about", [])
        if about["link"] in links and (statement := still_asked(session, about)) is not None
    ]
    owner = session.get(Stakeholder, mail.stakeholder_id) if mail.stakeholder_id else None
    if not sections or owner is None:
        return None
    _ = i18n.gettext_for(mail.language)
    title = _("Do these still hold?") if len(sections) > 1 else _("Does this still hold?")
    said = _("Others find %(name)s by what it offers and needs. One answer keeps that true.")
    return Letter(
        subject=f"{owner.name}: {title}",
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name} if mail.name else _("Good day,"),
        paragraphs=[said % {"name": owner.name}],
        lists=sections,
        after=[
            _("The first answer adds three months where there is a last day."),
            _("A link opens a page with the buttons; nothing is changed before you press one."),
        ],
        foot=_foot(mail, owner, links),
    )


WRITERS: Mapping[MailKind, Writer] = {MailKind.EXPIRING: expiring}
"""Who makes the words of the mails about offers and needs."""


def _section(
    mail: Mail, about: Mapping[str, str], statement: Offer | Need, link: MailLink, addresses: Addresses
) -> Section:
    _ = i18n.gettext_for(mail.language)
    what, why, url = about["what"], Why(about["why"]), addresses.statement(link)
    ends = (
        closes_on(statement.asked_on) if why is Why.ENDLESS and statement.asked_on else statement.valid_until
    )
    said = _(SAID[why]) % {"day": i18n.day(ends, mail.language) if ends else ""}
    holds, met, withdraw = (_(word) for word in ANSWERS[what])
    actions = [
        Action(holds, url, main=True),
        Action(met, f"{url}?answer=met"),
        Action(withdraw, f"{url}?answer=withdraw"),
    ]
    return Section(f"“{statement.text}”", [said], listed=False, actions=actions)


def _foot(mail: Mail, owner: Stakeholder, links: Mapping[str, MailLink]) -> str:
    _ = i18n.gettext_for(mail.language)
    why = _("You get this e-mail because you look after the page of %(name)s.") % {"name": owner.name}
    last = min(link.expires_at for link in links.values())
    until = _("Each link works for one answer, until %(day)s.") % {
        "day": i18n.day(last.date(), mail.language)
    }
    return f"{why} {until}"
