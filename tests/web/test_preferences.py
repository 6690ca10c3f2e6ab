"""Your list, your weights; the orders of a list; both sides of a suggestion."""

from __future__ import annotations

import pytest

from tests.pages import PageClient
from tests.web.world import World, token


def weights_of(world: World) -> str:
    return f"/stakeholders/{world.own}/weights"


def shows(world: World, query: str = "") -> str:
    return world.client("member").page(f"/stakeholders/{world.own}/suggestions{query}").text


def test_the_page_names_every_comparison_with_its_meaning_and_its_weight(world: World) -> None:
    page = world.client("member").page(weights_of(world))
    for words in (
        "Need meets offer",
        "How near they are",
        "Weight in this network: 8.00 for the whole profile, 6.00 for one need.",
        "As in the network",
    ):
        assert words in page.text
    assert dict(page.forms[-1].fields)["weight_exchange"] == "learnt"


def test_own_weights_are_saved_said_and_given_up_without_script(world: World) -> None:
    client = world.client("member")
    assert "weighed as in the whole network" in shows(world)
    wishes = {"weight_place": "more", "weight_language": "off"}
    response = client.submit(weights_of(world), wishes, status=303)
    assert response.location == f"/stakeholders/{world.own}/suggestions"
    assert "A language in common: off; How near they are: more" in in_force(shows(world))
    kept = dict(client.page(weights_of(world)).forms[-2].fields)
    assert (kept["weight_place"], kept["weight_subject"]) == ("more", "learnt")
    client.submit(weights_of(world), {}, action=f"{weights_of(world)}/reset", status=303)
    assert "weighed as in the whole network" in shows(world)


def in_force(text: str) -> str:
    """The sentence about the own weights, its parts in the order of the alphabet."""
    inside = text.partition("Your own weights are in force (")[2].partition(")")[0]
    return "; ".join(sorted(inside.split("; ")))


@pytest.mark.parametrize("answer", ["", "heaps"])
def test_an_answer_that_there_is_not_is_refused_beside_its_field(world: World, answer: str) -> None:
    client = world.client("member")
    response = client.submit(weights_of(world), {"weight_place": answer}, status=422)
    text = response.get_data(as_text=True)
    assert 'id="weight_place-error"' in text
    assert '<a href="#weight_place">Choose one of the answers shown.</a>' in text


def test_all_comparisons_off_is_refused(world: World) -> None:
    client = world.client("member")
    fields = [name for name, _ in client.page(weights_of(world)).forms[-1].fields if name != "csrf_token"]
    response = client.submit(weights_of(world), dict.fromkeys(fields, "off"), status=422)
    assert "Leave at least one comparison on" in response.get_data(as_text=True)


def test_who_brokers_sees_the_weights_in_force_but_no_way_to_change_them(world: World) -> None:
    page = world.client("organiser").page(f"/stakeholders/{world.own}/suggestions")
    assert "weighed as in the whole network" in page.text
    assert weights_of(world) not in page.links


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("", "The strongest first."),
        ("name", "By name. Nothing that we learnt"),
        ("nearest", "The nearest first. Nothing that we learnt"),
        ("newest", "What was confirmed or added last comes first. Nothing that we learnt"),
        ("beauty", "The strongest first."),
    ],
)
def test_the_list_says_in_which_order_it_stands(world: World, order: str, said: str) -> None:
    text = shows(world, f"?order={order}")
    assert said in text
    assert ("weighed as" in text) == ("Nothing that we learnt" not in text)
    assert "Radhof" in text


def test_an_order_is_kept_while_one_narrows_and_turns_pages(world: World) -> None:
    page = world.client("member").page(f"/stakeholders/{world.own}/suggestions?order=name&kind=support")
    assert any("order=newest" in link and "kind=support" in link for link in page.links)
    assert any("kind=support" in link and "order" not in link for link in page.links)
    assert ("order", "name") in [pair for form in page.forms for pair in form.fields]


def test_a_typed_text_has_no_place_and_so_no_nearest(world: World) -> None:
    page = world.client("visitor").page("/who-could-help?q=washing+machines&order=name")
    assert "By name. Nothing that we learnt" in page.text
    assert "Nearest" not in page.text
    assert any("q=washing+machines" in link and "order=newest" in link for link in page.links)


def both(client: PageClient, world: World, query: str = "", status: int = 200) -> str:
    path = f"/stakeholders/{world.own}/suggestions/{world.another}{query}"
    return client.page(path, status=status).text


def test_before_asking_one_sees_what_each_side_would_gain(world: World) -> None:
    client = world.client("member")
    page = client.page(f"/stakeholders/{world.own}/suggestions")
    assert any(link.endswith(f"/suggestions/{world.another}") for link in page.links)
    assert "They look for “A workshop hall" not in page.text
    text = both(client, world)
    gain, give = text.index("What you would gain"), text.index("What they would gain")
    assert gain < text.index("They offer “A course in repairing washing machines") < give
    assert give < text.index("They look for “A workshop hall with benches near a station”")
    assert "Here “you” is Werkstatt Neckar." in text


def test_a_side_that_gains_nothing_is_told_so(world: World) -> None:
    path = f"/stakeholders/{world.own}/suggestions/{world.unsorted}"
    text = world.client("member").page(path).text
    assert "Nothing in their profile clearly answers what you look for." in text
    assert "think of what you could bring" in text


def test_both_sides_of_one_need_lead_back_to_its_list(world: World) -> None:
    client = world.client("member")
    page = client.page(f"/stakeholders/{world.own}/suggestions/{world.another}?need={world.need}")
    assert f"/stakeholders/{world.own}/suggestions?need={world.need}" in page.links
    both(client, world, "?need=n-none", status=404)
    client.page(f"/stakeholders/{world.own}/suggestions/{world.hidden}", status=404)


def test_a_profile_seen_from_a_list_leads_to_both_sides(world: World) -> None:
    page = world.client("member").page(f"/stakeholders/{world.another}?seen_by={world.own}")
    assert f"/stakeholders/{world.own}/suggestions/{world.another}" in page.links


def test_a_reset_needs_no_field(world: World) -> None:
    client = world.client("member")
    response = client.post(f"{weights_of(world)}/reset", data={"csrf_token": token(client)})
    assert response.status_code == 303
