"""Every hostile file ends as it should: refused in words, or with only its good rows."""

from __future__ import annotations

import time

import pytest

from matchmaker.core.imports.columns import ColumnMapping, MappingError, guess, guess_ties
from matchmaker.core.imports.groups import PlanError
from matchmaker.core.imports.plan import Outcome, plan
from matchmaker.core.imports.rows import Lookups, read_rows
from matchmaker.core.imports.ties import plan_ties
from matchmaker.core.places import Gazetteer
from matchmaker.errors import Invalid
from matchmaker.store.gazetteer import open_gazetteer
from matchmaker.store.sheets import read_sheet_bytes
from tests.hostile import Hostile, hostile_files

FILES = hostile_files()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def outcomes(file: Hostile, places: Gazetteer) -> list[Outcome]:
    sheet = read_sheet_bytes(file.content)
    if file.ties:
        known = {number: f"s-{number}" for number in "123"}
        return [row.outcome for row in plan_ties(sheet, guess_ties(sheet), known).rows]
    if file.mapping is None:
        mapping = guess(sheet, places)
    else:
        mapping = ColumnMapping.from_json(file.mapping, sheet.headers)
    planned = plan(read_rows(sheet, mapping, Lookups(places)), decisions=file.decisions)
    assert len(planned.rows) == sheet.total
    return [row.outcome for row in planned.rows]


def test_there_are_at_least_sixty_with_names_of_their_own() -> None:
    assert len({file.name for file in FILES}) == len(FILES) >= 60


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_file_meets_the_fate_that_is_written_beside_it(file: Hostile, gazetteer: Gazetteer) -> None:
    started = time.perf_counter()
    if file.refused:
        with pytest.raises((Invalid, MappingError, PlanError)) as caught:
            outcomes(file, gazetteer)
        assert file.refused in str(caught.value)
        assert "%(" not in str(caught.value)
    else:
        found = outcomes(file, gazetteer)
        bad = found.count(Outcome.REFUSED)
        assert (len(found) - bad, bad) == (file.good, file.bad)
    # No benchmark: a file that makes the reader hang would take minutes, on a busy machine too.
    assert time.perf_counter() - started < 60
