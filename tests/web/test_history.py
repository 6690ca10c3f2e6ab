"""The history of a profile through pages: who sees what, two states side by side, and putting back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from matchmaker.core.actors import SYSTEM
from matchmaker.core.duplicates.choosing import Pick
from matchmaker.core.entities import StatementState
from matchmaker.models import Change, Need, Stakeholder
from matchmaker.services import accounts, exchange, profiles
from matchmaker.services.profiles import comparing, versions
from matchmaker.web.views.field_words import field_name
from tests.factories import NOW, make_stakeholder
from tests.pages import PageClient
from tests.services.duplicates.twins import merge
from tests.web.test_acting import begin, let
from tests.web.test_clash import own_form
from tests.web.world import World, counted, token, upload

HOSTILE = "<script>alert(1)</script>\"'"


def edit(world: World, role: str, **values: Any) -> None:
    """Change the world's own profile through its form."""
    world.client(role).submit(f"/stakeholders/{world.own}/edit", values, status=303)


def at(world: World, hours: float) -> None:
    """Set the clock so many hours after the beginning."""
    world.app.extensions["clock"] = lambda: NOW + timedelta(hours=hours)


def own(world: World) -> Stakeholder:
    with world.database.reading() as session:
        return session.get_one(Stakeholder, world.own)


def past(world: World, role: str = "member", query: str = "") -> str:
    return world.client(role).page(f"/stakeholders/{world.own}/history{query}").text


def compare_url(world: World, number: int = 0) -> str:
    """The comparison with today of the save in this place of the list."""
    client = world.client("member", days=60)
    # The newest save has none: what it left is what stands there today.
    links = [one for one in client.page(f"/stakeholders/{world.own}/history").links if "compare" in one]
    return links[number]


def put_back(client: PageClient, url: str, **values: str) -> Any:
    """Press one of the buttons of a comparison; the values tell which."""
    page = client.page(url)
    wanted = next(
        one for one in page.forms
        if one.action.endswith("restore") and values.items() <= dict(one.fields).items()
        and (values or "subject" not in dict(one.fields))
    )  # fmt: skip
    return client.post(wanted.action, data=dict(wanted.fields))


def test_each_save_stands_with_its_fields_who_and_when(world: World) -> None:
    edit(world, "member", about="We mend shoes.", website="https://new.example")
    at(world, 20)
    edit(world, "administrator", about=f"We mend boats. {HOSTILE}", evidence="https://source.example/boats")
    text = past(world)
    told = ["24 November 2026", "Administrator.", "We mend boats.", "https://source.example/boats", "Member."]
    for words in [*told, "23 November 2026", "https://new.example", "From the form"]:
        assert words in text
    assert text.index("We mend boats.") < text.index("https://new.example")


def test_others_learn_what_was_changed_but_not_what_was_there(world: World) -> None:
    edit(
        world, "member", about="We mend shoes.", website="https://new.example", email="new@werkstatt.example"
    )
    edit(world, "administrator", about="We mend boats.", evidence="Told by Ada")
    for role in ("other", "organiser", "official"):
        text = past(world, role)
        assert "A member." in text
        assert "What they do" in text
        who = ("Ada", "Member.", "Administrator.")
        for secret in (*who, "We mend shoes.", "new@", "Mail address", "Compare"):
            assert secret not in text.replace("A member.", "")
    assert world.client("visitor").get(f"/stakeholders/{world.own}/history").status_code == 303


def test_what_is_for_nobody_else_leaves_no_trace_for_others(world: World) -> None:
    edit(world, "member", email="new@werkstatt.example", email_audience="ourselves", suggested="")
    assert "Mail address" in past(world)
    assert "No changes" in past(world, "other")


def test_a_need_that_was_withdrawn_is_in_the_history_of_its_people_alone(world: World) -> None:
    client = world.client("member")
    page = f"/stakeholders/{world.own}"
    client.submit(page, {"state": "withdrawn"}, action=f"/need/{world.need}/state", status=303)
    assert "Withdrawn" in past(world)
    assert "No changes" in past(world, "other")


