"""How often one reports: counted before anything is read, and said in words when it is too often."""

from __future__ import annotations

from datetime import datetime, timedelta

from matchmaker.core.actors import Actor
from matchmaker.core.words import N_
from matchmaker.db import Database
from matchmaker.errors import TooMany
from matchmaker.services.accounts import throttle

BY_ONE = throttle.Limit(10, timedelta(hours=1))
"""So often one person, or one network address, reports within an hour, whatever it is about."""

OF_ONE = throttle.Limit(30, timedelta(hours=1))
"""So often visitors report one profile within an hour; who has signed in is not held up by them."""

ENOUGH = N_(
    "You have sent as many reports within an hour as one may. This one was not kept: send it again in"
    " %(minutes)s minutes."
)
ENOUGH_FROM_THERE = N_(
    "So many reports came from your network within an hour that no more are taken from there for now. This"
    " one was not kept: send it again in %(minutes)s minutes, or sign in."
)
ENOUGH_OF_IT = N_(
    "This profile was reported so often within an hour that it is looked at already. This report was not"
    " kept: send it again in %(minutes)s minutes, or sign in."
)


def count_report(
    database: Database, actor: Actor, *, origin: str = "", stakeholder_id: str = "", now: datetime
) -> None:
    """Count one report. To be called before the request has read anything: the count is written by itself.

    `origin` is the network address by which visitors are slowed down, `stakeholder_id` whose profile it is.

    Raises:
        TooMany.
    """
    if actor.system:
        return
    if actor.account_id:
        _count(database, f"report:{actor.account_id}", BY_ONE, ENOUGH, now)
        return
    _count(database, f"report:{origin}", BY_ONE, ENOUGH_FROM_THERE, now)
    _count(database, f"reported:{stakeholder_id}", OF_ONE, ENOUGH_OF_IT, now)


def _count(database: Database, key: str, limit: throttle.Limit, said: str, now: datetime) -> None:
    try:
        throttle.count(database, key, limit, now=now)
    except TooMany as error:
        # Two at least, so that the sentence holds in each language.
        minutes = max(2, -(-error.seconds // 60))
        raise TooMany(said, seconds=error.seconds, minutes=minutes) from None
