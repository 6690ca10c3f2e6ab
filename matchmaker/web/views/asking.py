"""The views of who asks to act for a stakeholder, and of who is invited to a role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from matchmaker import context, i18n
from matchmaker.models import ActingConsent, Stakeholder
from matchmaker.services.people import Asked, Invited, meant_by, title_of
from matchmaker.web.views.acting import role_name
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class AskingView:
    """Where one stands with a stakeholder: `start_url` where one may act, `said` where an answer waits."""

    name: str
    url: str
    ask_url: str
    start_url: str
    said: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as its mail's link shows it."""

    title: str
    reason: str
    role: str
    token: str


@dataclass(frozen=True, slots=True)
class InvitedView:
    """An invitation as its mail's link shows it; `same`: the reader's own account has its address."""

    title: str
    meant: Sequence[str]
    address: str
    until: str
    token: str
    signed_in: bool
    same: bool
    sign_in_url: str


def asking_view(
    stakeholder: Stakeholder, consent: ActingConsent | None, asked: ActingConsent | None
) -> AskingView:
    """The page on which somebody asks to act."""
    said, language = "", context.language()
    if consent is not None and consent.until is not None:
        said = _("You may act until %(day)s.", day=i18n.day(consent.until, language))
    elif asked is not None and asked.refused_at is not None:
        day = i18n.day(asked.refused_at.date(), language)
        said = _("The owners said no on %(day)s. A month after that you can ask again.", day=day)
    elif asked is not None and asked.asked_at is not None:
        said = _(
            "You asked on %(day)s. The owners have not answered yet.",
            day=i18n.day(asked.asked_at.date(), language),
        )
    return AskingView(
        name=stakeholder.name,
        url=url_for("stakeholders.show", id=stakeholder.id),
        ask_url=url_for("acting.ask", id=stakeholder.id),
        start_url=url_for("acting.start", id=stakeholder.id) if consent else "",
        said=said,
    )


def request_view(asked: Asked, token: str) -> RequestView:
    """The page behind the link of a request."""
    names = {"name": asked.name, "stakeholder": asked.stakeholder.name}
    title = _("May %(name)s act for %(stakeholder)s?") % names
    return RequestView(title, asked.row.reason, role_name(asked.row), token)


def invited_view(invited: Invited, token: str, *, same: bool) -> InvitedView:
    """The page behind the link of an invitation."""
    site = context.settings().site_name
    names = {"host": invited.host, "place": invited.place, "site": site}
    return InvitedView(
        title=_(title_of(invited)) % names,
        meant=[_(one) for one in meant_by(invited)],
        address=invited.address,
        until=i18n.day(invited.row.expires_at.date(), context.language()),
        token=token,
        signed_in=context.actor().signed_in,
        same=same,
        sign_in_url=url_for("accounts.sign_in", next=url_for("role_links.show", token=token)),
    )
