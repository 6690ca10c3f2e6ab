"""Somebody who did everything that one can do here, and what must not be found of them afterwards."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

from sqlalchemy import select

from matchmaker.config import Settings
from matchmaker.core.actors import Actor
from matchmaker.core.claims.states import ClaimState
from matchmaker.core.drafts import Step
from matchmaker.core.entities import Kind, Reach, Role, Verdict
from matchmaker.core.introductions.states import Mover, Side
from matchmaker.core.notifications import Channel, MailKind
from matchmaker.core.reports import About, Decision, ReportState, Trouble
from matchmaker.db import Base, Database
from matchmaker.models import (
    Alias,
    Claim,
    Exposure,
    Hiding,
    Identity,
    ImportRow,
    Job,
    Merge,
    MessageFile,
    OriginNotice,
    ProfileDraft,
    Proposal,
    RankingPreference,
    Report,
    RoleInvitation,
    SavedMapping,
    Stakeholder,
)
from matchmaker.services import (
    accounts,
    exchange,
    fiches,
    introductions,
    notifications,
    pilots,
    places,
    privacy,
    profiles,
    proposals,
    suggestions,
)
from matchmaker.services.introductions import Hand
from matchmaker.services.notifications import Recipient
from matchmaker.services.profiles import ProfileValues, StatementValues
from tests.factories import PASSWORD, grant, make_account, make_pilot, make_stakeholder, make_tie
from tests.services.ecosystem.taking import take
from tests.services.introductions.people import Two, begin, hand, step, together

NAME, ADDRESS = "Wilhelmine Überraschung", "wilhelmine@halle.example"
CONTACT = "ute.privately@halle.example"
"""An address that is in their profile alone."""
OLD_NAME, OLD_ADDRESS = "Wilhelmine Altmodisch", "w.altmodisch@halle.example"
WORDS = {
    "message": "the quokkamessage of the third bench",
    "note": "a quokkanote for the broker",
    "colleagues": "quokkacolleagues only",
    "asked": "quokkaasked whether we could meet",
    "file": "quokkafile content",
    "returned": "quokkareturned.exe",
    "proposal": "quokkaproposal note",
    "about": "Quokkaabout, founded by Wilhelmine Überraschung.",
    "offer": "A quokkaoffer of two benches",
    "need": "A quokkaneed for a course in welding",
    "claim": "I sing the quokkaclaim of the choir",
    "report": "quokkareport about it",
    "objection": "quokkaobjection to it",
    "import": "Rain Barrel Workshop",
}
"""What only they wrote, each with a word that stands nowhere else."""

CSV = (
    "id,name,country,city,about,contact\n"
    f"1,{WORDS['import']},Germany,Stuttgart,We mend barrels.,{NAME} <{ADDRESS}>\n"
)
THEIRS = f"id,name,country,city,about\n9,Kettle Kitchen,Germany,Ulm,Write to {NAME}: {ADDRESS.upper()}\n"


@dataclass(frozen=True)
class Life:
    """The person, and ids of what they made; `others` is an import of somebody else that names them."""

    id: str
    actor: Actor
    profile: str
    shared: str
    introduction: str
    imported: str
    others: str
    secret: str


def live(database: Database, settings: Settings, two: Two, now: datetime) -> Life:
    """All of it, in the order in which it happens."""
    with database.transaction() as session:
        account = make_account(session, name=OLD_NAME, email=OLD_ADDRESS)
        grant(session, account, Role.MEMBER, two.a)
        grant(session, account, Role.OFFICIAL, "DE1")
        pilot = make_pilot(session)
        grant(session, account, Role.ORGANISER, pilot.id)
        actor = accounts.actor_of(session, account)
        to = Recipient(OLD_ADDRESS, OLD_NAME, "en", account.id)
        notifications.notify(session, kind=MailKind.WAITS, key="early", to=to, now=now)
        account.name, account.email = NAME, ADDRESS
        third = make_stakeholder(session, name="Third", email="third@example.org").id
        fourth = make_stakeholder(session, name="Fourth", email="fourth@example.org").id
        lone = make_stakeholder(session, name="Lone", email="lone@example.org").id
        pilots.invite_list(session, actor, pilot.id, fourth, now=now)
    entered = step(
        database, accounts.sign_in, email=ADDRESS, password=PASSWORD, address="192.0.2.7",
        agent="Quokkabrowser/1.0", lasts=timedelta(days=1), now=now,
    )  # fmt: skip
    step(database, accounts.ask_to_reset, email=ADDRESS, address="192.0.2.7", now=now)
    profile = _describe(database, actor, now)
    actor = step(database, lambda session: accounts.actor_of(session, accounts.get_account(session, ADDRESS)))
    life = _meet(database, two, actor, third, fourth, now)
    step(database, suggestions.judge, actor, profile, third, Verdict.SAVED, now=now)
    step(database, proposals.propose, actor, region=places.get_region("DE11"), a=third, b=lone,
         note=WORDS["proposal"], now=now)  # fmt: skip
    step(database, fiches.make_fiche, actor, region=places.get_region("DE11"), now=now)
    with database.transaction() as session:
        notifications.set_preferences(session, actor, {MailKind.MESSAGE: Channel.DAILY}, now=now)
        notifications.unsubscribe(session, ADDRESS, MailKind.ENDED, now=now)
        privacy.answer(session, actor, ["news"], now=now)
        privacy.set_suggested(session, actor, profile, False, now=now)
        notifications.notify(
            session, kind=MailKind.RETURNED, key="returned",
            to=Recipient(ADDRESS, NAME, "en", actor.account_id, two.a),
            params={"side": "a", "why": "files", "files": [WORDS["returned"]]}, now=now,
        )  # fmt: skip
        refused = f"550 unknown user {ADDRESS}"
        session.add(
            Job(kind="mail.send", payload={}, due_at=now + timedelta(days=900), created_at=now, error=refused)
        )
    imported, others = _bring(database, settings, actor, now)
    _fill_in(database, actor, profile, third, imported, now)
    take(database, now)
    step(database, privacy.ask_for_copy, actor, password=PASSWORD, secret=entered.secret, language="en",
         folder=settings.folder, now=now)  # fmt: skip
    return Life(actor.account_id or "", actor, profile, two.a, life, imported, others, entered.secret)


def _describe(database: Database, actor: Actor, now: datetime) -> str:
    """A profile that is theirs alone, with one need and one offer, changed once."""
    values = ProfileValues(
        name="Quokka Atelier", kind=Kind.ENTERPRISE, about=WORDS["about"], place="Stuttgart", country="DE",
        languages=("de",), email=CONTACT,
    )  # fmt: skip
    made = step(database, profiles.create_stakeholder, actor, values, now=now)
    with database.transaction() as session:
        actor = accounts.actor_of(session, accounts.get_account(session, ADDRESS))
        for what in ("offer", "need"):
            said = StatementValues(text=WORDS[what], reach=Reach.LOCAL)
            profiles.add_statement(session, actor, made.id, what, said, now=now)
        profiles.update_stakeholder(session, actor, made.id, values, now=now)
    return made.id


def _meet(database: Database, two: Two, actor: Actor, third: str, fourth: str, now: datetime) -> str:
    """Introductions in several states, with messages, files and notes."""
    id_ = together(database, two, now)
    mine = Hand(Mover.A, actor)
    message = step(database, introductions.write, mine, id_, text=WORDS["message"], now=now)
    with database.transaction() as session:
        content = WORDS["file"].encode()
        about = {"name": "plan.txt", "mime": "text/plain", "size": len(content), "content": content}
        session.add(MessageFile(message_id=message.id, **about))
    step(database, introductions.write, hand(two, Side.B), id_, text=f"Dear {NAME}, gladly!", now=now)
    asked = step(
        database, introductions.ask_for, actor, for_id=two.a, with_id=third, message=WORDS["asked"], now=now
    )
    step(database, introductions.withdraw, mine, asked.id, note=WORDS["note"], now=now)
    step(database, introductions.block, mine, asked.id, now=now)
    step(database, introductions.begin, actor, a=third, b=fourth, note=WORDS["colleagues"], now=now)
    return id_


def _bring(database: Database, settings: Settings, actor: Actor, now: datetime) -> tuple[str, str]:
    """One import that the person ran, and one of somebody else that waits and names them."""
    store = exchange.store_of(settings.folder, megabytes=1, rows=100)
    with database.transaction() as session:
        files = {exchange.STAKEHOLDERS: (f"{NAME}.csv", BytesIO(CSV.encode()))}
        made = exchange.upload(session, actor, files, source="list", strict=False, store=store, now=now)
        exchange.start_import(session, actor, made.id, strict=False, store=store, now=now)
    with database.transaction() as session:
        account = make_account(session)
        grant(session, account, Role.OFFICIAL, "DE1")
        official = accounts.actor_of(session, account)
        files = {exchange.STAKEHOLDERS: ("theirs.csv", BytesIO(THEIRS.encode()))}
        other = exchange.upload(session, official, files, source="theirs", strict=False, store=store, now=now)
    return made.id, other.id


def _fill_in(
    database: Database, actor: Actor, profile: str, third: str, imported: str, now: datetime
) -> None:
    """What hangs on the profile besides, each with the name and the address in it."""
    who = f"{NAME} <{ADDRESS}>"
    with database.transaction() as session:
        session.add(Alias(stakeholder_id=profile, source="list", source_id=ADDRESS, seen={"contact": who}))
        session.add(OriginNotice(stakeholder_id=profile, address=ADDRESS, told_at=now))
        session.add(Exposure(day=now.date(), stakeholder_id=profile, times=3))
        make_tie(
            session, session.get_one(Stakeholder, profile), session.get_one(Stakeholder, third), label=who
        )
        row = {"outcome": "changed", "name": "Quokka Atelier", "subject": profile}
        changes = {"email": ["", ADDRESS]}
        session.add(ImportRow(import_id=imported, part="stakeholders", number=900, changes=changes, **row))
        session.add(SavedMapping(signature="s", mapping={}, account_id=actor.account_id, updated_at=now))
        session.add(RankingPreference(stakeholder_id=profile, account_id=actor.account_id, at=now))
        mine = {"account_id": actor.account_id, "made_at": now}
        session.add(Identity(issuer="https://login.example", subject="quokkasubject", shown=ADDRESS, **mine))
        session.add(
            Merge(
                pair_id="e-1",
                kept_id=profile,
                gone_id="s-gone",
                gone_name=NAME,
                revision=1,
                followed={},
                journal={"email": [ADDRESS]},
                touches=[],
                undoable=False,
                left=[],
                **mine,
            )
        )
        session.add(
            RoleInvitation(
                address=ADDRESS,
                role=Role.OFFICIAL,
                place="DE11",
                inviter_id=None,
                made_at=now,
                expires_at=now,
            )
        )
        session.add(
            ProfileDraft(
                account_id=actor.account_id,
                step=Step.WHO,
                answers={"name": who},
                stamps={},
                created_at=now,
                updated_at=now,
            )
        )
        claimed = {"account_id": actor.account_id, "words": WORDS["claim"], "address": ADDRESS}
        decided = {"decided_at": now, "decided_by": actor.account_id, "reason": WORDS["claim"]}
        session.add(Claim(stakeholder_id=third, state=ClaimState.REFUSED, asked_at=now, **claimed, **decided))
        (proposal,) = session.scalars(select(Proposal)).all()
        proposal.decided_by, proposal.decided_at = actor.account_id, now
    _report(database, actor, profile, now)


def _report(database: Database, actor: Actor, profile: str, now: datetime) -> None:
    """They reported, decided, hid, objected and answered; what others said of it names them."""
    who, me = f"{NAME} <{ADDRESS}>", actor.account_id
    with database.transaction() as session:
        session.add(
            Report(
                about=About.PROFILE, stakeholder_id=profile, trouble=Trouble.OTHER, words=WORDS["report"],
                stood={"about": who}, account_id=me, address=ADDRESS, made_at=now, reason=who,
                state=ReportState.REJECTED, decision=Decision.NOTHING, decided_by=me, decided_at=now,
            )
        )  # fmt: skip
        session.add(
            Hiding(
                stakeholder_id=profile, reason=who, hidden_by=me, hidden_at=now, objection=WORDS["objection"],
                objected_by=me, objected_at=now, answer=who, answered_by=me, answered_at=now, shown_by=me,
                shown_at=now,
            )
        )  # fmt: skip


def work_off(database: Database, settings: Settings) -> None:
    """Do what an erasure left to jobs, and nothing else: the work of a night takes longer."""
    with database.reading() as session:
        waiting = session.scalars(select(Job).where(Job.kind == "privacy.purge")).all()
    for job in waiting:
        privacy.finish_purge(database, job.payload, folder=settings.folder, now=job.due_at)


def dump(database: Database) -> str:
    """All that stands in all tables, as text; JSON also as it is read."""
    lines = []
    with database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                lines.append(
                    f"{table.name}: {tuple(row)!r} {json.dumps([*row], default=str, ensure_ascii=False)}"
                )
    return "\n".join(lines)


def files_of(folder: Path) -> Iterable[tuple[str, bytes]]:
    """All files of an instance; those of the database as they lie on the disk, bytes and all."""
    return [
        (str(path.relative_to(folder)), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def secrets_of() -> tuple[str, ...]:
    """What must not be found: names, addresses, and the words that only they wrote."""
    own = tuple(word for text in WORDS.values() for word in text.split() if "uokka" in word)
    return (NAME, ADDRESS, CONTACT, OLD_NAME, OLD_ADDRESS, "Quokkabrowser", *own)


def stakeholder(database: Database, id_: str) -> Stakeholder | None:
    """A profile, or None."""
    with database.reading() as session:
        return session.get(Stakeholder, id_)


__all__ = ["begin"]


def erase(
    database: Database, settings: Settings, life: Life, now: datetime, *, profiles: tuple[str, ...] = ()
) -> None:
    with database.transaction() as session:
        privacy.erase_account(
            session,
            life.actor,
            name=NAME,
            password=PASSWORD,
            profiles=profiles,
            folder=settings.folder,
            now=now,
        )
    work_off(database, settings)
