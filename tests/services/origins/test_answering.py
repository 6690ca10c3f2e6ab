"""What a contact answers by the link: keep it, wrong address, remove it; and what no list brings back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import inspect, select, text

from matchmaker.core.actors import SYSTEM
from matchmaker.core.entities import Role
from matchmaker.core.notifications import MailKind
from matchmaker.core.origins import Answered
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotFound
from matchmaker.models import (
    Alias,
    AuditEntry,
    Change,
    Erasure,
    Mail,
    MailLink,
    OriginNotice,
    Removal,
    Stakeholder,
    Unsubscription,
)
from matchmaker.services import notifications, origins, privacy
from tests.factories import NOW, grant, make_account, make_need, make_stakeholder
from tests.racing import race
from tests.services.duplicates.twins import merge
from tests.services.exchange.bringing import bring, by_name, undo
from tests.services.origins.cycle import (
    BARREL,
    HEAD,
    LANTERN,
    LIST,
    SETTLED,
    link_of,
    mails,
    names,
    tell,
)

LATER = SETTLED + timedelta(days=5)


def told(database: Database, rows: str = LIST) -> None:
    """A list that came in, and its contacts, who were told."""
    bring(database, rows)
    tell(database)


def answer(database: Database, name: str, act: Callable[..., None], *given: str) -> None:
    """What somebody does by the link about the record of a name."""
    with database.transaction() as session:
        act(session, link_of(session, name), *given, now=LATER)


def remove(database: Database, name: str = "Rain Barrel Workshop") -> None:
    answer(database, name, origins.remove)


def everything(database: Database) -> str:
    """All that stands in any table, in small letters."""
    with database.engine.connect() as connection:
        tables = inspect(database.engine).get_table_names()
        rows = [row for one in tables for row in connection.execute(text(f'SELECT * FROM "{one}"'))]
    return " ".join(map(str, rows)).lower()


def test_looking_uses_nothing_up_and_shows_the_record_as_others_see_it(database: Database) -> None:
    told(database)
    for _ in range(2):
        with database.reading() as session:
            found = origins.get_opened(session, link_of(session, "Rain Barrel Workshop"), now=LATER)
            assert found.page is not None
            assert (found.page.stakeholder.email, found.address) == ("", "info@barrel.example")
            assert found.facts.source.name == "list"


def test_removed_is_erased_everywhere_and_known_again_by_hashes_alone(database: Database) -> None:
    told(database)
    id_ = by_name(database, "Rain Barrel Workshop").id
    remove(database)
    assert names(database) == ["Kettle Kitchen"]
    kept = everything(database)
    assert "barrel" not in kept.replace("rain barrel repair", "")
    assert "kettle" in kept
    with database.reading() as session:
        assert session.get(Erasure, id_) is not None
        assert not session.scalars(select(Change).where(Change.stakeholder_id == id_)).all()
        acts = session.scalars(select(AuditEntry).where(AuditEntry.act == "origin.remove")).all()
        assert [(one.account_id, one.subject, one.details) for one in acts] == [(None, id_, {"by": "mail"})]
        assert len({one.hash.partition(":")[0] for one in session.scalars(select(Removal))}) == 4


def test_two_who_press_at_once_remove_it_once(database: Database) -> None:
    told(database)

    with database.reading() as session:
        link_id = link_of(session, "Rain Barrel Workshop").id

    def run() -> bool:
        try:
            with database.transaction() as session:
                origins.remove(session, session.get_one(MailLink, link_id), now=LATER)
        except (Conflict, NotFound):
            return False
        return True

    assert set(race(run, run)) == {False, True}
    assert names(database) == ["Kettle Kitchen"]


SAME_ID = HEAD + "1,Quite Another Name,France,Lille,,\n"
SAME_ADDRESS = HEAD + "77,Another Name,France,Lille,Info@Barrel.example,\n"
SAME_NAME = HEAD + "77,RAIN BARREL WORKSHOP e.V.,Germany,Stuttgart,,\n"


@pytest.mark.parametrize("rows", [LIST, SAME_ID, SAME_ADDRESS, SAME_NAME])
def test_the_next_list_does_not_bring_it_back_and_says_so(database: Database, rows: str) -> None:
    told(database, HEAD + BARREL)
    remove(database)
    made = bring(database, rows, now=LATER)
    assert made.counts["removed"] == 1
    assert sum(made.counts.values()) == rows.count("\n") - 1
    assert names(database) == (["Kettle Kitchen"] if rows == LIST else [])
    assert "info@barrel" not in everything(database)


def test_another_source_may_have_the_same_id_and_another_place_the_same_name(database: Database) -> None:
    told(database, HEAD + BARREL)
    remove(database)
    assert bring(database, SAME_ID, source="other", now=LATER).counts == {
        "created": 1, "changed": 0, "same": 0, "merged": 0, "refused": 0,
    }  # fmt: skip
    elsewhere = HEAD + "9,Rain Barrel Workshop,France,Lille,,\n"
    assert bring(database, elsewhere, source="third", now=LATER).counts["created"] == 1


def test_all_or_nothing_takes_the_other_rows(database: Database) -> None:
    told(database, HEAD + BARREL)
    remove(database)
    assert bring(database, LIST, strict=True, now=LATER).counts["created"] == 1


def test_a_tie_to_it_is_refused_and_the_rest_is_taken(database: Database) -> None:
    told(database, HEAD + BARREL)
    remove(database)
    made = bring(database, LIST, ties="a,b,label\n1,2,Soup\n", now=LATER)
    assert made.ties_counts["refused"] == 1
    assert names(database) == ["Kettle Kitchen"]


def test_undoing_an_import_does_not_bring_it_back(database: Database) -> None:
    bring(database, HEAD + BARREL)
    changed = bring(database, HEAD + BARREL.replace("Stuttgart", "Ulm"), now=NOW + timedelta(hours=1))
    tell(database)
    remove(database)
    assert undo(database, changed, now=LATER) == []
    assert names(database) == []


def test_its_own_organisation_makes_it_anew_and_lists_may_name_it_again(database: Database) -> None:
    told(database, HEAD + BARREL)
    remove(database)
    with database.transaction() as session:
        mine = make_stakeholder(
            session, name="Rain Barrel Workshop", region="DE111", email="new@barrel.example"
        )
        grant(session, make_account(session), Role.MEMBER, mine.id)
    made = bring(database, HEAD + BARREL, now=LATER)
    assert "removed" not in made.counts
    assert by_name(database, "Rain Barrel Workshop").email == "new@barrel.example"


def test_of_two_records_of_one_address_one_is_removed_and_the_other_stays(database: Database) -> None:
    told(database, HEAD + BARREL + LANTERN)
    remove(database)
    assert names(database) == ["Lantern School"]
    again = bring(database, HEAD + BARREL + LANTERN, now=LATER)
    assert (again.counts["removed"], again.counts["same"]) == (1, 1)
    assert [one.address for one in mails(database)] == ["info@barrel.example"]
    # The other link still answers for the other record.
    remove(database, "Lantern School")
    assert "barrel" not in everything(database)


def test_who_erases_a_profile_in_any_way_does_not_find_it_in_the_next_list(database: Database) -> None:
    told(database, HEAD + BARREL)
    with database.transaction() as session:
        one = session.scalars(select(Stakeholder)).one()
        privacy.remove_profile(session, SYSTEM, one, now=LATER)
    assert bring(database, HEAD + BARREL, now=LATER).counts["removed"] == 1
    with database.reading() as session:
        assert not any(one.by_link for one in session.scalars(select(Removal)))
        assert {one.address for one in session.scalars(select(Mail))} == {""}


def test_keep_it_means_no_more_mails_but_those_that_one_asks_for(database: Database) -> None:
    told(database)
    answer(database, "Rain Barrel Workshop", origins.answer_kept)
    assert names(database) == ["Kettle Kitchen", "Rain Barrel Workshop"]
    with database.reading() as session:
        left = set(session.scalars(select(Unsubscription.kind)))
        notice = session.scalars(select(OriginNotice).where(OriginNotice.answered.is_not(None))).one()
    assert {MailKind.ORIGIN, MailKind.ASKED} < left
    assert not left & {MailKind.CLAIM, MailKind.REGISTER}
    assert (notice.answered, notice.answered_at) == (Answered.KEPT, LATER)


@pytest.mark.parametrize(("given", "email"), [("", ""), (" Right@Barrel.example ", "right@barrel.example")])
def test_a_wrong_address_goes_out_and_the_right_one_comes_in(
    database: Database, given: str, email: str
) -> None:
    told(database, HEAD + BARREL)
    answer(database, "Rain Barrel Workshop", origins.answer_wrong, given)
    assert by_name(database, "Rain Barrel Workshop").email == email
    with database.reading() as session:
        last = session.scalars(select(Change).order_by(Change.id.desc()).limit(1)).one()
        assert (last.field, last.before, last.after, last.source) == (
            "email",
            "info@barrel.example",
            email,
            "mail",
        )
    # The list still says the old one: it does not come back.
    bring(database, HEAD + BARREL, now=LATER)
    assert by_name(database, "Rain Barrel Workshop").email == email
    assert tell(database, now=LATER + timedelta(days=3)) == bool(email)


@pytest.mark.parametrize("given", ["no address", "info@barrel.example"])
def test_what_is_no_other_address_is_refused_and_uses_nothing_up(database: Database, given: str) -> None:
    told(database, HEAD + BARREL)
    with pytest.raises(Invalid) as refused:
        answer(database, "Rain Barrel Workshop", origins.answer_wrong, given)
    assert set(refused.value.fields) == {"address"}
    remove(database)


def test_each_link_answers_once(database: Database) -> None:
    told(database, HEAD + BARREL)
    answer(database, "Rain Barrel Workshop", origins.answer_kept)
    with pytest.raises(Conflict):
        remove(database)
    assert names(database) == ["Rain Barrel Workshop"]


def test_a_record_that_was_claimed_is_not_removed_by_the_link(database: Database) -> None:
    told(database, HEAD + BARREL)
    id_ = by_name(database, "Rain Barrel Workshop").id
    with database.transaction() as session:
        grant(session, make_account(session), Role.MEMBER, id_)
    for act in (origins.remove, origins.answer_kept, partial(origins.answer_wrong, address="")):
        with pytest.raises(Conflict, match="looks after this profile"):
            answer(database, "Rain Barrel Workshop", act)
    assert names(database) == ["Rain Barrel Workshop"]


def test_whoever_was_the_contact_before_decides_no_more(database: Database) -> None:
    told(database, HEAD + BARREL)
    with database.transaction() as session:
        session.scalars(select(Stakeholder)).one().email = "new@barrel.example"
    with pytest.raises(NotFound, match="another contact"):
        remove(database)


def test_the_link_of_another_mail_opens_nothing_here(database: Database) -> None:
    with database.transaction() as session:
        to = notifications.Recipient("a@example.org", "", "en")
        mail = notifications.notify(session, kind=MailKind.CONFIRM, key="k", to=to, now=NOW)
        assert mail is not None
        link = notifications.add_link(session, mail, None, "", lasts=timedelta(days=1), now=NOW)
        session.flush()
        with pytest.raises(NotFound, match="something else"):
            origins.get_opened(session, link, now=NOW)


def test_a_hidden_record_can_be_removed_too(database: Database) -> None:
    told(database, HEAD + BARREL)
    with database.transaction() as session:
        session.scalars(select(Stakeholder)).one().hidden = True
    with database.reading() as session:
        assert origins.get_opened(session, link_of(session, "Rain Barrel Workshop"), now=LATER).page is None
    remove(database)
    assert names(database) == []


def test_a_told_record_that_is_merged_is_not_told_again(database: Database) -> None:
    told(database, HEAD + BARREL)
    with database.transaction() as session:
        gone = session.scalars(select(Stakeholder)).one()
        kept = make_stakeholder(session, name="Rain Barrels", email="info@barrel.example", created_at=NOW)
        merge(session, kept, gone)
        id_ = kept.id
    assert tell(database, now=LATER) == 0
    with database.reading() as session:
        assert session.scalars(select(OriginNotice.stakeholder_id)).all() == [id_]
        assert session.scalars(select(Alias.stakeholder_id)).all() == [id_]
    # The link of the mail now answers for the record that stays.
    remove(database, "Rain Barrels")
    assert bring(database, HEAD + BARREL, now=LATER).counts["removed"] == 1


def test_an_import_that_is_undone_takes_what_was_told_with_it(database: Database) -> None:
    made = bring(database, HEAD + BARREL)
    tell(database)
    assert undo(database, made, now=LATER) == []
    with database.reading() as session:
        assert not session.scalars(select(OriginNotice)).all()
        link = session.scalars(select(MailLink)).one()
        with pytest.raises(NotFound, match="removed already"):
            origins.get_opened(session, link, now=LATER)


def test_offers_and_needs_go_with_it(database: Database) -> None:
    told(database, HEAD + BARREL)
    with database.transaction() as session:
        make_need(session, session.scalars(select(Stakeholder)).one(), "We look for barrels.")
    remove(database)
    assert "look for barrels" not in everything(database)
