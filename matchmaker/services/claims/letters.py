"""The words of the mails about claims."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.claims.states import ClaimState
from matchmaker.core.notifications import MailKind
from matchmaker.errors import MatchmakerError
from matchmaker.mail import Action, Letter
from matchmaker.models import Account, Claim, Mail, MailLink, Stakeholder
from matchmaker.services.claims.answering import get_by_link
from matchmaker.services.claims.telling import What, Why
from matchmaker.services.notifications import Addresses, Writer


@dataclass(frozen=True, slots=True)
class Told:
    """What a mail about a claim is made of."""

    session: Session
    mail: Mail
    claim: Claim
    stakeholder: Stakeholder
    account: Account
    addresses: Addresses
    link: MailLink | None

    @property
    def _(self) -> Callable[[str], str]:
        """Words in the language of the mail."""
        return i18n.gettext_for(self.mail.language)

    @property
    def names(self) -> dict[str, str]:
        """Who claims what."""
        return {"name": self.account.name, "record": self.stakeholder.name}

    def page(self, path: str) -> str:
        """The address of a page of the record."""
        return self.addresses.page(f"/stakeholders/{self.stakeholder.id}{path}")


def claim(session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
    """What there is to say of a claim; None where it is gone, or nothing is to be done about it any more."""
    row = session.get(Claim, mail.params.get("claim", ""))
    if row is None:
        return None
    stakeholder = session.get_one(Stakeholder, row.stakeholder_id)
    account = session.get_one(Account, row.account_id)
    told = Told(session, mail, row, stakeholder, account, addresses, link)
    return LETTERS[What(mail.params["what"])](told)


def prove(told: Told) -> Letter | None:
    """To the record: somebody claims you."""
    if told.link is None:
        return None
    try:
        get_by_link(told.session, told.link)
    except MatchmakerError:
        return None
    _ = told._
    title = _("%(name)s wants to look after the profile of %(record)s") % told.names
    until = i18n.moment(told.link.expires_at, told.mail.language, i18n.zone_of(told.stakeholder.country))
    site = {"site": told.addresses.site_name}
    return _letter(
        told, title,
        [
            _("%(site)s is a directory of the social economy. It has a profile of %(record)s.")
            % (site | told.names),
            _("%(name)s (%(address)s) says that they belong to you. Is that right?")
            % (told.names | {"address": told.account.email}),
        ],
        [Action(_("Answer with yes or no"), told.addresses.claim(told.link), main=True)],
        [_("If you say yes, this person can change the profile and answer for it."
           " If you do nothing, nothing happens.")],
        _("The link works once, until %(moment)s.") % {"moment": until},
    )  # fmt: skip


def waits(told: Told) -> Letter | None:
    """To those who decide: a claim waits for you."""
    if told.claim.state is not ClaimState.WAITING:
        return None
    _ = told._
    return _letter(
        told, _("%(name)s claims the profile of %(record)s") % told.names,
        [
            _("They write: “%(words)s”") % {"words": told.claim.words},
            _("You can give it to them, or refuse it."),
        ],
        [Action(_("Look at the claim"), told.addresses.page(f"/claims/{told.claim.id}"), main=True)],
        [_("After 30 days without an answer the claim runs out.")],
        _("You get this e-mail because you look after a region or a pilot of this profile."),
    )  # fmt: skip


def disputed(told: Told) -> Letter | None:
    """To the owners: somebody says that your profile is theirs."""
    if told.claim.state is not ClaimState.WAITING:
        return None
    _ = told._
    return _letter(
        told, _("%(name)s says that the profile of %(record)s is theirs") % told.names,
        [
            _("They have asked those who look after your region or your pilot to decide."),
            _("Nothing changes until then: you look after the profile as before."),
            _("If you know the person, invite them. If not, answer this e-mail and say why it is yours."),
        ],
        [Action(_("See who belongs to it"), told.page("/people"), main=True)], [], _foot_of_people(told),
    )  # fmt: skip


def ended(told: Told) -> Letter | None:
    """To the claimant: what became of it."""
    match told.claim.state:
        case ClaimState.GIVEN:
            return _given(told)
        case ClaimState.REFUSED:
            return _refused(told)
        case ClaimState.EXPIRED:
            return _expired(told)
    return None


def joined(told: Told) -> Letter | None:
    """To the record's people: an owner has come by decision."""
    _ = told._
    return _letter(
        told, _("%(name)s looks after the profile of %(record)s with you now") % told.names,
        [_("It was decided that they belong to it."), *_reason(told)],
        [Action(_("See who belongs to it"), told.page("/people"), main=True)], [], _foot_of_people(told),
    )  # fmt: skip


