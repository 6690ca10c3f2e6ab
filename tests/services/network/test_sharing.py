"""Attention in the running network: shared out after learning, kept, and taken up by all processes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import func, select, update

from matchmaker.core.fair import STRANGER
from matchmaker.core.fairness.attention import Attention
from matchmaker.db import Database
from matchmaker.models import SharedAttention, Stakeholder
from matchmaker.services import audit, network, quality
from matchmaker.services.network import Past, Snapshot, sharing
from matchmaker.services.network.shared import PERIOD_DAYS
from matchmaker.services.suggestions.exposure import add_exposure
from tests.factories import NOW, make_stakeholder
from tests.racing import race
from tests.services.network.past import make_past

ATTENTION = Attention({"s-a": -0.125}, {"s-a": 0.5}, {"s-a": 0}, 0.01, 0.5, 0.3, 0.99, 0.95, 0.05)


@pytest.fixture
def look(database: Database, now: datetime) -> Callable[[], Snapshot]:
    """What a request that comes in now sees."""

    def answer() -> Snapshot:
        with database.reading() as session:
            return network.snapshot(session, today=now.date())

    return answer


def past_of(database: Database) -> Past:
    with database.reading() as session:
        return network.read_past(session, now=NOW)


def keep(database: Database, attention: Attention | None, now: datetime = NOW) -> None:
    with database.transaction() as session:
        network.keep_attention(session, attention, now=now)


def shared(past: Past) -> Attention:
    found = network.share_out(past, {}, today=NOW.date())
    assert found is not None
    return found


def number_of_rows(database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(func.count(SharedAttention.id))).one()


def test_attention_is_shared_out_over_all_and_counts_in_the_next_answer(
    database: Database, look: Callable[[], Snapshot]
) -> None:
    with database.transaction() as session:
        make_past(session)
    before, past = look(), past_of(database)
    assert before.matcher.attention is None
    found = shared(past)
    assert set(found.price) == set(before.profiles)
    keep(database, found)
    assert look().matcher.attention == found, "the very same, after the database"
    assert look().revision == before.revision + 1


def test_who_came_later_has_no_price_and_no_community(
    database: Database, look: Callable[[], Snapshot]
) -> None:
    with database.transaction() as session:
        make_past(session)
    past = past_of(database)
    with database.transaction() as session:
        newcomer = make_stakeholder(session, about="We know all about bicycles.").id
    keep(database, shared(past))
    matcher = look().matcher
    number = matcher.pool_.number[newcomer]
    assert matcher.fairness_.price[number] == 0.0
    assert matcher.fairness_.community[number] == STRANGER


def test_attention_is_kept_once_with_its_day_and_its_release(database: Database) -> None:
    keep(database, ATTENTION)
    keep(database, replace(ATTENTION, floor=0.4), NOW + timedelta(days=1))
    with database.reading() as session:
        [row] = session.scalars(select(SharedAttention))
        assert (row.shared_at, row.release) == (NOW + timedelta(days=1), quality.installed())
        assert (row.price, row.community, row.floor) == ({"s-a": -0.125}, {"s-a": 0}, 0.4)
        entries = audit.list_entries(session, subject="")
    assert [(one.act, one.account_id) for one in entries] == [("attention.share", None)] * 2


def test_what_did_not_change_is_not_taken_up_anew(database: Database, look: Callable[[], Snapshot]) -> None:
    keep(database, ATTENTION)
    before = look()
    keep(database, ATTENTION, NOW + timedelta(days=1))
    assert look() is before
    with database.reading() as session:
        known = network.get_disclosure(session, today=NOW.date())
    assert known.shared_at == NOW + timedelta(days=1), "but it was reckoned"


def test_prices_of_another_release_do_not_count(database: Database, look: Callable[[], Snapshot]) -> None:
    keep(database, ATTENTION)
    with database.transaction() as session:
        session.execute(update(SharedAttention).values(release="0.0.1"))
    assert look().matcher.attention is None


def test_where_it_is_not_shared_out_any_more_the_score_alone_counts_again(
    database: Database, look: Callable[[], Snapshot]
) -> None:
    keep(database, ATTENTION)
    assert look().matcher.attention == ATTENTION
    keep(database, None)
    assert look().matcher.attention is None
    assert number_of_rows(database) == 0
    with database.reading() as session:
        assert network.get_disclosure(session, today=NOW.date()).shared_at is None


def test_very_small_and_very_large_networks_are_left_out(
    database: Database, look: Callable[[], Snapshot], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = look()
    few = network.share_out(past_of(database), {}, today=NOW.date())
    keep(database, few)
    assert (few, look()) == (None, before)
    with database.transaction() as session:
        make_past(session)
    monkeypatch.setattr(sharing, "MOST_SHARED", 39)
    assert network.share_out(past_of(database), {}, today=NOW.date()) is None


def test_who_was_really_shown_too_rarely_is_moved_up(database: Database) -> None:
    with database.transaction() as session:
        make_past(session)
    plain, ids = shared(past_of(database)), sorted(past_of(database).profiles[n].id for n in range(40))
    with database.transaction() as session:
        add_exposure(session, Counter({(NOW.date() - timedelta(PERIOD_DAYS - 1), one): 6 for one in ids[1:]}))
        add_exposure(session, Counter({(NOW.date() - timedelta(PERIOD_DAYS), ids[0]): 99}))
    past = past_of(database)
    assert past.shown == dict.fromkeys(ids[1:], 6), "older days do not count"
    found = shared(past)
    assert found.price[ids[0]] == plain.price[ids[0]] - plain.unit < plain.price[ids[0]]
    assert {found.price[one] - plain.price[one] for one in ids[1:]} == {0.0}


@pytest.mark.parametrize("why", ["opted_out", "hidden"])
def test_who_opted_out_or_is_hidden_has_no_share(database: Database, why: str) -> None:
    with database.transaction() as session:
        make_past(session)
        some = session.scalars(select(Stakeholder).order_by(Stakeholder.id)).first()
        assert some is not None
        setattr(some, why, True)
    assert some.id not in shared(past_of(database)).price


def test_progress_is_told_while_everybody_is_asked(database: Database) -> None:
    with database.transaction() as session:
        make_past(session)
    told: list[tuple[int, int]] = []
    network.share_out(past_of(database), {}, today=NOW.date(), progress=lambda *some: told.append(some))
    assert told == [(number, 40) for number in range(1, 41)]


def test_two_who_share_out_at_once_leave_one_row_that_all_see(
    database: Database, look: Callable[[], Snapshot], trials: Callable[[int], int]
) -> None:
    for number in range(trials(40) // 4):
        two = [replace(ATTENTION, unit=float(2 * number + one)) for one in range(2)]
        answers = race(*(partial(keep, database, one) for one in two))
        assert not [answer for answer in answers if isinstance(answer, Exception)]
        assert number_of_rows(database) == 1
        assert look().matcher.attention in two
