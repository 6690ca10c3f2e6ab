from __future__ import annotations

import time
from dataclasses import replace

import pytest

from matchmaker.core.imports.duplicates import Card, Verdict, compare, find_pairs

LILLE = Card("kettle kitchen", country="FR", place="lille", lat=50.63, lon=3.06)
STUTTGART = Card("kettle kitchen", country="DE", place="stuttgart", lat=48.78, lon=9.18)


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        (LILLE, Verdict.SAME),
        (replace(LILLE, lat=50.70), Verdict.SAME),
        (replace(LILLE, place="roubaix", lat=50.69), Verdict.SAME),
        (replace(LILLE, key="kettlekitchen"), Verdict.SAME),
        (replace(LILLE, place="", lat=None, lon=None), Verdict.SAME),
        (replace(LILLE, lat=None, lon=None), Verdict.SAME),
        (replace(LILLE, place="paris", lat=48.85, lon=2.35), Verdict.MAYBE),
        (Card("kettle kitchen"), Verdict.MAYBE),
        (STUTTGART, Verdict.NEW),
        (replace(LILLE, key="kettle kitchens"), Verdict.MAYBE),
        (replace(LILLE, key="barrel workshop"), Verdict.NEW),
    ],
)
def test_equal_names_are_the_same_where_the_place_does_not_object(other: Card, verdict: Verdict) -> None:
    assert compare(LILLE, other)[0] is verdict
    assert compare(other, LILLE)[0] is verdict


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        (Card("kettle kitchen", "k.example"), Card("kettle kitchen", "k.example"), Verdict.SAME),
        (Card("kettle kitchen", "k.example"), Card("kettle kitchens", "k.example"), Verdict.SAME),
        (
            Card("kettle kitchen", "k.example", "FR"),
            Card("kettle kitchens", "k.example", "DE"),
            Verdict.MAYBE,
        ),
        (Card("kettle kitchen", "k.example", "FR"), Card("kettle kitchen", "k.example", "DE"), Verdict.MAYBE),
        (Card("kettle kitchen", "k.example"), Card("the kettle kitchen lille", "k.example"), Verdict.MAYBE),
        (Card("faculty of law", "uni.example"), Card("kettle kitchen", "uni.example"), Verdict.NEW),
        (Card("school 12", country="FR"), Card("school 13", country="FR"), Verdict.NEW),
        (Card("school 12", "s.example"), Card("school 13", "s.example"), Verdict.NEW),
        (Card("hub", country="FR"), Card("hub", country="FR"), Verdict.MAYBE),
        (Card("kettle kitchen", country="FR"), Card("kettle kitchen", country="FR"), Verdict.SAME),
    ],
)
def test_domains_and_numbers_weigh_more_than_spelling(a: Card, b: Card, verdict: Verdict) -> None:
    assert compare(a, b)[0] is verdict


def test_two_of_one_name_and_town_with_websites_of_their_own_are_for_a_person_to_tell() -> None:
    a, b = replace(LILLE, domain="a.example"), replace(LILLE, domain="b.example")
    assert compare(a, b)[0] is Verdict.MAYBE


def test_pairs_are_found_once_and_in_order_and_records_are_not_compared_with_each_other() -> None:
    cards = [LILLE, LILLE, LILLE, STUTTGART, replace(LILLE, key="kettle kitchens")]
    pairs = [(pair.a, pair.b, pair.verdict) for pair in find_pairs(cards, known=2)]
    assert pairs == [
        (0, 2, Verdict.SAME),
        (0, 4, Verdict.MAYBE),
        (1, 4, Verdict.MAYBE),
        (2, 4, Verdict.MAYBE),
    ]


def test_blocks_find_what_comparing_all_with_all_finds() -> None:
    words = ("kettle", "barrel", "ladle", "garden", "school", "bakery")
    cards = [
        Card(f"{first} {second}{'s' if at % 7 == 0 else ''}", country="FR", region="FRE11", place="lille")
        for at, (first, second) in enumerate((a, b) for a in words for b in words)
    ] * 2
    found = {(pair.a, pair.b) for pair in find_pairs(cards)}
    brute = {
        (a, b)
        for b in range(len(cards))
        for a in range(b)
        if compare(cards[a], cards[b])[0] is not Verdict.NEW
    }
    # Copies of one card stand for each other, so every card that has a partner has one in both.
    assert found <= brute
    assert {at for pair in brute for at in pair} == {at for pair in found for at in pair}


def test_a_thousand_copies_and_a_huge_block_take_no_time_to_speak_of() -> None:
    started = time.perf_counter()
    assert len(find_pairs([LILLE] * 1_000)) == 999
    many = [replace(LILLE, key=f"kitchen of {at * 7919 % 10_007:05d} kettles") for at in range(4_500)]
    find_pairs(
        [
            *many,
            replace(LILLE, key="kitchen of kettles and ladles"),
            replace(LILLE, key="kitchen of kettles and ladle"),
        ]
    )
    assert time.perf_counter() - started < 10


def test_in_a_huge_block_neighbours_in_the_alphabet_are_still_compared() -> None:
    many = [replace(LILLE, key=f"kitchen of {at:05d} kettles") for at in range(4_500)]
    near = [replace(LILLE, key="zebra house of lille"), replace(LILLE, key="zebra houses of lille")]
    assert [(pair.a, pair.b) for pair in find_pairs([*many, *near])] == [(4_500, 4_501)]
