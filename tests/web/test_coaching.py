"""Hints for whoever writes an offer or a need, and the page of the kinds of cooperation."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from matchmaker.core.vocabulary import COOPERATIONS
from matchmaker.models import Change, Need
from tests.web.world import World, token

VAGUE = "We look for partners for projects."
CLEAR = "Two benches for our sixteen learners in Stuttgart"


def hinted(world: World, text: str, what: str = "need", **more: object) -> str:
    """The hints that a member gets while typing."""
    client = world.client("member")
    data = {"text": text, "csrf_token": token(client), **more}
    answer = client.post(f"/stakeholders/{world.own}/{what}/hints", data=data, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_hints_come_while_one_types_and_nothing_is_kept(world: World) -> None:
    def rows() -> tuple[int, ...]:
        with world.database.reading() as session:
            return tuple(
                session.scalar(select(func.count()).select_from(table)) or 0 for table in (Need, Change)
            )

    before = rows()
    text = hinted(world, VAGUE)
    assert "It does not say what it is about." in text
    assert "It does not say for whom." in text
    assert text.count("<li>") == 2
    assert VAGUE not in text
    assert hinted(world, CLEAR).strip() == ""
    assert rows() == before


def test_the_example_is_of_the_kind_that_was_chosen(world: World) -> None:
    assert "surplus bread" in hinted(world, VAGUE, "offer", cooperation="goods")
    assert "compost" in hinted(world, VAGUE, "need", cooperation="goods")
    assert "repaired washing machines" in hinted(world, VAGUE, "need", cooperation="no-such-kind")


@pytest.mark.parametrize(
    "text", ["", " ", "<script>alert(1)</script>", "x" * 100_000, "\u202e" * 50, "JA " * 2000]
)
def test_whatever_is_typed_gets_an_answer_in_which_nothing_runs(world: World, text: str) -> None:
    assert "<script" not in hinted(world, text)


def test_a_part_that_could_go_is_quoted_and_escaped(world: World) -> None:
    long = f"{CLEAR}. " + "It would be <b>nice</b> if you would be with us. " * 8
    assert "It would be &lt;b&gt;nice&lt;/b&gt; if you would be with us." in hinted(world, long)


def test_without_script_hints_come_after_saving_which_they_do_not_prevent(world: World) -> None:
    client = world.client("member")
    response = client.submit(f"/stakeholders/{world.own}/need/new", {"text": VAGUE}, status=303)
    text = client.page(response.location).text
    assert "Saved." in text
    assert "It does not say what it is about. Name the thing or the work itself." in text
    with world.database.reading() as session:
        need = session.scalars(select(Need).where(Need.text == VAGUE)).one().id
    assert "It does not say what it is about." in client.page(f"/need/{need}/edit").text
    response = client.submit(f"/need/{need}/edit", {"text": CLEAR}, status=303)
    assert "It does not say" not in client.page(response.location).text
    assert "It does not say" not in client.page(f"/need/{need}/edit").text


def test_without_script_the_address_of_hints_leads_to_the_form(world: World) -> None:
    client = world.client("member")
    data = {"text": VAGUE, "csrf_token": token(client)}
    answer = client.post(f"/stakeholders/{world.own}/offer/hints", data=data)
    assert (answer.status_code, answer.location) == (303, f"/stakeholders/{world.own}/offer/new")


def test_beside_the_field_stand_examples_that_fit_who_writes(world: World) -> None:
    own = world.client("member").page(f"/stakeholders/{world.own}/need/new").text
    other = world.client("other").page(f"/stakeholders/{world.another}/need/new").text
    assert "A buyer for 120 repaired washing machines" in own
    assert "A newspaper or radio that tells parents" in other
    assert "A buyer for 120 repaired washing machines" not in other
    unsorted = world.client("official").page(f"/stakeholders/{world.unsorted}/offer/new").text
    assert "A hall with 20 benches" in unsorted


def test_the_page_of_kinds_shows_each_with_its_examples_and_what_answers_it(world: World) -> None:
    page = world.client("visitor").page("/kinds-of-cooperation")
    for kind in COOPERATIONS:
        assert kind.need in page.text
        assert kind.offer in page.text
    assert "Advice or coaching for others; A method or licence for others" in page.text
    form = world.client("member").get(f"/stakeholders/{world.own}/need/new").get_data(as_text=True)
    assert 'href="/kinds-of-cooperation"' in form
