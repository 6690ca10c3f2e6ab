"""What belongs to one record and follows it: offers, needs, other names, memberships, words, counts."""

from __future__ import annotations

from typing import Any

from matchmaker.core.audience import NEEDED
from matchmaker.core.entities import Audience
from matchmaker.core.names import fold
from matchmaker.models import (
    Alias,
    Block,
    Consent,
    Declaration,
    Exposure,
    Hiding,
    Introduction,
    Mail,
    Need,
    Offer,
    OriginNotice,
    PilotMember,
    ProfileDraft,
    RankingPreference,
    Report,
    SuggestionVerdict,
)
from matchmaker.services.duplicates.cells import Row
from matchmaker.services.duplicates.journal import table_of
from matchmaker.services.duplicates.moving import Moving, follow, part


def statements(moving: Moving) -> None:
    """Offers and needs; the same words in the same state are one, and what rests on it rests on the other.

    Of two audiences the narrower holds. A merge that only fills lets those of the record that goes wait: its
    people alone see them, until they open them to others.
    """
    for model in (Offer, Need):
        table = table_of(model)
        theirs = moving.journal.rows(table, table.c.stakeholder_id == moving.kept["id"])
        known = {(fold(row["text"]), row["state"]): row for row in theirs}
        for row in moving.of(table, "stakeholder_id"):
            twin = known.get((fold(row["text"]), row["state"]))
            if twin is None:
                waits = {"audience": Audience.OURSELVES} if moving.fills else {}
                moving.move(table, row, {"stakeholder_id": moving.kept["id"], **waits})
                continue
            if moving.fills:
                moving.journal.touch(table, twin)
            else:
                known[fold(row["text"]), row["state"]] = moving.journal.update(
                    table, twin, {"audience": _narrower(row, twin)}
                )
            if model is Need:
                _rest_on(moving, row["id"], twin["id"])
            moving.journal.delete(table, row)


def _narrower(row: Row, twin: Row) -> Audience:
    found: Audience = max(row["audience"], twin["audience"], key=lambda audience: NEEDED[audience])
    return found


def met_by(moving: Moving) -> None:
    """Who met an offer or a need; nobody meets its own."""
    for model in (Offer, Need):
        table = table_of(model)
        for row in moving.journal.rows(table, table.c.met_by_id.in_(moving.both)):
            own = row["stakeholder_id"] == moving.kept["id"]
            moving.journal.update(table, row, {"met_by_id": None if own else moving.kept["id"]})


def _rest_on(moving: Moving, gone: str, kept: str) -> None:
    for model in (Introduction, SuggestionVerdict):
        table = table_of(model)
        for row in moving.journal.rows(table, table.c.need_id == gone):
            moving.journal.update(table, row, {"need_id": kept})


def plain(moving: Moving) -> None:
    """Ids in other sources lead to the record that stays; so do mails, consents, drafts, reports of it.

    So does that its contact was told: nobody is told twice.
    """
    for model in (Alias, Mail, ProfileDraft, Consent, Report, Hiding, OriginNotice):
        follow(moving, table_of(model), "stakeholder_id")


def memberships(moving: Moving) -> None:
    """Pilots: whoever of the two has joined stays joined; a merge that only fills brings nobody back in."""
    table = table_of(PilotMember)

    def better(row: Row, twin: Row) -> bool:
        left = moving.fills and twin["left_at"] is not None
        return _in(row) > _in(twin) and not left

    follow(moving, table, "stakeholder_id", by=("pilot_id",), better=better)


def _in(row: Row) -> bool:
    return row["joined_at"] is not None and row["left_at"] is None


def single(moving: Moving) -> None:
    """How the own list is weighed, and the declaration: as the record that stays has them, if it has."""
    for model in (RankingPreference, Declaration):
        table = table_of(model)
        staying = moving.journal.rows(table, table.c.stakeholder_id == moving.kept["id"])
        for row in moving.of(table, "stakeholder_id"):
            if staying:
                moving.journal.touch(table, staying[0])
                moving.journal.delete(table, row)
            else:
                moving.move(table, row, {"stakeholder_id": moving.kept["id"]})


def verdicts(moving: Moving) -> None:
    """Saved, dismissed: the last word about the same one counts."""
    table = table_of(SuggestionVerdict)
    part(moving, table, "stakeholder_id", "other_id")
    for mine, other in (("stakeholder_id", "other_id"), ("other_id", "stakeholder_id")):
        follow(moving, table, mine, by=(other,), better=lambda row, twin: bool(row["at"] > twin["at"]))


def blocks(moving: Moving) -> None:
    """Whoever did not want one of the two does not want the one."""
    table = table_of(Block)
    part(moving, table, "stakeholder_id", "other_id")
    for mine, other in (("stakeholder_id", "other_id"), ("other_id", "stakeholder_id")):
        follow(moving, table, mine, by=(other,))


def exposures(moving: Moving) -> None:
    """How often both were shown on a day adds up."""
    table = table_of(Exposure)
    theirs = moving.journal.rows(table, table.c.stakeholder_id == moving.kept["id"])
    days: dict[Any, Row] = {row["day"]: row for row in theirs}
    for row in moving.of(table, "stakeholder_id"):
        twin = days.get(row["day"])
        if twin is None:
            moving.move(table, row, {"stakeholder_id": moving.kept["id"]})
            continue
        moving.journal.update(table, twin, {"times": twin["times"] + row["times"]})
        moving.journal.delete(table, row)
