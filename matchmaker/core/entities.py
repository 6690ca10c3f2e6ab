"""The nouns as the engine sees them: frozen values, and the closed lists of words they use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a stakeholder is; each has a shape and a colour of its own on every page."""

    ENTERPRISE = "enterprise"
    INNOVATOR = "innovator"
    POLICYMAKER = "policymaker"
    SUPPORT = "support"


class Reach(StrEnum):
    """From how far an answer may come, or how far an offer goes; ordered from near to far."""

    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"
    EUROPEAN = "european"


class Together(StrEnum):
    """What became of the question to whoever met an offer or a need: shall we note a partnership?"""

    ASKED = "asked"
    YES = "yes"
    NO = "no"


class StatementState(StrEnum):
    """The life of an offer or a need."""

    OPEN = "open"
    MET = "met"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Audience(StrEnum):
    """Who may see a field; ordered from the narrowest to the widest."""

    OURSELVES = "ourselves"
    MATCHED = "matched"
    MEMBERS = "members"
    PUBLIC = "public"


class Role(StrEnum):
    """What an account may be in a place."""

    MEMBER = "member"
    OFFICIAL = "official"
    ORGANISER = "organiser"
    ADMINISTRATOR = "administrator"


class Part(StrEnum):
    """What a member of a stakeholder may do in it: an editor edits, an owner also says who belongs to it."""

    EDITOR = "editor"
    OWNER = "owner"


class Level(StrEnum):
    """How strong a suggestion is, in words; the cut-offs belong to the matcher."""

    STRONG = "strong"
    GOOD = "good"
    LOOK = "look"


class Verdict(StrEnum):
    """What the reader did with a suggestion."""

    SAVED = "saved"
    HIDDEN = "hidden"
    NOT_RELEVANT = "not_relevant"


class Dismissal(StrEnum):
    """Why a suggestion is not relevant."""

    KNOWN = "known"
    FAR = "far"
    OTHER_SUBJECT = "other_subject"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Statement:
    """One offer or one need.

    `cooperation` and `themes` hold keys of `core.vocabulary`; `created` is the day on which it was made here.
    """

    id: str
    text: str
    cooperation: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    reach: Reach = Reach.EUROPEAN
    valid_until: date | None = None
    created: date | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """All that the engine knows of one stakeholder.

    `offers` and `needs` are the open ones only. `region` is a NUTS code of any level or "" (place not
    known); `country` an ISO 3166-1 code or ""; `lat` and `lon` are degrees. `rankable` is false for who is
    hidden, closed or opted out, or whose people do not answer whether it is still true: such a profile is
    never suggested. `verified` is the day somebody of the
    stakeholder last confirmed the record, `created` the day on which the record was made here; `sort` is the
    kind in the words of a source, where it is none of ours.
    """

    id: str
    name: str
    kind: Kind | None = None
    about: str = ""
    offers: tuple[Statement, ...] = ()
    needs: tuple[Statement, ...] = ()
    country: str = ""
    region: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    verified: date | None = None
    rankable: bool = True
    created: date | None = None
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A tie between two stakeholders as the engine sees it: unordered, `a < b`.

    `since` is a year, `day` the exact day where it is known.
    """

    a: str
    b: str
    kind: str = ""
    since: int | None = None
    weight: float = 1.0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """What stakeholders did together, or one of them alone: a project, a pilot, an event.

    `members` holds ids of stakeholders; `day` is when it began, None where that is not known.
    """

    id: str
    text: str
    members: tuple[str, ...]
    day: date | None = None
