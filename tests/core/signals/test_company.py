"""The texts of one's partners, compared with one's own and with those of theirs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from matchmaker.core.entities import Link, Profile
from matchmaker.core.index import Field
from matchmaker.core.matcher import Matcher
from matchmaker.core.signals import Asked
from matchmaker.core.signals.company import my_partners, same_company, their_partners
from tests.core.people import TODAY

BAKER = Profile("a", "A", about="We bake bread with flour from old wheat in a village oven.")
MILL = Profile("b", "B", about="A mill that grinds old wheat to flour for village bakeries.")
CHOIR = Profile("c", "C", about="A choir that sings songs of harbour workers every Thursday evening.")
OTHER = Profile("d", "D", about="Songs of harbour workers, sung by a choir of dockers and their families.")
LONELY = Profile("e", "E", about="Old wheat and flour from a mill, with songs of harbour workers.")
PEOPLE = (BAKER, MILL, CHOIR, OTHER, LONELY)
LINKS = (Link("a", "c"), Link("b", "d"))
POOL = Matcher().fit(PEOPLE, LINKS, today=TODAY).pool_


def test_their_partners_do_what_i_do() -> None:
    values = their_partners(Asked(POOL, BAKER)).values
    # The only partner of the choir is the baker itself, of the dockers the mill.
    assert values[2] == pytest.approx(1)
    assert values[3] > 0 == values[4]
    texts = POOL.index.rows_[Field.ABOUT].matrix.toarray()
    assert values[3] == pytest.approx(
        texts[0] @ texts[1] / np.linalg.norm(texts[0]) / np.linalg.norm(texts[1])
    )


def test_they_do_what_my_partners_do() -> None:
    values = my_partners(Asked(POOL, BAKER)).values
    # A text of few words is shorter than one, so even the choir is not quite what the choir does.
    assert 1 > values[2] > values[3] > values[4] > 0
    assert values[1] == 0


def test_the_partners_of_both_do_the_same() -> None:
    values = same_company(Asked(POOL, BAKER)).values
    assert values[0] == pytest.approx(1)
    assert values[1] > 0
    assert values[2:].tolist() == [0, 0, 0]
    assert same_company(Asked(POOL, MILL)).values[0] == pytest.approx(values[1])


@pytest.mark.parametrize("asker", [LONELY, replace(BAKER, id="s-new"), BAKER], ids=["none", "new", "alone"])
def test_without_partners_there_is_no_company(asker: Profile) -> None:
    asked = Asked(POOL, asker, alone=asker is BAKER)
    assert not my_partners(asked).values.any()
    assert not same_company(asked).values.any()
    # What others' partners do is known all the same.
    assert their_partners(asked).values.any()


def test_a_need_is_compared_with_what_their_partners_do() -> None:
    values = their_partners(Asked(POOL, BAKER, text="a choir with songs for our harbour")).values
    assert values[0] > 0
    assert values[2] == 0


def test_a_text_is_as_like_that_of_each_partner_as_the_product_of_the_two_says() -> None:
    said = (
        "Unsere Fahrradwerkstatt repariert mit jungen Leuten, was andere wegwerfen.",
        "Der Verein hat eine Werkstatt und verleiht jedes Fahrrad an Schulen.",
        "Das Fahrrad und die Werkstatt: wir lehren junge Leute, ein Fahrrad zu reparieren.",
        "",
    )
    people = [Profile(f"p-{i}", "", about=text) for i, text in enumerate(said)]
    links = [Link("p-0", one.id) for one in people[1:]]
    pool = Matcher().fit(people, links, today=TODAY).pool_
    asked, texts = Asked(pool, people[0]), pool.index.rows_[Field.ABOUT].matrix.toarray()
    for candidate in range(len(people)):
        expected = texts[1:] @ texts[candidate]
        expected[asked.partners == candidate] = -1.0
        assert asked.like_partners(candidate) == pytest.approx(expected)
    # Who is compared together with others is compared no differently, to the last bit.
    together = Asked(pool, people[0])
    together.will_show(range(len(people)))
    for candidate in reversed(range(len(people))):
        assert together.like_partners(candidate).tolist() == asked.like_partners(candidate).tolist()
