"""When a mail may go out: nights, digests, tries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.core.notifications import Channel, Quiet, after_quiet, next_digest, next_try

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


@pytest.mark.parametrize(
    ("quiet", "moment", "expected"),
    [
        (Quiet(22, 6), "2026-11-23 20:30", "2026-11-23 20:30"),
        (Quiet(22, 6), "2026-11-23 21:30", "2026-11-24 05:00"),
        (Quiet(22, 6), "2026-11-24 04:59", "2026-11-24 05:00"),
        # Quiet at work: it waits for the evening.
        (Quiet(9, 17), "2026-11-23 07:59", "2026-11-23 07:59"),
        (Quiet(9, 17), "2026-11-23 08:00", "2026-11-23 16:00"),
        (Quiet(9, 17), "2026-11-23 16:00", "2026-11-23 16:00"),
        (Quiet(0, 6), "2026-11-23 23:30", "2026-11-24 05:00"),
        (Quiet(18, 0), "2026-11-23 18:00", "2026-11-23 23:00"),
        (Quiet(7, 7), "2026-11-23 02:00", "2026-11-23 02:00"),
        # There is no half past two in this night: three o'clock follows on two.
        (Quiet(20, 2), "2026-03-28 22:00", "2026-03-29 01:00"),
    ],
)
def test_hours_of_ones_own_may_hold_midnight_or_the_day(quiet: Quiet, moment: str, expected: str) -> None:
    assert after_quiet(at(moment), BRUSSELS, quiet) == at(expected)


@pytest.mark.parametrize(
    ("quiet", "channel", "expected"),
    [
        (Quiet(22, 6), Channel.DAILY, "2026-11-24 05:00"),
        (Quiet(9, 17), Channel.DAILY, "2026-11-23 16:00"),
        (Quiet(9, 17), Channel.WEEKLY, "2026-11-23 16:00"),
        (Quiet(12, 12), Channel.DAILY, "2026-11-24 06:00"),
    ],
)
def test_a_digest_comes_when_ones_own_quiet_hours_end(quiet: Quiet, channel: Channel, expected: str) -> None:
    assert next_digest(channel, at("2026-11-23 09:00"), BRUSSELS, quiet) == at(expected)


QUIETS = st.builds(Quiet, st.integers(0, 23), st.integers(0, 23)).filter(lambda quiet: quiet.allowed)
# Clocks that change by an hour at one, two and three o'clock, at midnight, by half an hour, or never.
ZONES = st.sampled_from(
    ["Europe/Brussels", "Europe/Helsinki", "Atlantic/Azores", "Europe/London", "America/Nuuk", "Asia/Beirut",
     "Australia/Lord_Howe", "Atlantic/Reykjavik"]
).map(ZoneInfo)  # fmt: skip
# Days around the changes of clocks more often than others.
DAYS = st.one_of(
    st.sampled_from([date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25)]),
    st.dates(date(2024, 1, 1), date(2028, 12, 31)),
)
MOMENTS = st.builds(lambda day, clock: datetime.combine(day, clock, UTC), DAYS, st.times())


@given(QUIETS, ZONES, MOMENTS)
def test_what_waits_goes_out_outside_the_quiet_hours_within_a_day(
    quiet: Quiet, zone: ZoneInfo, moment: datetime
) -> None:
    found = after_quiet(moment, zone, quiet)
    assert not quiet.holds(found.astimezone(zone).hour)
    assert moment <= found <= moment + timedelta(hours=24)
    assert after_quiet(found, zone, quiet) == found


@given(QUIETS, ZONES, MOMENTS)
def test_a_digest_never_comes_in_the_quiet_hours(quiet: Quiet, zone: ZoneInfo, moment: datetime) -> None:
    for channel, longest in ((Channel.DAILY, 25), (Channel.WEEKLY, 24 * 8)):
        found = next_digest(channel, moment, zone, quiet)
        assert not quiet.holds(found.astimezone(zone).hour)
        assert moment < found <= moment + timedelta(hours=longest)


def test_hardly_any_hour_left_is_not_allowed() -> None:
    assert Quiet(7, 1).allowed
    assert not Quiet(7, 2).allowed
    assert not Quiet(24, 7).allowed
    assert [Quiet(8, 8).holds(hour) for hour in range(24)] == [False] * 24


def test_tries_grow_rarer_and_end_after_three_days() -> None:
    waits: list[timedelta] = []
    while (wait := next_try(len(waits) + 1)) is not None:
        waits.append(wait)
    assert [wait.total_seconds() / 60 for wait in waits[:6]] == [1, 5, 15, 60, 180, 180]
    assert timedelta(hours=69) < sum(waits, timedelta()) <= timedelta(hours=72)
