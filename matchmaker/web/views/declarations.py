"""The views of a declaration: what it says and how sure it is, and the queue of those who check."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker.core.declaration import (
    DIMENSIONS,
    QUESTIONS,
    REPLIES,
    DeclarationState,
    Dimension,
    Reply,
)
from matchmaker.core.seen import Seen
from matchmaker.core.words import N_
from matchmaker.models import Declaration
from matchmaker.services import profiles
from matchmaker.services.profiles import Queue, Standing
from matchmaker.web.layout import day
from matchmaker.web.views.facets import region_name
from matchmaker.web.words import _

STATES = {
    DeclarationState.SAID: N_("To check"),
    DeclarationState.RETURNED: N_("Returned"),
    DeclarationState.CHECKED: N_("Checked"),
}
SIDES = {
    Reply.YES: N_("says yes to all of it"),
    Reply.PARTLY: N_("says partly"),
    Reply.NO: N_("says no"),
    None: N_("has not answered all of it"),
}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question with its answer; `link` is the evidence where that is nothing but an address."""

    question: str
    reply: str
    evidence: str
    link: str


@dataclass(frozen=True, slots=True)
class SideRow:
    """One dimension: its name, the answers in one word, and each of them."""

    title: str
    said: str
    answers: list[AnswerRow]


@dataclass(frozen=True, slots=True)
class StandingView:
    """What a declaration says, and how sure it is, in plain words."""

    text: str
    checked: bool
    returned: str
    sides: list[SideRow]


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One declaration in the list of those who check."""

    name: str
    url: str
    meta: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One state with its number."""

    text: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class QueueView:
    """One page of the list."""

    tabs: list[Tab]
    rows: list[QueueRow]
    state: str
    older_url: str


def standing_view(standing: Standing | None, *, evidence: bool = False) -> StandingView | None:
    """What a stakeholder says of itself; with its evidence only for who may read that."""
    if standing is None:
        return None
    one = standing.declaration
    found = profiles.sides(standing.answers)
    return StandingView(
        text=_said(standing),
        checked=one.state is DeclarationState.CHECKED,
        returned=one.reason if one.state is DeclarationState.RETURNED else "",
        sides=[
            SideRow(_(title), _(SIDES[found[dimension]]), _answers(standing, dimension, evidence))
            for dimension, title in DIMENSIONS.items()
        ],
    )


def _said(standing: Standing) -> str:
    """Who says it, and who has checked it, never one for the other."""
    one = standing.declaration
    if one.state is DeclarationState.CHECKED and one.decided_at:
        if not standing.checker:
            return _("A social enterprise. Checked on %(day)s.", day=day(one.decided_at))
        return _(
            "A social enterprise. Checked by %(name)s on %(day)s.",
            name=standing.checker,
            day=day(one.decided_at),
        )
    said = day(one.said_at)
    if not one.complete:
        return _(
            "Says of itself that it is a social enterprise (%(day)s), but some answers are missing.", day=said
        )
    return _("Says of itself that it is a social enterprise (%(day)s). Nobody has checked it yet.", day=said)


def _answers(standing: Standing, dimension: Dimension, evidence: bool) -> list[AnswerRow]:
    rows = []
    for question in QUESTIONS:
        answer = standing.answers.get(question.key)
        if question.dimension is dimension and answer:
            shown = answer.evidence if evidence else ""
            row = AnswerRow(
                _(question.text), _(REPLIES[answer.reply]), shown, profiles.web_address(shown) or ""
            )
            rows.append(row)
    return rows


def queue_view(queue: Queue, state: DeclarationState) -> QueueView:
    """The list of those who check, the oldest first."""
    tabs = [
        Tab(
            _("%(state)s: %(count)s", state=_(word), count=queue.counts.get(one, 0)),
            url_for("declarations.index", state=one.value),
            one is state,
        )
        for one, word in STATES.items()
    ]
    rows = [_queue_row(one, stakeholder) for one, stakeholder in queue.rows]
    older = url_for("declarations.index", state=state.value, after=queue.after) if queue.after else ""
    return QueueView(tabs, rows, state.value, older)


def _queue_row(one: Declaration, stakeholder: Seen) -> QueueRow:
    where = ", ".join(filter(None, (stakeholder.place, region_name(stakeholder.region))))
    said = _("Said on %(day)s.", day=day(one.said_at))
    return QueueRow(
        stakeholder.name, url_for("declarations.show", id=one.id), f"{where}. {said}" if where else said
    )
