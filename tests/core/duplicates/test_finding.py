"""Which pairs are found, why, and that nothing is compared with everything."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from matchmaker.core.duplicates import finding
from matchmaker.core.duplicates.facts import Facts, facts_of, fingerprint, mail_domain
from matchmaker.core.duplicates.finding import find_candidates
from matchmaker.core.duplicates.states import Likeness
from matchmaker.core.duplicates.weighing import ENOUGH, weigh

HERE: dict[str, Any] = {"country": "DE", "region": "DE111", "place": "Stuttgart", "lat": 48.78, "lon": 9.18}
THERE: dict[str, Any] = {"country": "DE", "region": "DE600", "place": "Hamburg", "lat": 53.55, "lon": 10.0}


def facts(name: str, id_: str = "s-1", **values: Any) -> Facts:
    return facts_of(id_, name=name, **(HERE | values))


def likenesses(one: Facts, other: Facts) -> list[Likeness]:
    return [reason.likeness for reason in weigh(one, other).reasons]


def test_nearly_the_same_name_two_kilometres_apart() -> None:
    weighed = weigh(facts("Werkstatt Neckar e.V."), facts("Werkstat Neckar", lat=48.795))
    assert [reason.likeness for reason in weighed.reasons] == [Likeness.NEAR_NAME, Likeness.NEAR]
    assert weighed.reasons[1].km == pytest.approx(1.67, abs=0.05)
    assert weighed.enough


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (facts("Werkstatt Neckar"), facts("Neckar-Werkstatt")),
        (facts("OpenData Manchester"), facts("Open Data Manchester")),
        (
            facts("A choir", website="https://www.choir.example/x"),
            facts("Choir, a", website="http://choir.example"),
        ),
        (facts("Choir One", email="a@choir.example"), facts("Choir Ono", email="b@choir.example")),
        (facts("Our new name", register_number="VR 7000"), facts("Old name", register_number="vr7000")),
    ],
)
def test_these_may_be_the_same(one: Facts, other: Facts) -> None:
    assert weigh(one, other).score >= ENOUGH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (facts("School 12"), facts("School 13")),
        (facts("Food bank"), facts("Food bank", **THERE)),
        (facts("A choir", email="a@gmail.com"), facts("Bees", email="b@gmail.com")),
        (facts("A choir", website="https://facebook.com/a"), facts("Bees", website="https://facebook.com/b")),
        (
            facts("A choir", website="https://a.wordpress.com"),
            facts("Bees", website="https://b.wordpress.com"),
        ),
        (
            facts("Garden house", register_number="123456789"),
            facts("Garden house", register_number="987654321"),
        ),
    ],
)
def test_these_are_not_asked_about(one: Facts, other: Facts) -> None:
    assert not weigh(one, other).enough


def test_what_speaks_against_it_is_said_too() -> None:
    one, other = facts("Garden house", website="https://g.example"), facts("Garden house", **THERE)
    other = facts("Garden house", website="https://g.example", **THERE)
    assert likenesses(one, other) == [Likeness.NAME, Likeness.WEBSITE, Likeness.FAR]
    abroad = facts("Garden house", website="https://g.example", country="AT")
    assert Likeness.ABROAD in likenesses(one, abroad)


def test_a_mail_domain_that_everybody_has_tells_nothing() -> None:
    addresses = ("a@GMAIL.com", "b@yahoo.fr", "c@choir.co.uk", "", "no address")
    assert [mail_domain(address) for address in addresses] == ["", "", "choir.co.uk", "", ""]


def test_the_fingerprint_changes_with_the_facts_and_not_with_the_order() -> None:
    one, other = facts("A choir"), facts("Bees", "s-2")
    assert fingerprint(one, other) == fingerprint(other, one)
    assert fingerprint(one, other) != fingerprint(one, facts("Bees", "s-2", website="https://bees.example"))


def crowd(size: int, chance: Random) -> list[Facts]:
    words = ["".join(chance.choices("abdefgiklmnorstu", k=7)) for _ in range(60)]
    return [
        facts(
            " ".join(chance.choices(words, k=2)),
            f"s-{number:05}",
            lat=48 + chance.random() * 2,
            website=f"https://{chance.choice(words)}.example" if chance.random() < 0.3 else "",
        )
        for number in range(size)
    ]


def test_the_blocks_find_what_comparing_each_with_each_finds() -> None:
    people = crowd(400, Random(6))
    found = {(one.a, one.b): one.weighed for one in find_candidates(people)}
    wanted = {
        (one.id, other.id): weighed
        for at, one in enumerate(people)
        for other in people[at + 1 :]
        if (weighed := weigh(one, other)).enough
    }
    assert found == wanted
    assert len(found) > 20


def test_the_best_stand_first_and_the_order_is_fixed() -> None:
    people = crowd(300, Random(7))
    found = find_candidates(people)
    shuffled = find_candidates(Random(1).sample(people, len(people)))
    assert found == shuffled
    assert [one.weighed.score for one in found] == sorted((one.weighed.score for one in found), reverse=True)


def test_a_thousand_branches_of_one_name_cost_no_half_million_comparisons() -> None:
    chance = Random(8)
    people = [
        facts("Red Cross", f"s-{n:05}", lat=40 + chance.random() * 20, website="https://cross.example")
        for n in range(1_000)
    ]
    met = find_candidates(people)
    assert len(met) < 40 * len(people)


def test_what_a_place_says_without_coordinates() -> None:
    """The same town; nothing but a telling name in one country; or nothing at all."""
    nowhere: dict[str, Any] = {"lat": None, "lon": None}
    assert likenesses(facts("Werkstatt Neckar", **nowhere), facts("Werkstatt Neckar", **nowhere)) == [
        Likeness.NAME, Likeness.TOWN,
    ]  # fmt: skip
    lost = nowhere | {"place": "", "region": ""}
    one = facts("Werkstatt Neckar", **lost)
    assert likenesses(one, facts("Werkstatt Neckar", **lost)) == [Likeness.NAME, Likeness.COUNTRY]
    assert likenesses(facts("Choir", **lost), facts("Choir", **lost)) == [Likeness.NAME]
    assert likenesses(one, facts("Werkstatt Neckar", **(lost | {"country": ""}))) == [Likeness.NAME]


def test_in_a_block_too_large_to_compare_all_neighbours_in_the_alphabet_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = [facts(f"Wagonworks {letter * 9}", id_=f"s-{letter}") for letter in "abcdefgh"]
    people += [facts("Wagonworks ccccccccx", id_="s-x"), facts("", id_="s-nameless")]
    small = [(one.a, one.b) for one in find_candidates(people)]
    monkeypatch.setattr(finding, "_BLOCK", 4)
    assert [(one.a, one.b) for one in find_candidates(people)] == small == [("s-c", "s-x")]
