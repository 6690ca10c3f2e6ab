"""The words of the mails about reports: to who decides, who reported, and whose profile it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.notifications import MailKind
from matchmaker.core.reports import About, Decision
from matchmaker.core.words import N_
from matchmaker.mail import Action, Letter
from matchmaker.models import Hiding, Mail, MailLink, Report, Stakeholder
from matchmaker.services.notifications import Addresses, Writer
from matchmaker.services.reports.telling import DONE, HIDDEN, OBJECTED, REMOVED, REPORTED, SHOWN, STAYS

REASON = N_("The reason that was given: “%(reason)s”")

DONE_SAID = {
    Decision.HIDE: N_("The profile is hidden. Only its own people and who looks after it still see it."),
    Decision.REMOVE: N_("What you reported was taken away."),
    Decision.NOTHING: N_("We looked at it and left it as it is."),
}
"""What came of a report, to who made it."""

TAKEN = {
    About.OFFER: N_("We took away an offer of %(name)s"),
    About.NEED: N_("We took away a need of %(name)s"),
    About.MESSAGE: N_("We took away a message that you wrote"),
}
"""The title of the mail to who wrote what was taken away."""

Of = Callable[[Mail, Addresses, Report | Hiding, str], Letter | None]


def about_report(session: Session, mail: Mail, _link: MailLink | None, addresses: Addresses) -> Letter | None:
    """Whatever there is to say of a report; None where it is gone, or needs nobody any more."""
    row: Report | Hiding | None = session.get(Report, mail.params.get("report", ""))
    if row is None:
        row = session.get(Hiding, mail.params.get("hiding", ""))
    writer = _WRITERS.get(mail.params.get("what", ""))
    if row is None or writer is None:
        return None
    found = session.get(Stakeholder, row.stakeholder_id) if row.stakeholder_id else None
    return writer(mail, addresses, row, found.name if found else "")


def _reported(mail: Mail, addresses: Addresses, report: Report | Hiding, name: str) -> Letter | None:
    if not isinstance(report, Report) or report.decision is not None:
        return None
    _ = i18n.gettext_for(mail.language)
    return _letter(
        mail,
        _("The profile of %(name)s was reported") % {"name": name},
        [_("Somebody thinks that something there should not stand there. Please look at it and decide.")],
        Action(_("Look at the report"), addresses.page(f"/reports/{report.id}"), main=True),
    )


def _done(mail: Mail, _addresses: Addresses, report: Report | Hiding, name: str) -> Letter | None:
    if not isinstance(report, Report) or report.decision is None:
        return None
    _ = i18n.gettext_for(mail.language)
    title = _("What came of your report about %(name)s") % {"name": name} if name else _(
        "What came of your report"
    )  # fmt: skip
    said = _(DONE_SAID[report.decision])
    return _letter(mail, title, [said, _reason(mail, report.reason), _("Thank you for telling us.")])


def _removed(mail: Mail, addresses: Addresses, report: Report | Hiding, name: str) -> Letter | None:
    if not isinstance(report, Report) or report.about not in TAKEN:
        return None
    _ = i18n.gettext_for(mail.language)
    paragraphs = [_("It was reported to us, and we found that it should not stand there.")]
    paragraphs.append(_reason(mail, report.reason))
    title = _(TAKEN[report.about]) % {"name": name}
    return _letter(mail, title, paragraphs, after=_object_by_mail(mail, addresses))


def _hidden(mail: Mail, addresses: Addresses, hiding: Report | Hiding, name: str) -> Letter | None:
    if not isinstance(hiding, Hiding) or hiding.shown_at is not None:
        return None
    _ = i18n.gettext_for(mail.language)
    paragraphs = [
        _reason(mail, hiding.reason),
        _("From now on only you and those who look after it see the profile. Nothing was erased."),
    ]
    if mail.account_id is None:
        title = _("We have hidden the profile of %(name)s") % {"name": name}
        return _letter(mail, title, paragraphs, after=_object_by_mail(mail, addresses))
    page = addresses.page(f"/stakeholders/{hiding.stakeholder_id}/another-look")
    return _letter(
        mail,
        _("We have hidden the profile of %(name)s") % {"name": name},
        [*paragraphs, _("If you think that this is wrong, ask for another look: somebody else decides.")],
        Action(_("Ask for another look"), page, main=True),
        after=_object_by_mail(mail, addresses),
    )


def _shown(mail: Mail, addresses: Addresses, hiding: Report | Hiding, name: str) -> Letter | None:
    if not isinstance(hiding, Hiding) or hiding.shown_at is None:
        return None
    _ = i18n.gettext_for(mail.language)
    return _letter(
        mail,
        _("The profile of %(name)s is shown again") % {"name": name},
        [_reason(mail, hiding.answer), _("Everybody sees it as before.")],
        Action(_("Open the profile"), addresses.page(f"/stakeholders/{hiding.stakeholder_id}"), main=True),
    )


def _stays(mail: Mail, addresses: Addresses, hiding: Report | Hiding, name: str) -> Letter | None:
    if not isinstance(hiding, Hiding) or hiding.shown_at is not None:
        return None
    _ = i18n.gettext_for(mail.language)
    said = _("We looked at it once more, and the profile stays hidden.")
    title = _("The profile of %(name)s stays hidden") % {"name": name}
    paragraphs = [said, _reason(mail, hiding.answer)]
    return _letter(mail, title, paragraphs, after=_object_by_mail(mail, addresses))


def _objected(mail: Mail, addresses: Addresses, hiding: Report | Hiding, name: str) -> Letter | None:
    if not isinstance(hiding, Hiding) or hiding.answered_at is not None:
        return None
    _ = i18n.gettext_for(mail.language)
    page = addresses.page(f"/stakeholders/{hiding.stakeholder_id}/hiding")
    return _letter(
        mail,
        _("%(name)s asks for another look") % {"name": name},
        [_("Its profile is hidden. Its people say: “%(words)s”") % {"words": hiding.objection}],
        Action(_("Look at it"), page, main=True),
    )


def _letter(
    mail: Mail, title: str, paragraphs: list[str], action: Action | None = None, *, after: str = ""
) -> Letter:
    _ = i18n.gettext_for(mail.language)
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name} if mail.name else _("Good day,"),
        paragraphs=paragraphs,
        actions=[action] if action else [],
        after=[after] if after else [],
    )


def _reason(mail: Mail, reason: str) -> str:
    return i18n.gettext_for(mail.language)(REASON) % {"reason": reason}


def _object_by_mail(mail: Mail, addresses: Addresses) -> str:
    """How to object without the pages: by mail to the address for questions, where there is one."""
    _ = i18n.gettext_for(mail.language)
    if not addresses.feedback:
        return ""
    return _("You can also object by writing to %(address)s.") % {"address": addresses.feedback}


_WRITERS: Mapping[str, Of] = {
    REPORTED: _reported, DONE: _done, REMOVED: _removed, HIDDEN: _hidden, SHOWN: _shown, STAYS: _stays,
    OBJECTED: _objected,
}  # fmt: skip

WRITERS: Mapping[MailKind, Writer] = {MailKind.REPORT: about_report}
"""Who makes the words of the mails about reports."""
