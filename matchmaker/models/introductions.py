"""Introductions: two parties brought together with the consent of both, and all that happened on the way."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from matchmaker.core.introductions.states import (
    CloseReason,
    Consent,
    DeclineReason,
    Mover,
    Origin,
    Side,
    State,
)
from matchmaker.core.introductions.steps import Step
from matchmaker.db import Base
from matchmaker.models.columns import ID_LENGTH, words_of
from matchmaker.models.ids import new_id

ENDED = "('partnership', 'declined', 'expired', 'withdrawn', 'closed')"


class Introduction(Base):
    """One introduction. Where one of the two asked for it, that one is `a`.

    `version` counts the steps: whoever read an older one has been overtaken.
    """

    __tablename__ = "introductions"
    __table_args__ = (
        CheckConstraint("a_id <> b_id", name="two"),
        # Two at once, or the same button twice: only one introduction of a pair is under way.
        Index(
            "uq_introductions_pair",
            "pair",
            unique=True,
            sqlite_where=text(f"state NOT IN {ENDED}"),
            postgresql_where=text(f"state NOT IN {ENDED}"),
        ),
        Index("ix_introductions_desk", "state", "state_since", "id"),
        Index("ix_introductions_clock", "rings_at"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "n"))
    a_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    b_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    # The two ids in order, the same whoever asks.
    pair: Mapped[str] = mapped_column(String(2 * ID_LENGTH + 1))
    origin: Mapped[Origin] = mapped_column(words_of(Origin))
    proposal_id: Mapped[str | None] = mapped_column(ForeignKey("proposals.id", ondelete="SET NULL"))
    need_id: Mapped[str | None] = mapped_column(ForeignKey("needs.id", ondelete="SET NULL"))
    pilot_id: Mapped[str | None] = mapped_column(ForeignKey("pilots.id", ondelete="SET NULL"), index=True)
    # The region whose network it is to help; "" where none is meant.
    region: Mapped[str] = mapped_column(String(8), default="", index=True)

    state: Mapped[State] = mapped_column(words_of(State), default=State.DRAFTED)
    consent_a: Mapped[Consent] = mapped_column(words_of(Consent, "consent_a"), default=Consent.OPEN)
    consent_b: Mapped[Consent] = mapped_column(words_of(Consent, "consent_b"), default=Consent.OPEN)
    confirmed_a: Mapped[bool] = mapped_column(default=False)
    confirmed_b: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)

    # As both read it: why these two, and what they could begin with. Empty: in the engine's words.
    reason: Mapped[str] = mapped_column(default="")
    first_step: Mapped[str] = mapped_column(default="")
    # What the one who asks writes to the other.
    message: Mapped[str] = mapped_column(default="")
    # What the two can expect of each other, 0 to 1, as the engine knew it when it was begun.
    worth: Mapped[float | None]

    created_by: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    broker_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    state_since: Mapped[datetime]
    # When the clock rings next, and how often it has rung since the state began; None: never again.
    rings_at: Mapped[datetime | None]
    rung: Mapped[int] = mapped_column(default=0)
    postponed: Mapped[int] = mapped_column(default=0)

    meeting_at: Mapped[datetime | None]
    meeting_minutes: Mapped[int | None]
    meeting_where: Mapped[str] = mapped_column(default="")
    joint_what: Mapped[str] = mapped_column(default="")
    joint_who: Mapped[str] = mapped_column(default="")
    joint_by: Mapped[date | None]
    joint_done_at: Mapped[datetime | None]
    decline_reason: Mapped[DeclineReason | None] = mapped_column(words_of(DeclineReason))
    close_reason: Mapped[CloseReason | None] = mapped_column(words_of(CloseReason))
    tie_id: Mapped[str | None] = mapped_column(ForeignKey("ties.id", ondelete="SET NULL"))


class IntroductionStep(Base):
    """One step that was taken; never changed afterwards."""

    __tablename__ = "introduction_steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[str] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    step: Mapped[Step] = mapped_column(words_of(Step))
    mover: Mapped[Mover] = mapped_column(words_of(Mover))
    before: Mapped[State] = mapped_column(words_of(State, "before"))
    after: Mapped[State] = mapped_column(words_of(State, "after"))
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    # What the mover said, for the other side or for the brokers.
    note: Mapped[str] = mapped_column(default="")


class Disclosure(Base):
    """A receipt: what of one party was shown to the other, when, on whose consent."""

    __tablename__ = "disclosures"
    __table_args__ = (UniqueConstraint("introduction_id", "of_id", "to_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[str] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    of_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    to_id: Mapped[str] = mapped_column(ForeignKey("stakeholders.id", ondelete="CASCADE"), index=True)
    # Names of what was shown, such as "contact persons" and "email"; never their values.
    fields: Mapped[list[str]] = mapped_column(default=list)
    # The step by which the owner agreed.
    consent_id: Mapped[int | None] = mapped_column(ForeignKey("introduction_steps.id", ondelete="SET NULL"))
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class BrokerNote(Base):
    """A note for colleagues on the desk; none of the two ever reads it."""

    __tablename__ = "broker_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[str] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    text: Mapped[str]
    at: Mapped[datetime]


class OfferedTime(Base):
    """A time that one side proposes for the meeting."""

    __tablename__ = "offered_times"
    __table_args__ = (UniqueConstraint("introduction_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    introduction_id: Mapped[str] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(default="")
    offered_by: Mapped[Mover] = mapped_column(words_of(Mover))


class Block(Base):
    """One stakeholder does not want to be introduced to another, nor suggested to it."""

    __tablename__ = "blocks"

    stakeholder_id: Mapped[str] = mapped_column(
        ForeignKey("stakeholders.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[str] = mapped_column(
        ForeignKey("stakeholders.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    at: Mapped[datetime]


class IntroductionMessage(Base):
    """What one of them writes within an introduction; in the thread of mails it has its own Message-ID."""

    __tablename__ = "introduction_messages"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "g"))
    introduction_id: Mapped[str] = mapped_column(
        ForeignKey("introductions.id", ondelete="CASCADE"), index=True
    )
    mover: Mapped[Mover] = mapped_column(words_of(Mover))
    account_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    text: Mapped[str]
    at: Mapped[datetime]
    reported_at: Mapped[datetime | None]
    # Which of the two reported it.
    reported_by: Mapped[Side | None] = mapped_column(words_of(Side))
    # When who brokers took its words and files away.
    taken_at: Mapped[datetime | None]
    # The Message-ID of the mail as which it came in: the same mail twice makes one message.
    came_as: Mapped[str | None] = mapped_column(String(255), unique=True)


class MessageFile(Base):
    """A file that came with a message; kept in the database, so that it is written and erased with it."""

    __tablename__ = "message_files"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, default=partial(new_id, "d"))
    message_id: Mapped[str] = mapped_column(
        ForeignKey("introduction_messages.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(255))
    # As its first bytes tell, not as its name says.
    mime: Mapped[str] = mapped_column(String(127))
    # Bytes.
    size: Mapped[int]
    # Loaded only when somebody fetches it.
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
