"""The view of offers and needs: on a profile, on the page of one's own, and behind the link of a mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import url_for

from matchmaker import context, i18n
from matchmaker.core.entities import Audience, StatementState
from matchmaker.core.vocabulary import label
from matchmaker.core.words import N_
from matchmaker.models import Need, Offer
from matchmaker.services import profiles
from matchmaker.services.profiles import OwnStatements, StatementStanding
from matchmaker.web.layout import day
from matchmaker.web.views.audiences import IN_STATEMENTS
from matchmaker.web.views.provenance import Provenance
from matchmaker.web.words import _

IN_STATEMENT = ("text", "cooperation", "themes", "reach", "valid_until")
"""What an offer or a need says."""

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
    past_url: str
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


def own_view(found: OwnStatements) -> OwnView:
    """All offers and needs of a stakeholder, the closed ones too."""
    rows = statement_rows(found.statements, found.claimed, found.met_by)
    needs = [row for row in rows if row.what == "need"]
    return OwnView(found.owner.id, found.owner.name, needs, [row for row in rows if row.what == "offer"])


def statement_rows(
    statements: Sequence[Offer | Need],
    claimed: bool,
    met_by: Mapping[str, str] | None = None,
    *,
    known: Provenance | None = None,
    own: bool = True,
) -> list[StatementRow]:
    """A row for each; `met_by` has the names of those who answered, `known` where the words come from.

    Only who may change it (`own`) reads for whom it is.
    """
    names = met_by or {}
    return [_row(one, claimed, names.get(one.met_by_id or "", ""), known, own) for one in statements]


def confirmed_words(on: date, claimed: bool) -> str:
    """Who said when that it is true: where nobody looks after the page, it was not themselves."""
    if claimed:
        return _("Confirmed by them on %(day)s.", day=day(on))
    return _("Checked on %(day)s.", day=day(on))


def asked_words(standing: StatementStanding) -> str:
    """The question that waits for an answer; "" where none does."""
    if standing.ends_soon:
        return _("It ends soon. Does it still hold?")
    if standing.closes_on is None:
        return ""
    return _("Does it still hold? Without an answer it closes on %(day)s.", day=day(standing.closes_on))


def _row(
    statement: Offer | Need, claimed: bool, met_by: str, known: Provenance | None, own: bool
) -> StatementRow:
    standing = profiles.standing_of(statement, today=context.now().date())
    what = standing.what
    ids: dict[str, Any] = {"what": what, "statement_id": statement.id}
    return StatementRow(
        id=statement.id,
        what=what,
        text=statement.text,
        meta=_meta(statement, what, own),
        source=_source(statement, claimed, known),
        state=statement.state.value,
        edit_url=url_for("statements.edit", **ids),
        copy_url=url_for("statements.new", id=statement.stakeholder_id, what=what, copy=statement.id),
        met_url=url_for("closing.met", **ids),
        past_url=url_for("history.show", id=statement.stakeholder_id, of=statement.id),
        age=_age(statement, standing),
        asked=asked_words(standing),
        ended=_ended(statement, what, met_by),
        endless=statement.valid_until is None,
    )


def _source(statement: Offer | Need, claimed: bool, known: Provenance | None) -> str:
    """Where it comes from, for those who may know, and who confirmed it; one sentence after the other."""
    origin = known.of(statement.id, *IN_STATEMENT) if known else ""
    confirmed = confirmed_words(statement.confirmed_on, claimed) if statement.confirmed_on else ""
    return " ".join(filter(None, [f"{origin}." if origin else "", confirmed]))


def _meta(statement: Offer | Need, what: str, own: bool) -> str:
    kinds = [_(label(key, f"cooperation-{what}")) for key in statement.cooperation]
    reach = _(label(statement.reach.value, f"reach-{what}"))
    said = [f"{', '.join(kinds)}." if kinds else "", f"{reach}."]
    if statement.valid_until and statement.state is StatementState.OPEN:
        said.append(_("Open until %(day)s.", day=day(statement.valid_until)))
    elif statement.valid_until:
        said.append(_("It was meant to be open until %(day)s.", day=day(statement.valid_until)))
    if own and statement.audience is not Audience.PUBLIC:
        said.append(_(IN_STATEMENTS[statement.audience]))
    return " ".join(filter(None, said))


def _age(statement: Offer | Need, standing: StatementStanding) -> str:
    """How long ago it was written; and, without a last day, when its people are asked about it."""
    days = (context.now() - statement.created_at).days
    old = i18n.duration(days, context.language())
    said = [_("Written %(time)s ago.", time=old) if days > 0 else _("Written today.")]
    if standing.asks_on:
        said.append(_("We ask you on %(day)s whether it still holds.", day=day(standing.asks_on)))
    return " ".join(said)


def _ended(statement: Offer | Need, what: str, met_by: str) -> str:
    if statement.state is StatementState.OPEN:
        return ""
    if statement.state is StatementState.EXPIRED:
        return _("Its last day is over.") if statement.valid_until else _("Nobody said that it still holds.")
    if statement.state is StatementState.MET and met_by:
        return " ".join((_(ENDED[what, statement.state]), _("With %(name)s.", name=met_by)))
    return _(ENDED[what, statement.state])
