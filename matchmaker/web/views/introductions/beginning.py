"""The view of beginning an introduction as a broker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Profile
from matchmaker.core.explain import Fragment, plain, render
from matchmaker.core.introductions.states import Side
from matchmaker.services import profiles
from matchmaker.web.views.introductions.asking import REASONS, between, linked_said
from matchmaker.web.views.introductions.parties import Party, party_of
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class BeginView:
    """What a broker sees before it asks both."""

    title: str
    a: Party
    b: Party
    level: str
    meta: str
    draft: str
    reasons: list[list[Fragment]]
    linked: str
    note: str
    proposal_id: str
    region: str
    send_url: str
    back_url: str


def begin_view(a_id: str, b_id: str, *, note: str = "", proposal_id: str = "", region: str = "") -> BeginView:
    """The page on which a broker brings two together."""
    session, actor = context.session(), context.actor()
    a, b = (profiles.get_stakeholder(session, actor, key) for key in (a_id, b_id))
    seen = between(a_id, b_id)
    about: dict[str, Any] = {"proposal": proposal_id} if proposal_id else {"a": a_id, "b": b_id}
    return BeginView(
        title=_("%(a)s and %(b)s", a=a.name, b=b.name),
        a=party_of(Side.A, a),
        b=party_of(Side.B, b),
        level=seen.level.value if seen.level else "",
        meta=_apart(seen.a, seen.b),
        draft=" ".join(plain(reason, _) for reason in seen.reasons[:REASONS]),
        reasons=[render(reason, _) for reason in seen.reasons[:REASONS]],
        linked=linked_said(seen),
        note=note,
        proposal_id=proposal_id,
        region=region,
        send_url=url_for("introductions.begin_send", **about),
        back_url=url_for("proposals.index" if proposal_id else "introductions.desk"),
    )


def _apart(a: Profile, b: Profile) -> str:
    """Where both are and which language they share."""
    language = context.language()
    towns = list(dict.fromkeys(one.place for one in (a, b) if one.place))
    said = [f"{i18n.list_of(towns, language)}."] if towns else []
    shared = [i18n.language_name(code, language) for code in a.languages if code in b.languages]
    if shared:
        said.append(_("Both speak %(languages)s.", languages=i18n.list_of(shared, language)))
    return " ".join(said)
