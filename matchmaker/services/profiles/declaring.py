"""Saying that one is a social enterprise, and checking it: two roles, never in one hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, tuple_
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.declaration import Answer, DeclarationState, Declared, declared, is_complete, stored
from matchmaker.core.entities import Kind, Role
from matchmaker.core.seen import Seen
from matchmaker.core.words import N_
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.models import Account, Declaration, Stakeholder
from matchmaker.permissions import may, require
from matchmaker.services import audit
from matchmaker.services.profiles.checked_letters import tell_decided
from matchmaker.services.profiles.checks import AGAIN, clean
from matchmaker.services.profiles.closeness import see
from matchmaker.services.profiles.reading import get_stakeholder

PAGE = 20
LONGEST = 2_000
"""Signs of one piece of evidence, or of a reason."""

TOO_LONG = N_("Keep this below 2,000 signs. A link says more than a long text.")
OWN_WORDS = N_("You gave these answers yourself. Somebody else has to check them.")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a declaration says and how sure it is; `checker` is the name of who decided last."""

    declaration: Declaration
    answers: Declared
    checker: str


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the declarations of one state, the oldest first, and how many there are of each.

    Each with its stakeholder as the reader may see it.
    """

    rows: tuple[tuple[Declaration, Seen], ...]
    counts: dict[DeclarationState, int]
    after: str


def find_standing(session: Session, stakeholder_id: str) -> Standing | None:
    """What a stakeholder says of itself, with who checked it; None where it says nothing."""
    query = select(Declaration, Account.name).outerjoin(Account, Account.id == Declaration.decided_by)
    row = session.execute(query.where(Declaration.stakeholder_id == stakeholder_id)).one_or_none()
    return Standing(row[0], declared(row[0].answers), row[1] or "") if row else None


def declare(
    session: Session, actor: Actor, stakeholder_id: str, answers: Declared, *, now: datetime
) -> Declaration:
    """Say, or change, what one is; changed answers withdraw what was checked, the same ones change nothing.

    Raises:
        NotFound, NotAllowed; Invalid: it is no social enterprise, nothing is answered, a text is too long.
    """
    stakeholder = get_stakeholder(session, actor, stakeholder_id)
    require(actor, "declaration.say", stakeholder)
    said = stored(_checked(stakeholder, answers))
    # Two people of one organisation who say it at once queue here: there is one declaration.
    session.get(Stakeholder, stakeholder_id, with_for_update=True)
    present = _locked(session, Declaration.stakeholder_id == stakeholder_id)
    if present is not None and present.answers == said and present.state is not DeclarationState.RETURNED:
        return present
    declaration = present or Declaration(stakeholder_id=stakeholder_id, version=0)
    declaration.answers, declaration.complete = said, is_complete(answers)
    declaration.version += 1
    declaration.state, declaration.reason = DeclarationState.SAID, ""
    declaration.said_by, declaration.said_at = actor.account_id, now
    declaration.decided_by = declaration.decided_at = None
    session.add(declaration)
    session.flush()
    audit.record(session, actor, "declaration.say", declaration.id, now=now, stakeholder=stakeholder_id)
    return declaration


def take_back(session: Session, actor: Actor, stakeholder_id: str, *, now: datetime) -> None:
    """Say no more that one is a social enterprise: the answers go.

    Raises:
        NotFound, NotAllowed.
    """
    stakeholder = get_stakeholder(session, actor, stakeholder_id)
    require(actor, "declaration.say", stakeholder)
    if (declaration := _locked(session, Declaration.stakeholder_id == stakeholder_id)) is not None:
        session.delete(declaration)
        audit.record(
            session, actor, "declaration.take-back", declaration.id, now=now, stakeholder=stakeholder_id
        )


def get_to_check(session: Session, actor: Actor, declaration_id: str) -> tuple[Stakeholder, Standing]:
    """One declaration for who may check it.

    Raises:
        NotFound: there is none; NotAllowed: it is not of a place of the actor's, it is their own, or they
            said it themselves while they acted for the stakeholder.
    """
    declaration = session.get(Declaration, declaration_id)
    if declaration is None:
        raise NotFound(N_("There is no such declaration. It may have been taken back."))
    stakeholder = get_stakeholder(session, actor, declaration.stakeholder_id)
    require(actor, "declaration.check", stakeholder)
    if declaration.said_by is not None and declaration.said_by == actor.account_id:
        raise NotAllowed(OWN_WORDS)
    standing = find_standing(session, stakeholder.id)
    assert standing is not None  # it was read a moment ago in this transaction
    return stakeholder, standing


def decide(
    session: Session,
    actor: Actor,
    declaration_id: str,
    state: DeclarationState,
    *,
    version: int,
    reason: str = "",
    now: datetime,
) -> Declaration:
    """Note that a declaration was checked, or return it with a reason; `version` is the one that was read.

    Raises:
        NotFound, NotAllowed; Conflict: its answers changed meanwhile; Invalid: no reason is given, or one
            that is too long.
    """
    get_to_check(session, actor, declaration_id)
    declaration = _locked(session, Declaration.id == declaration_id)
    if declaration is None or declaration.version != version:
        raise Conflict(N_("The answers changed while you read them. Look at them again before you decide."))
    if state is DeclarationState.CHECKED and not declaration.complete:
        raise Invalid(N_("Answers are missing. Return it and say which."))
    reason = clean(reason)
    if len(reason) > LONGEST:
        raise Invalid(AGAIN, fields={"reason": TOO_LONG})
    if state is DeclarationState.RETURNED and not reason:
        raise Invalid(AGAIN, fields={"reason": N_("Say what is missing, so that they can put it right.")})
    declaration.state = state
    declaration.reason = reason if state is DeclarationState.RETURNED else ""
    declaration.decided_by, declaration.decided_at = actor.account_id, now
    session.flush()
    tell_decided(session, declaration, now=now)
    audit.record(session, actor, f"declaration.{state.value}", declaration_id, now=now, version=version)
    return declaration


def list_queue(
    session: Session, actor: Actor, *, state: DeclarationState = DeclarationState.SAID, after: str = ""
) -> Queue:
    """The declarations of the places that the actor runs.

    Raises:
        NotAllowed.
    """
    require(actor, "declaration.check")
    joined = select(Declaration, Stakeholder).join(Stakeholder, Stakeholder.id == Declaration.stakeholder_id)
    query = joined.where(_of_places(actor), Declaration.state == state)
    if after and (last := session.get(Declaration, after)) is not None:
        query = query.where(tuple_(Declaration.said_at, Declaration.id) > (last.said_at, last.id))
    found = session.execute(query.order_by(Declaration.said_at, Declaration.id).limit(PAGE + 1)).all()
    owners = see(session, actor, [stakeholder for _one, stakeholder in found[:PAGE]])
    return Queue(
        rows=tuple(zip((one for one, _stakeholder in found[:PAGE]), owners, strict=True)),
        counts=_counts(session, actor),
        after=found[PAGE - 1][0].id if len(found) > PAGE else "",
    )


def count_to_check(session: Session, actor: Actor) -> int:
    """How many declarations wait for the actor."""
    return _counts(session, actor).get(DeclarationState.SAID, 0) if may(actor, "declaration.check") else 0


def list_returned(session: Session, actor: Actor) -> list[tuple[Declaration, Stakeholder]]:
    """Declarations of the actor's own profiles that came back, to be put right."""
    joined = select(Declaration, Stakeholder).join(Stakeholder, Stakeholder.id == Declaration.stakeholder_id)
    mine = Stakeholder.id.in_(sorted(actor.places(Role.MEMBER)))
    query = joined.where(mine, Declaration.state == DeclarationState.RETURNED)
    return [
        (one, stakeholder) for one, stakeholder in session.execute(query.order_by(Declaration.decided_at))
    ]


