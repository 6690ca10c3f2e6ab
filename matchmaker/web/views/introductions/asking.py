"""The view of asking for an introduction as a member."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.explain import Fragment, plain, render
from matchmaker.core.introductions.states import Side
from matchmaker.core.seen import Seen
from matchmaker.errors import NotFound
from matchmaker.services import proposals
from matchmaker.services.pilots import Rule
from matchmaker.services.proposals import Between
from matchmaker.web.views.introductions.parties import Party, party_of
from matchmaker.web.words import _, ngettext

REASONS = 3


@dataclass(frozen=True, slots=True)
class AskView:
    """What a member sees before it asks."""

    own: Party
    other: Party
    level: str
    reasons: list[list[Fragment]]
    linked: str
    draft: str
    then: list[str]
    send_url: str
    back_url: str


def between(a_id: str, b_id: str) -> Between:
    """What the engine sees between two.

    Raises:
        NotFound: one of them is not there to be introduced.
    """
    found = proposals.describe(context.session(), a_id, b_id, now=context.now())
    if found is None:
        raise NotFound("One of the two is not here any more, or does not want to be found.")
    return found


def ask_view(own: Seen, other: Seen, rule: Rule, need_id: str) -> AskView:
    """The page on which a member asks to be introduced."""
    seen = between(own.id, other.id)
    about: dict[str, Any] = {"with": other.id}
    return AskView(
        own=party_of(Side.A, own),
        other=party_of(Side.B, other),
        level=seen.level.value if seen.level else "",
        reasons=[render(reason, _) for reason in seen.reasons[:REASONS]],
        linked=linked_said(seen),
        draft=drafted_message(own, seen),
        then=_then(other.name, rule),
        send_url=url_for("introductions.new_send", id=own.id, **about),
        back_url=url_for("suggestions.both", id=own.id, other_id=other.id, need=need_id or None),
    )


def drafted_message(own: Seen, seen: Between) -> str:
    """What a member could write: the strongest reason, and one question."""
    reasons = " ".join(plain(reason, _) for reason in seen.reasons[:1])
    last = _("Could we talk for half an hour about what we might do together?")
    first = reasons or _("We are %(name)s.", name=own.name)
    return f"{first}\n\n{last}"


def linked_said(seen: Between) -> str:
    """How two are linked already; "" where the reasons say it."""
    names = [one.name for one in seen.chain]
    told = " ".join(plain(reason, _) for reason in seen.reasons[:REASONS])
    if not names:
        return _("No partner in common yet: this would be a new tie.")
    if all(name in told for name in names):
        return ""
    return _("Linked already through %(names)s.", names=i18n.list_of(names, context.language()))


def _then(name: str, rule: Rule) -> list[str]:
    """What happens after asking."""
    first = (
        _("A broker reads it first, then %(name)s is asked.", name=name)
        if rule.brokered
        else _("%(name)s is asked by mail, and says yes or no with one tap.", name=name)
    )
    return [
        first,
        _("If the answer is yes, each of you gets the other’s contact persons, and you agree on a time."),
        _("If it is no, you hear so, and nothing of yours was shown. You can take it back at any time."),
        ngettext(
            "You may ask %(num)d time a week.", "You may ask %(num)d times a week.", rule.weekly_requests
        ),
    ]
