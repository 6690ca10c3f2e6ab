from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.core.imports.draft import Draft, Refused, Values
from matchmaker.core.imports.groups import PlanError
from matchmaker.core.imports.merging import changes_of
from matchmaker.core.imports.plan import Existing, Outcome, Plan, identity, plan
from matchmaker.core.imports.remarks import remark

KETTLE = Draft(number=2, source_id="1", name="Kettle Kitchen", country="FR", region="FRE11", place="Lille")
AGAIN = replace(KETTLE, number=3, source_id="2", name="Kettle Kitchen asbl", website="https://kettle.example")
BARREL = Draft(
    number=4, source_id="3", name="Rain Barrel Workshop", country="DE", region="DE111", place="Stuttgart"
)


def carried_out(planned: Plan, before: Sequence[Existing] = ()) -> list[Existing]:
    """The records after the plan, as a service would leave them."""
    records = {record.id: record for record in before}
    for row in planned.rows:
        if row.outcome is Outcome.REFUSED:
            continue
        key = row.target or f"s-{row.record}"
        old = records.get(key, Existing(key, {}))
        values = dict(old.values) | {field: after for field, (_, after) in row.changes.items()}
        records[key] = replace(old, values=values, seen={**old.seen, row.source_id: row.remember})
    return list(records.values())


def outcomes(planned: Plan) -> str:
    return " ".join(row.outcome.value for row in planned.rows)


def test_new_rows_create_records_with_all_they_say() -> None:
    (row,) = plan([replace(KETTLE, offers=("Soup",), lat=50.6, lon=3.1)]).rows
    assert row.outcome is Outcome.CREATED
    assert row.changes == {
        "name": (None, "Kettle Kitchen"),
        "country": (None, "FR"),
        "region": (None, "FRE11"),
        "place": (None, "Lille"),
        "lat": (None, 50.6),
        "lon": (None, 3.1),
        "offers": ([], ["Soup"]),
    }


def test_duplicates_in_the_file_become_one_record_and_the_second_fills_blanks() -> None:
    planned = plan([KETTLE, AGAIN, BARREL])
    assert outcomes(planned) == "created merged created"
    assert planned.rows[1].record == 2
    assert planned.rows[1].changes == {"website": (None, "https://kettle.example")}
    assert "Kettle Kitchen" in str(planned.rows[1].reasons[-1])


def test_the_same_file_again_changes_nothing() -> None:
    records = carried_out(plan([KETTLE, AGAIN, BARREL]))
    assert len(records) == 2
    again = plan([KETTLE, AGAIN, BARREL], records)
    assert outcomes(again) == "same same same"
    assert carried_out(again, records) == records


def test_a_row_that_changed_at_the_source_changes_its_record() -> None:
    records = carried_out(plan([KETTLE, BARREL]))
    planned = plan([replace(KETTLE, about="We cook."), replace(BARREL, place="Esslingen")], records)
    assert outcomes(planned) == "changed changed"
    assert planned.rows[0].changes == {"about": (None, "We cook.")}
    assert planned.rows[1].changes == {"place": ("Stuttgart", "Esslingen")}


def test_what_somebody_edited_here_is_not_overwritten() -> None:
    (record,) = carried_out(plan([KETTLE]))
    edited = replace(record, values={**record.values, "name": "Kettle and Friends", "place": "Roubaix"})
    assert outcomes(plan([KETTLE], [edited])) == "same"
    assert outcomes(plan([replace(KETTLE, name="Kettle 2", place="Paris")], [edited])) == "same"


def test_a_blank_cell_erases_nothing() -> None:
    records = carried_out(plan([replace(KETTLE, about="We cook.")]))
    assert outcomes(plan([KETTLE], records)) == "same"


