"""The words of the register: what a row of it says about some columns of one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """Where a row stands on the public page, and which file of the export it goes into."""

    ACCOUNT = "account"
    SIGNING = "signing"
    CHOICES = "choices"
    PROFILES = "profiles"
    ACTS = "acts"
    INTRODUCTIONS = "introductions"
    MAILS = "mails"
    FILES = "files"
    LOG = "log"


class Basis(StrEnum):
    """Why it may be kept (Article 6 of the General Data Protection Regulation)."""

    CONTRACT = "contract"
    CONSENT = "consent"
    INTEREST = "interest"
    DUTY = "duty"


class Reader(StrEnum):
    """Who may see it, besides the person and administrators."""

    NOBODY = "nobody"
    COLLEAGUES = "colleagues"
    INTRODUCED = "introduced"
    BROKERS = "brokers"
    CHOSEN = "chosen"
    EVERYBODY = "everybody"


class Fate(StrEnum):
    """What becomes of it when the person is erased, or when its time is over."""

    DELETE = "delete"
    """The row goes."""
    EMPTY = "empty"
    """The columns become empty; the row stays, and leads to nobody."""
    REPLACE = "replace"
    """A sign that stands for everybody who was erased, or a salted hash, takes its place."""
    CLEAN = "clean"
    """The full name and the mail address are taken out of the text."""
    KEEP = "keep"
    """It stays, for a reason that the register gives."""


class Key(StrEnum):
    """What a column holds by which rows of a person are found."""

    ACCOUNT = "account"
    """The id of the account."""
    ADDRESS = "address"
    """A mail address of the person."""
    RECORD = "record"
    """The id of a profile: one that the person alone looks after, or, in `named_in`, any of theirs."""
    INTRODUCTION = "introduction"
    """The id of an introduction in which the person took part."""
    PARENT = "parent"
    """The id of a row of another table that is the person's."""


class Until(StrEnum):
    """How long something is kept that no number of days limits."""

    ACCOUNT = "account"
    PROFILE = "profile"
    INTRODUCTION = "introduction"
    IMPORT = "import"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Found:
    """By which column the rows of a person are found; `parent` is the other table of a `Key.PARENT`."""

    column: str
    key: Key = Key.ACCOUNT
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many days after a moment the nightly job does what `then` says.

    `since` names the columns of the moment; a row is over when one of them is that long ago. Only rows count
    whose column `only` holds one of `words`. With a `path` of columns and the tables they lead to, these
    columns are those of the row at its end.
    """

    days: int
    since: tuple[str, ...]
    then: Fate = Fate.DELETE
    only: str = ""
    words: tuple[str, ...] = ()
    path: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Personal:
    """Some columns of one table that say something about a person.

    `what` and `purpose` are sentences for everybody to read. `found` says which rows are the person's own,
    `named_in` in which rows besides others may have named them: full name and address are taken out there.
    `empties` are the columns that `Fate.EMPTY` and `Fate.REPLACE` concern, where not all of `columns` are.
    `handed` is false for what an export leaves out; `why` then says the reason, and so for what stays.
    """

    part: Part
    table: str
    columns: tuple[str, ...]
    what: str
    purpose: str
    basis: Basis
    seen_by: Reader
    kept: Limit | Until
    erased: Fate
    found: tuple[Found, ...] = ()
    named_in: tuple[Found, ...] = ()
    empties: tuple[str, ...] = ()
    handed: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plain:
    """The columns of a table that say nothing about a person, and why they do not."""

    table: str
    columns: tuple[str, ...]
    why: str


def words(text: str) -> tuple[str, ...]:
    """The names of columns, written as one text."""
    return tuple(text.split())