def test_the_history_can_be_narrowed_to_a_field(world: World) -> None:
    edit(world, "member", about="We mend shoes.")
    edit(world, "member", website="https://new.example")
    text = past(world, query="?field=website")
    assert "https://new.example" in text
    assert "We mend shoes." not in text
    assert "No changes" in past(world, query="?field=nothing")


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "0", "\u0663"])
def test_an_odd_place_in_the_list_never_breaks_it(world: World, after: str) -> None:
    edit(world, "member", about="We mend shoes.")
    assert "History of" in past(world, query=f"?after={after}")


def test_a_long_history_is_paged_and_no_save_is_lost(world: World) -> None:
    for number in range(45):
        with world.database.transaction() as session:
            actor = accounts.actor_of(session, world.accounts["member"])
            one = session.get_one(Stakeholder, world.own)
            values = profiles.ProfileValues(name=one.name, kind=one.kind, about=f"We mend {number} shoes.")
            profiles.update_stakeholder(session, actor, one.id, values, now=NOW + timedelta(minutes=number))
    client = world.client("member")
    path, seen = f"/stakeholders/{world.own}/history", ""
    for _ in range(3):
        page = client.page(path)
        seen += page.text
        path = next((one for one in page.links if "after=" in one), "")
    assert not path
    assert all(f"We mend {number} shoes." in seen for number in range(45))


def test_two_states_stand_side_by_side_with_the_words_that_differ(world: World) -> None:
    edit(world, "member", about="We mend old shoes.")
    at(world, 1)
    edit(world, "member", about="We mend new boats.")
    html = world.client("member").get(compare_url(world)).get_data(as_text=True)
    assert "We mend <del>old shoes.</del>" in html
    assert "We mend <ins>new boats.</ins>" in html


def test_any_two_states_can_be_chosen_and_only_todays_can_be_changed(world: World) -> None:
    for number in range(3):
        at(world, number)
        edit(world, "member", about=f"We mend {number} shoes.")
    client = world.client("member")
    page = client.page(f"/stakeholders/{world.own}/history/compare?a=0")
    with world.database.reading() as session:
        first, second, _third = session.scalars(select(Change.id).where(Change.field == "about")).all()
    chosen = next(dict(one.fields) for one in page.forms if one.method == "get")
    assert chosen == {"a": "0", "b": ""}
    both = client.page(f"/stakeholders/{world.own}/history/compare?a={second}&b={first}")
    assert "We mend 0 shoes." in both.text
    assert "We mend 1 shoes." in both.text
    assert not [one for one in both.forms if one.action.endswith("restore")]


def test_one_field_is_put_back_as_a_change_of_its_own(world: World) -> None:
    edit(world, "member", about="We mend old shoes.", website="https://one.example")
    at(world, 1)
    edit(world, "member", about="We mend new boats.", website="https://two.example")
    client = world.client("member")
    assert put_back(client, compare_url(world), field="about").status_code == 303
    kept = own(world)
    assert (kept.about, kept.website) == ("We mend old shoes.", "https://two.example")
    assert "Put back from the history" in past(world)


def test_all_of_an_earlier_state_is_put_back(world: World) -> None:
    before = own(world)
    edit(world, "member", about="We mend boats.", place="Ulm", country="", languages=["fr"], name="Boats")
    client = world.client("member")
    client.submit(f"/need/{world.need}/edit", {"text": "A course in mending boats"}, status=303)
    assert own(world).region != before.region
    assert put_back(client, f"/stakeholders/{world.own}/history/compare?a=0").status_code == 303
    kept = own(world)
    for name in ("name", "about", "place", "region", "lat", "lon", "country", "languages"):
        assert getattr(kept, name) == getattr(before, name), name
    with world.database.reading() as session:
        assert session.get_one(Need, world.need).text.startswith("A course in repairing")


def test_a_merge_and_who_answered_are_told_in_words_not_by_ids(world: World) -> None:
    with world.database.transaction() as session:
        gone = make_stakeholder(session, name="Werkstatt Neckar", register_number="HRB 7")
        gone_id = gone.id
        made = merge(session, session.get_one(Stakeholder, world.own), gone, register_number=Pick.GONE).id
        profiles.set_state(session, SYSTEM, "need", world.need, StatementState.MET, now=NOW + timedelta(1))
        other = session.get_one(Stakeholder, world.another).name
        profiles.name_helper(session, SYSTEM, "need", world.need, other, now=NOW + timedelta(2))
    client = world.client("member", days=60)
    text = client.page(f"/stakeholders/{world.own}/history").text
    for words in ("From merging two records", "Register number", "Merged with another record", other):
        assert words in text, words
    for unsaid in (made, gone_id, world.another, "register_number", "met_by_id", "merged "):
        assert unsaid not in text, unsaid