def test_a_record_of_another_source_is_recognised_and_only_filled() -> None:
    existing = Existing("s-1", {**KETTLE.values(), "about": "Written by hand."})
    rows = [replace(AGAIN, about="From the file.")]
    planned = plan(rows, [existing])
    assert outcomes(planned) == "merged"
    assert planned.rows[0].target == "s-1"
    assert planned.rows[0].changes == {"website": ("", "https://kettle.example")}
    assert outcomes(plan(rows, carried_out(planned, [existing]))) == "same"


def test_offers_grow_and_never_shrink() -> None:
    first = replace(KETTLE, offers=("Soup", "Bread"))
    records = carried_out(plan([first]))
    planned = plan([replace(KETTLE, offers=("soup!", "Cake"))], records)
    assert planned.rows[0].changes == {"offers": (["Soup", "Bread"], ["Soup", "Bread", "Cake"])}
    met = [replace(records[0], values={**records[0].values, "offers": ["Bread"]})]
    assert outcomes(plan([first], met)) == "same"


def test_a_record_with_an_owner_keeps_all_it_says() -> None:
    owned = Existing("s-1", {"name": "Kettle Kitchen", "country": "FR", "place": "Lille"}, locked=True)
    planned = plan([AGAIN], [owned])
    assert outcomes(planned) == "merged"
    assert planned.rows[0].changes == {}
    assert "owner" in str(planned.rows[0].reasons[-1])


def test_the_same_id_twice_is_one_record_and_the_first_row_wins() -> None:
    rows = [KETTLE, replace(BARREL, source_id="1", about="Filled in.")]
    planned = plan(rows)
    assert outcomes(planned) == "created merged"
    (record,) = carried_out(planned)
    assert (record.values["name"], record.values["about"]) == ("Kettle Kitchen", "Filled in.")
    assert "same id" in str(planned.rows[1].reasons[-1])
    assert outcomes(plan(rows, [record])) == "same same"


def test_rows_without_ids_are_known_again_by_name_website_and_place() -> None:
    rows = [replace(KETTLE, source_id=""), replace(BARREL, source_id="")]
    assert (
        identity(rows[0])
        == identity(replace(rows[0], about="Something else", number=99))
        != identity(rows[1])
    )
    records = carried_out(plan(rows))
    assert outcomes(plan(rows, records)) == "same same"
    assert outcomes(plan([replace(rows[0], about="New words.")], records)) == "changed"


def test_chains_end_in_one_record() -> None:
    a = Draft(number=1, source_id="a", name="Kettle Kitchen", country="FR", place="Lille")
    b = Draft(
        number=2,
        source_id="b",
        name="Kettle Kitchen",
        country="FR",
        place="Lille",
        website="https://k.example",
    )
    c = Draft(number=3, source_id="c", name="Kettle Kitchens", website="https://k.example")
    planned = plan([a, b, c])
    assert outcomes(planned) == "created merged merged"
    assert {row.record for row in planned.rows} == {1}


def test_a_chain_never_joins_two_records() -> None:
    left = Existing("s-1", {**KETTLE.values(), "website": "https://left.example"})
    right = Existing("s-2", {**KETTLE.values(), "website": "https://right.example"})
    planned = plan([KETTLE], [left, right])
    assert (planned.rows[0].outcome, planned.rows[0].target) == (Outcome.MERGED, "s-1")


def test_what_may_be_the_same_is_kept_apart_and_said() -> None:
    close = replace(AGAIN, name="Kettle Kitchens", website="")
    planned = plan([KETTLE, close])
    assert outcomes(planned) == "created created"
    assert [(one.target, one.name) for one in planned.rows[1].similar] == [("row:2", "Kettle Kitchen")]
    assert "May be the same" in str(planned.rows[1].reasons[-1])
    # Once decided by importing it, the question is not asked again.
    assert [row.similar for row in plan([KETTLE, close], carried_out(planned)).rows] == [(), ()]


