"""The words of the mails that ask whether two records may be made one, or tell that an owner said no."""

from __future__ import annotations

from sqlalchemy.orm import Session

from matchmaker import i18n
from matchmaker.core.duplicates.states import RequestState
from matchmaker.core.words import N_
from matchmaker.mail import Action, Letter
from matchmaker.models import Account, DuplicatePair, Mail, MergeRequest, Stakeholder
from matchmaker.services.duplicates.requests import agreed, id_of, is_open
from matchmaker.services.duplicates.telling import News
from matchmaker.services.notifications import Addresses

SOMEBODY = N_("Somebody who runs this site")


def asked(session: Session, mail: Mail, addresses: Addresses) -> Letter | None:
    """May the two be made one? Or: they stay two. None where it is answered, or over."""
    request = session.get(MergeRequest, mail.params["request"])
    both = [session.get(Stakeholder, id_) for id_ in (request.a_id, request.b_id)] if request else []
    if request is None or both[0] is None or both[1] is None:
        return None
    names = {"a": both[0].name, "b": both[1].name}
    if mail.params["news"] == News.REFUSED:
        return _refused(mail, request, names)
    side = mail.params["side"]
    pair = session.get(DuplicatePair, request.pair_id)
    if not is_open(request, pair, mail.created_at) or agreed(request, side):
        return None
    return _asked(session, mail, request, names, addresses)


def _asked(
    session: Session, mail: Mail, request: MergeRequest, names: dict[str, str], addresses: Addresses
) -> Letter:
    _ = i18n.gettext_for(mail.language)
    asker = session.get(Account, request.asked_by) if request.asked_by else None
    own = "a" if id_of(request, "a") == mail.stakeholder_id else "b"
    facts = names | {
        "who": asker.name if asker else _(SOMEBODY),
        "kept": names["a" if request.keep_id == request.a_id else "b"],
        "day": i18n.day(request.expires_at.date(), mail.language),
    }
    title = _("Are %(a)s and %(b)s the same organisation?") % facts
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name},
        paragraphs=[
            _("%(who)s thinks so, and proposes to make one profile of the two: that of %(kept)s stays.")
            % facts,
            _("Nothing happens until an owner of each has said yes. You see first what it would say then."),
        ],
        actions=[
            Action(_("Look at it and answer"), addresses.page(f"/merges/asked/{request.id}"), main=True)
        ],
        after=[_("You can answer until %(day)s. If you do nothing, the two stay as they are.") % facts],
        foot=_("You get this e-mail because you own the profile of %(name)s.") % {"name": names[own]},
    )


def _refused(mail: Mail, request: MergeRequest, names: dict[str, str]) -> Letter | None:
    if request.state is not RequestState.REFUSED:
        return None
    _ = i18n.gettext_for(mail.language)
    title = _("%(a)s and %(b)s stay two profiles") % names
    return Letter(
        subject=title,
        title=title,
        greeting=_("Dear %(name)s,") % {"name": mail.name},
        paragraphs=[_("An owner of one of the two does not want them to be made one. Nothing was changed.")],
        foot=_("You get this e-mail because you asked for it, or were asked."),
    )
