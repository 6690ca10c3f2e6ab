"""The people of two records that become one: who belongs to it, who was invited, who may act for it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Table

from matchmaker.core.claims.states import ClaimState
from matchmaker.core.entities import Part, Role
from matchmaker.models import ActingConsent, Claim, RoleGrant, RoleInvitation
from matchmaker.services.duplicates.cells import Row
from matchmaker.services.duplicates.journal import table_of
from matchmaker.services.duplicates.moving import Moving, follow


def seats(moving: Moving) -> None:
    """Invitations and consents, then those who belong to either record: nobody loses access.

    An invitation and a consent are what the people of one record, or officials as long as it had none, said
    for that record alone. Where the other record has people, who never said it, it ends; they may say it
    anew.
    """
    ending = _unsaid(moving)
    invitations, consents = table_of(RoleInvitation), table_of(ActingConsent)
    open_ones = (invitations.c.accepted_at.is_(None), invitations.c.declined_at.is_(None))
    _end(moving, invitations, "place", ending, *open_ones, invitations.c.role == Role.MEMBER)
    _end(moving, consents, "stakeholder_id", ending, consents.c.refused_at.is_(None))
    follow(moving, invitations, "place")
    follow(moving, consents, "stakeholder_id")
    follow(moving, table_of(RoleGrant), "place", by=("account_id", "role"), better=_owns_more)


def claims(moving: Moving) -> None:
    """Claims of the record that goes are claims of the one that stays, disputes where that has people.

    Who waits for both waits for one: the claim that says who they are there, else that of the one that stays.
    """
    table = table_of(Claim)
    waiting = table.c.state == ClaimState.WAITING
    rows = moving.journal.rows(table, table.c.stakeholder_id == moving.kept["id"], waiting)
    twins = {row["account_id"]: row for row in rows}
    for row in moving.of(table, "stakeholder_id"):
        twin = twins.get(row["account_id"]) if row["state"] is ClaimState.WAITING else None
        if twin is not None:
            better = bool(row["words"] and not twin["words"])
            ended = {"state": ClaimState.WITHDRAWN, "decided_at": moving.now}
            if better:
                moving.journal.update(table, twin, ended)
            else:
                row = moving.journal.update(table, row, ended)
        moving.move(table, row, {"stakeholder_id": moving.kept["id"]})


def _unsaid(moving: Moving) -> list[str]:
    """Those of the two whose invitations and consents end: the other one has people."""
    table = table_of(RoleGrant)
    rows = moving.journal.rows(table, table.c.role == Role.MEMBER, table.c.place.in_(moving.both))
    looked_after = {row["place"] for row in rows}
    kept, gone = moving.both
    return [one for one, other in ((kept, gone), (gone, kept)) if other in looked_after]


def _end(moving: Moving, table: Table, column: str, ids: list[str], *where: ColumnElement[bool]) -> None:
    for row in moving.journal.rows(table, table.c[column].in_(ids), table.c.withdrawn_at.is_(None), *where):
        moving.journal.update(table, row, {"withdrawn_at": moving.now})


def _owns_more(row: Row, twin: Row) -> bool:
    """Whoever owned one of the two owns the one."""
    return row["part"] is Part.OWNER and twin["part"] is not Part.OWNER
