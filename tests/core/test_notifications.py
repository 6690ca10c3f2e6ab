"""When a mail may go out: nights, digests, tries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from matchmaker.core.notifications import Channel, after_quiet, next_digest, next_try

BRUSSELS = ZoneInfo("Europe/Brussels")
HELSINKI = ZoneInfo("Europe/Helsinki")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "zone", "expected"),
    [
        ("2026-11-23 09:00", BRUSSELS, "2026-11-23 09:00"),
        ("2026-11-23 19:59", BRUSSELS, "2026-11-23 19:59"),
        ("2026-11-23 20:00", BRUSSELS, "2026-11-24 06:00"),
        ("2026-11-24 05:59", BRUSSELS, "2026-11-24 06:00"),
        ("2026-11-24 06:00", BRUSSELS, "2026-11-24 06:00"),
        ("2026-11-23 19:00", HELSINKI, "2026-11-24 05:00"),
        # The clocks go back in this night: seven o'clock comes an hour later.
        ("2026-10-24 20:00", BRUSSELS, "2026-10-25 06:00"),
        ("2026-07-01 20:00", BRUSSELS, "2026-07-02 05:00"),
    ],
)
def test_nothing_goes_out_between_nine_and_seven(moment: str, zone: ZoneInfo, expected: str) -> None:
    assert after_quiet(at(moment), zone) == at(expected)


@pytest.mark.parametrize(
    ("channel", "moment", "expected"),
    [
        (Channel.DAILY, "2026-11-23 05:00", "2026-11-23 06:00"),
        (Channel.DAILY, "2026-11-23 06:00", "2026-11-24 06:00"),
        (Channel.WEEKLY, "2026-11-23 05:00", "2026-11-23 06:00"),
        (Channel.WEEKLY, "2026-11-23 06:00", "2026-11-30 06:00"),
        (Channel.WEEKLY, "2026-11-29 23:30", "2026-11-30 06:00"),
    ],
)
def test_a_digest_comes_in_the_morning_of_the_next_day_or_monday(
    channel: Channel, moment: str, expected: str
) -> None:
    assert next_digest(channel, at(moment), BRUSSELS) == at(expected)


def test_tries_grow_rarer_and_end_after_three_days() -> None:
    waits: list[timedelta] = []
    while (wait := next_try(len(waits) + 1)) is not None:
        waits.append(wait)
    assert [wait.total_seconds() / 60 for wait in waits[:6]] == [1, 5, 15, 60, 180, 180]
    assert timedelta(hours=69) < sum(waits, timedelta()) <= timedelta(hours=72)