def _counts(session: Session, actor: Actor) -> dict[DeclarationState, int]:
    counted = select(Declaration.state, func.count()).join(
        Stakeholder, Stakeholder.id == Declaration.stakeholder_id
    )
    mine = counted.where(_of_places(actor)).group_by(Declaration.state)
    return {row[0]: row[1] for row in session.execute(mine)}


def _of_places(actor: Actor) -> ColumnElement[bool]:
    """What the actor may check: in their regions, for organisers everywhere; complete, never their own.

    Nor what they said for a stakeholder themselves.
    """
    own = Stakeholder.id.in_(sorted(actor.places(Role.MEMBER)))
    foreign = ~own & Stakeholder.hidden.is_(False) & Declaration.complete.is_(True)
    if actor.account_id:
        foreign &= Declaration.said_by.is_distinct_from(actor.account_id)
    if actor.administrator or actor.places(Role.ORGANISER):
        return foreign
    mine = sorted(actor.places(Role.OFFICIAL))
    return foreign & or_(*(Stakeholder.region.startswith(code, autoescape=True) for code in mine))


def _locked(session: Session, which: ColumnElement[bool]) -> Declaration | None:
    """The row as the writer before us left it."""
    query = select(Declaration).where(which).with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def _checked(stakeholder: Stakeholder, answers: Declared) -> dict[str, Answer]:
    if stakeholder.kind is not Kind.ENTERPRISE:
        raise Invalid(N_("Only a social enterprise says this of itself. Change the kind of the profile."))
    if not answers:
        raise Invalid(N_("Answer at least one question."))
    tidy = {key: Answer(one.reply, clean(one.evidence)) for key, one in answers.items()}
    long = {key for key, one in tidy.items() if len(one.evidence) > LONGEST}
    if long:
        raise Invalid(AGAIN, fields=dict.fromkeys(long, TOO_LONG))
    return tidy