def test_every_field_with_a_history_has_a_name(world: World) -> None:
    fields = {*versions.PROFILE_FIELDS, *versions.STATEMENT_FIELDS, *comparing.LOCATION}
    told = fields | {"met_by_id", "merged", "tie", "confirmed_on", "verified_on"}
    with world.app.test_request_context():
        assert sorted(name for name in told if name == field_name(name)) == ["lat", "lon"]


def test_what_changed_since_one_looked_is_not_written_over(world: World) -> None:
    edit(world, "member", about="We mend old shoes.")
    at(world, 1)
    edit(world, "member", about="We mend new boats.")
    client = world.client("member")
    page = client.page(compare_url(world))
    button = next(one for one in page.forms if dict(one.fields).get("field") == "about")
    edit(world, "administrator", about="We mend bells.")
    assert client.post(button.action, data=dict(button.fields)).status_code == 409
    assert own(world).about == "We mend bells."


def test_what_would_be_refused_today_is_not_put_back(world: World) -> None:
    client = world.client("member")
    day = (NOW + timedelta(days=10)).date()
    path = f"/need/{world.need}/edit"
    client.submit(path, {"valid_until": [str(day.day), str(day.month), str(day.year)]}, status=303)
    at(world, 1)
    client.submit(path, {"valid_until": ["", "", ""]}, status=303)
    at(world, 24 * 30)
    answer = put_back(world.client("member", days=60), compare_url(world), field="valid_until")
    assert answer.status_code == 422
    assert "in the past" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"subject": "n-nothing"}, 409),
        ({"subject": "{own}", "field": "nothing"}, 404),
        ({"subject": "{own}", "field": "verified_on"}, 404),
        ({}, 409),
    ],
)
def test_what_makes_no_sense_is_refused(world: World, values: dict[str, str], status: int) -> None:
    client = world.client("member")
    page = client.page(f"/stakeholders/{world.own}/history/compare?a=0")
    assert "Nothing differs" in page.text
    with world.database.reading() as session:
        records = comparing.list_records(session, session.get_one(Stakeholder, world.own))
        opened = comparing.version_of_all(records)
    data = {name: value.format(own=world.own) for name, value in values.items()}
    answer = client.post(
        f"/stakeholders/{world.own}/history/0/restore",
        data=data | {"opened": opened, "csrf_token": token(client)},
    )
    assert answer.status_code == status


@pytest.mark.parametrize("query", ["?a=1", "?a=99999999", "?a=0&b=77", "?a=x&b=y"])
def test_a_state_that_never_was_is_told(world: World, query: str) -> None:
    client = world.client("member")
    status = 200 if "x" in query else 404
    client.page(f"/stakeholders/{world.own}/history/compare{query}", status=status)


def test_a_change_of_another_profile_is_no_state_of_this_one(world: World) -> None:
    world.client("other").submit(f"/stakeholders/{world.another}/edit", {"about": "We teach."}, status=303)
    with world.database.reading() as session:
        number = session.scalars(select(Change.id).where(Change.stakeholder_id == world.another)).first()
    path = f"/stakeholders/{world.own}/history/compare?a={number}"
    world.client("member").page(path, status=404)


def test_an_import_is_named_with_its_file_to_those_who_look_after_the_profile(world: World) -> None:
    id_ = upload(world)
    with world.database.transaction() as session:
        actor = accounts.actor_of(session, world.accounts["official"])
        store = exchange.store_of(world.app.extensions["settings"].folder, megabytes=1, rows=100)
        exchange.start_import(session, actor, id_, strict=False, store=store, now=NOW)
        choir = session.scalars(select(Stakeholder.id).where(Stakeholder.name == "Neckar Choir")).one()
    client = world.client("official")
    page = client.page(f"/stakeholders/{choir}/history")
    assert "From the import list.csv" in page.text
    assert f"/imports/{id_}" in page.links
    other = world.client("other").page(f"/stakeholders/{choir}/history").text
    assert "From an import" in other
    assert "list.csv" not in other
    assert "From the import list.csv, 23 November 2026" in client.page(f"/stakeholders/{choir}").text


