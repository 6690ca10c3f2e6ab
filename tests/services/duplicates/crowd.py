"""A small crowd in which anything may hang on anybody, drawn from a seed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from random import Random

from sqlalchemy.orm import Session

from matchmaker.core.duplicates.states import PairState
from matchmaker.core.ecosystem.proposals import ProposalState
from matchmaker.core.entities import Audience, Part, Role, StatementState, Verdict
from matchmaker.core.introductions.states import ENDS, Mover, State
from matchmaker.core.introductions.states import Consent as Agreed
from matchmaker.core.introductions.steps import Step
from matchmaker.core.privacy.consents import Asked
from matchmaker.models import (
    Account,
    ActingConsent,
    Alias,
    Block,
    Consent,
    Declaration,
    Disclosure,
    Exposure,
    IntroductionMessage,
    MessageFile,
    OfferedTime,
    ProfileDraft,
    Proposal,
    RankingPreference,
    RoleInvitation,
    Stakeholder,
    SuggestionVerdict,
)
from tests.factories import (
    NOW,
    grant,
    join_pilot,
    make_account,
    make_introduction,
    make_need,
    make_offer,
    make_pilot,
    make_stakeholder,
    make_tie,
)
from tests.services.duplicates.twins import make_pair

SIZE = 5
TEXTS = ("We mend bicycles.", "We lend a hall near the station.", "A course about bees")
LABELS = ("", "Choir", "Repair café")


def make_crowd(session: Session, chance: Random) -> list[Stakeholder]:
    """Some records, and everything that belongs to them; each pair of them may be the same."""
    people = [_record(session, chance, number) for number in range(SIZE)]
    _belongings(session, chance, people)
    for one, other in combinations(people, 2):
        _between(session, chance, one, other)
        state = PairState.DIFFERENT if chance.random() < 0.1 else PairState.OPEN
        make_pair(session, one, other, score=chance.randint(40, 100), state=state)
    session.flush()
    return people


def _record(session: Session, chance: Random, number: int) -> Stakeholder:
    return make_stakeholder(
        session,
        # Which of two ids is the smaller decides much, so the seed decides it.
        id=f"s-{chance.randrange(16**10):010x}",
        name=f"Choir {number}",
        email=f"choir{chance.randint(0, 9)}@choirs.example" if chance.random() < 0.5 else "",
        website=chance.choice(["", "https://choirs.example"]),
        about=chance.choice(["", "We sing."]),
        languages=chance.sample(["de", "fr", "en"], chance.randint(0, 3)),
        audiences=chance.choice([{}, {"email": "ourselves"}, {"website": "members"}]),
        opted_out=chance.random() < 0.2,
        founded=chance.choice([None, 1999]),
    )


def _belongings(session: Session, chance: Random, people: list[Stakeholder]) -> None:
    accounts = [make_account(session) for _ in range(3)]
    pilots = [make_pilot(session, "DE11") for _ in range(2)]
    for one in people:
        for account in accounts:
            if chance.random() < 0.2:
                grant(session, account, Role.MEMBER, one.id).part = chance.choice(list(Part))
        for pilot in pilots:
            if chance.random() < 0.4:
                join_pilot(session, pilot, one, joined_at=chance.choice([None, NOW]))
        for make in (make_offer, make_need):
            for text in TEXTS:
                if chance.random() < 0.4:
                    state = chance.choice([StatementState.OPEN, StatementState.MET])
                    met_by = chance.choice([None, *people]) if state is StatementState.MET else None
                    audience = chance.choice(list(Audience))
                    make(
                        session, one, text, state=state, audience=audience,
                        met_by_id=met_by.id if met_by not in (None, one) else None,
                    )  # fmt: skip
        _said(session, chance, one, accounts)
        if chance.random() < 0.5:
            session.add(
                Alias(stakeholder_id=one.id, source="list", source_id=one.id[2:], seen={"name": one.name})
            )
        if chance.random() < 0.4:
            session.add(RankingPreference(stakeholder_id=one.id, weights={"near": "more"}, at=NOW))
        for back in range(3):
            if chance.random() < 0.5:
                day = date(2026, 11, 20 + back)
                session.add(Exposure(day=day, stakeholder_id=one.id, times=chance.randint(1, 9)))
    session.flush()


def _said(session: Session, chance: Random, one: Stakeholder, accounts: list[Account]) -> None:
    """What people said about a record: a declaration, invitations, consents, a draft that it was made of."""
    mine, soon = chance.choice(accounts).id, NOW + timedelta(days=9)
    if chance.random() < 0.4:
        session.add(Declaration(stakeholder_id=one.id, answers={}, said_by=mine, said_at=NOW))
    if chance.random() < 0.4:
        values = {"role": Role.MEMBER, "place": one.id, "inviter_id": mine}
        session.add(RoleInvitation(address="eve@choirs.example", made_at=NOW, expires_at=soon, **values))
    if chance.random() < 0.4:
        given = {"given_at": NOW, "given_by": mine, "until": soon.date()} if chance.random() < 0.5 else {}
        official = {"role": Role.OFFICIAL, "place": "DE11", "asked_at": NOW}
        session.add(ActingConsent(stakeholder_id=one.id, **official, **given))
    if chance.random() < 0.3:
        session.add(ProfileDraft(account_id=mine, stakeholder_id=one.id, created_at=NOW, updated_at=NOW))
        row = Consent(account_id=mine, stakeholder_id=one.id, what=Asked.SUGGESTED, version="1", asked_at=NOW)
        session.add(row)


def _between(session: Session, chance: Random, one: Stakeholder, other: Stakeholder) -> None:
    for label in LABELS:
        if chance.random() < 0.25:
            flags = {"confirmed_a": chance.random() < 0.5, "confirmed_b": chance.random() < 0.5}
            make_tie(session, one, other, label=label, since=chance.choice([None, 2015, 2020]), **flags)
    for mine, their in ((one, other), (other, one)):
        if chance.random() < 0.2:
            verdict, at = chance.choice(list(Verdict)), NOW + timedelta(minutes=chance.randint(0, 9))
            session.add(SuggestionVerdict(stakeholder_id=mine.id, other_id=their.id, verdict=verdict, at=at))
        if chance.random() < 0.1:
            session.add(Block(stakeholder_id=mine.id, other_id=their.id, at=NOW))
    if chance.random() < 0.3:
        a, b = sorted((one.id, other.id))
        session.add(Proposal(a_id=a, b_id=b, state=chance.choice(list(ProposalState)), created_at=NOW))
    if chance.random() < 0.4:
        _introduction(session, chance, *chance.sample([one, other], 2))


def _introduction(session: Session, chance: Random, a: Stakeholder, b: Stakeholder) -> None:
    state = chance.choice(list(State))
    consents = {
        name: chance.choice([Agreed.YES, Agreed.ASKED, Agreed.OPEN]) for name in ("consent_a", "consent_b")
    }
    if state in ENDS or chance.random() < 0.5:
        consents = dict.fromkeys(consents, Agreed.YES)
    made = make_introduction(session, a, b, (0, Step.ASK, State.ASKED), state=state, **consents)
    for of, to in ((a, b), (b, a)):
        if chance.random() < 0.6:
            session.add(
                Disclosure(introduction_id=made.id, of_id=of.id, to_id=to.id, fields=["email"], at=NOW)
            )
    message = IntroductionMessage(introduction_id=made.id, mover=Mover.A, text="See you soon.", at=NOW)
    session.add(message)
    session.flush()
    content = bytes(chance.randrange(256) for _ in range(20))
    session.add(
        MessageFile(message_id=message.id, name="plan.pdf", mime="application/pdf", size=20, content=content)
    )
    session.add(OfferedTime(introduction_id=made.id, starts_at=NOW, minutes=30, offered_by=Mover.A))
    session.flush()
