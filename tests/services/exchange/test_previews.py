"""Between upload and import: the preview, what can be corrected, and what is refused by then."""

from __future__ import annotations

import io

import pytest

from matchmaker.config import Settings
from matchmaker.core.actors import Actor
from matchmaker.core.entities import Role
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid
from matchmaker.models import Import
from matchmaker.services import exchange
from tests.factories import NOW, make_stakeholder
from tests.racing import race
from tests.services.exchange.bringing import HEAD, LIST, NAMELESS, bring, person, store, undo

BIG = "name,city\n" + "".join(f"Organisation {one:04} of {one * 7919},Ulm\n" for one in range(310))


@pytest.fixture
def official(database: Database) -> Actor:
    """An official of Stuttgart region."""
    return person(database, Role.OFFICIAL, "DE11")


def upload(database: Database, settings: Settings, actor: Actor, source: str = "", **files: str) -> Import:
    """Bring files by the service, by part."""
    given = {part: (f"{part}.csv", io.BytesIO(text.encode())) for part, text in files.items()}
    with database.transaction() as session:
        return exchange.upload(
            session, actor, given, source=source, strict=False, store=store(settings.folder), now=NOW
        )


def test_a_preview_shows_counts_rows_remarks_and_refusals(
    database: Database, settings: Settings, official: Actor
) -> None:
    odd = "4,Lantern School,Atlantis,Nowhere,We teach.,\n5,Rivet Choir,Atlantis,Nowhere,We sing.,\n"
    made = upload(database, settings, official, stakeholders=LIST + NAMELESS + odd, ties="a,b\n1,2\n1,9\n")
    preview = made.preview
    assert (preview["counts"]["created"], preview["counts"]["refused"]) == (4, 1)
    assert (preview["ties_counts"]["created"], preview["ties_counts"]["refused"]) == (1, 1)
    assert [row["name"] for row in preview["rows"]][:2] == ["Rain Barrel Workshop", "Kettle Kitchen"]
    assert preview["rows"][0]["values"]["region"] == "DE111"
    assert [row["number"] for row in preview["refused"]] == [4, 3]
    assert preview["remarks"][0]["count"] == 2
    assert [column["field"] for column in preview["columns"]["ties"]] == ["a", "b"]


def test_without_a_column_of_names_there_is_half_a_preview_and_the_reason(
    database: Database, settings: Settings, official: Actor
) -> None:
    made = upload(database, settings, official, stakeholders="x,y\n1,2\n3,4\n")
    assert "No column is known to hold" in made.message["message"]
    assert "counts" not in made.preview
    with database.transaction() as session:
        folder = store(settings.folder)
        started = exchange.start_import(session, official, made.id, strict=False, store=folder, now=NOW)
        assert (started.state, started.message["values"]["field"]) == ("refused", "name")


def test_the_columns_of_ties_can_be_corrected(
    database: Database, settings: Settings, official: Actor
) -> None:
    bring(database, LIST)
    made = upload(database, settings, official, ties="x,y,z\nSoup,1,2\n")
    with database.transaction() as session:
        columns = {"x": "label", "y": "a", "z": "b"}
        changed = exchange.map_columns(
            session, official, made.id, exchange.TIES, columns, store=store(settings.folder), now=NOW
        )
        assert changed.preview["ties_counts"]["created"] == 1


def test_what_was_started_cannot_be_changed_or_deleted_any_more(
    database: Database, settings: Settings, official: Actor
) -> None:
    folder = store(settings.folder)
    made = upload(database, settings, official, stakeholders=LIST)
    with database.transaction() as session:
        exchange.start_import(session, official, made.id, strict=False, store=folder, now=NOW)
    with database.transaction() as session:
        with pytest.raises(Conflict):
            exchange.decide(session, official, made.id, {2: "new"}, store=folder, now=NOW)
        with pytest.raises(Conflict):
            exchange.drop_import(session, official, made.id, store=folder, now=NOW)


def test_a_decision_must_be_one_of_the_answers(
    database: Database, settings: Settings, official: Actor
) -> None:
    made = upload(database, settings, official, stakeholders=LIST)
    with database.transaction() as session, pytest.raises(Invalid, match="Choose one of the answers"):
        exchange.decide(session, official, made.id, {2: "perhaps"}, store=store(settings.folder), now=NOW)


def test_only_what_was_brought_in_can_be_undone(
    database: Database, settings: Settings, official: Actor
) -> None:
    made = upload(database, settings, official, stakeholders=LIST)
    with database.transaction() as session, pytest.raises(Conflict, match="Only an import"):
        exchange.start_undo(session, official, made.id, now=NOW)
    with pytest.raises(Conflict, match="Only an import"):
        undo(database, made)