def test_facts_say_to_those_who_look_after_them_where_they_come_from(world: World) -> None:
    edit(world, "member", about="We mend shoes.", legal_form="gGmbH")
    path = f"/stakeholders/{world.own}"
    assert world.client("member").page(path).text.count("From the form, 23 November 2026") == 2
    for role in ("visitor", "other"):
        assert "From the form" not in world.client(role).page(path).text


def test_a_fact_that_was_confirmed_since_says_so(world: World) -> None:
    edit(world, "member", about="We mend shoes.", legal_form="gGmbH")
    at(world, 20)
    client, path = world.client("member"), f"/stakeholders/{world.own}"
    client.submit(path, {}, action=f"{path}/confirm", status=303)
    text = client.page(path).text
    assert text.count("From the form, 23 November 2026. Confirmed on 24 November 2026") == 2


def test_only_who_is_not_of_it_is_asked_how_they_know(world: World) -> None:
    path = f"/stakeholders/{world.own}/edit"
    assert "How do you know?" not in world.client("member").page(path).text
    assert "How do you know?" in world.client("administrator").page(path).text
    answer = world.client("administrator").submit(path, {"evidence": "x" * 501}, status=422)
    assert 'id="evidence-error"' in answer.get_data(as_text=True)


def test_who_acts_for_it_is_none_of_its_own_people_and_is_asked_too(world: World) -> None:
    let(world)
    path, official = f"/stakeholders/{world.own}/edit", begin(world)
    official.submit(path, {"about": "We mend boats.", "evidence": "Told by Ada"}, status=303)
    text = past(world)
    assert "Told by Ada" in text
    assert "Official." in text


def test_how_somebody_knows_is_kept_through_a_decision_between_two(world: World) -> None:
    path = f"/stakeholders/{world.own}/edit"
    administrator = world.client("administrator")
    administrator.page(path)
    sent = own_form(administrator.last)
    edit(world, "member", about="We mend shoes.")
    administrator.post(path, data=sent | {"website": "https://new.example", "evidence": "Told by Ada"})
    assert administrator.post(path, data=own_form(administrator.last)).status_code == 303
    assert "Told by Ada" in past(world)


@pytest.mark.parametrize("page", ["", "/history", "/history/compare?a=0"])
def test_the_pages_ask_the_database_little(world: World, page: str) -> None:
    edit(world, "administrator", about="We mend shoes.")
    client = world.client("administrator")
    # The first look fits the network.
    client.get(f"/stakeholders/{world.own}")
    with counted(world.database) as asked:
        answer = client.get(f"/stakeholders/{world.own}{page}")
    assert answer.status_code == 200
    assert len(asked) <= 15, len(asked)
    assert len(answer.data) < 300_000


def test_whom_a_need_is_for_is_told_in_words(world: World) -> None:
    client = world.client("member")
    client.submit(f"/need/{world.need}/edit", {"audience": "members"}, status=303)
    text = client.page(f"/stakeholders/{world.own}/history").text
    assert "Who may see it" in text
    assert "Signed-in members" in text
    assert "audience" not in text


def test_each_need_leads_to_its_own_history(world: World) -> None:
    edit(world, "member", about="We mend boats.")
    client = world.client("member")
    client.submit(f"/need/{world.need}/edit", {"text": "A course in mending boats"}, status=303)
    links = client.page(f"/stakeholders/{world.own}/statements").links
    mine = next(one for one in links if one.endswith(f"/history?of={world.need}"))
    page = client.page(mine)
    assert "Only what was changed in this one: “A course in mending boats”" in page.text
    assert "A course in repairing washing machines for sixteen learners" in page.text
    assert "We mend boats." not in page.text
    assert f"/stakeholders/{world.own}/history" in page.links
    assert "No changes" in client.page(f"/stakeholders/{world.own}/history?of=n-none").text


def test_who_answered_a_need_is_told_by_name(world: World) -> None:
    client = world.client("member")
    form = {"state": "met", "csrf_token": token(client)}
    client.post(f"/need/{world.need}/state", data=form).close()
    client.submit(f"/need/{world.need}/met", {"by": "Radhof"}, status=303)
    shown = past(world, query=f"?of={world.need}")
    assert "Who answered it" in shown
    assert "Radhof" in shown
    assert world.another not in shown
