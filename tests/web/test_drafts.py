"""The guided way to a profile, page by page, without script."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from matchmaker.core.drafts import Step
from matchmaker.core.entities import Kind
from matchmaker.models import AuditEntry, Declaration, Need, Offer, ProfileDraft, Stakeholder
from tests.pages import PageClient
from tests.web.world import World, counted, token

ANSWERS: dict[str, dict[str, Any]] = {
    "who": {"kind": "enterprise", "name": "Boote am Neckar", "about": "We mend boats with young people."},
    "where": {"place": "Stuttgart", "languages": ["de", "en"]},
    "work": {
        "about": "We mend boats with young people who look for work, and lend them out.",
        "themes": ["theme-repair-reuse"],
    },
    "need": {"need_text": "A dry hall for two boats", "need_cooperation": ["space"], "need_reach": "local"},
    "offer": {"offer_text": "A course in mending boats", "offer_cooperation": ["training"]},
    "more": {"legal_form": "gemeinnützige GmbH (gGmbH)", "website": "boote.example", "founded": "2019"},
    "declaration": {"production": "yes", "production_evidence": "Our price list", "aim": "partly"},
}


def begin(client: PageClient, name: str = "Boote am Neckar") -> str:
    """A new draft; the answer is its address without the step."""
    response = client.submit("/stakeholders/choose", {"name": name}, action="/drafts", status=303)
    assert response.location.endswith("/who")
    return response.location.removesuffix("/who")


def walk(client: PageClient, draft: str, *, until: str = "check") -> None:
    """Answer every step up to one."""
    for step, answers in ANSWERS.items():
        if step == until:
            return
        client.submit(f"{draft}/{step}", answers | {"go": "next"}, status=303)


def draft_of(world: World, address: str) -> ProfileDraft:
    """The row of a draft."""
    with world.database.reading() as session:
        return session.scalars(select(ProfileDraft).where(ProfileDraft.id == address.split("/")[2])).one()


def test_the_whole_way_ends_with_a_profile_and_its_suggestions(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    walk(client, draft)
    text = client.page(f"{draft}/check").text
    assert "Boote am Neckar" in text
    assert "Nothing is public yet." in text
    response = client.submit(f"{draft}/check", {}, action=f"{draft}/publish", status=303)
    with world.database.reading() as session:
        made = session.scalars(select(Stakeholder).where(Stakeholder.name == "Boote am Neckar")).one()
        need, offer = (
            session.scalars(select(Need).where(Need.stakeholder_id == made.id)).one(),
            session.scalars(select(Offer).where(Offer.stakeholder_id == made.id)).one(),
        )
        said = session.scalars(select(Declaration).where(Declaration.stakeholder_id == made.id)).one()
        acts = set(session.scalars(select(AuditEntry.act)))
    assert response.location == f"/stakeholders/{made.id}/suggestions"
    assert (made.kind, made.country, made.languages) == (Kind.ENTERPRISE, "DE", ["de", "en"])
    assert (made.legal_form, made.founded, made.website) == (
        "gemeinnützige GmbH (gGmbH)", 2019, "https://boote.example",
    )  # fmt: skip
    assert made.themes == ["theme-repair-reuse"]
    assert (need.text, need.cooperation, need.reach.value) == ("A dry hall for two boats", ["space"], "local")
    assert (offer.text, offer.cooperation) == ("A course in mending boats", ["training"])
    assert said.answers["production"] == {"reply": "yes", "evidence": "Our price list"}
    assert {"stakeholder.create", "draft.publish", "declaration.say"} <= acts
    assert "is public now" in client.page(response.location).text


def test_pressed_twice_it_is_published_once_and_nothing_stays_in_the_draft(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    walk(client, draft)
    data = {"csrf_token": token(client)}
    first = client.post(f"{draft}/publish", data=data)
    second = client.post(f"{draft}/publish", data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert draft_of(world, draft).answers == {}
    assert client.get(f"{draft}/who").status_code == 303
    assert "Go on where you stopped" not in client.page("/account").text


def test_each_page_tells_where_one_is_and_the_way_back_works(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    assert "Step 1 of 8" in client.page(f"{draft}/who").text
    walk(client, draft, until="work")
    page = client.page(f"{draft}/work")
    assert "Step 3 of 8" in page.text
    assert f"{draft}/where" in page.links
    client.submit(f"{draft}/who", {"kind": "support", "go": "next"}, status=303)
    page = client.page(f"{draft}/check")
    assert "Step 7 of 7" in page.text
    assert f"{draft}/more" in page.links


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.CHECK])
def test_every_step_can_be_left_half_said_and_waits_on_the_own_page(world: World, step: Step) -> None:
    client = world.client("other")
    draft = begin(client)
    walk(client, draft, until=step)
    response = client.submit(f"{draft}/{step}", {"place": "Xyzzyhausen", "go": "leave"}, status=303)
    page = client.page(response.location)
    assert response.location == "/account"
    assert "Go on where you stopped" in page.text
    assert f"{draft}/{step}" in page.links
    assert "/stakeholders/choose" in page.links


@pytest.mark.parametrize(
    ("step", "values", "message"),
    [
        ("who", {"name": ""}, "Say what the organisation is called."),
        ("where", {"place": "Xyzzyhausen"}, "We do not know this town."),
        ("need", {"need_text": "Help"}, "This is very short."),
        ("more", {"website": "not an address"}, "This is not a web address."),
        ("more", {"founded": "long ago"}, "This is not a year."),
        ("declaration", {"aim_evidence": "x" * 2001}, "Keep this below 2,000 signs."),
    ],
)
def test_a_refused_step_says_why_beside_the_field_and_keeps_what_was_typed(
    world: World, step: str, values: dict[str, str], message: str
) -> None:
    client = world.client("other")
    draft = begin(client)
    walk(client, draft, until=step)
    html = client.submit(f"{draft}/{step}", values | {"go": "next"}, status=422).get_data(as_text=True)
    assert html.count(message) >= 2
    assert all(value in html for value in values.values())
    assert client.last is not None
    assert client.last.title.startswith("Error:")


def test_a_text_suggests_its_themes_with_the_button_and_none_is_chosen_for_anybody(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    walk(client, draft, until="work")
    about = {"about": "Wir kochen aus Gemüse Mittagessen für Schulen.", "go": "suggest"}
    response = client.submit(f"{draft}/work", about, status=303)
    assert response.location == f"{draft}/work#suggested"
    html = client.get(f"{draft}/work").get_data(as_text=True)
    assert 'id="themes-chip-theme-food"' in html
    assert dict(client.last.forms[-1].fields).get("themes") is None if client.last else True
    assert html.count('value="theme-food"') == 1


def test_what_is_typed_is_kept_by_the_way_and_said_in_a_word(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    data = {"csrf_token": token(client), "version": "1", "go": "keep", "name": "Boo", "kind": "nonsense"}
    answer = client.post(f"{draft}/who", data=data)
    assert answer.get_json() == {"said": "Saved", "version": 2}
    assert draft_of(world, draft).answers["name"] == "Boo"
    assert "nonsense" not in client.get(f"{draft}/check").get_data(as_text=True)


def test_of_two_windows_the_later_one_sees_both_and_decides(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    data = {"csrf_token": token(client), "version": "1", "kind": "support", "go": "next"}
    assert client.post(f"{draft}/who", data=data | {"name": "From the first"}).status_code == 303
    quiet = client.post(f"{draft}/who", data=data | {"name": "From the second", "go": "keep"})
    assert quiet.status_code == 409
    assert "in another window" in quiet.get_json()["said"]
    response = client.post(f"{draft}/who", data=data | {"name": "From the second"})
    assert response.status_code == 409
    page = client.last
    assert page is not None
    assert "From the first" in page.text
    fields = dict(page.forms[-1].fields)
    assert fields["name"] == "From the second"
    assert draft_of(world, draft).answers["name"] == "From the first"
    assert client.post(f"{draft}/who", data=fields | {"go": "next"}).status_code == 303
    assert draft_of(world, draft).answers["name"] == "From the second"


def test_whose_sign_in_ended_gets_back_what_was_typed(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    gone = world.client("visitor")
    typed = {"version": "1", "kind": "support", "name": 'Typed "long" <b>', "go": "next"}
    response = gone.post(f"{draft}/who", data=typed)
    assert response.status_code == 403
    assert gone.last is not None
    fields = dict(gone.last.forms[-1].fields)
    assert fields["name"] == typed["name"]
    assert "Sign in in a new window" in gone.last.text
    quiet = gone.post(f"{draft}/who", data=typed | {"go": "keep"})
    assert (quiet.status_code, "you are signed out" in quiet.get_json()["said"]) == (403, True)
    # Signed in anew, the token of that page is an old one: pressed once more, it is saved.
    again = client.post(f"{draft}/who", data=fields | {"go": "next"})
    assert again.status_code == 422
    assert client.last is not None
    assert "Nothing is lost" in client.last.text
    fields = dict(client.last.forms[-1].fields)
    assert client.post(f"{draft}/who", data=fields | {"go": "next"}).status_code == 303
    assert draft_of(world, draft).answers["name"] == typed["name"]


def test_a_quiet_save_after_a_new_sign_in_gets_a_new_token(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    data = {"csrf_token": "old", "version": "1", "name": "Boo", "go": "keep"}
    refused = client.post(f"{draft}/who", data=data)
    assert refused.status_code == 422
    answer = client.post(f"{draft}/who", data=data | {"csrf_token": refused.get_json()["token"]})
    assert answer.get_json()["said"] == "Saved"


def test_a_page_of_another_site_changes_nothing(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    for go in ("next", "leave", "suggest", "keep"):
        client.post(f"{draft}/who", data={"name": "Stolen", "version": "1", "go": go})
        assert draft_of(world, draft).answers["name"] == "Boote am Neckar"


def test_an_organisation_that_is_here_already_is_shown_first(world: World) -> None:
    client = world.client("far_official")
    response = client.submit(
        "/stakeholders/choose", {"name": "werkstatt neckar"}, action="/drafts", status=303
    )
    page = client.page(response.location)
    assert response.location == "/stakeholders/choose?name=werkstatt+neckar"
    assert f"/stakeholders/{world.own}" in page.links
    assert "Somebody of the organisation looks after this page." in page.text
    form = next(one for one in page.forms if dict(one.fields).get("new") == "1")
    assert client.post(form.action, data=dict(form.fields)).location.endswith("/who")


def test_what_is_wrong_on_the_last_page_leads_to_its_step(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    walk(client, draft)
    client.submit(f"{draft}/where", {"place": "Xyzzyhausen", "go": "leave"}, status=303)
    response = client.submit(f"{draft}/check", {}, action=f"{draft}/publish", status=422)
    assert "We do not know this town." in response.get_data(as_text=True)
    assert client.last is not None
    assert client.last.links.count(f"{draft}/where") == 2
    assert client.last.title.startswith("Error:")


def test_a_draft_is_thrown_away_from_the_own_page(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    client.submit("/account", {}, action=f"{draft}/drop", status=303)
    client.page(f"{draft}/who", status=404)


def test_nobody_else_opens_a_draft(world: World) -> None:
    draft = begin(world.client("other"))
    for role in ("member", "official", "administrator"):
        client = world.client(role)
        for step in ("who", "check"):
            client.page(f"{draft}/{step}", status=404)
        data = {"csrf_token": token(client), "name": "x", "go": "keep"}
        for path in (f"{draft}/who", f"{draft}/publish", f"{draft}/drop"):
            assert client.post(path, data=data).status_code == 404


@pytest.mark.parametrize("kind", ["enterprise", "innovator", "policymaker", "support"])
def test_each_kind_is_asked_its_own_questions_in_the_last_steps(world: World, kind: str) -> None:
    own = {
        "enterprise": {"legal_form_other", "people", "founded"},
        "innovator": {"stage"},
        "policymaker": {"authority_level"},
        "support": {"support_type", "people"},
    }
    client = world.client("other")
    draft = begin(client)
    client.submit(f"{draft}/who", {"kind": kind, "go": "next"}, status=303)
    html = client.get(f"{draft}/more").get_data(as_text=True)
    for name in set().union(*own.values()):
        assert (f'name="{name}"' in html) == (name in own[kind])
    assert ('name="rights"' in client.get(f"{draft}/work").get_data(as_text=True)) == (kind == "policymaker")


def test_the_legal_forms_are_those_of_the_country_with_a_way_to_say_another(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    client.submit(f"{draft}/who", {"kind": "enterprise", "go": "next"}, status=303)
    assert 'name="legal_form"' not in client.get(f"{draft}/more").get_data(as_text=True)
    client.submit(f"{draft}/more", {"legal_form_other": "gGmbH", "go": "next"}, status=303)
    for place, form in (("Stuttgart", "gemeinnützige GmbH (gGmbH)"), ("Lille", "Mutuelle")):
        client.submit(f"{draft}/where", {"place": place, "go": "next"}, status=303)
        html = client.get(f"{draft}/more").get_data(as_text=True)
        assert form in html
        assert 'value="other"' in html
        assert 'value="gGmbH"' in html
    client.submit(f"{draft}/more", {"legal_form": "Mutuelle", "go": "next"}, status=303)
    assert "Mutuelle" in client.page(f"{draft}/check").text


def test_no_page_of_the_way_asks_the_database_too_often(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    walk(client, draft)
    for path in (*(f"{draft}/{step}" for step in Step), "/stakeholders/choose?name=Radhof", "/account"):
        with counted(world.database) as asked:
            client.page(path)
        assert len(asked) <= 15, (path, len(asked))


HOSTILE = "<script>alert(1)</script>\"'=cmd|\u202egnp"


def test_hostile_text_is_shown_and_never_run(world: World) -> None:
    client = world.client("other")
    draft = begin(client)
    for step in Step:
        if step is not Step.CHECK:
            names = [name for name, _value in client.page(f"{draft}/{step}").forms[-1].fields]
            typed = {name: HOSTILE for name in names if name not in {"csrf_token", "version"}}
            client.submit(f"{draft}/{step}", typed | {"go": "leave"}, status=303)
    for path in (f"{draft}/who", f"{draft}/check", "/account", f"/stakeholders/choose?name={HOSTILE}"):
        assert "<script>alert" not in client.get(path).get_data(as_text=True)
