"""The view of inviting to a pilot: who was invited, whom a segment means, and what became of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Kind
from matchmaker.core.vocabulary import KINDS, SCHEMES, label
from matchmaker.models import Pilot
from matchmaker.services.pilots import (
    AGAIN_AFTER,
    LINK_LASTS,
    NOT_MEANT,
    Invitation,
    Invited,
    Members,
    MemberState,
    Segment,
    meant,
    region_code,
)
from matchmaker.web.views.facets import Args, Option, region_name
from matchmaker.web.views.paging import Choice, Pages
from matchmaker.web.views.pilots import Fact, MemberRow, invitation_facts, member_rows
from matchmaker.web.words import _, ngettext

MOST_NAMED = 10
UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class InvitingView:
    """What the page shows; `said` tells what inviting the segment would do, "" where none is asked for.

    `strange` says that nobody knows the region that was typed.
    For `link_days` the link opens something; after `again_days` who has not answered is written to once more.
    """

    name: str
    states: list[Choice]
    members: list[MemberRow]
    pages: Pages
    text: str
    region: str
    strange: str
    kinds: list[Option]
    themes: list[Option]
    hidden: list[tuple[str, str]]
    said: str
    new: int
    link: str
    link_days: int
    again_days: int


@dataclass(frozen=True, slots=True)
class InvitationView:
    """The page on which somebody answers an invitation."""

    title: str
    lead: str
    name: str
    about: str
    facts: list[Fact]
    meant: list[str]
    not_meant: list[str]
    join_url: str
    refuse_url: str


def read_segment(args: Args) -> Segment:
    """Whom an address or a form means; words that mean nothing are passed over."""
    return Segment(
        text=args.get("q", "").strip()[:200],
        kinds=frozenset(Kind(word) for word in args.getlist("kind") if word in set(Kind)),
        region=_region(args),
        themes=tuple(key for key in args.getlist("theme") if key.startswith("theme-"))[:20],
    )


def read_state(args: Args) -> str:
    """What an address narrows to: a state, or those without an address; "" for all."""
    word = args.get("state", "")
    return word if word in {*MemberState, UNREACHABLE} else ""


def inviting_view(
    pilot: Pilot, members: Members, wanted: str, segment: Segment, counted: Invited, link: str
) -> InvitingView:
    """The page of one pilot."""
    here: dict[str, Any] = {"id": pilot.id, "state": wanted or None}
    more = url_for("pilots.members", **here, after=members.after) if members.after else ""
    theme = segment.themes[0] if segment.themes else ""
    return InvitingView(
        name=pilot.name,
        states=_states(pilot, members, wanted),
        members=member_rows(members),
        pages=Pages("", more, ""),
        text=segment.text,
        region=region_name(segment.region) if segment.region else "",
        strange=_strange(segment.region),
        kinds=[Option(kind.value, _(KINDS[kind].one), None, kind in segment.kinds) for kind in Kind],
        themes=[Option("", _("Any"), None, not theme)]
        + [Option(term.key, _(label(term.key)), None, term.key == theme) for term in SCHEMES["theme"]],
        hidden=_hidden(segment),
        said=_said(counted) if segment.narrows and not _strange(segment.region) else "",
        new=counted.new,
        link=link,
        link_days=LINK_LASTS.days,
        again_days=AGAIN_AFTER.days,
    )


def invited_words(done: Invited) -> list[tuple[str, str]]:
    """What became of an invitation: each sentence with the look of its message."""
    said = [
        (
            ngettext("%(num)d is invited now.", "%(num)d are invited now.", done.new)
            + (" " + _already(done.already) if done.already else ""),
            "done",
        )
    ]
    for names, words in (
        (done.unknown, _("Nobody here is called: %(names)s.")),
        (done.several, _("Several are called: %(names)s. Use their ids.")),
        (done.unwilling, _("Does not want to be suggested, and was not invited: %(names)s.")),
    ):
        if names:
            said.append((words % {"names": _named(names)}, "bad"))
    return said


def _named(names: tuple[str, ...]) -> str:
    shown = [f"“{name[:80]}”" for name in names[:MOST_NAMED]]
    if len(names) > MOST_NAMED:
        shown.append(ngettext("%(num)d more", "%(num)d more", len(names) - MOST_NAMED))
    return ", ".join(shown)


def _already(count: int) -> str:
    return ngettext("%(num)d was invited before.", "%(num)d were invited before.", count)


def _said(counted: Invited) -> str:
    new = ngettext("%(num)d would be invited.", "%(num)d would be invited.", counted.new)
    return f"{new} {_already(counted.already)}" if counted.already else new


def _strange(region: str) -> str:
    if not region or region_code(region):
        return ""
    return _("We do not know the region “%(name)s”. Write its name or its NUTS code.", name=region)


def _states(pilot: Pilot, members: Members, wanted: str) -> list[Choice]:
    counts = members.counts
    words = {
        MemberState.INVITED.value: (_("Invited"), counts[MemberState.INVITED]),
        UNREACHABLE: (_("Without an address"), members.unreachable),
        MemberState.JOINED.value: (_("Members"), counts[MemberState.JOINED]),
        MemberState.REFUSED.value: (_("Said no"), counts[MemberState.REFUSED]),
        MemberState.LEFT.value: (_("Left"), counts[MemberState.LEFT]),
    }
    found = [Choice(url_for("pilots.members", id=pilot.id), _("All"), not wanted)]
    return found + [
        Choice(
            url_for("pilots.members", id=pilot.id, state=word),
            f"{text} ({i18n.number(count, context.language())})",
            word == wanted,
        )
        for word, (text, count) in words.items()
    ]


def _hidden(segment: Segment) -> list[tuple[str, str]]:
    """The segment as the fields of a form."""
    fields = [("q", segment.text), ("region", segment.region)]
    fields += [("kind", kind.value) for kind in sorted(segment.kinds)]
    fields += [("theme", key) for key in segment.themes]
    return [(name, value) for name, value in fields if value]


def _region(args: Args) -> str:
    """The code of the region; what is none stays as it was typed, and finds nobody."""
    text = args.get("region", "").strip()[:100]
    return region_code(text) or text


def invitation_view(found: Invitation, token: str) -> InvitationView:
    """The page behind the link of an invitation."""
    pilot = found.pilot
    return InvitationView(
        title=_("“%(name)s”: would you like to take part?", name=pilot.name),
        lead=_("%(host)s invites %(name)s.", host=found.host, name=found.stakeholder.name)
        if found.host
        else _("%(name)s is invited.", name=found.stakeholder.name),
        name=found.stakeholder.name,
        about=pilot.about,
        facts=invitation_facts(pilot, found.regions),
        meant=[_(one) for one in meant(pilot)],
        not_meant=[_(one) for one in NOT_MEANT],
        join_url=url_for("invitations.answer", token=token, act="join"),
        refuse_url=url_for("invitations.answer", token=token, act="refuse"),
    )
