"""The impact report of a pilot and of a region, and its CSV."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from matchmaker.core.introductions.states import DeclineReason, State
from matchmaker.core.introductions.steps import Step
from matchmaker.models import Exposure, Pilot, Stakeholder
from tests.factories import NOW, join_pilot, make_introduction, make_stakeholder, new_past
from tests.web.world import World, counted

REPORT, REGION = "/pilots/p-1/report", "/regions/DE11/introductions"
ASKED = (1, Step.ASK, State.ASKED)
DECLINED = (3, Step.DECLINE, State.DECLINED)
MET = (
    ASKED,
    (4, Step.ACCEPT, State.ACCEPTED),
    (4, Step.INTRODUCE, State.INTRODUCED),
    (12, Step.REPORT_MET, State.MET),
)


@pytest.fixture
def busy(world: World) -> World:
    """Four pairs that met, one that declined, one that waits; somebody was left out."""
    with world.database.transaction() as session:
        pilot, own = session.get_one(Pilot, "p-1"), session.get_one(Stakeholder, world.own)
        others = [make_stakeholder(session, name=f"Workshop {number}") for number in range(6)]
        join_pilot(session, pilot, *others, make_stakeholder(session, name="Left out"))
        for one in others[:4]:
            make_introduction(session, own, one, *MET, pilot_id="p-1")
        declined = {"decline_reason": DeclineReason.NO_TIME, "created_at": NOW - timedelta(days=400)}
        make_introduction(session, own, others[4], ASKED, DECLINED, pilot_id="p-1", **declined)
        make_introduction(session, own, others[5], ASKED, pilot_id="p-1")
        session.add(Exposure(day=NOW.date(), stakeholder_id=world.own, times=12))
        new_past(session, date(2026, 1, 31), ties=10, stakeholders=4)
        new_past(session, date(2026, 11, 20), ties=14, stakeholders=5)
    return world


def test_the_report_tells_its_figures_as_sentences_and_with_their_cases(busy: World) -> None:
    text = busy.client("organiser").page(REPORT).text
    assert "6 introductions were begun. In 4 of them both said yes. 4 pairs have met." in text
    assert "80% (4 of 5)" in text
    assert "3 days (5 answers)" in text
    assert "0 of 4: too few for a share" in text
    assert "1 still waits for an answer." in text
    assert "No time now 1" in text
    assert "Social enterprises and Social enterprises 6 6 4 4 0" in text


def test_the_report_names_who_was_left_out_with_how_often_they_were_suggested(busy: World) -> None:
    page = busy.client("organiser").page(REPORT)
    assert "In no introduction 1 0.00" in page.text
    assert "Introduced to somebody 5 2.40" in page.text
    assert "Left out, Stuttgart, Germany" in page.text


def test_the_network_stands_beside_it_and_nothing_is_claimed_of_it(busy: World) -> None:
    text = busy.client("organiser").page(REPORT).text
    assert "31 January 2026 20 November 2026" in text
    assert "Ties between them 10 14 +4" in text
    assert "Not all of this comes from introductions" in text
    late = busy.client("organiser").page(f"{REPORT}?since=2026-06-01").text
    assert "Not known for Stuttgart" in late


def test_the_days_narrow_the_report_and_nonsense_is_passed_over(busy: World) -> None:
    client = busy.client("organiser")
    text = client.page(f"{REPORT}?since=2026-01-01&until=2026-12-31").text
    assert "Introductions that began from 1 January 2026 to 31 December 2026" in text
    assert "5 introductions were begun." in text
    assert "All introductions so far" in client.page(f"{REPORT}?since=soon&until=").text
    assert "No introduction began in this time." in client.page(f"{REPORT}?until=2020-01-01").text


def test_the_report_of_a_region_counts_what_touches_it(busy: World) -> None:
    page = busy.client("official").page(REGION)
    assert page.headings == ["Stuttgart: impact report"]
    assert "6 introductions were begun." in page.text
    assert (
        "No introduction began in this time."
        in busy.client("organiser").page("/regions/FRE1/introductions").text
    )
    assert busy.client("organiser").page("/regions/EU/introductions").headings == ["Europe: impact report"]


def test_the_csv_holds_the_same_rows_and_keeps_the_days_of_the_page(busy: World) -> None:
    client = busy.client("organiser")
    page = client.page(f"{REPORT}?since=2026-01-01")
    link = next(one for one in page.links if one.startswith(f"{REPORT}.csv"))
    answer = client.get(link)
    assert answer.mimetype == "text/csv"
    assert 'filename="introductions-p-1.csv"' in answer.headers["Content-Disposition"]
    assert len(answer.data.splitlines()) == 6
    assert b"Werkstatt" not in answer.data
    assert len(busy.client("official").get(f"{REGION}.csv").data.splitlines()) == 7


def test_an_empty_report_says_so(world: World) -> None:
    text = world.client("organiser").page(REPORT).text
    assert "No introduction began in this time." in text
    assert "In no introduction 1 –" in text


@pytest.mark.parametrize("path", [REPORT, REGION, "/regions/EU/introductions"])
def test_the_report_asks_the_database_little(busy: World, path: str) -> None:
    client = busy.client("administrator")
    client.page(path)
    with counted(busy.database) as asked:
        client.page(path)
    assert len(asked) <= 15, asked


def test_the_last_day_that_there_is_breaks_nothing(world: World) -> None:
    client = world.client("organiser")
    for days in ("since=0001-01-01&until=9999-12-31", "since=9999-12-31"):
        client.page(f"/pilots/p-1/report?{days}")
        assert client.get(f"/pilots/p-1/report.csv?{days}").status_code == 200
