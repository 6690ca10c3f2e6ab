"""What somebody changes of their own account: name, password, address; each told by mail where it matters."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from matchmaker.core.actors import VISITOR, Actor
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, NotAllowed, NotFound, TooMany
from matchmaker.models import Account
from matchmaker.services import accounts, audit
from matchmaker.services.accounts.throttle import MOVE, SIGN_IN_BY_ACCOUNT
from tests.factories import PASSWORD, make_account
from tests.services.accounts.keys import SECRET, letter, mails, token_of

GOOD = "barrel window seven otters"
NEW = "ada@elsewhere.example"


@pytest.fixture
def ada(database: Database) -> Account:
    with database.transaction() as session:
        return make_account(session, email="ada@example.org", name="Ada")


@pytest.fixture
def actor(ada: Account) -> Actor:
    return Actor(ada.id, ada.name)


def sign_in(database: Database, account: Account, now: datetime, agent: str = "") -> str:
    with database.transaction() as session:
        return accounts.sign_in_new(
            session, session.get_one(Account, account.id), agent=agent, lasts=timedelta(days=1), now=now
        ).secret


def is_open(database: Database, secret: str, now: datetime) -> bool:
    with database.reading() as session:
        return accounts.find_signed_in(session, secret, now=now) is not None


def change(database: Database, actor: Actor, now: datetime, *, old: str, new: str, secret: str = "") -> None:
    with database.transaction() as session:
        accounts.change_password(session, actor, old=old, new=new, secret=secret, now=now)


def ask(
    database: Database, actor: Actor, now: datetime, *, email: str = NEW, password: str = PASSWORD
) -> None:
    with database.transaction() as session:
        accounts.ask_to_move(session, actor, email=email, password=password, now=now)


def move(database: Database, token: str, now: datetime) -> None:
    with database.transaction() as session:
        accounts.move(session, token, SECRET, now=now)


def test_name_and_language_are_changed(database: Database, actor: Actor, now: datetime) -> None:
    with database.transaction() as session:
        accounts.rename(session, actor, name=" Ada  Adler", language="de", now=now)
    with database.reading() as session:
        account = session.get_one(Account, actor.account_id)
        assert (account.name, account.language) == ("Ada Adler", "de")
    with pytest.raises(Invalid), database.transaction() as session:
        accounts.rename(session, actor, name="\u200b", language="de", now=now)
    with pytest.raises(NotAllowed), database.transaction() as session:
        accounts.rename(session, VISITOR, name="Ada", language="de", now=now)


def test_another_password_signs_out_all_browsers_but_this_one(
    database: Database, ada: Account, actor: Actor, now: datetime
) -> None:
    here, there = sign_in(database, ada, now), sign_in(database, ada, now)
    change(database, actor, now, old=PASSWORD, new=GOOD, secret=here)
    assert (is_open(database, here, now), is_open(database, there, now)) == (True, False)
    assert [mail.params["changed"] for mail in mails(database, MailKind.SECURITY)] == ["password"]
    with database.reading() as session:
        acts = [one.act for one in audit.list_entries(session, subject=ada.id)]
    assert "account.change-password" in acts


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [("wrong", GOOD, "old"), (PASSWORD, "short", "new"), (PASSWORD, "password1", "new")],
)
def test_a_password_is_not_changed_by_who_does_not_know_it_nor_to_one_that_is_guessed(
    database: Database, actor: Actor, now: datetime, old: str, new: str, field: str
) -> None:
    with pytest.raises(Invalid) as found:
        change(database, actor, now, old=old, new=new)
    assert set(found.value.fields) == {field}
    assert mails(database, MailKind.SECURITY) == []


def test_who_sits_at_an_open_browser_guesses_eight_times(
    database: Database, actor: Actor, now: datetime
) -> None:
    for _ in range(SIGN_IN_BY_ACCOUNT.tries):
        with pytest.raises(Invalid):
            change(database, actor, now, old="wrong", new=GOOD)
    with pytest.raises(TooMany):
        change(database, actor, now, old=PASSWORD, new=GOOD)
    with pytest.raises(TooMany):
        ask(database, actor, now)
    change(database, actor, now + SIGN_IN_BY_ACCOUNT.window, old=PASSWORD, new=GOOD)


def test_a_new_address_holds_once_its_link_is_opened_and_the_old_one_is_told(
    database: Database, ada: Account, actor: Actor, now: datetime
) -> None:
    ask(database, actor, now)
    (mail,) = mails(database, MailKind.ADDRESS)
    assert mail.address == NEW
    with database.reading() as session:
        assert session.get_one(Account, ada.id).email == ada.email
    move(database, token_of(database, mail), now)
    with database.reading() as session:
        assert session.get_one(Account, ada.id).email == NEW
    (told,) = mails(database, MailKind.SECURITY)
    assert told.address == ada.email
    assert NEW in " ".join(letter(database, told).paragraphs)
    with pytest.raises(Conflict):
        move(database, token_of(database, mail), now)


def test_an_address_with_an_account_is_told_without_a_link_and_who_asks_learns_nothing(
    database: Database, actor: Actor, now: datetime
) -> None:
    with database.transaction() as session:
        make_account(session, email=NEW)
    ask(database, actor, now)
    (mail,) = mails(database, MailKind.ADDRESS)
    assert token_of(database, mail) == ""
    assert letter(database, mail).title == "This address has an account already"


def test_an_address_that_is_taken_meanwhile_stays_with_who_took_it(
    database: Database, actor: Actor, now: datetime
) -> None:
    ask(database, actor, now)
    with database.transaction() as session:
        make_account(session, email=NEW)
    with pytest.raises(Conflict):
        move(database, token_of(database, mails(database, MailKind.ADDRESS)[0]), now)


@pytest.mark.parametrize("email", ["no address", "ada@example.org"])
def test_what_is_no_address_or_the_same_is_refused(
    database: Database, actor: Actor, now: datetime, email: str
) -> None:
    with pytest.raises(Invalid) as found:
        ask(database, actor, now, email=email)
    assert set(found.value.fields) == {"email"}


def test_a_link_is_for_one_purpose_only(
    database: Database, ada: Account, actor: Actor, now: datetime
) -> None:
    ask(database, actor, now)
    with database.transaction() as session:
        accounts.ask_to_reset(session, email=ada.email, address="1", now=now)
    to_move = token_of(database, mails(database, MailKind.ADDRESS)[0])
    to_reset = token_of(database, mails(database, MailKind.RESET)[0])
    with pytest.raises(NotFound):
        move(database, to_reset, now)
    with pytest.raises(NotFound), database.transaction() as session:
        accounts.choose_password(session, to_move, SECRET, password=GOOD, now=now)
    with database.transaction() as session:
        session.get_one(Account, ada.id).disabled_at = now
    with pytest.raises(NotFound, match="has left"):
        move(database, to_move, now)


def test_who_knew_the_old_password_moves_the_account_no_more_once_there_is_a_new_one(
    database: Database, ada: Account, actor: Actor, now: datetime
) -> None:
    ask(database, actor, now)
    change(database, actor, now, old=PASSWORD, new=GOOD)
    with pytest.raises(Invalid, match="time of this link is over"):
        move(database, token_of(database, mails(database, MailKind.ADDRESS)[0]), now)
    ask(database, actor, now + timedelta(hours=1), password=GOOD)
    with database.transaction() as session:
        accounts.ask_to_reset(session, email=ada.email, address="1", now=now + timedelta(hours=1))
    to_reset = token_of(database, mails(database, MailKind.RESET)[0])
    with database.transaction() as session:
        accounts.choose_password(
            session, to_reset, SECRET, password="seven otters mend a barrel", now=now + timedelta(hours=1)
        )
    with pytest.raises(Invalid, match="time of this link is over"):
        move(database, token_of(database, mails(database, MailKind.ADDRESS)[1]), now + timedelta(hours=1))


def test_one_person_has_us_write_to_ten_addresses_an_hour(
    database: Database, actor: Actor, now: datetime
) -> None:
    for number in range(MOVE.tries):
        ask(database, actor, now, email=f"ada{number}@elsewhere.example")
    with pytest.raises(TooMany):
        ask(database, actor, now)
    assert len(mails(database, MailKind.ADDRESS)) == MOVE.tries


def test_a_name_that_is_a_letter_is_refused(database: Database, actor: Actor, now: datetime) -> None:
    with pytest.raises(Invalid) as found, database.transaction() as session:
        accounts.rename(session, actor, name="Buy now " * 20, language="en", now=now)
    assert "120" in found.value.fields["name"]


def test_a_mail_to_an_address_that_is_not_proven_repeats_no_name(
    database: Database, actor: Actor, now: datetime
) -> None:
    with database.transaction() as session:
        accounts.rename(session, actor, name="Win at shop.example", language="en", now=now)
    with database.transaction() as session:
        accounts.ask_to_register(
            session, name="Win at shop.example", email="new@example.org", language="en", address="1", now=now
        )
    ask(database, actor, now)
    for kind in (MailKind.REGISTER, MailKind.ADDRESS):
        assert letter(database, mails(database, kind)[0]).greeting == "Good day,"
