"""The directory, profiles, and the forms that make and change them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from matchmaker.core.entities import Audience, Kind, Role
from matchmaker.models import RoleGrant, Stakeholder
from tests.factories import NOW, make_account, make_need, make_offer, make_stakeholder, make_tie
from tests.web.world import World, token

HOSTILE = "<script>alert(1)</script>\"'\u202egnp.exe"


def made(world: World, name: str) -> Stakeholder:
    """The stakeholder of this name."""
    with world.database.reading() as session:
        return session.scalars(select(Stakeholder).where(Stakeholder.name == name)).one()


@pytest.mark.parametrize(
    ("kind", "own"),
    [
        ("enterprise", {"legal_form": "gGmbH", "people": "headcount-10", "founded": "2012"}),
        ("innovator", {"stage": "stage-idea"}),
        ("policymaker", {"authority_level": "authority-local", "rights": ["epsr-4"]}),
        ("support", {"support_type": "support-incubator", "people": "headcount-1"}),
    ],
)
def test_each_kind_is_asked_its_own_questions(world: World, kind: str, own: dict[str, Any]) -> None:
    values = {
        "name": "Neue Werkstatt",
        "place": "Stuttgart",
        "about": "We mend boats.",
        "languages": ["de", "pl"],
    }
    client = world.client("other")
    response = client.submit(f"/stakeholders/new/{kind}", values | own, status=303)
    new = made(world, "Neue Werkstatt")
    assert response.location == f"/stakeholders/{new.id}/need/new?first=1"
    assert (new.kind, new.country, new.languages) == (Kind(kind), "DE", ["de", "pl"])
    assert new.region.startswith("DE11")
    for name, value in own.items():
        if name == "rights":
            assert new.themes == value
        else:
            assert str(getattr(new, name)) == value
    with world.database.reading() as session:
        grants = session.scalars(select(RoleGrant).where(RoleGrant.place == new.id)).all()
    assert [one.role for one in grants] == [Role.MEMBER]


def test_a_form_begins_with_the_likely_languages_and_folds_its_long_lists(world: World) -> None:
    client = world.client("member")
    html = client.get("/stakeholders/new/policymaker").get_data(as_text=True)
    order = [
        html.index(f'name="languages" type="checkbox" value="{code}"')
        for code in ("en", "de", "fr", "pl", "bg")
    ]
    assert order == sorted(order)
    assert html.count('<details class="folded"') == 4
    assert html.count('<details class="folded" open>') == 1


def test_the_fold_says_what_is_chosen(world: World) -> None:
    html = world.client("member").get(f"/stakeholders/{world.own}/edit").get_data(as_text=True)
    assert ">Repair and reuse</span></summary>" in html
    assert ">German</span></summary>" in html
    assert '<details class="folded" open>' not in html


@pytest.mark.parametrize(
    ("values", "message", "field"),
    [
        ({"name": ""}, "Say what the organisation is called.", "name"),
        ({"name": "Boats", "place": "Xyzzyhausen"}, "We do not know this town.", "place"),
        ({"name": "Boats", "website": "not an address"}, "This is not a web address.", "website"),
        ({"name": "Boats", "email": "nobody"}, "This is not a mail address.", "email"),
        ({"name": "Boats", "founded": "3001"}, "Give the year with four digits", "founded"),
        ({"name": "Boats", "founded": "long ago"}, "This is not a year.", "founded"),
    ],
)
def test_a_refused_profile_says_why_beside_the_field_and_at_the_top(
    world: World, values: dict[str, str], message: str, field: str
) -> None:
    client = world.client("member")
    about = {"about": "We mend boats with young people."}
    html = client.submit("/stakeholders/new/enterprise", about | values, status=422).get_data(as_text=True)
    assert html.count(message) >= 2
    assert f'href="#{field}"' in html
    assert f'id="{field}-error"' in html
    assert about["about"] in html
    assert client.last is not None
    assert client.last.title.startswith("Error:")


def test_an_unknown_kind_or_id_is_not_found(world: World) -> None:
    client = world.client("administrator")
    for path in ("/stakeholders/new/giant", "/stakeholders/s-none", "/stakeholders/s-none/edit",
                 "/stakeholders/s-none/suggestions", "/stakeholders/s-none/need/new", "/need/n-none/edit",
                 f"/stakeholders/{world.own}/wish/new"):  # fmt: skip
        client.page(path, status=404)


def test_changing_a_profile_keeps_what_the_form_does_not_ask(world: World) -> None:
    client = world.client("member")
    response = client.submit(f"/stakeholders/{world.own}/edit", {"about": "We mend boats now."}, status=303)
    assert response.location == f"/stakeholders/{world.own}"
    changed = made(world, "Werkstatt Neckar")
    assert (changed.about, changed.people, changed.region) == ("We mend boats now.", "headcount-10", "DE111")
    assert "Suggestions follow what you changed at once." in client.page(response.location).text


def test_a_profile_of_no_known_kind_is_asked_for_it_first(world: World) -> None:
    client = world.client("official")
    path = f"/stakeholders/{world.unsorted}/edit"
    html = client.submit(path, {}, status=422).get_data(as_text=True)
    assert html.count("Choose what fits best.") == 2
    client.submit(path, {"what": "innovator"}, status=303)
    assert made(world, "Of no known kind").kind is Kind.INNOVATOR


def test_confirming_says_so_with_todays_date(world: World) -> None:
    client = world.client("member")
    client.submit(f"/stakeholders/{world.own}", {}, action=f"/stakeholders/{world.own}/confirm", status=303)
    assert made(world, "Werkstatt Neckar").verified_on == NOW.date()
    assert "Confirmed by them on 23 November 2026." in client.page(f"/stakeholders/{world.own}").text


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        (Audience.PUBLIC, {"visitor", "other", "organiser", "member", "official"}),
        (Audience.MEMBERS, {"other", "organiser", "member", "official"}),
        # Somebody has claimed it: its official reads it only by acting for it.
        (Audience.MATCHED, {"member"}),
        (Audience.OURSELVES, {"member"}),
    ],
)
def test_the_mail_address_is_shown_only_to_whom_it_is_meant_for(
    world: World, audience: Audience, readers: set[str]
) -> None:
    world.client("member").submit(
        f"/stakeholders/{world.own}/edit", {"email_audience": audience.value}, status=303
    )
    seen = {
        role
        for role in ("visitor", "other", "organiser", "member", "official")
        if "post@werkstatt.example" in world.client(role).page(f"/stakeholders/{world.own}").text
    }
    assert seen == readers


def test_how_many_people_work_there_is_for_people_who_are_signed_in(world: World) -> None:
    path = f"/stakeholders/{world.own}"
    assert "10 to 49 people" not in world.client("visitor").page(path).text
    assert "10 to 49 people" in world.client("other").page(path).text


def test_hostile_names_and_texts_stay_text(world: World) -> None:
    with world.database.transaction() as session:
        one = make_stakeholder(session, name=HOSTILE, about=HOSTILE, legal_form=HOSTILE, place=HOSTILE)
        make_need(session, one, f"{HOSTILE} washing machines")
        make_offer(session, one, f"{HOSTILE} benches near a station")
        make_tie(session, one, session.get_one(Stakeholder, world.another))
    client = world.client("administrator")
    pages = (
        f"/stakeholders/{one.id}",
        f"/stakeholders/{one.id}/edit",
        f"/stakeholders/{one.id}/suggestions",
        "/stakeholders",
        f"/stakeholders/{world.another}",
        f"/stakeholders/{world.own}/suggestions",
        "/who-could-help?q=<script>alert(1)</script>+washing+machines",
        "/stakeholders?q=<script>",
    )
    for path in pages:
        assert "<script>" not in client.get(path).get_data(as_text=True)


def test_a_website_with_another_scheme_is_refused(world: World) -> None:
    for address in ("javascript:alert(1)//a.b", "data:text/html,x", "ftp://example.org"):
        world.client("member").submit(f"/stakeholders/{world.own}/edit", {"website": address}, status=422)


def test_the_directory_finds_by_words_and_narrows(world: World) -> None:
    client = world.client("visitor")
    text = client.page("/stakeholders").text
    assert "Werkstatt Neckar" in text
    assert "By name." in text
    assert "Not for all eyes" not in text
    found = client.page("/stakeholders?q=washing&kind=support&has=offers").text
    assert "Radhof" in found
    assert "Werkstatt Neckar" not in found
    assert "Those who use your words most come first." in found
    assert "Nobody fits all of this" in client.page("/stakeholders?q=submarines").text


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=99999999", "page=-1", "page=x", "kind=giant", "theme=none", "has=x",
     "q=%27%22%3E", "region=ZZ999", "q=" + "a" * 5000],
)  # fmt: skip
def test_an_odd_address_is_no_fault_of_the_directory(world: World, query: str) -> None:
    world.client("visitor").page(f"/stakeholders?{query}")


def test_a_long_directory_is_paged_and_keeps_its_filters(world: World) -> None:
    with world.database.transaction() as session:
        for number in range(30):
            make_stakeholder(session, name=f"Choir {number:02}", about="We sing at the river.")
    client = world.client("visitor")
    first = client.page("/stakeholders?q=sing")
    following = [link for link in first.links if "page=2" in link]
    assert "q=sing" in following[0]
    assert "Page 2 of 2" in client.page(following[0]).text


def test_the_places_come_with_country_and_region(world: World) -> None:
    answer = world.client("visitor").get("/places?q=Stuttg").get_json()
    assert answer["places"][0] == {
        "value": "Stuttgart",
        "text": "Stuttgart",
        "note": "Stuttgart, Stadtkreis, Germany",
        "code": "DE",
    }
    assert answer["said"].endswith(("place", "places"))
    assert world.client("visitor").get("/places?q=").get_json()["places"] == []


def test_a_page_says_whether_somebody_looks_after_it(world: World) -> None:
    client = world.client("visitor")
    assert (
        "Somebody of the organisation looks after this page."
        in client.page(f"/stakeholders/{world.own}").text
    )
    text = client.page(f"/stakeholders/{world.unsorted}").text
    assert "Nobody of the organisation has claimed this page yet." in text
    assert "Not confirmed yet." in text


def test_a_page_shows_the_partners_as_a_drawing_and_as_a_table(world: World) -> None:
    with world.database.transaction() as session:
        own, another = session.get_one(Stakeholder, world.own), session.get_one(Stakeholder, world.another)
        make_tie(session, own, another, label="Repair days", since=2019, confirmed_a=True, confirmed_b=True)
    html = world.client("visitor").get(f"/stakeholders/{world.own}").get_data(as_text=True)
    assert '<svg class="near"' in html
    assert "Repair days" in html
    assert "2019" in html
    assert "both" in html


def test_a_reader_is_told_how_a_profile_fits_their_own(world: World) -> None:
    path = f"/stakeholders/{world.another}"
    assert 'id="fit"' in world.client("member").get(path).get_data(as_text=True)
    for role in ("visitor", "other", "organiser"):
        assert 'id="fit"' not in world.client(role).get(path).get_data(as_text=True)


def test_the_fit_is_seen_from_where_the_reader_comes_from(world: World) -> None:
    path = f"/stakeholders/{world.another}?seen_by={world.own}"
    assert 'id="fit"' in world.client("organiser").get(path).get_data(as_text=True)
    assert 'id="fit"' not in world.client("far_official").get(path).get_data(as_text=True)
    odd = f"/stakeholders/{world.another}?seen_by=s-none"
    assert 'id="fit"' in world.client("member").get(odd).get_data(as_text=True)


def test_present_partners_are_not_told_how_they_fit(world: World) -> None:
    with world.database.transaction() as session:
        make_tie(
            session, session.get_one(Stakeholder, world.own), session.get_one(Stakeholder, world.another)
        )
    assert 'id="fit"' not in world.client("member").get(f"/stakeholders/{world.another}").get_data(
        as_text=True
    )


def test_a_form_without_its_token_changes_nothing(world: World) -> None:
    client = world.client("member")
    response = client.post(f"/stakeholders/{world.own}/edit", data={"name": "Taken over"})
    assert response.status_code == 422
    assert made(world, "Werkstatt Neckar").id == world.own


def test_a_token_of_somebody_else_changes_nothing(world: World) -> None:
    with world.database.transaction() as session:
        make_account(session)
    stolen = token(world.client("other"))
    response = world.client("member").post(f"/stakeholders/{world.own}/confirm", data={"csrf_token": stolen})
    assert response.status_code == 422