def test_the_name_of_a_list_is_short(database: Database, settings: Settings, official: Actor) -> None:
    with pytest.raises(Invalid, match="more than 64 characters"):
        upload(database, settings, official, source="x" * 65, stakeholders=LIST)


def test_a_preview_that_nobody_waits_for_is_not_made(
    database: Database, settings: Settings, official: Actor
) -> None:
    folder = store(settings.folder)
    made = upload(database, settings, official, stakeholders=BIG)
    with database.reading() as session:
        early = exchange.prepare_look(session, made.id, store=folder, progress=lambda _d, _t: None)
        assert early is not None
    with database.transaction() as session:
        exchange.map_columns(
            session, official, made.id, exchange.STAKEHOLDERS, {"name": "name"}, store=folder, now=NOW
        )
    with database.transaction() as session:
        exchange.finish_look(session, early)
        assert exchange.get_import(session, official, made.id).state == "looking"
    with database.transaction() as session:
        exchange.drop_import(session, official, made.id, store=folder, now=NOW)
    with database.reading() as session:
        assert exchange.prepare_look(session, made.id, store=folder, progress=lambda _d, _t: None) is None


def test_reports_and_lists_are_paged_both_ways(database: Database) -> None:
    made = bring(
        database, "name,city\n" + "".join(f"Organisation {n:04} of {n * 7919},Ulm\n" for n in range(120))
    )
    for number in range(51):
        bring(
            database, HEAD + f"{number},Rain Barrel Workshop,Germany,Stuttgart,,\n", source=f"list {number}"
        )
    administrator = person(database, Role.ADMINISTRATOR)
    with database.reading() as session:
        first = exchange.list_rows(session, administrator, made.id, exchange.STAKEHOLDERS)
        second = exchange.list_rows(
            session, administrator, made.id, exchange.STAKEHOLDERS, after=first.after or 0
        )
        back = exchange.list_rows(
            session, administrator, made.id, exchange.STAKEHOLDERS, before=second.before or 0
        )
        assert (len(first.rows), first.before, first.after) == (50, None, 51)
        assert (second.rows[0].number, second.before, second.after) == (52, 52, 101)
        assert ([row.number for row in back.rows], back.before) == ([row.number for row in first.rows], None)
        kept = exchange.list_rows(session, administrator, made.id, exchange.STAKEHOLDERS, undo="kept")
        assert kept.rows == []
        page, older = exchange.list_imports(session, administrator)
        rest, none = exchange.list_imports(session, administrator, older_than=older)
        assert (len(page), len(rest), none) == (50, 2, "")


@pytest.mark.parametrize("wanted", ["row:²", "row:", "row:" + "9" * 5000, "s-", "s-" + "a" * 99, "s-A'"])
def test_an_answer_that_is_neither_a_row_nor_a_record_is_refused(
    database: Database, settings: Settings, official: Actor, wanted: str
) -> None:
    made = upload(database, settings, official, stakeholders=LIST)
    with database.transaction() as session, pytest.raises(Invalid, match="Choose one of the answers"):
        exchange.decide(session, official, made.id, {2: wanted}, store=store(settings.folder), now=NOW)


def test_nobody_takes_the_name_under_which_other_records_were_made(
    database: Database, settings: Settings, official: Actor
) -> None:
    with database.transaction() as session:
        make_stakeholder(session, source="form")
    with pytest.raises(Invalid, match="Somebody else imports a list of this name"):
        upload(database, settings, official, source="form", stakeholders=LIST)
    assert upload(database, settings, official, source="ours", stakeholders=LIST).source == "ours"
    assert upload(database, settings, official, source="ours", stakeholders=LIST).source == "ours"


def test_of_two_who_start_at_once_one_wins(database: Database, settings: Settings, official: Actor) -> None:
    made = upload(database, settings, official, stakeholders=LIST)

    def start() -> None:
        with database.transaction() as session:
            exchange.start_import(
                session, official, made.id, strict=False, store=store(settings.folder), now=NOW
            )

    answers = race(start, start)
    assert [type(answer) for answer in answers if answer] == [Conflict]

    def take_back() -> None:
        with database.transaction() as session:
            exchange.start_undo(session, official, made.id, now=NOW)

    answers = race(take_back, take_back)
    assert [type(answer) for answer in answers if answer] == [Conflict]


def test_decisions_made_at_once_are_both_kept(
    database: Database, settings: Settings, official: Actor
) -> None:
    made = upload(database, settings, official, stakeholders=LIST)

    def decide(number: int) -> None:
        with database.transaction() as session:
            exchange.decide(
                session, official, made.id, {number: "skip"}, store=store(settings.folder), now=NOW
            )

    assert race(lambda: decide(2), lambda: decide(3)) == [None, None]
    with database.reading() as session:
        assert exchange.get_import(session, official, made.id).decisions == {"2": "skip", "3": "skip"}
