"""Signing in in two steps: the code of an app, or a recovery code, after the password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, text

from matchmaker.core.actors import SYSTEM
from matchmaker.core.notifications import MailKind
from matchmaker.db import Base, Database
from matchmaker.errors import Conflict, Invalid, NotFound, NotFresh, TooMany
from matchmaker.models import HalfSignIn, OneTimeCodes
from matchmaker.services import accounts
from matchmaker.services.accounts import Having
from matchmaker.services.accounts.factors import recovery
from tests.racing import race
from tests.services.accounts.entry import DAY, WRONG_CODE, Person
from tests.services.accounts.keys import SECRET, letter, mails, token_of

HALF_A_MINUTE = timedelta(seconds=30)


@pytest.fixture
def ada(database: Database, now: datetime) -> Person:
    return Person(database, now)


def test_without_a_factor_the_password_is_enough(ada: Person, now: datetime) -> None:
    assert ada.enter(now).whole
    found = ada.signed_in(ada.sign_in, now)
    assert found is not None
    assert not found.strong


def test_with_an_app_the_password_opens_only_half(ada: Person, now: datetime) -> None:
    app, _ = ada.set_up_app(now)
    half = ada.enter(now)
    assert not half.whole
    assert ada.signed_in(half.secret, now) is None, "half of a sign-in opens nothing"
    later = now + HALF_A_MINUTE
    entered = ada.finish(half, app.at(later), later)
    found = ada.signed_in(entered.secret, later)
    assert found is not None
    assert found.strong
    assert found.actor.account_id == ada.id


def test_a_code_that_was_used_is_refused(ada: Person, now: datetime) -> None:
    app, _ = ada.set_up_app(now)
    with pytest.raises(Invalid):
        ada.finish(ada.enter(now), app.at(now), now)
    later = now + HALF_A_MINUTE
    ada.finish(ada.enter(later), app.at(later), later)
    with pytest.raises(Invalid) as caught:
        ada.finish(ada.enter(later), app.at(later), later)
    assert list(caught.value.fields) == ["code"]
    with pytest.raises(Invalid):
        ada.finish(ada.enter(later), app.at(now), later)


def test_of_two_with_one_code_at_the_same_moment_one_gets_in(
    ada: Person, now: datetime, trials: Callable[[int], int]
) -> None:
    app, _ = ada.set_up_app(now)
    for number in range(1, trials(200) + 1):
        later = now + number * DAY
        code, halves = app.at(later), [ada.enter(later, address=f"192.0.2.{number}") for _ in range(2)]
        tries = [partial(ada.finish, half, code, later) for half in halves]
        answers = race(*tries)
        assert sorted(type(one).__name__ for one in answers) == ["Entered", "Invalid"], answers


def test_half_of_a_sign_in_is_finished_once(ada: Person, now: datetime) -> None:
    app, codes = ada.set_up_app(now)
    half, later = ada.enter(now), now + HALF_A_MINUTE
    ada.finish(half, app.at(later), later)
    with pytest.raises(NotFound, match="second step is over"):
        ada.finish(half, codes[0], later)


def test_half_of_a_sign_in_is_over_after_ten_minutes(ada: Person, database: Database, now: datetime) -> None:
    app, _ = ada.set_up_app(now)
    half, later = ada.enter(now), now + timedelta(minutes=10)
    with pytest.raises(NotFound):
        ada.finish(half, app.at(later), later)
    with pytest.raises(NotFound), database.reading() as session:
        accounts.get_step(session, half.secret, now=later)
    with database.transaction() as session:
        accounts.tidy(session, now=now + 2 * DAY)
        assert session.scalars(select(HalfSignIn)).all() == []


def test_the_clock_of_a_phone_may_be_half_a_minute_off_and_no_more(ada: Person, now: datetime) -> None:
    app, _ = ada.set_up_app(now)
    later = now + timedelta(hours=1)
    for off in (-2, 2):
        with pytest.raises(Invalid):
            ada.finish(ada.enter(later), app.at(later + off * HALF_A_MINUTE), later)
    for off in (-1, 1):
        assert ada.finish(ada.enter(later), app.at(later + off * HALF_A_MINUTE), later).whole


def test_a_recovery_code_works_once_and_its_owner_hears_of_it(
    ada: Person, database: Database, now: datetime
) -> None:
    _, codes = ada.set_up_app(now)
    assert len(set(codes)) == recovery.HOW_MANY
    typed = codes[3].upper().replace("-", " ")
    assert ada.finish(ada.enter(now), typed, now).whole
    with pytest.raises(Invalid):
        ada.finish(ada.enter(now), codes[3], now)
    with database.reading() as session:
        assert accounts.get_having(session, ada.id) == Having(codes=True, passkeys=0, recovery=9)
    assert sorted(ada.told()) == ["codes-added", "recovered"]
    titles = {letter(database, mail).title for mail in mails(database, MailKind.SECURITY)}
    assert titles == {"You sign in with an app now", "A recovery code was used"}


def test_a_recovery_code_of_somebody_else_opens_nothing(
    ada: Person, database: Database, now: datetime
) -> None:
    ada.set_up_app(now)
    _, theirs = Person(database, now, "bea@example.org").set_up_app(now)
    with pytest.raises(Invalid):
        ada.finish(ada.enter(now), theirs[0], now)


def test_of_two_with_one_recovery_code_one_gets_in(ada: Person, now: datetime) -> None:
    _, codes = ada.set_up_app(now)
    halves = [ada.enter(now) for _ in range(2)]
    answers = race(*[partial(ada.finish, half, codes[0], now) for half in halves])
    assert sorted(type(one).__name__ for one in answers) == ["Entered", "Invalid"], answers


def test_new_recovery_codes_replace_the_old_ones(ada: Person, database: Database, now: datetime) -> None:
    _, old = ada.set_up_app(now)
    with database.transaction() as session:
        new = accounts.renew_recovery(session, ada.actor, sign_in=ada.sign_in, now=now)
    assert not set(old) & set(new)
    with pytest.raises(Invalid):
        ada.finish(ada.enter(now), old[0], now)
    assert ada.finish(ada.enter(now), new[0], now).whole


def test_changes_at_the_same_moment_wait_for_each_other(
    ada: Person, database: Database, now: datetime, trials: Callable[[int], int]
) -> None:
    def renew() -> list[str]:
        with database.transaction() as session:
            return accounts.renew_recovery(session, ada.actor, sign_in=ada.sign_in, now=now)

    for _ in range(trials(100) // 4):
        begun = race(*[partial(ada.begin_app, now)] * 2)
        assert not [one for one in begun if isinstance(one, Exception)], begun
    ada.set_up_app(now)
    for _ in range(trials(100) // 4):
        answers = race(renew, renew)
        assert not [one for one in answers if isinstance(one, Exception)], answers
        with database.reading() as session:
            assert accounts.get_having(session, ada.id).recovery == recovery.HOW_MANY


def test_recovery_codes_stand_in_for_a_factor_and_are_none_themselves(
    ada: Person, database: Database, now: datetime
) -> None:
    with pytest.raises(Conflict, match="stand in"), database.transaction() as session:
        accounts.renew_recovery(session, ada.actor, sign_in=ada.sign_in, now=now)
    ada.set_up_app(now)
    with database.transaction() as session:
        accounts.remove_codes(session, ada.actor, sign_in=ada.sign_in, now=now)
    assert ada.enter(now).whole
    with database.reading() as session:
        assert accounts.get_having(session, ada.id) == Having(codes=False, passkeys=0, recovery=0)
    found = ada.signed_in(ada.sign_in, now)
    assert found is not None
    assert not found.strong, "without a factor no sign-in counts as one with it"


def test_an_app_counts_only_when_its_first_code_was_typed(ada: Person, now: datetime) -> None:
    app = ada.begin_app(now)
    assert ada.enter(now).whole
    with pytest.raises(Invalid):
        ada.confirm_app("000000" if app.at(now) != "000000" else "000001", now)
    assert ada.enter(now).whole
    assert len(ada.confirm_app(app.at(now), now)) == 10
    assert not ada.enter(now).whole


def test_beginning_anew_makes_another_key_but_an_app_that_counts_is_kept(ada: Person, now: datetime) -> None:
    first, second = ada.begin_app(now), ada.begin_app(now)
    assert first.secret != second.secret
    ada.confirm_app(second.at(now), now)
    with pytest.raises(Conflict, match="Remove it first"):
        ada.begin_app(now)


def test_the_first_factor_signs_all_other_browsers_out_at_once(ada: Person, now: datetime) -> None:
    there = ada.enter(now).secret
    assert ada.signed_in(there, now)
    ada.set_up_app(now)
    assert ada.signed_in(there, now) is None
    found = ada.signed_in(ada.sign_in, now)
    assert found is not None
    assert found.strong, "who has just typed a code of the app has shown it"


def test_changes_take_a_confirmation_of_the_last_ten_minutes(
    ada: Person, database: Database, now: datetime
) -> None:
    later = now + timedelta(minutes=10)
    with pytest.raises(NotFresh):
        ada.begin_app(later)
    with pytest.raises(Invalid), database.transaction() as session:
        accounts.confirm_by_password(session, ada.actor, "not it", sign_in=ada.sign_in, now=later)
    with pytest.raises(NotFresh):
        ada.begin_app(later)
    with database.transaction() as session:
        accounts.confirm_by_password(
            session, ada.actor, "a long enough password", sign_in=ada.sign_in, now=later
        )
    app = ada.begin_app(later)
    ada.confirm_app(app.at(later), later)
    much_later = later + DAY / 2
    with pytest.raises(NotFresh), database.transaction() as session:
        accounts.remove_codes(session, ada.actor, sign_in=ada.sign_in, now=much_later)
    with database.transaction() as session:
        accounts.confirm_by_code(
            session,
            ada.actor,
            app.at(much_later),
            sign_in=ada.sign_in,
            address="1",
            secret=SECRET,
            now=much_later,
        )
        accounts.remove_codes(session, ada.actor, sign_in=ada.sign_in, now=much_later)


def test_a_forgotten_password_does_not_open_the_second_step(
    ada: Person, database: Database, now: datetime
) -> None:
    app, _ = ada.set_up_app(now)
    half = ada.enter(now)
    with database.transaction() as session:
        accounts.ask_to_reset(session, email=ada.email, address="1", now=now)
    token = token_of(database, mails(database, MailKind.RESET)[0])
    with database.transaction() as session:
        account = accounts.choose_password(
            session, token, SECRET, password="barrel window seven otters", now=now
        )
        entered = accounts.sign_in_new(session, account, agent="", lasts=DAY, now=now)
    assert not entered.whole
    later = now + HALF_A_MINUTE
    with pytest.raises(NotFound):
        ada.finish(half, app.at(later), later)
    assert ada.finish(entered, app.at(later), later).whole


def test_a_closed_account_does_not_get_through_the_second_step(ada: Person, now: datetime) -> None:
    _, codes = ada.set_up_app(now)
    half = ada.enter(now)
    ada.change(disabled_at=now)
    with pytest.raises(NotFound):
        ada.finish(half, codes[0], now)


def test_nothing_that_makes_or_is_a_code_is_stored_in_clear(
    ada: Person, database: Database, now: datetime
) -> None:
    app, codes = ada.set_up_app(now)
    half = ada.enter(now)
    with database.reading() as session:
        for table in Base.metadata.tables.values():
            kept = str(session.execute(select(text("*")).select_from(table)).all())
            for word in (app.secret, half.secret, *codes, *(code.replace("-", "") for code in codes)):
                assert word not in kept, table.name


def test_with_another_secret_of_the_site_no_code_fits_and_nothing_breaks(
    ada: Person, database: Database, now: datetime
) -> None:
    app, codes = ada.set_up_app(now)
    with database.transaction() as session:
        session.get_one(OneTimeCodes, ada.id).sealed_secret = "sealed by somebody else"
    later = now + HALF_A_MINUTE
    with pytest.raises(Invalid):
        ada.finish(ada.enter(later), app.at(later), later)
    assert ada.finish(ada.enter(later), codes[0], later).whole


def test_adding_and_removing_is_written_down_and_told(ada: Person, database: Database, now: datetime) -> None:
    ada.set_up_app(now)
    later = now + timedelta(minutes=1)
    with database.transaction() as session:
        accounts.renew_recovery(session, ada.actor, sign_in=ada.sign_in, now=later)
        accounts.remove_codes(session, ada.actor, sign_in=ada.sign_in, now=later)
        accounts.remove_codes(session, ada.actor, sign_in=ada.sign_in, now=later)
    assert sorted(ada.told()) == ["codes-added", "codes-removed", "recovery"]
    wanted = ["account.add-codes", "account.confirm", "account.renew-recovery", "account.remove-codes"]
    assert ada.acts()[1:] == wanted


def test_the_operator_takes_lost_factors_away(ada: Person, database: Database, now: datetime) -> None:
    ada.set_up_app(now)
    later = now + timedelta(minutes=1)
    with database.transaction() as session:
        account = accounts.get_account(session, ada.email)
        accounts.drop_factors(session, SYSTEM, account, now=later)
    assert ada.enter(now).whole
    assert ada.told() == ["codes-added", "factors-dropped"]


@pytest.mark.parametrize("kind", ["password", "code"])
def test_a_thousand_guesses_are_throttled_and_the_owner_gets_in_after_the_window(
    ada: Person, now: datetime, trials: Callable[[int], int], kind: str
) -> None:
    app, _ = ada.set_up_app(now)
    half, later = ada.enter(now), now + timedelta(minutes=1)
    answers = []
    for number in range(trials(1000)):
        # Each guess comes from another network.
        address = f"198.51.{number // 250}.{number % 250}"
        try:
            if kind == "password":
                ada.enter(later, password=f"guess {number}", address=address)
            else:
                ada.finish(half, WRONG_CODE, later, address=address)
        except (Invalid, TooMany) as error:
            answers.append(type(error))
    judged = {"password": 8, "code": 5}[kind]
    assert answers == [Invalid] * judged + [TooMany] * (trials(1000) - judged)
    after = later + timedelta(minutes=15)
    assert ada.finish(ada.enter(after), app.at(after), after).whole
    assert ada.told().count("guessed") == (kind == "code"), (
        "somebody knows the password: its owner hears of it"
    )
