from __future__ import annotations

import pytest

from matchmaker.core.imports.columns import ColumnMapping, MappingError, guess_ties
from matchmaker.core.imports.remarks import remark
from matchmaker.core.imports.sheet import Problem, Sheet
from matchmaker.core.imports.ties import TiePlan, plan_ties
from tests.core.imports.sheets import sheet_of

KNOWN = {"1": "s-a", "2": "s-b", "3": "s-c", "s-a": "s-a"}


def planned(*lines: str, existing: frozenset[tuple[str, str, str]] = frozenset()) -> TiePlan:
    sheet = sheet_of(*lines)
    return plan_ties(sheet, guess_ties(sheet), KNOWN, existing=existing)


def test_a_tie_has_ordered_ids_a_label_a_kind_and_a_year() -> None:
    (row,) = planned("from,to,project,type,since", "2,s-a,Soup for all,supplier,in 2014").rows
    assert (row.a, row.b, row.label, row.kind, row.since) == ("s-a", "s-b", "Soup for all", "supplier", 2014)
    assert row.outcome == "created"


def test_the_same_tie_again_is_the_same_whichever_way_round() -> None:
    plan = planned("a,b,label", "1,2,x", "2,1,x", "1,2,y", "1,3,x", existing=frozenset({("s-a", "s-c", "x")}))
    assert [row.outcome.value for row in plan.rows] == ["created", "same", "created", "same"]
    assert plan.counts == {"created": 2, "changed": 0, "same": 2, "merged": 0, "refused": 0}


@pytest.mark.parametrize(
    ("line", "why"), [("1,99", "99"), ("1,s-a", "own partner"), ("1,", "missing"), (",2", "missing")]
)
def test_ties_that_cannot_be_are_refused_with_the_reason(line: str, why: str) -> None:
    (row,) = planned("a,b", line).rows
    assert row.outcome == "refused"
    assert why in str(row.reasons[0])


def test_a_year_that_is_none_is_a_warning() -> None:
    (row,) = planned("a,b,since", "1,2,soon").rows
    assert (row.outcome, row.since) == ("created", None)
    assert "no year" in str(row.reasons[0])


def test_unreadable_rows_count_as_refused() -> None:
    sheet = Sheet(("a", "b"), (), "utf-8", ",", "csv", (Problem(2, remark("Broken.")),))
    assert plan_ties(sheet, guess_ties(sheet), KNOWN).counts["refused"] == 1


def test_both_columns_of_ids_are_needed() -> None:
    with pytest.raises(MappingError, match="“b”"):
        plan_ties(sheet_of("a,x", "1,2"), ColumnMapping((("a", "a"), ("x", ""))), KNOWN)
