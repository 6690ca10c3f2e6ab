"""The views of a question to the owners of two records: for an owner, and for who asked."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from matchmaker import context
from matchmaker.core.duplicates.states import RequestState
from matchmaker.core.duplicates.titles import TITLES
from matchmaker.services import duplicates
from matchmaker.services.duplicates import PairPage, Question
from matchmaker.services.duplicates.questions import Told
from matchmaker.web.layout import day
from matchmaker.web.views.record_fields import value_said
from matchmaker.web.words import _


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One field: what it would say, and what each says today."""

    title: str
    then: str
    mine: str
    other: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What an owner reads; `said` in the place of the buttons where there is nothing to answer."""

    title: str
    lead: str
    own: str
    other: str
    own_url: str
    other_url: str
    rows: list[ToldRow]
    said: str
    until: str
    seen: str
    agree_url: str
    refuse_url: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A question that waits for the reader, on their own page."""

    url: str
    a: str
    b: str


def question_view(found: Question) -> QuestionView:
    """A question for one of the owners."""
    id_ = found.request.id
    asker = found.asker or _("Somebody who runs this site")
    return QuestionView(
        title=_("Are these the same organisation?"),
        lead=_(
            "%(who)s thinks so, and proposes to make one profile of the two: that of %(kept)s stays.",
            who=asker,
            kept=found.kept,
        ),
        own=found.own,
        other=found.other,
        own_url=url_for("stakeholders.show", id=found.own_id),
        other_url=url_for("stakeholders.show", id=found.other_id),
        rows=[_row(one) for one in found.fields],
        said=_said(found),
        until=_("You can answer until %(day)s.", day=day(found.request.expires_at)),
        seen=found.seen,
        agree_url=url_for("merging.answer", id=id_, act="agree"),
        refuse_url=url_for("merging.answer", id=id_, act="refuse"),
    )


def asked_rows() -> list[AskedRow]:
    """The questions that wait for an answer of who is signed in."""
    session, actor, now = context.session(), context.actor(), context.now()
    found = duplicates.list_requests(session, actor, now=now)
    return [AskedRow(url_for("merging.show", id=one.id), a, b) for one, a, b in found]


def asked_said(page: PairPage) -> tuple[str, bool]:
    """Where a question about a pair stands, for who sorts out duplicates; and whether one may ask now."""
    if not page.both_claimed:
        return "", False
    request = duplicates.find_request(context.session(), page.pair, now=context.now())
    if request is None:
        return "", True
    if request.state is RequestState.REFUSED:
        closed = day(request.closed_at or request.asked_at)
        return _("An owner said no on %(day)s. You can ask again a month later.", day=closed), False
    sides = [
        _("%(name)s agreed", name=half.record.name)
        if duplicates.agreed(request, side)
        else _("%(name)s not yet", name=half.record.name)
        for side, half in (("a", page.a), ("b", page.b))
    ]
    until = day(request.expires_at)
    return _("Waits for the owners’ yes until %(day)s: %(sides)s.", day=until, sides=", ".join(sides)), False


def _row(one: Told) -> ToldRow:
    hidden = _("not shown to you")
    said = {
        "then": hidden if one.then_hidden else _joined(one.then, one.name),
        "mine": _joined(one.mine, one.name),
        "other": hidden if one.hidden else _joined(one.other, one.name),
    }
    return ToldRow(_(TITLES[one.name]), **said)


def _joined(record: dict[str, object], name: str) -> str:
    return ", ".join(value_said(record, name)) or _("says nothing")


def _said(found: Question) -> str:
    match found.request.state:
        case RequestState.REFUSED:
            return _("An owner said no. The two stay as they are.")
        case RequestState.AGREED:
            return _("Both sides said yes.")
    if not found.open:
        return _("This question is over. The two stay as they are.")
    return (
        ""
        if found.waits
        else _("You have said yes. Now an owner of %(name)s has to say it.", name=found.other)
    )
