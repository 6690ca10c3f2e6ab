from __future__ import annotations

import pytest

from matchmaker.core.accounts import Account, Lead
from matchmaker.core.answers import Query
from matchmaker.core.explain import Part, Reason
from matchmaker.core.matcher import Matcher
from matchmaker.core.quotes import Quote, Span
from matchmaker.core.reasons import chosen, in_words, proven
from matchmaker.core.sides import Side
from tests.core.crowds import make_deeds, make_people, make_ties
from tests.core.people import COMPLETES, LABELS, TODAY

MARKED = Part("They write “%(theirs)s”.", {"theirs": Quote("We repair", (Span(3, 9),))})


class Teller:
    """Tells one reason and counts how often it is asked to."""

    def __init__(self, signal: str, *, worth: bool = True, part: Part | None = None) -> None:
        self.reason, self.told = Reason(signal, 1.0, {}, (part or Part("They fit."),), worth), 0

    def __call__(self) -> Reason:
        self.told += 1
        return self.reason


def test_a_reason_is_told_when_somebody_looks_at_it_and_only_once() -> None:
    teller = Teller("place")
    account = Account([Lead("place", 1.0, teller, side=Side.BOTH)])
    assert (len(account), teller.told) == (1, 0)
    assert list(account) == [account[0]] == list(account[:1]) == [teller.reason]
    assert teller.told == 1


def test_what_no_list_shows_is_made_when_somebody_looks_at_all() -> None:
    made = list[str]()

    def more() -> list[Lead]:
        made.append("role")
        return [Lead.of(Reason("role", 5.0))]

    account = Account([Lead.of(Reason("place", 1.0))], more, 1)
    assert (len(account), [one.signal for one in account.telling], made) == (2, ["place"], [])
    assert [reason.signal for reason in account] == ["role", "place"]
    assert account[0].signal == "role"
    assert made == ["role"]


def test_the_strongest_comes_first_and_equals_by_name() -> None:
    leads = [Lead.of(Reason(signal, value)) for signal, value in (("b", 1.0), ("c", 2.0), ("a", 1.0))]
    account = Account(leads)
    assert [reason.signal for reason in account] == ["c", "a", "b"]
    assert account == tuple(account)
    assert repr(account) == repr(tuple(account))
    assert account != "cab"


def test_no_more_is_told_than_it_takes_to_choose() -> None:
    first, second, third = (Teller("exchange", part=MARKED), Teller("themes"), Teller("regions"))
    last = Teller("subject", part=MARKED)
    leads = [
        Lead("exchange", 9.0, first, side=Side.READER),
        Lead("themes", 8.0, second, side=Side.BOTH),
        Lead("regions", 7.0, third, side=Side.BOTH),
        Lead("subject", 6.0, last, side=Side.BOTH),
    ]
    assert [one.signal for one in chosen(Account(leads))] == ["exchange", "themes", "regions"]
    assert (first.told, last.told) == (1, 0)


def test_what_cannot_be_worth_a_sentence_is_not_quoted() -> None:
    vain, good = Teller("subject", part=MARKED), Teller("themes")
    hopeless = Lead("subject", 2.0, vain, side=Side.BOTH, may=lambda: False)
    account = Account([hopeless, Lead("themes", 1.0, good, side=Side.BOTH)])
    assert [one.signal for one in chosen(account)] == ["themes"]
    assert not proven(account)
    assert vain.told == 0


def test_what_helps_the_other_side_alone_is_told_where_nothing_else_is_in_words() -> None:
    gain = Lead("exchange", 1.0, Teller("exchange", part=MARKED), side=Side.OTHER)
    assert [one.signal for one in chosen(Account([gain]))] == ["exchange"]
    assert gain.to_reader() is None


def test_what_is_brought_is_known_without_a_quote() -> None:
    teller = Teller("exchange")
    account = Account([Lead("exchange", 1.0, teller, side=Side.READER, gives=lambda: "A course")])
    assert (account.gives(Side.READER), account.gives(Side.OTHER), teller.told) == ("A course", "", 0)


@pytest.mark.parametrize("seed", range(4))
def test_an_account_chooses_what_its_reasons_choose_and_is_proven_where_these_are_in_words(seed: int) -> None:
    people, ties = make_people(seed, 40), make_ties(seed, 40, 3.0)
    matcher = Matcher(completes=COMPLETES, labels=LABELS)
    matcher.fit(people, ties, make_deeds(seed, 40, 10), today=TODAY)
    seen = set()
    for asker in people[:12]:
        for one in matcher.suggest(Query(asker), top=40):
            assert isinstance(one.account, Account)
            told = chosen(tuple(one.account))
            assert one.reasons == told
            assert proven(one.account) == in_words(told)
            assert sum(reason.contribution for reason in one.account) == pytest.approx(one.score)
            seen.add(in_words(told))
    assert seen == {True, False}
