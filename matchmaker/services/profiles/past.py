"""The history of a profile, save by save, as far as a reader may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, load_only

from matchmaker.core.actors import Actor
from matchmaker.core.audience import FIELDS, TIES, audience_of, reaches, shows_tie, withheld
from matchmaker.core.entities import Audience, StatementState
from matchmaker.models import Account, Change, Import, Need, Offer, Stakeholder, Tie
from matchmaker.permissions import may, require
from matchmaker.services.profiles.closeness import Near, reader_of
from matchmaker.services.profiles.reading import SHOWN, get_stakeholder

PAGE = 20
"""So many saves stand on one page."""

TIE = "tie"
NAMING = (TIE, "met_by_id")
"""Fields that hold the id of another stakeholder."""

UNTOLD = ("lat", "lon")
"""They follow from the place, so nobody is told of them."""


@dataclass(frozen=True, slots=True)
class Save:
    """What was changed at once: by whom, when, from where.

    `number` is that of its last change; `who` is empty where a reader may not know, or nobody of us did it.
    """

    number: int
    at: datetime
    by_account: bool
    who: str
    source: str
    came_with: Import | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PastPage:
    """One page of saves, the newest first; `after` continues it (0 on the last).

    `texts` names offers and needs, `partners` whom ties and "who answered it" name. Values and evidence are
    for editors.
    """

    stakeholder: Stakeholder
    saves: tuple[Save, ...]
    after: int
    fields: tuple[str, ...]
    may_edit: bool
    texts: Mapping[str, str]
    partners: Mapping[str, str]


def get_past(
    session: Session, actor: Actor, stakeholder_id: str, *, field: str = "", subject: str = "", after: int = 0
) -> PastPage:
    """A page of a profile's history; `after` is the number where the last page ended.

    `field` narrows it to one field, `subject` to one offer, need or partnership.

    Raises:
        NotFound, NotAllowed.
    """
    one = get_stakeholder(session, actor, stakeholder_id)
    require(actor, "history.read", one)
    editor = may(actor, "stakeholder.edit", one)
    seen = [Change.stakeholder_id == one.id, Change.field.not_in(UNTOLD)]
    if not editor:
        seen.append(_for_others(session, actor, one))
    if subject:
        seen.append(Change.subject == subject)
    fields = session.scalars(select(Change.field).where(*seen).distinct().order_by(Change.field)).all()
    if field:
        seen.append(Change.field == field)
    last = func.max(Change.id)
    groups = (
        select(last, Change.at, Change.account_id, Change.source)
        .where(*seen)
        .group_by(Change.at, Change.account_id, Change.source)
        .order_by(Change.at.desc(), last.desc())
    )
    began = session.get(Change, after) if after else None
    if began is not None and began.stakeholder_id == one.id:
        same = and_(Change.at == began.at, last < began.id)
        groups = groups.having(or_(Change.at < began.at, same))
    found = session.execute(groups).fetchmany(PAGE + 1)
    saves = _saves(session, [tuple(row) for row in found[:PAGE]], seen, named=editor)
    return PastPage(
        stakeholder=one,
        saves=saves,
        after=saves[-1].number if len(found) > PAGE else 0,
        fields=tuple(fields),
        may_edit=editor,
        texts=texts_of(session, one.id),
        partners=_partners(session, saves),
    )


def texts_of(session: Session, stakeholder_id: str) -> dict[str, str]:
    """The offers and needs of a stakeholder by id, whatever their state."""
    found: dict[str, str] = {}
    for table in (Offer, Need):
        query = select(table.id, table.text).where(table.stakeholder_id == stakeholder_id)
        found |= dict(session.execute(query.order_by(table.created_at, table.id)).all())
    return found


@dataclass(frozen=True, slots=True)
class Origin:
    """Where what a field holds comes from: the source of its last change; `filename` for an import."""

    source: str
    at: datetime
    filename: str | None


def list_origins(session: Session, stakeholder_id: str) -> dict[tuple[str, str], Origin]:
    """The origin of every field of a profile, its offers and needs, by subject and field, in one question."""
    last = (
        select(func.max(Change.id))
        .where(Change.stakeholder_id == stakeholder_id, Change.field.not_in(("verified_on", "confirmed_on")))
        .group_by(Change.subject, Change.field)
    )
    # NULL where the source is no import; an import of ties alone has no file of stakeholders.
    filename = func.coalesce(func.nullif(Import.filename, ""), Import.source)
    query = select(Change.subject, Change.field, Change.source, Change.at, filename)
    query = query.outerjoin(Import, Import.id == Change.source).where(Change.id.in_(last))
    rows = session.execute(query)
    return {(subject, field): Origin(source, at, name) for subject, field, source, at, name in rows}


def imports_of(session: Session, sources: set[str]) -> dict[str, Import]:
    """The imports among the sources of changes."""
    query = select(Import).where(Import.id.in_([one for one in sources if one.startswith("i-")]))
    return {one.id: one for one in session.scalars(query)}


def _for_others(session: Session, actor: Actor, one: Stakeholder) -> ColumnElement[bool]:
    """What of the history concerns things that a reader sees on the page, too."""
    near = reader_of(session, actor)
    closeness = near(one)
    seen = {column for columns in FIELDS.values() for column in columns} | {"name", "kind", "country"}
    fields = seen - withheld(closeness, one.audiences)
    reached = [audience for audience in Audience if reaches(closeness, audience)]
    shown: list[str] = []
    for table in (Offer, Need):
        mine = table.stakeholder_id == one.id, table.state == StatementState.OPEN
        shown += session.scalars(select(table.id).where(*mine, table.audience.in_(reached)))
    shown += _shown_ties(session, one, near)
    return or_(and_(Change.subject == one.id, Change.field.in_(fields)), Change.subject.in_(shown))


def _shown_ties(session: Session, one: Stakeholder, near: Near) -> list[str]:
    """The ties of which a reader may know."""
    other = case((Tie.a_id == one.id, Tie.b_id), else_=Tie.a_id)
    query = select(Tie.id, Stakeholder).join(Stakeholder, Stakeholder.id == other)
    query = query.where(or_(Tie.a_id == one.id, Tie.b_id == one.id), Stakeholder.hidden.is_(False))
    query = query.options(load_only(*SHOWN))
    mine = near(one), audience_of(TIES, one.audiences)
    return [
        tie_id
        for tie_id, end in session.execute(query)
        if shows_tie(*mine, near(end), audience_of(TIES, end.audiences))
    ]


def _saves(
    session: Session, groups: list[tuple[Any, ...]], seen: list[ColumnElement[bool]], *, named: bool
) -> tuple[Save, ...]:
    rows: dict[tuple[Any, ...], list[Change]] = {(at, who, source): [] for _, at, who, source in groups}
    moments = [at for _, at, _, _ in groups]
    for row in session.scalars(select(Change).where(*seen, Change.at.in_(moments)).order_by(Change.id)):
        rows.get((row.at, row.account_id, row.source), []).append(row)
    imports = imports_of(session, {source for _, _, _, source in groups})
    names = _names(session, {who for _, _, who, _ in groups if who}) if named else {}
    return tuple(
        Save(
            number=number,
            at=at,
            by_account=who is not None,
            who=names.get(who, ""),
            source=source,
            came_with=imports.get(source),
            changes=tuple(rows[at, who, source]),
        )
        for number, at, who, source in groups
    )


def _names(session: Session, accounts: set[str]) -> dict[str, str]:
    query = select(Account.id, Account.name).where(Account.id.in_(accounts))
    return dict(session.execute(query).all())


def _partners(session: Session, saves: tuple[Save, ...]) -> dict[str, str]:
    ends = {
        str(end)
        for save in saves
        for change in save.changes
        if change.field in NAMING
        for end in (change.before, change.after)
        if end
    }
    query = select(Stakeholder.id, Stakeholder.name).where(
        Stakeholder.id.in_(ends), Stakeholder.hidden.is_(False)
    )
    return dict(session.execute(query).all())
