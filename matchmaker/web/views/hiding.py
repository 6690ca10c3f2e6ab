"""The views of a hidden profile: why, what its people say against it, and what stands at its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.core.entities import Role
from matchmaker.models import Hiding, Stakeholder
from matchmaker.permissions import may
from matchmaker.services import introductions, profiles, reports
from matchmaker.services.profiles import ProfilePage
from matchmaker.web.layout import day
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class PastRow:
    """One time that it was hidden."""

    title: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class HidingView:
    """The page on which a profile is hidden and shown."""

    hidden: bool
    said: str
    objection: str
    asks: bool
    may_answer: bool
    past: list[PastRow]


@dataclass(frozen=True, slots=True)
class Standing:
    """What the people of a hidden profile read on it; `ask_url` is "" once they have asked."""

    text: str
    reason: str
    said: str
    ask_url: str


@dataclass(frozen=True, slots=True)
class BlockButton:
    """One's own stakeholder, for which the other one is blocked, or the block is taken back."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of a profile."""

    report_url: str
    hide_url: str
    blocks: list[BlockButton]


def foot_of(page: ProfilePage) -> dict[str, Foot | Standing | None]:
    """The foot of a profile's page, and the banner of a hidden one."""
    session, actor, id = context.session(), context.actor(), page.stakeholder.id
    found = profiles.find_stakeholder(session, id)
    if found is None:
        return {"foot": None, "standing": None}
    own = may(actor, "hiding.object", found) and not actor.system
    hides = url_for("hiding.show", id=id) if may(actor, "stakeholder.hide", found) else ""
    report_url = "" if own else url_for("reports.new", id=id)
    blocks = [] if own else _blocks(id)
    return {"foot": Foot(report_url, hides, blocks), "standing": _standing(found, own=own)}


def _blocks(id: str) -> list[BlockButton]:
    """A button for each of one's own, which blocks this one or takes that back."""
    session, actor = context.session(), context.actor()
    if not actor.places(Role.MEMBER):
        return []
    found = []
    for own_id, name, blocked in introductions.list_blocking(session, actor, id):
        act, words = "block_for", _("Block for %(name)s", name=name)
        if blocked:
            act, words = "unblock", _("Blocked for %(name)s: take it back", name=name)
        found.append(BlockButton(url_for(f"introductions.{act}", id=own_id, other_id=id), words))
    return found


def hiding_view(owner: Stakeholder, found: Sequence[Hiding], *, may_answer: bool) -> HidingView:
    """The page for those who look after the record."""
    now = found[0] if owner.hidden and found and found[0].shown_at is None else None
    asks = now is not None and now.objected_at is not None and now.answered_at is None
    said = _("Everybody sees this profile.")
    if owner.hidden:
        said = _("Only its people and those who look after it see this profile.")
    return HidingView(
        hidden=owner.hidden,
        said=said,
        objection=now.objection if now and asks else "",
        asks=asks,
        may_answer=asks and may_answer,
        past=[_past(one) for one in found],
    )


def _standing(found: Stakeholder, *, own: bool) -> Standing | None:
    """Only for a hidden one does this ask the database."""
    if not found.hidden:
        return None
    hiding = reports.find_hiding(context.session(), found.id)
    text = _("This profile is hidden. Only its people and those who look after it see it.")
    if hiding is None:
        ask = url_for("hiding.ask", id=found.id) if own else ""
        return Standing(text, "", "", ask)
    return Standing(
        text, hiding.reason, _said(hiding),
        url_for("hiding.ask", id=found.id) if own and hiding.objected_at is None else "",
    )  # fmt: skip


def _said(hiding: Hiding) -> str:
    if hiding.answered_at is not None:
        values = {"day": day(hiding.answered_at), "reason": hiding.answer}
        return _("Looked at once more on %(day)s: it stays hidden. “%(reason)s”", **values)
    if hiding.objected_at is not None:
        return _("Another look was asked for on %(day)s.", day=day(hiding.objected_at))
    return ""


def _past(one: Hiding) -> PastRow:
    lines = [f"“{one.reason}”"] if one.reason else []
    if one.objected_at is not None:
        said = _("Its people on %(day)s: “%(words)s”", day=day(one.objected_at), words=one.objection)
        lines.append(said)
    if one.shown_at is not None:
        lines.append(_("Shown again on %(day)s: “%(reason)s”", day=day(one.shown_at), reason=one.answer))
    elif one.answered_at is not None:
        lines.append(
            _("Stays hidden, since %(day)s: “%(reason)s”", day=day(one.answered_at), reason=one.answer)
        )
    return PastRow(_("Hidden on %(day)s", day=day(one.hidden_at)), lines)