def replaced(told: Told) -> Letter | None:
    """To those who belonged to the record: it was decided that it is not theirs."""
    _ = told._
    return _letter(
        told, _("You do not look after the profile of %(record)s any more") % told.names,
        [_("It was decided that the profile belongs to %(name)s.") % told.names, *_reason(told)],
        [Action(_("Say why it is yours"), told.page("/claim"), main=True)],
        [_("If that is wrong, say so on the page, and it is looked at once more.")], _foot_of_people(told),
    )  # fmt: skip


LETTERS: Mapping[What, Callable[[Told], Letter | None]] = {
    What.PROVE: prove,
    What.WAITS: waits,
    What.DISPUTED: disputed,
    What.ENDED: ended,
    What.JOINED: joined,
    What.REPLACED: replaced,
}

WRITERS: Mapping[MailKind, Writer] = {MailKind.CLAIM: claim}
"""Who makes the words of the mails about claims."""


def _given(told: Told) -> Letter:
    _ = told._
    return _letter(
        told, _("You look after the profile of %(record)s now") % told.names,
        [
            *_reason(told),
            _("What stands there was read from a list. Check it, and change what is wrong or missing."),
        ],
        [
            Action(_("Check the profile"), told.page("/edit"), main=True),
            Action(_("Invite colleagues"), told.page("/people")),
        ],
        [], _foot_of_claim(told),
    )  # fmt: skip


def _refused(told: Told) -> Letter:
    _ = told._
    said = {
        Why.NOT_US: _("Whoever reads the e-mails of %(record)s answered that this was not them."),
        Why.OTHER: _("Somebody else has shown that they belong to %(record)s."),
    }[Why(told.mail.params.get("why", Why.OTHER.value))]
    ways = _("Ask them to invite you. If it is wrong, say on the page why, and somebody decides.")
    if not told.stakeholder.claimed:
        ways = _("If that is wrong, say on the page who you are there, and somebody decides.")
    return _letter(
        told, _("You do not get the profile of %(record)s") % told.names,
        _reason(told) or [said % told.names],
        [Action(_("Open the page"), told.page("/claim"), main=True)], [ways], _foot_of_claim(told),
    )  # fmt: skip


def _expired(told: Told) -> Letter:
    _ = told._
    return _letter(
        told, _("Your claim of the profile of %(record)s has run out") % told.names,
        [_("Nobody answered it for 30 days. We are sorry about that.")],
        [Action(_("Claim it once more"), told.page("/claim"), main=True)], [], _foot_of_claim(told),
    )  # fmt: skip


def _reason(told: Told) -> list[str]:
    reason = told.claim.reason
    return [told._("The reason that was given: “%(reason)s”") % {"reason": reason}] if reason else []


def _foot_of_claim(told: Told) -> str:
    return told._("You get this e-mail because you claimed the profile of %(record)s.") % told.names


def _foot_of_people(told: Told) -> str:
    return told._("You get this e-mail because you look after the profile of %(record)s.") % told.names


def _letter(
    told: Told, title: str, paragraphs: list[str], actions: list[Action], after: list[str], foot: str
) -> Letter:
    _, name = told._, told.mail.name
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": name} if name else _("Good day,"),
        paragraphs=paragraphs,
        actions=actions,
        after=after,
        foot=foot,
    )
