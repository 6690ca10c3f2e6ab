"""Where an introduction is, who moves it, and the closed lists of words around it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum


class State(StrEnum):
    """The life of an introduction; what stands under `ENDS` never changes again."""

    DRAFTED = "drafted"
    PROPOSED = "proposed"
    HELD = "held"
    ASKED = "asked"
    ACCEPTED = "accepted"
    INTRODUCED = "introduced"
    MEETING_AGREED = "meeting_agreed"
    MET = "met"
    STEP_AGREED = "step_agreed"
    PARTNERSHIP = "partnership"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


BEFORE_ASKING = frozenset({State.DRAFTED, State.PROPOSED, State.HELD})
TOGETHER = frozenset({State.INTRODUCED, State.MEETING_AGREED, State.MET, State.STEP_AGREED})
"""Both said yes and know each other's contact persons; the work goes on."""

ENDS = frozenset({State.PARTNERSHIP, State.DECLINED, State.EXPIRED, State.WITHDRAWN, State.CLOSED})
LIVE = frozenset(State) - ENDS


class Side(StrEnum):
    """The two who are introduced. Where one of them asked for it, that one is `a`."""

    A = "a"
    B = "b"

    @property
    def other(self) -> Side:
        """The one across."""
        return Side.B if self is Side.A else Side.A


class Mover(StrEnum):
    """Who takes a step: one of the two, whoever brokers between them, or time."""

    A = "a"
    B = "b"
    BROKER = "broker"
    CLOCK = "clock"

    @property
    def side(self) -> Side | None:
        """The side that moves; None where none of the two does."""
        return Side(self.value) if self in (Mover.A, Mover.B) else None


class Consent(StrEnum):
    """What one side has said to being introduced."""

    OPEN = "open"
    ASKED = "asked"
    YES = "yes"
    NO = "no"


class Order(StrEnum):
    """Whom a broker asks first."""

    BOTH = "both"
    A_FIRST = "a"
    B_FIRST = "b"


class Origin(StrEnum):
    """What an introduction came from."""

    SUGGESTION = "suggestion"
    PROPOSAL = "proposal"
    NEED = "need"
    HAND = "hand"


class DeclineReason(StrEnum):
    """Why somebody does not want to be introduced now; one tap."""

    NO_TIME = "no_time"
    OTHER_SUBJECT = "other_subject"
    KNOWN = "known"
    FAR = "far"
    LATER = "later"
    UNSAID = "unsaid"


class CloseReason(StrEnum):
    """Why an introduction came to an end without a partnership."""

    NO_FIT = "no_fit"
    NO_ANSWER = "no_answer"
    NO_MEANS = "no_means"
    ELSEWHERE = "elsewhere"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, slots=True)
class Position:
    """An introduction as the rules see it.

    `confirmed` are those who said that the two are partners now.
    """

    state: State = State.DRAFTED
    a: Consent = Consent.OPEN
    b: Consent = Consent.OPEN
    confirmed: frozenset[Side] = field(default_factory=frozenset)

    def consent(self, side: Side) -> Consent:
        """What a side has said so far."""
        return self.a if side is Side.A else self.b

    def said(self, side: Side, consent: Consent, state: State | None = None) -> Position:
        """The same with what a side says now, and perhaps in another state."""
        a, b = (consent, self.b) if side is Side.A else (self.a, consent)
        return replace(self, a=a, b=b, state=state or self.state)

    @property
    def both_agreed(self) -> bool:
        """Whether both said yes."""
        return self.a is self.b is Consent.YES
