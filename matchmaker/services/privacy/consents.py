"""What people agree to: asked in a version of a text, answered, taken back, with effect at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.core.actors import Actor
from matchmaker.core.privacy.consents import OF_A_PERSON, TEXTS, Asked
from matchmaker.errors import NotAllowed
from matchmaker.models import Account, Consent, Stakeholder
from matchmaker.permissions import require
from matchmaker.services import audit, history, profiles


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said last about one text: whether they agree, since when, and to which version."""

    what: Asked
    given: bool
    version: str = ""
    at: datetime | None = None

    @property
    def present(self) -> bool:
        """Whether it was said about the present version."""
        return self.version == TEXTS[self.what].version


def get_answers(session: Session, actor: Actor) -> dict[Asked, Answer]:
    """The newest answer of a person to each text; a text without one is not agreed to."""
    query = select(Consent).where(Consent.account_id == _id_of(actor), Consent.stakeholder_id.is_(None))
    answers = {what: Answer(what, given=False) for what in (Asked.NOTICE, *OF_A_PERSON)}
    for row in session.scalars(query.order_by(Consent.id)):
        stands = row.given_at is not None and row.withdrawn_at is None
        answers[row.what] = Answer(row.what, stands, row.version, row.withdrawn_at or row.given_at)
    return answers


def is_asked(session: Session, actor: Actor) -> bool:
    """Whether there is a text that this person has not been asked about in its present version.

    The people of a demonstration are everybody, and are asked nothing.
    """
    account = session.get(Account, _id_of(actor))
    if account is None or account.demo_part is not None:
        return False
    return not all(answer.present for answer in get_answers(session, actor).values())


def answer(session: Session, actor: Actor, given: Collection[str], *, now: datetime) -> None:
    """Keep what a person says to all texts: `given` names those that they agree to.

    Reading the notice is noted too. What is said as before about the same version changes nothing.
    """
    before = get_answers(session, actor)
    for what, last in before.items():
        agrees = what is Asked.NOTICE or what.value in given
        if not (last.present and last.given == agrees):
            _close(session, actor, what, now)
            _add(session, actor, what, agrees, now)
    audit.record(session, actor, "account.consent", _id_of(actor), now=now, given=_known(given))


def set_suggested(
    session: Session, actor: Actor, stakeholder_id: str, suggested: bool, *, now: datetime
) -> Stakeholder:
    """Let a profile be suggested to others, or not any more; it holds from the next page on.

    Raises:
        NotFound: there is no such profile; NotAllowed: somebody else looks after it.
    """
    found = profiles.get_stakeholder(session, actor, stakeholder_id)
    require(actor, "stakeholder.edit", found)
    history.take_turn(session, found, found.id)
    if found.opted_out is suggested:
        before = {"opted_out": found.opted_out}
        found.opted_out, found.updated_at = not suggested, now
        history.record(
            session, actor, stakeholder_id=found.id, subject=found.id, before=before,
            after={"opted_out": found.opted_out}, source=history.FORM, now=now,
        )  # fmt: skip
        profiles.keep_suggested(session, actor, found.id, suggested, now=now)
        audit.record(session, actor, "stakeholder.suggested", found.id, now=now, suggested=suggested)
    return found


def list_news_readers(session: Session) -> list[tuple[str, str]]:
    """Name and address of all who want news, by address."""
    query = (
        select(Account.name, Account.email)
        .join(Consent, Consent.account_id == Account.id)
        .where(Consent.what == Asked.NEWS, Consent.given_at.is_not(None), Consent.withdrawn_at.is_(None))
        .where(Account.disabled_at.is_(None))
    )
    return sorted({(name, email) for name, email in session.execute(query)}, key=lambda one: one[1])


def _close(session: Session, actor: Actor, what: Asked, now: datetime) -> None:
    """What was agreed to before ends with the new answer."""
    query = select(Consent).where(
        Consent.what == what, Consent.given_at.is_not(None), Consent.withdrawn_at.is_(None)
    )
    whose = Consent.account_id == _id_of(actor), Consent.stakeholder_id.is_(None)
    for row in session.scalars(query.where(*whose)).all():
        row.withdrawn_at = now


def _add(session: Session, actor: Actor, what: Asked, given: bool, now: datetime) -> None:
    row = Consent(account_id=_id_of(actor), what=what, asked_at=now)
    row.version, row.given_at = TEXTS[what].version, now if given else None
    session.add(row)
    session.flush()


def _known(given: Collection[str]) -> list[str]:
    return sorted(what.value for what in OF_A_PERSON if what.value in given)


def _id_of(actor: Actor) -> str:
    if not actor.account_id:
        raise NotAllowed("Sign in first: this belongs to an account.")
    return actor.account_id
