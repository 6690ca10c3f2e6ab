"""The pages about records that may be the same: the list, the two side by side, the merge and its undo."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from matchmaker.core.duplicates.states import PairState
from matchmaker.core.entities import Role
from matchmaker.models import DuplicatePair, Merge, Stakeholder
from tests.factories import grant, make_account, make_stakeholder
from tests.services.duplicates.twins import make_pair
from tests.web.alike import alike, merged_pair
from tests.web.world import World, counted, token

WAYS = "?state=different"


def ids_of(world: World, pair_id: str) -> tuple[str, str]:
    with world.database.reading() as session:
        pair = session.get_one(DuplicatePair, pair_id)
        return pair.a_id, pair.b_id


def test_the_likeliest_pair_stands_first_and_says_why(world: World) -> None:
    with world.database.transaction() as session:
        one, two, three = (make_stakeholder(session, name=f"Choir {number}") for number in "ABC")
        make_pair(session, one, two, score=45, reasons=[["near_name", 0.0], ["near", 1.8]])
        make_pair(session, two, three, score=90, reasons=[["register", 0.0]])
    page = world.client("official").page("/duplicates")
    assert page.text.index("The same register number") < page.text.index("Nearly the same name, 1.8 km apart")
    assert "2 pairs wait for you." in page.text


def test_officials_see_the_pairs_of_their_regions_alone(world: World) -> None:
    alike(world)
    assert "No pair waits" in world.client("far_official").page("/duplicates").text
    assert "Werkstatt Neckar" in world.client("administrator").page("/duplicates").text


def test_a_long_list_goes_on_where_the_page_ended(world: World) -> None:
    with world.database.transaction() as session:
        people = [make_stakeholder(session, name=f"Choir {number:02}") for number in range(26)]
        for number, one in enumerate(people[1:]):
            make_pair(session, people[0], one, score=60 + number % 3)
    client = world.client("official")
    first = client.page("/duplicates")
    more = next(link for link in first.links if "after=" in link)
    second = client.page(more)
    seen = [name for name in (f"Choir {number:02}" for number in range(1, 26)) if name in first.text]
    rest = [name for name in (f"Choir {number:02}" for number in range(1, 26)) if name in second.text]
    assert len(seen) == 20
    assert not set(seen) & set(rest)
    assert len(seen) + len(rest) == 25


def test_merge_and_undo(world: World) -> None:
    pair = alike(world)
    both = ids_of(world, pair)
    client = world.client("official")
    page = client.page(f"/duplicates/{pair}")
    assert "Are these the same?" in page.text
    client.submit(f"/duplicates/{pair}", {}, action=f"/duplicates/{pair}/merge", status=303)
    with world.database.reading() as session:
        made = session.scalars(select(Merge)).one()
        assert session.get(Stakeholder, made.gone_id) is None
        assert {made.kept_id, made.gone_id} == set(both)
    shown = client.page(f"/merges/{made.id}")
    assert "Undo the merge" in shown.text
    # The page of the pair leads to what became of it, the old profile to the new one.
    assert client.get(f"/duplicates/{pair}").location == f"/merges/{made.id}"
    client.submit(f"/merges/{made.id}", {}, action=f"/merges/{made.id}/undo", status=303)
    assert "There are two records again." in client.page(f"/merges/{made.id}").text
    client.page(f"/stakeholders/{made.gone_id}")


def test_old_addresses_lead_on_and_are_not_kept(world: World) -> None:
    merged_pair(world)
    with world.database.reading() as session:
        made = session.scalars(select(Merge)).one()
    client = world.client("official")
    answer = client.get(f"/stakeholders/{made.gone_id}?seen_by=x")
    assert answer.status_code == 301
    assert answer.location == f"/stakeholders/{made.kept_id}?seen_by=x"
    assert answer.headers["Cache-Control"] == "no-store"
    sent = client.post(f"/stakeholders/{made.gone_id}/confirm", data={"csrf_token": token(client)})
    assert (sent.status_code, sent.location) == (308, f"/stakeholders/{made.kept_id}/confirm")


@pytest.mark.parametrize(
    "query", ["endpoint=x", "_method=FETCH", "_external=1&_scheme=ftp", "_anchor=x", "é=%ff"]
)
def test_nothing_that_stands_in_an_old_address_breaks_the_way_on(world: World, query: str) -> None:
    merged_pair(world)
    with world.database.reading() as session:
        made = session.scalars(select(Merge)).one()
    answer = world.client("visitor").get(f"/stakeholders/{made.gone_id}?{query}")
    assert answer.status_code == 301
    assert answer.location.startswith(f"/stakeholders/{made.kept_id}?")


def test_nobody_learns_of_a_hidden_record_by_an_old_address(world: World) -> None:
    merged_pair(world)
    with world.database.transaction() as session:
        made = session.scalars(select(Merge)).one()
        session.get_one(Stakeholder, made.kept_id).hidden = True
    world.client("visitor").page(f"/stakeholders/{made.gone_id}", status=404)


def test_not_the_same_takes_one_tap_and_can_be_taken_back(world: World) -> None:
    pair = alike(world)
    client = world.client("official")
    client.submit("/duplicates", {}, action=f"/duplicates/{pair}/different", status=303)
    assert "No pair waits" in client.page("/duplicates").text
    assert "Werkstatt Neckar" in client.page(f"/duplicates{WAYS}").text
    client.submit(f"/duplicates?apart={pair}", {}, action=f"/duplicates/{pair}/again", status=303)
    with world.database.reading() as session:
        assert session.get_one(DuplicatePair, pair).state is PairState.OPEN


def test_what_is_chosen_wrongly_is_refused_beside_its_field(world: World) -> None:
    pair = alike(world)
    client = world.client("official")
    wrong = {"keep": "neither", "pick_name": "own", "own_name": "Our own words"}
    refused = client.submit(f"/duplicates/{pair}", wrong, action=f"/duplicates/{pair}/merge", status=422)
    assert "Choose one of the answers shown." in refused.text
    assert "Our own words" in refused.text
    empty = {"pick_name": "own", "own_name": "  "}
    refused = client.submit(f"/duplicates/{pair}", empty, action=f"/duplicates/{pair}/merge", status=422)
    assert "Say what the organisation is called." in refused.text


def test_of_two_records_with_people_an_official_asks_the_owners_and_administrators_may_merge(
    world: World,
) -> None:
    pair = alike(world)
    with world.database.transaction() as session:
        for one in ids_of(world, pair):
            grant(session, make_account(session), Role.MEMBER, one)
    official = world.client("official").page(f"/duplicates/{pair}")
    assert "an owner of each has to say yes" in official.text
    assert "Ask the owners of both" in official.text
    assert "Merge" not in official.text.partition("What follows")[2].partition("Decide later")[0]
    assert "Merge them without asking" in world.client("administrator").page(f"/duplicates/{pair}").text


@pytest.mark.parametrize("claimed", [1, 2])
def test_what_people_keep_to_themselves_is_not_compared_before_others(world: World, claimed: int) -> None:
    with world.database.transaction() as session:
        # Of one record with people what both say alike would tell it; of two the difference.
        addresses = (
            ["own@neckar.example"] * 2 if claimed == 1 else ["own@neckar.example", "two@neckar.example"]
        )
        both = [
            make_stakeholder(
                session, email=address, legal_form="Sole trader", audiences={"legal_form": "ourselves"}
            )
            for address in addresses
        ]
        for one in both[:claimed]:
            grant(session, make_account(session), Role.MEMBER, one.id)
        pair = make_pair(session, *both).id
    text = world.client("official").page(f"/duplicates/{pair}").text
    assert "@neckar.example" not in text
    assert "Sole trader" not in text
    assert "@neckar.example" in world.client("administrator").page(f"/duplicates/{pair}").text


def test_a_long_text_of_a_list_stands_in_nobodys_way_and_one_of_ones_own_is_refused(world: World) -> None:
    with world.database.transaction() as session:
        one, other = make_stakeholder(session, about="x " * 12_000), make_stakeholder(session)
        pair = make_pair(session, one, other).id
    client = world.client("official")
    send = {"action": f"/duplicates/{pair}/merge"}
    own = {"pick_about": "own", "own_about": "x " * 12_000}
    refused = client.submit(f"/duplicates/{pair}", own, status=422, **send)
    assert refused.get_data(as_text=True).count("This is too long. Make it shorter.") >= 2
    client.submit(f"/duplicates/{pair}", {"pick_about": "a"}, status=303, **send)


def test_the_list_says_of_where_somebody_is_what_they_show(world: World) -> None:
    with world.database.transaction() as session:
        hidden = make_stakeholder(session, place="Sindelfingen", audiences={"place": "ourselves"})
        grant(session, make_account(session), Role.MEMBER, hidden.id)
        make_pair(session, hidden, make_stakeholder(session, place="Esslingen"))
    text = world.client("official").page("/duplicates").text
    assert "Esslingen" in text
    assert "Sindelfingen" not in text
    assert "Sindelfingen" in world.client("administrator").page("/duplicates").text


def test_into_a_record_with_people_an_official_lets_the_other_one_go_up_and_changes_nothing(
    world: World,
) -> None:
    pair = alike(world)
    with world.database.transaction() as session:
        mine = session.scalars(
            select(Stakeholder.id).where(Stakeholder.name == "Werkstatt Neckar gGmbH")
        ).one()
        grant(session, make_account(session), Role.MEMBER, mine)
    client, path, action = world.client("official"), f"/duplicates/{pair}", f"/duplicates/{pair}/merge"
    page = client.page(path)
    assert "What comes to Werkstatt Neckar gGmbH" in page.text
    assert "We repair" in page.text
    assert "Whose word counts" not in page.text
    other = "a" if ids_of(world, pair)[1] == mine else "b"
    client.submit(path, {"keep": other}, action=action, status=422)
    client.submit(path, {"pick_name": other}, action=action, status=303)
    with world.database.reading() as session:
        one = session.get_one(Stakeholder, mine)
        assert (one.name, one.languages) == ("Werkstatt Neckar gGmbH", ["fr"])
        assert one.about.startswith("We repair")


def test_whoever_was_overtaken_is_told_so(world: World) -> None:
    pair = alike(world)
    client = world.client("official")
    page = client.page(f"/duplicates/{pair}")
    form = next(form for form in page.forms if form.action.endswith("/merge"))
    other = world.client("administrator")
    other.submit(f"/duplicates/{pair}", {}, action=f"/duplicates/{pair}/merge", status=303)
    with client.post(f"/duplicates/{pair}/merge", data=dict(form.fields)) as answer:
        assert answer.status_code == 404


def test_a_page_asks_little_of_the_database(world: World) -> None:
    pair = alike(world)
    client = world.client("official")
    for path in ("/duplicates", f"/duplicates/{pair}", "/merges"):
        client.page(path)
        with counted(world.database) as asked:
            client.page(path)
        assert len(asked) <= 15, path


def test_imports_lead_to_the_duplicates(world: World) -> None:
    assert "Look at duplicates" in world.client("official").page("/imports").text
    assert "Look at duplicates" not in world.client("organiser").page("/imports").text
