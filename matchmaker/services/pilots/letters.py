"""The words of an invitation to a pilot: who invites, what it is about, what joining means and what not."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.mail import Action, Letter, Section
from matchmaker.models import Account, Mail, MailLink, Pilot, PilotMember, Stakeholder
from matchmaker.services import places
from matchmaker.services.notifications import Addresses, Writer
from matchmaker.services.pilots.members import MemberState, state_of
from matchmaker.services.pilots.reading import list_regions
from matchmaker.services.pilots.rules import is_over

BROKERED = N_("An organiser looks for partners who fit you, and asks you before you are introduced.")
DIRECT = N_("Other members may ask to be introduced to you. You say yes or no each time.")
NAMED = N_("The page of the pilot names you as a member.")
FREE = N_("You can leave at any time, and need not say why.")

NOT_MEANT = (
    N_("Nobody sees your contact persons before you have said yes to an introduction."),
    N_("You need not say yes to any introduction, and you need no account."),
)
"""What joining does not mean."""


def meant(pilot: Pilot) -> tuple[str, ...]:
    """What joining means, in sentences that are still to be translated."""
    return (BROKERED if pilot.brokered else DIRECT, NAMED, FREE)


def invited(session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
    """Would you like to take part? None where that is answered, or the pilot is over."""
    pilot = session.get(Pilot, mail.params.get("pilot", ""))
    guest = session.get(Stakeholder, mail.params.get("stakeholder", ""))
    if pilot is None or guest is None or link is None or is_over(pilot, mail.due_at.date()):
        return None
    row = session.get(PilotMember, (pilot.id, guest.id))
    if row is None or state_of(row) is not MemberState.INVITED:
        return None
    _ = i18n.gettext_for(mail.language)
    host = _host(session, row)
    names = {"name": guest.name, "pilot": pilot.name}
    title = _("“%(pilot)s”: would you like to take part?") % names
    if mail.params.get("again"):
        title = _("“%(pilot)s”: may we have your answer?") % names
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name} if mail.name else _("Good day,"),
        paragraphs=_opening(mail, host, names),
        lists=_sections(session, mail, pilot),
        actions=[Action(_("See the invitation"), addresses.invitation(link), main=True)],
        after=[
            _("The link opens a page where you join, or say “not now”; nothing is decided before that."),
            _("If you say “not now”, you are not invited to this pilot again."),
        ],
        signature=host.name if host else "",
        role=_("Organiser of “%(pilot)s”. Reply to this e-mail and it reaches me.") % names if host else "",
        reply_to=host.email if host else "",
        foot=_foot(mail, link, names),
    )


WRITERS: Mapping[MailKind, Writer] = {MailKind.INVITED: invited}
"""Who makes the words of an invitation."""


def _host(session: Session, row: PilotMember) -> Account | None:
    """Who invited, if they can still be written to."""
    found = session.get(Account, row.invited_by) if row.invited_by else None
    return found if found is not None and found.disabled_at is None else None


def _opening(mail: Mail, host: Account | None, names: Mapping[str, str]) -> list[str]:
    _ = i18n.gettext_for(mail.language)
    said = _("%(name)s is invited to the pilot “%(pilot)s”. One answer is enough.") % names
    if host is not None:
        said = _("I organise the pilot “%(pilot)s”, and would like to have %(name)s with us.") % names
    if mail.params.get("again"):
        return [_("Some time ago we wrote to you, and have not heard from you yet."), said,
                _("This is the last time that we ask.")]  # fmt: skip
    return [said]


def _sections(session: Session, mail: Mail, pilot: Pilot) -> list[Section]:
    _ = i18n.gettext_for(mail.language)
    about = [part for part in pilot.about.split("\n") if part.strip()]
    when = _when(pilot, mail.language)
    regions = [
        here.name for code in list_regions(session, pilot.id) if (here := places.get_regions().get(code))
    ]
    if regions:
        about.append(_("Where: %(regions)s.") % {"regions": i18n.list_of(regions, mail.language)})
    return [
        Section(_("What it is about"), [*about, *filter(None, [when])], listed=False),
        Section(_("What joining means"), [_(one) for one in meant(pilot)]),
        Section(_("What it does not mean"), [_(one) for one in NOT_MEANT]),
    ]


def _when(pilot: Pilot, language: str) -> str:
    _ = i18n.gettext_for(language)
    first, last = (i18n.day(day, language) if day else "" for day in (pilot.starts_on, pilot.ends_on))
    if first and last:
        return _("From %(first)s to %(last)s.") % {"first": first, "last": last}
    return _("Until %(day)s.") % {"day": last} if last else ""


def _foot(mail: Mail, link: MailLink, names: Mapping[str, str]) -> str:
    _ = i18n.gettext_for(mail.language)
    why = _("You get this e-mail because %(name)s is invited to a pilot, and this is its address.") % names
    day = i18n.day(link.expires_at.date(), mail.language)
    until = _("The link works for one answer, until %(day)s.") % {"day": day}
    return f"{why} {until}"
