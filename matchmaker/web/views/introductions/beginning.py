"""The view of beginning an introduction as a broker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Profile
from matchmaker.core.explain import Fragment, plain, render
from matchmaker.core.introductions.states import Side
from matchmaker.errors import NotFound
from matchmaker.services import profiles
from matchmaker.services.proposals import Between
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
    need: str
    need_id: str
    proposal_id: str
    region: str
    send_url: str
    back_url: str


def begin_view(
    a_id: str, b_id: str, *, note: str = "", proposal_id: str = "", region: str = "", need_id: str = ""
) -> BeginView:
    """The page on which a broker brings two together; `need_id` is the need that one might answer."""
    session, actor = context.session(), context.actor()
    people = [profiles.get_stakeholder(session, actor, key) for key in (a_id, b_id)]
    a, b = profiles.see(session, actor, people)
    seen = between(a_id, b_id)
    need = need_of(seen, need_id) if need_id else ""
    about: dict[str, Any] = {"a": a_id, "b": b_id, "region": region or None, "need": need_id or None}
    if proposal_id:
        about = {"proposal": proposal_id}
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
        need=need,
        need_id=need_id,
        proposal_id=proposal_id,
        region=region,
        send_url=url_for("introductions.begin_send", **about),
        back_url=url_for("proposals.index" if proposal_id else "introductions.desk"),
    )


def need_of(seen: Between, need_id: str) -> str:
    """The words of an open need of one of the two.

    Raises:
        NotFound: it is met or withdrawn, or was never theirs.
    """
    for one in (*seen.a.needs, *seen.b.needs):
        if one.id == need_id:
            return one.text
    raise NotFound("This need is not open any more. Choose another one.")


def _apart(a: Profile, b: Profile) -> str:
    """Where both are and which language they share."""
    language = context.language()
    towns = list(dict.fromkeys(one.place for one in (a, b) if one.place))
    said = [f"{i18n.list_of(towns, language)}."] if towns else []
    shared = [i18n.language_name(code, language) for code in a.languages if code in b.languages]
    if shared:
        said.append(_("Both speak %(languages)s.", languages=i18n.list_of(shared, language)))
    return " ".join(said)
