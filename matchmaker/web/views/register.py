"""The register as everybody reads it: what is kept, why, who sees it, for how long, and what erasing does."""

from __future__ import annotations

from dataclasses import dataclass

from matchmaker.core.privacy.register import REGISTER
from matchmaker.core.privacy.terms import Limit, Personal
from matchmaker.core.privacy.titles import BASES, FATES, PARTS, READERS, UNTIL
from matchmaker.web.words import _, ngettext


@dataclass(frozen=True, slots=True)
class Kept:
    """One row of the page."""

    what: str
    why: str
    basis: str
    seen_by: str
    how_long: str
    erased: str
    copied: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page."""

    id: str
    title: str
    rows: list[Kept]


def register_sections() -> list[Section]:
    """All parts in the order of the register."""
    parts = dict.fromkeys(one.part for one in REGISTER)
    return [
        Section(part.value, _(PARTS[part]), [_row(one) for one in REGISTER if one.part is part])
        for part in parts
    ]


def _row(one: Personal) -> Kept:
    why = f" {_(one.why)}" if one.why else ""
    erased = _(FATES[one.erased]) + (why if one.handed else "")
    copied = _("It is in it.") if one.handed else _("It is left out.") + why
    return Kept(
        what=_(one.what),
        why=_(one.purpose),
        basis=_(BASES[one.basis]),
        seen_by=_(READERS[one.seen_by]),
        how_long=how_long(one),
        erased=erased,
        copied=copied,
    )


def how_long(one: Personal) -> str:
    """How long it is kept, in words."""
    if not isinstance(one.kept, Limit):
        return _(UNTIL[one.kept])
    days = one.kept.days
    match one.kept.since[0]:
        case "ended_at" | "state_since":
            return ngettext("%(num)d day after it ended", "%(num)d days after it ended", days)
        case "expires_at":
            return ngettext("%(num)d day after it ran out", "%(num)d days after it ran out", days)
        case "finished_at":
            return ngettext("%(num)d day after it was done", "%(num)d days after it was done", days)
        case "since":
            return ngettext("%(num)d day after the first try", "%(num)d days after the first try", days)
        case "updated_at":
            return ngettext("%(num)d day after the last change", "%(num)d days after the last change", days)
        case "made_at" | "created_at":
            return ngettext("%(num)d day after it was made", "%(num)d days after it was made", days)
    return ngettext("%(num)d day", "%(num)d days", days)
