from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from matchmaker.core.entities import Activity, Kind, Link
from matchmaker.core.evaluation.folder import NO_DAY, EvaluationNeed, Past
from matchmaker.errors import Invalid
from matchmaker.store.evaluation import read_evaluation
from tests.store.evaluation_folder import HUGE, SIZE, write, write_folder


@pytest.fixture
def past(tmp_path: Path) -> Past:
    return read_evaluation(write_folder(tmp_path))


def test_organisations_have_their_place_kind_and_text(past: Past) -> None:
    first, second, third, fourth = past.organisations[:4]
    assert len(past.organisations) == SIZE
    assert (first.id, first.name, first.kind, first.country, first.region) == (
        "o00", "Name 0", Kind.ENTERPRISE, "GB", "UKM82")  # fmt: skip
    assert (first.lat, first.lon) == (55.86, -4.25)
    # A comma is how half of Europe writes decimals.
    assert (second.kind, second.country, second.lat) == (None, "GR", 37.98)
    assert (third.country, third.lat, third.lon) == ("DE", None, None)
    assert (fourth.kind, fourth.country, fourth.lat, fourth.lon) == (Kind.SUPPORT, "DE", None, None)
    assert past.organisations[5].name == ""
    assert past.words["o01"] == "municipality"


def test_a_cell_may_be_longer_than_the_csv_module_takes_by_itself(tmp_path: Path) -> None:
    csv.field_size_limit(131_072)
    assert len(read_evaluation(write_folder(tmp_path)).organisations[0].about) > HUGE


def test_ties_are_ordered_pairs_with_weight_and_day(past: Past) -> None:
    ties = {(tie.a, tie.b): tie for tie in past.ties}
    assert len(ties) == SIZE - 2 + 1
    # The same tie twice: the larger weight, the earlier day.
    assert ties["o00", "o02"] == Link("o00", "o02", weight=0.5, day=date(2015, 1, 1))
    assert ties["o00", "o15"] == Link("o00", "o15", weight=1.0, day=None)


def test_new_ties_are_those_that_were_not_known(past: Past) -> None:
    assert past.new_ties == (Link("o00", "o04", day=date(2017, 2, 1)), Link("o01", "o09"))


def test_needs_have_a_country_and_those_who_took_part(past: Past) -> None:
    assert past.needs == (
        EvaluationNeed("n1", "Bicycles to lend", "GB", date(2017, 5, 1)),
        EvaluationNeed("n2", "Gemüse für eine Schule"),
    )
    assert past.need_partners == {"n1": frozenset({"o01", "o05"}), "n2": frozenset({"o03"})}


def test_activities_name_their_members_once(past: Past) -> None:
    assert past.activities == (
        Activity("x", "A bicycle day", ("o00", "o04"), date(2016, 4, 1)),
        Activity("y", "", ()),
    )


def test_the_split_follows_what_was_known(past: Past) -> None:
    assert past.split == date(2016, 4, 2)


def test_what_is_left_out_is_counted_by_file_and_reason(past: Past) -> None:
    assert past.left_out == {
        "organisations.csv: twice": 1,
        "organisations.csv: without an id": 1,
        "ties.csv: twice": 1,
        "ties.csv: with itself": 1,
        "ties.csv: unknown": 1,
        "new_ties.csv: known before": 1,
        "need_partners.csv: unknown": 2,
        "participations.csv: unknown": 2,
    }


def test_two_files_with_what_they_need_are_enough(tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").write_text("\ufeffid\na\nb\n", "utf-8")
    (tmp_path / "ties.csv").write_text("a,b\nb,a\n", "utf-8")
    past = read_evaluation(tmp_path)
    assert [one.id for one in past.organisations] == ["a", "b"]
    assert past.ties == (Link("a", "b"),)
    assert (past.new_ties, past.needs, past.activities, past.split) == ((), (), (), NO_DAY)


def test_a_folder_that_cannot_be_read_says_which_file_and_why(tmp_path: Path) -> None:
    def refused(folder: Path) -> str:
        with pytest.raises(Invalid) as error:
            read_evaluation(folder)
        return str(error.value)

    assert "There is no folder" in refused(tmp_path / "missing")
    assert "has no file organisations.csv" in refused(tmp_path)
    write(tmp_path / "organisations.csv", ["name"], ["a"])
    assert "organisations.csv has no column id" in refused(tmp_path)
    (tmp_path / "organisations.csv").write_text("", "utf-8")
    assert "organisations.csv has no column id" in refused(tmp_path)
    write(tmp_path / "organisations.csv", ["id"], ["a"])
    assert "has no file ties.csv" in refused(tmp_path)
    write(tmp_path / "ties.csv", ["a", "c"], ["a", "b"])
    assert "ties.csv has no column b" in refused(tmp_path)
    write(tmp_path / "ties.csv", ["a", "b"])
    (tmp_path / "needs.csv").write_bytes("id,text\nn,Gemüse\n".encode("latin-1"))
    assert "needs.csv is not in UTF-8" in refused(tmp_path)