def test_a_person_decides() -> None:
    close = replace(AGAIN, name="Kettle Kitchens", website="")
    records = [Existing("s-9", {"name": "Quite Another"})]
    decided: Mapping[int, str]
    for decided, expected in (
        ({3: "row:2"}, "created merged"),
        ({3: "skip"}, "created refused"),
        ({3: "s-9"}, "created merged"),
        ({2: "s-9", 3: "row:2"}, "merged merged"),
    ):
        planned = plan([KETTLE, close], records, decisions=decided)
        assert outcomes(planned) == expected
        after = carried_out(planned, records)
        kept = [row for row in (KETTLE, close) if decided.get(row.number) != "skip"]
        assert outcomes(plan(kept, after)) == " ".join(["same"] * len(kept))
    assert outcomes(plan([KETTLE, AGAIN], decisions={3: "new"})) == "created created"


@pytest.mark.parametrize(
    "decisions",
    [{2: "row:3", 3: "row:2"}, {2: "row:2"}, {2: "row:3", 3: "row:4", 4: "row:2"}],
)
def test_merges_in_a_circle_are_an_error(decisions: dict[int, str]) -> None:
    with pytest.raises(PlanError, match="circle"):
        plan([KETTLE, AGAIN, BARREL], decisions=decisions)


def test_decisions_that_cannot_be_followed_refuse_their_rows_only() -> None:
    records = [*carried_out(plan([KETTLE])), Existing("s-9", {"name": "Quite Another"})]
    planned = plan([KETTLE, AGAIN, BARREL], records, decisions={2: "s-9", 3: "row:2", 4: "s-nowhere"})
    assert outcomes(planned) == "refused refused refused"
    reasons = [str(row.reasons[0]) for row in planned.rows]
    assert "belongs to s-2 already" in reasons[0]
    assert "row 2, which is not imported" in reasons[1]
    assert "does not exist" in reasons[2]


def test_refused_rows_are_counted_and_five_counts_sum_to_all() -> None:
    planned = plan([KETTLE, Refused(7, (remark("No name."),)), AGAIN])
    assert planned.counts == {"created": 1, "changed": 0, "same": 0, "merged": 1, "refused": 1}
    assert [row.number for row in planned.rows] == [2, 3, 7]


def test_a_place_is_taken_as_a_whole_or_not_at_all() -> None:
    record: Values = {"country": "FR", "region": "", "place": "", "lat": None, "lon": None}
    row: Values = {"country": "FR", "region": "FRE11", "place": "Lille", "lat": 50.6, "lon": 3.1}
    assert set(changes_of(record, row, None)) == {"region", "place", "lat", "lon"}
    assert changes_of(record, {**row, "country": "BE"}, None) == {}
    assert changes_of(record, {"country": ""}, None) == {}


DRAFTS = st.lists(
    st.builds(
        Draft,
        number=st.just(0),
        source_id=st.sampled_from(["", "1", "2", "3"]),
        name=st.sampled_from(
            ["Kettle Kitchen", "Kettle Kitchen e.V.", "Kettle Kitchens", "Rain Barrel", "Hub"]
        ),
        about=st.sampled_from(["", "We cook.", "We mend."]),
        country=st.sampled_from(["", "FR", "DE"]),
        place=st.sampled_from(["", "Lille", "Stuttgart"]),
        website=st.sampled_from(["", "https://a.example", "https://b.example"]),
        offers=st.sampled_from([(), ("Soup",), ("Bread", "Soup")]),
    ),
    max_size=9,
).map(lambda drafts: [replace(draft, number=at) for at, draft in enumerate(drafts, start=2)])


@settings(max_examples=150)
@given(DRAFTS, DRAFTS)
def test_whatever_the_files_the_second_time_is_all_same_and_nothing_is_lost(
    first: list[Draft], second: list[Draft]
) -> None:
    records = carried_out(plan(first))
    planned = plan(second, records)
    assert sum(planned.counts.values()) == len(second)
    records = carried_out(planned, records)
    again = plan(second, records)
    assert set(again.counts.items()) >= {("same", len(second)), ("changed", 0), ("created", 0), ("merged", 0)}
    assert carried_out(again, records) == records
