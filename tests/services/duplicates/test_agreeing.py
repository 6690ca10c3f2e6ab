"""Two records that people look after are made one when an owner of each has said yes, and not before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from matchmaker.core.actors import Actor
from matchmaker.core.duplicates.choosing import Choice, Pick
from matchmaker.core.duplicates.states import PairState, RequestState
from matchmaker.core.entities import Part, Role
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound
from matchmaker.mail import Letter
from matchmaker.models import Account, DuplicatePair, Mail, Merge, MergeRequest, RoleGrant, Stakeholder
from matchmaker.services import audit, duplicates, notifications
from matchmaker.services.accounts import actor_of
from tests.factories import NOW, grant, make_account, make_offer
from tests.racing import race
from tests.services.accounts.keys import ADDRESSES
from tests.services.duplicates.twins import make_pair, make_twins, picture

PEOPLE = {"ute": ("kept", Part.OWNER), "ed": ("kept", Part.EDITOR), "jo": ("gone", Part.OWNER)}


@dataclass
class Two:
    """The ids of two records, of their pair, and of the people behind them."""

    database: Database
    kept: str
    gone: str
    pair: str
    people: dict[str, str]

    def actor(self, name: str) -> Actor:
        with self.database.reading() as session:
            return actor_of(session, session.get_one(Account, self.people[name]))


@pytest.fixture
def two(database: Database) -> Two:
    return make_two(database)


def make_two(database: Database) -> Two:
    with database.transaction() as session:
        kept, gone = make_twins(session)
        make_offer(session, gone, "We lend tools.")
        places = {"kept": kept.id, "gone": gone.id}
        people = {
            name: make_account(session, name=name.title(), language="en").id for name in (*PEOPLE, "ada")
        }
        for name, (place, part) in PEOPLE.items():
            grant(session, session.get_one(Account, people[name]), Role.MEMBER, places[place]).part = part
        grant(session, session.get_one(Account, people["ada"]), Role.OFFICIAL, "DE11")
        return Two(database, kept.id, gone.id, make_pair(session, kept, gone).id, people)


def ask(two: Two, *, now: datetime = NOW, by: str = "ada", **choice: object) -> str:
    actor, wanted = two.actor(by), Choice(keep=two.kept, **choice)  # type: ignore[arg-type]  # as they come
    with two.database.transaction() as session:
        return duplicates.ask(session, actor, two.pair, wanted, now=now).id


def seen(two: Two, name: str, id_: str, now: datetime = NOW) -> duplicates.Question:
    with two.database.reading() as session:
        return duplicates.get_question(session, two.actor(name), id_, now=now)


def answer(two: Two, name: str, id_: str, *, yes: bool = True, now: datetime = NOW) -> RequestState:
    actor, shown = two.actor(name), seen(two, name, id_).seen
    with two.database.transaction() as session:
        return duplicates.answer(session, actor, id_, yes=yes, seen=shown, now=now).state


def letters(two: Two, news: str) -> dict[str, Letter | None]:
    """What the mails with some news say as they would go out now, by the name of their reader."""
    with two.database.reading() as session:
        mails = session.scalars(select(Mail).where(Mail.kind == MailKind.MERGED)).all()
        return {
            one.name.lower(): notifications.write(
                session, one, writers=duplicates.WRITERS, addresses=ADDRESSES
            )
            for one in mails
            if one.params["news"] == news
        }


def test_the_owners_of_both_are_asked_and_nobody_else(two: Two) -> None:
    id_ = ask(two)
    found = letters(two, "asked")
    assert set(found) == {"ute", "jo"}
    jo = found["jo"]
    assert jo is not None
    assert "the same organisation?" in jo.subject
    assert jo.paragraphs[0] == (
        "Ada thinks so, and proposes to make one profile of the two: that of Werkstatt Neckar stays."
    )
    assert [one.url for one in jo.actions] == [ADDRESSES.page(f"/merges/asked/{id_}")]
    assert jo.foot.endswith("the profile of Werkstatt Neckar gGmbH.")


def test_nothing_happens_until_an_owner_of_each_has_said_yes(two: Two) -> None:
    id_ = ask(two, picks={"name": Pick.GONE})
    assert answer(two, "jo", id_) is RequestState.OPEN
    assert letters(two, "asked")["jo"] is None
    with two.database.reading() as session:
        assert session.get(Stakeholder, two.gone) is not None
    assert seen(two, "ute", id_).agreed
    assert not seen(two, "jo", id_).waits
    assert answer(two, "ute", id_) is RequestState.AGREED
    with two.database.reading() as session:
        made = session.scalars(select(Merge)).one()
        assert (made.kept_id, made.gone_id, made.account_id) == (two.kept, two.gone, two.people["ada"])
        assert session.get(Stakeholder, two.gone) is None
        assert session.get_one(Stakeholder, two.kept).name == "Werkstatt Neckar gGmbH"
        assert audit.count_entries(session, subject=two.pair, act="duplicate.ask") == 1
        assert audit.count_entries(session, subject=two.pair, act="duplicate.agree") == 2
        assert audit.count_entries(session, subject=two.kept, act="duplicate.merge") == 1
    assert set(letters(two, "merged")) == {"ute", "ed", "jo"}


def test_a_no_ends_it_and_who_asked_and_the_others_are_told(two: Two) -> None:
    id_ = ask(two)
    answer(two, "ute", id_)
    assert answer(two, "jo", id_, yes=False) is RequestState.REFUSED
    told = letters(two, "refused")
    assert set(told) == {"ada", "ute"}
    assert told["ada"] is not None
    with pytest.raises(Conflict, match="over"):
        answer(two, "ute", id_)
    with pytest.raises(Conflict, match="said no not long ago"):
        ask(two, now=NOW + timedelta(days=29))
    assert ask(two, now=NOW + timedelta(days=31)) != id_


@pytest.mark.parametrize("name", ["ed", "ada"])
def test_only_owners_read_and_answer(two: Two, name: str) -> None:
    id_ = ask(two)
    with pytest.raises(NotFound):
        seen(two, name, id_)
    with two.database.transaction() as session, pytest.raises(NotFound):
        duplicates.answer(session, two.actor(name), id_, yes=True, now=NOW)


def test_an_owner_who_was_taken_out_while_the_page_was_open_does_not_answer(two: Two) -> None:
    id_, actor = ask(two), two.actor("jo")
    shown = seen(two, "jo", id_).seen
    with two.database.transaction() as session:
        row = session.scalars(select(RoleGrant).where(RoleGrant.account_id == two.people["jo"])).one()
        row.part = Part.EDITOR
    with two.database.transaction() as session, pytest.raises(NotAllowed):
        duplicates.answer(session, actor, id_, yes=True, seen=shown, now=NOW)


def test_whoever_owns_both_answers_for_both(two: Two) -> None:
    with two.database.transaction() as session:
        grant(session, session.get_one(Account, two.people["ute"]), Role.MEMBER, two.gone)
    assert answer(two, "ute", ask(two)) is RequestState.AGREED


def test_after_thirty_days_it_is_over_and_may_be_asked_anew(two: Two) -> None:
    id_ = ask(two)
    late = NOW + timedelta(days=30)
    with pytest.raises(Conflict, match="over"):
        answer(two, "jo", id_, now=late)
    assert not seen(two, "jo", id_, late).open
    ask(two, now=late)
    with two.database.reading() as session:
        assert session.get_one(MergeRequest, id_).state is RequestState.WITHDRAWN


def test_what_changed_since_the_page_was_opened_is_looked_at_again(two: Two) -> None:
    id_, actor = ask(two), two.actor("jo")
    shown = seen(two, "jo", id_).seen
    change(two, two.kept, "We mend boats.")
    with two.database.transaction() as session, pytest.raises(Conflict, match="has changed"):
        duplicates.answer(session, actor, id_, yes=True, seen=shown, now=NOW)


def change(two: Two, id_: str, about: str) -> None:
    with two.database.transaction() as session:
        session.get_one(Stakeholder, id_).about = about


def test_a_yes_to_something_that_changed_since_does_not_count_and_is_asked_for_anew(two: Two) -> None:
    id_ = ask(two)
    answer(two, "jo", id_)
    change(two, two.kept, "We mend boats.")
    assert answer(two, "ute", id_) is RequestState.OPEN
    assert seen(two, "jo", id_).waits
    with two.database.reading() as session:
        asked = select(func.count()).where(Mail.name == "Jo", Mail.kind == MailKind.MERGED)
        assert session.scalar(asked) == 2
    assert answer(two, "jo", id_) is RequestState.AGREED


def test_what_the_other_shows_to_its_own_people_alone_is_not_shown(two: Two) -> None:
    with two.database.transaction() as session:
        gone = session.get_one(Stakeholder, two.gone)
        gone.audiences, gone.email = {"website": "ourselves"}, "post@werkstatt.example"
    told = {one.name: one for one in seen(two, "ute", ask(two)).fields}
    assert (told["website"].hidden, told["website"].other, told["website"].then) == (True, {}, {})
    assert told["website"].then_hidden
    assert told["email"].hidden
    assert not told["name"].hidden
    own = {one.name: one for one in seen(two, "jo", _id(two)).fields}
    assert own["website"].mine["website"] == "https://werkstatt.example"


def _id(two: Two) -> str:
    with two.database.reading() as session:
        return session.scalars(select(MergeRequest.id)).one()


def test_a_decision_of_who_sorts_out_closes_the_question(two: Two) -> None:
    id_ = ask(two)
    with two.database.transaction() as session:
        duplicates.tell_apart(session, two.actor("ada"), two.pair, now=NOW)
    assert letters(two, "asked") == {"ute": None, "jo": None}
    with pytest.raises(Conflict, match="over"):
        answer(two, "jo", id_)


def test_nobody_is_asked_twice_nor_where_nobody_could_say_yes(two: Two) -> None:
    ask(two)
    with pytest.raises(Conflict, match="asked already"):
        ask(two)
    other = make_two(two.database)
    with two.database.transaction() as session:
        session.get_one(Account, other.people["jo"]).disabled_at = NOW
    with pytest.raises(Conflict, match="no owner who could say yes"):
        ask(other)
    hidden = make_two(two.database)
    with two.database.transaction() as session:
        session.get_one(Stakeholder, hidden.gone).hidden = True
    with pytest.raises(Conflict, match="hidden"):
        ask(hidden)
    with pytest.raises(NotFound):
        ask(make_two(two.database), by="ute")


def test_an_empty_name_is_refused_before_anybody_is_asked(two: Two) -> None:
    with pytest.raises(Invalid):
        ask(two, picks={"name": Pick.OWN}, own={"name": "  "})
    assert letters(two, "asked") == {}


def test_it_is_undone_as_any_merge_is(two: Two) -> None:
    id_ = ask(two)
    answer(two, "jo", id_)
    free = frozenset({"changes", "audit_entries", "merges", "merge_requests", "network_revision", "touched",
                      "jobs", "mails", "mail_links"})  # fmt: skip
    with two.database.reading() as session:
        before = picture(session, without=free)
    answer(two, "ute", id_)
    with two.database.transaction() as session:
        root = make_account(session, name="Root")
        grant(session, root, Role.ADMINISTRATOR, "")
        administrator = actor_of(session, root)
    with two.database.transaction() as session:
        made = session.scalars(select(Merge)).one()
        with pytest.raises(NotAllowed):
            duplicates.undo(session, two.actor("ada"), made.id, now=NOW)
        duplicates.undo(session, administrator, made.id, now=NOW)
        after = picture(session, without=free)
    new = {"accounts", "role_grants"}
    assert {name: rows for name, rows in after.items() if name not in new} == {
        name: rows for name, rows in before.items() if name not in new
    }


def test_two_owners_answer_at_once(database: Database, trials: Callable[[int], int]) -> None:
    for number in range(trials(100)):
        two = make_two(database)
        id_ = ask(two)
        yes = number % 2 == 0
        runners = [racing(two, "ute", id_, True), racing(two, "jo", id_, yes)]
        answers = race(*runners)
        counted = Counter(type(one).__name__ for one in answers)
        with database.reading() as session:
            state = session.get_one(MergeRequest, id_).state
            merges = session.scalar(select(func.count()).where(Merge.pair_id == two.pair))
            pair = session.get_one(DuplicatePair, two.pair).state
        if yes:
            assert counted == {"RequestState": 2}, answers
            assert (state, merges, pair) == (RequestState.AGREED, 1, PairState.MERGED)
        else:
            assert counted["RequestState"] >= 1, answers
            assert (state, merges, pair) == (RequestState.REFUSED, 0, PairState.OPEN)


def racing(two: Two, name: str, id_: str, yes: bool) -> Callable[[], object]:
    actor, shown = two.actor(name), seen(two, name, id_).seen

    def act() -> RequestState:
        with two.database.transaction() as session:
            return duplicates.answer(session, actor, id_, yes=yes, seen=shown, now=NOW).state

    return act
