"""The words of the mails about an account: short, with one thing to do, and what to do if it was not you."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.notifications import MailKind
from matchmaker.core.words import N_
from matchmaker.mail import Action, Letter
from matchmaker.models import Mail, MailLink
from matchmaker.services.accounts.news import Changed
from matchmaker.services.notifications import Addresses, Writer

NOT_YOU = N_("If it was not you, do nothing: then nothing happens.")

SAID = {
    Changed.PASSWORD: (
        N_("Your password was changed"),
        N_("The password of your account was changed just now. All other browsers were signed out."),
    ),
    Changed.ADDRESS: (
        N_("Your account has another address"),
        N_("From now on you sign in with %(about)s. Our mails go there; this is the last to this one."),
    ),
    Changed.BROWSER: (
        N_("You signed in from a new browser"),
        N_("Somebody signed in to your account with a browser that we had not seen there before: %(about)s."),
    ),
    Changed.CODES_ADDED: (
        N_("You sign in with an app now"),
        N_("From now on your account asks for a code of your app after the password."),
    ),
    Changed.CODES_REMOVED: (
        N_("You sign in without the app now"),
        N_("The app that makes codes was removed from your account just now."),
    ),
    Changed.RECOVERY: (
        N_("You have new recovery codes"),
        N_("New recovery codes were made for your account just now. The old ones work no more."),
    ),
    Changed.RECOVERED: (
        N_("A recovery code was used"),
        N_("Somebody signed in to your account with one of its recovery codes just now."),
    ),
    Changed.PASSKEY_ADDED: (
        N_("You have a new passkey"),
        N_("A passkey was added to your account just now: %(about)s."),
    ),
    Changed.PASSKEY_REMOVED: (
        N_("A passkey was removed"),
        N_("A passkey was removed from your account just now: %(about)s."),
    ),
    Changed.FACTORS_DROPPED: (
        N_("You sign in by your password alone"),
        N_("Whoever runs this site has removed the app and all passkeys from your account."),
    ),
    Changed.PROVIDER_ADDED: (
        N_("You can sign in by another way"),
        N_("From now on somebody whom the identity provider knows as %(about)s signs in to your account."),
    ),
    Changed.PROVIDER_REMOVED: (
        N_("You sign in without the identity provider now"),
        N_("The identity provider, where you are %(about)s, was removed from your account just now."),
    ),
    Changed.GUESSED: (
        N_("Somebody guesses your codes"),
        N_("Somebody typed your password and then several wrong codes."),
    ),
}  # fmt: skip
"""For each change: the title, and the sentence."""


def register(_session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter:
    """Finish making your account; or, where the address has one: you have it already."""
    _ = i18n.gettext_for(mail.language)
    site = {"site": addresses.site_name}
    if link is None:
        return _letter(
            mail,
            _("You have an account at %(site)s already") % site,
            [_("Somebody, perhaps you, wanted to make an account with this address. It has one already.")],
            [Action(_("Sign in"), addresses.page("/sign-in"), main=True),
             Action(_("I do not know my password"), addresses.page("/forgotten"))],
        )  # fmt: skip
    return _letter(
        mail,
        _("Finish making your account at %(site)s") % site,
        [_("You want to make an account with this address. Choose a password, and it is made.")],
        [Action(_("Choose a password"), addresses.account(link), main=True)],
        link,
    )


def reset(_session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter | None:
    """Choose a new password."""
    _ = i18n.gettext_for(mail.language)
    if link is None:
        return None
    return _letter(
        mail,
        _("A new password for %(site)s") % {"site": addresses.site_name},
        [_("You asked for a new password. All browsers in which you are signed in are signed out by it.")],
        [Action(_("Choose a new password"), addresses.account(link), main=True)],
        link,
    )


def address(_session: Session, mail: Mail, link: MailLink | None, addresses: Addresses) -> Letter:
    """Confirm the new address; or, where it has an account: it cannot have two."""
    _ = i18n.gettext_for(mail.language)
    if link is None:
        said = _("You want to use this address for your account. It belongs to another account already.")
        return _letter(mail, _("This address has an account already"), [said], [])
    return _letter(
        mail,
        _("Confirm your new address"),
        [_("You want to sign in with this address from now on. Press the button on the page that opens.")],
        [Action(_("Confirm the address"), addresses.account(link), main=True)],
        link,
    )


def security(_session: Session, mail: Mail, _link: MailLink | None, addresses: Addresses) -> Letter:
    """Something changed in how you sign in."""
    _ = i18n.gettext_for(mail.language)
    title, said = SAID[Changed(mail.params["changed"])]
    after = _("If it was not you, choose a new password now, and answer this mail.")
    return Letter(
        subject=_(title),
        title=_(title),
        greeting=_("Dear %(name)s,") % {"name": mail.name} if mail.name else _("Good day,"),
        paragraphs=[_(said) % {"about": mail.params["about"]}],
        actions=[Action(_("Choose a new password"), addresses.page("/forgotten"), main=True)],
        after=[after],
        foot=_("You get this e-mail because it is about the security of your account."),
    )


WRITERS: Mapping[MailKind, Writer] = {
    MailKind.REGISTER: register,
    MailKind.RESET: reset,
    MailKind.ADDRESS: address,
    MailKind.SECURITY: security,
}
"""Who makes the words of the mails about an account."""


def _letter(
    mail: Mail, title: str, paragraphs: list[str], actions: list[Action], link: MailLink | None = None
) -> Letter:
    _ = i18n.gettext_for(mail.language)
    foot = _("You get this e-mail because somebody typed this address.")
    if link is not None:
        until = i18n.moment(link.expires_at, mail.language, i18n.zone_of(""))
        once = _("The link works once, until %(moment)s.") % {"moment": until}
        foot = f"{foot} {once}"
    # The address may be of somebody who knows nothing of us: a stranger typed both it and the name.
    proven = mail.account_id is not None and mail.kind is not MailKind.ADDRESS
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name} if proven and mail.name else _("Good day,"),
        paragraphs=paragraphs,
        actions=actions,
        after=[_(NOT_YOU)],
        foot=foot,
    )
