"""The view of offers and needs: on a profile, on the page of one's own, and behind the link of a mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import StatementState
from matchmaker.core.statements.clocks import asks_before, asks_on, closes_on
from matchmaker.core.vocabulary import label
from matchmaker.core.words import N_
from matchmaker.models import Need, Offer, Stakeholder
from matchmaker.web.layout import day
from matchmaker.web.words import _

ENDED = {
    ("need", StatementState.MET): N_("You found it."),
    ("offer", StatementState.MET): N_("It is taken."),
    ("need", StatementState.WITHDRAWN): N_("Withdrawn."),
    ("offer", StatementState.WITHDRAWN): N_("Withdrawn."),
}
"""How it ended, in the words of its people."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One offer or need. `asked` is the question that waits for an answer; `ended` says how it closed."""

    id: str
    what: str
    text: str
    meta: str
    source: str
    state: str
    edit_url: str
    copy_url: str
    met_url: str
    age: str
    asked: str = ""
    ended: str = ""
    # It has no last day: then "still needed" sets none.
    endless: bool = False


@dataclass(frozen=True, slots=True)
class OwnView:
    """The page of one's own offers and needs."""

    id: str
    name: str
    needs: list[StatementRow] = field(default_factory=list)
    offers: list[StatementRow] = field(default_factory=list)


def own_view(
    owner: Stakeholder, statements: Sequence[Offer | Need], met_by: Mapping[str, str], claimed: bool
) -> OwnView:
    """All offers and needs of a stakeholder, the closed ones too."""
    needs = [one for one in statements if isinstance(one, Need)]
    offers = [one for one in statements if isinstance(one, Offer)]
    rows = (statement_rows(those, claimed, met_by) for those in (needs, offers))
    return OwnView(owner.id, owner.name, *rows)


def statement_rows(
    statements: Sequence[Offer | Need], claimed: bool, met_by: Mapping[str, str] | None = None
) -> list[StatementRow]:
    """A row for each; `met_by` has the names of those who answered them."""
    return [_row(one, claimed, (met_by or {}).get(one.met_by_id or "", "")) for one in statements]


def confirmed_words(on: date, claimed: bool) -> str:
    """Who said when that it is true: where nobody looks after the page, it was not themselves."""
    if claimed:
        return _("Confirmed by them on %(day)s.", day=day(on))
    return _("Checked on %(day)s.", day=day(on))


def asked_words(statement: Offer | Need) -> str:
    """The question that waits for an answer, or when one will be asked; "" where nothing is to come."""
    if statement.state is not StatementState.OPEN:
        return ""
    if statement.valid_until is not None:
        near = asks_before(statement.valid_until) <= context.now().date()
        return _("It ends soon. Does it still hold?") if near else ""
    if statement.asked_on is None:
        return ""
    until = day(closes_on(statement.asked_on))
    return _("Does it still hold? Without an answer it closes on %(day)s.", day=until)


def _row(statement: Offer | Need, claimed: bool, met_by: str) -> StatementRow:
    what = "need" if isinstance(statement, Need) else "offer"
    confirmed = statement.confirmed_on
    own: dict[str, Any] = {"what": what, "statement_id": statement.id}
    return StatementRow(
        id=statement.id,
        what=what,
        text=statement.text,
        meta=_meta(statement, what),
        source=confirmed_words(confirmed, claimed) if confirmed else "",
        state=statement.state.value,
        edit_url=url_for("statements.edit", **own),
        copy_url=url_for("statements.new", id=statement.stakeholder_id, what=what, copy=statement.id),
        met_url=url_for("closing.met", **own),
        age=_age(statement),
        asked=asked_words(statement),
        ended=_ended(statement, what, met_by),
        endless=statement.valid_until is None,
    )


def _meta(statement: Offer | Need, what: str) -> str:
    kinds = [_(label(key, f"cooperation-{what}")) for key in statement.cooperation]
    reach = _(label(statement.reach.value, f"reach-{what}"))
    said = [f"{', '.join(kinds)}." if kinds else "", f"{reach}."]
    if statement.valid_until:
        said.append(_("Open until %(day)s.", day=day(statement.valid_until)))
    return " ".join(filter(None, said))


def _age(statement: Offer | Need) -> str:
    """How long ago it was written; and, without a last day, when its people are asked about it."""
    days = (context.now() - statement.created_at).days
    old = i18n.duration(days, context.language())
    said = [_("Written %(time)s ago.", time=old) if days else _("Written today.")]
    is_open, confirmed = statement.state is StatementState.OPEN, statement.confirmed_on
    if is_open and statement.valid_until is None and statement.asked_on is None and confirmed:
        said.append(_("We ask you on %(day)s whether it still holds.", day=day(asks_on(confirmed))))
    return " ".join(said)


def _ended(statement: Offer | Need, what: str, met_by: str) -> str:
    if statement.state is StatementState.OPEN:
        return ""
    if statement.state is StatementState.EXPIRED:
        return _("Its last day is over.") if statement.valid_until else _("Nobody said that it still holds.")
    if statement.state is StatementState.MET and met_by:
        return f"{_(ENDED[what, statement.state])} {_('With %(name)s.', name=met_by)}"
    return _(ENDED[what, statement.state])
