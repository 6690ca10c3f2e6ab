"""Pilots as pages without script: making, changing, inviting, joining by a click or a link, leaving."""

from __future__ import annotations

import re
from typing import Any

import pytest

from matchmaker.core.entities import Role
from matchmaker.models import Pilot, PilotMember
from matchmaker.services.pilots import MemberState
from matchmaker.services.pilots.members import state_of as state_of_row
from tests.factories import grant, join_pilot, make_account, make_stakeholder
from tests.pages import Page, PageClient
from tests.web.world import World, counted, token

PILOT = "/pilots/p-1"
FORM: dict[str, Any] = {
    "name": "Bread in Lille", "about": "Bakers and schools.", "regions": "FRE1\nStuttgart", "rule": "direct",
    "weekly_requests": "3", "open_limit": "4", "languages": ["fr"], "starts_on": ["1", "2", "2026"],
    "ends_on": ["", "", ""],
}  # fmt: skip


def state_of(world: World, stakeholder_id: str, pilot_id: str = "p-1") -> str:
    """How far somebody has come in the pilot."""
    with world.database.reading() as session:
        row = session.get(PilotMember, (pilot_id, stakeholder_id))
        return state_of_row(row).value if row else ""


def press(client: PageClient, page: Page, action: str, **values: str) -> str:
    """Press the button of a form that holds these values; the answer is where it leads."""
    forms = [one for one in page.forms if one.action == action and values.items() <= dict(one.fields).items()]
    assert forms, [(one.action, one.fields) for one in page.forms]
    answer = client.post(action, data=dict(forms[0].fields))
    assert answer.status_code == 303
    return answer.location or ""


def invite(world: World, stakeholder_id: str) -> None:
    """Invite somebody, as an organiser does."""
    with world.database.transaction() as session:
        pilot = session.get_one(Pilot, "p-1")
        row = PilotMember(pilot_id=pilot.id, stakeholder_id=stakeholder_id, invited_at=pilot.created_at)
        session.add(row)


def test_an_administrator_makes_a_pilot_and_names_an_organiser(world: World) -> None:
    with world.database.transaction() as session:
        make_account(session, email="moira@example.org", name="Moira Keane")
    client = world.client("administrator")
    edit = client.submit("/pilots/new", FORM, status=303).location or ""
    client.submit(edit, {"email": "moira@example.org"}, action=edit.replace("edit", "organisers"), status=303)
    assert "Moira Keane organises the pilot now." in client.page(edit).text
    page = client.page(edit.removesuffix("/edit"))
    assert page.headings == ["Bread in Lille"]
    assert "Since 1 February 2026." in page.text
    assert "Either side asks the other directly." in page.text
    assert "at most 3 introductions in seven days" in page.text
    assert "/regions/DE11" in page.links


def test_a_refused_form_keeps_what_was_typed_and_says_why(world: World) -> None:
    client = world.client("administrator")
    wrong = FORM | {"name": "", "weekly_requests": "many", "regions": "Atlantis"}
    answer = client.submit("/pilots/new", wrong, status=422)
    assert "This is not a whole number." in answer.text
    assert "Say what the pilot is called." in answer.text
    assert "Atlantis" in answer.text
    answer = client.submit("/pilots/new", FORM | {"regions": "Atlantis"}, status=422)
    assert "We do not know one of these regions." in answer.text


def test_an_organiser_changes_the_pilot(world: World) -> None:
    client = world.client("organiser")
    client.submit(f"{PILOT}/edit", {"about": "Now with bread.", "rule": "direct"}, status=303)
    page = client.page(PILOT)
    assert "Now with bread." in page.text
    assert "Either side asks the other directly." in page.text
    assert f"{PILOT}/people" in client.page(f"{PILOT}/edit").links
    client.submit(f"{PILOT}/edit", {"open_limit": "0"}, status=422)


def test_everybody_sees_the_members_and_only_organisers_the_invited(world: World) -> None:
    invite(world, world.another)
    for role in ("visitor", "other", "official"):
        text = world.client(role).page(PILOT).text
        assert "Werkstatt Neckar" in text
        assert "1 member" in text
    assert "Radhof" not in world.client("visitor").page(PILOT).text
    text = world.client("organiser").page(f"{PILOT}/members").text
    assert "Radhof Invited, and has not answered, since 23 November 2026" in text
    assert "Radhof" not in world.client("organiser").page(f"{PILOT}/members?state=joined").text


def test_a_list_invites_and_tells_which_lines_name_nobody(world: World) -> None:
    client = world.client("organiser")
    names = f"radhof\n{world.own}\nNobody at all"
    client.submit(f"{PILOT}/members", {"names": names}, status=303)
    text = client.page(f"{PILOT}/members").text
    assert "1 is invited now. 1 was invited before." in text
    assert "Nobody here is called: “Nobody at all”." in text
    assert state_of(world, world.another) == "invited"
    assert "Write one name or id a line." in client.submit(f"{PILOT}/members", {"names": ""}, status=422).text


def test_a_segment_is_shown_before_it_is_invited(world: World) -> None:
    client = world.client("organiser")
    page = client.page(f"{PILOT}/members?region=stuttgart&kind=support")
    assert "1 would be invited." in page.text
    assert state_of(world, world.another) == ""
    press(client, page, f"{PILOT}/members/segment", region="DE11", kind="support")
    assert state_of(world, world.another) == "invited"
    assert "We do not know the region “Atlantis”." in client.page(f"{PILOT}/members?region=Atlantis").text
    assert "would be invited" not in client.page(f"{PILOT}/members").text


def test_who_is_invited_is_told_on_the_own_page_and_joins_with_one_click(world: World) -> None:
    invite(world, world.another)
    client = world.client("other")
    mine = client.page("/account")
    assert "You are invited to the pilot “Repair in Stuttgart”." in mine.text
    assert f"{PILOT}/join" in mine.links
    press(client, client.page(f"{PILOT}/join"), f"{PILOT}/join", stakeholder=world.another)
    assert "You are a member now." in client.page(PILOT).text
    assert "You are invited" not in client.page("/account").text
    press(client, client.page(PILOT), f"{PILOT}/leave", stakeholder=world.another)
    assert state_of(world, world.another) == "left"


def test_a_link_opens_a_page_and_only_its_button_joins(world: World) -> None:
    link = link_of(world)
    client = world.client("other")
    opened = client.page(link)
    assert state_of(world, world.another) == ""
    press(client, opened, f"{PILOT}/join", stakeholder=world.another)
    assert state_of(world, world.another) == "joined"


def test_a_visitor_with_a_link_signs_in_first_and_comes_back_to_it(world: World) -> None:
    answer = world.client("visitor").get(link_of(world))
    assert answer.status_code == 303
    assert "/sign-in?next=/pilots/p-1/join?token%3D" in (answer.location or "")


def test_a_forged_link_leads_to_a_clear_page(world: World) -> None:
    client = world.client("other")
    link = link_of(world)
    for forged in (link[:-2], f"{PILOT}/join?token=nonsense"):
        assert "This link does not work." in client.page(forged, status=404).text
    assert state_of(world, world.another) == ""


def test_without_an_invitation_or_a_link_nobody_joins(world: World) -> None:
    client = world.client("other")
    page = client.page(f"{PILOT}/join")
    assert "This pilot is joined by invitation." in page.text
    assert all(form.action != f"{PILOT}/join" for form in page.forms)
    data = {"csrf_token": token(client), "stakeholder": world.another}
    assert client.post(f"{PILOT}/join", data=data).status_code == 403
    assert client.post(f"{PILOT}/join", data=data | {"stakeholder": world.own}).status_code == 403


def test_who_has_no_profile_is_told_to_make_one(world: World) -> None:
    assert "Describe your organisation first" in world.client("official").page(link_of(world)).text


def test_an_organiser_takes_somebody_out(world: World) -> None:
    client = world.client("organiser")
    there = press(client, client.page(f"{PILOT}/members"), f"{PILOT}/leave", stakeholder=world.own)
    assert there == f"{PILOT}/members"
    assert state_of(world, world.own) == MemberState.LEFT


def test_only_who_runs_a_place_finds_the_pilots_in_the_menu(world: World) -> None:
    for role, there in (("official", True), ("organiser", True), ("member", False), ("visitor", False)):
        assert ("/pilots" in world.client(role).page("/regions").links) is there
    assert PILOT in world.client("organiser").page("/account").links


def test_a_site_without_a_pilot_says_what_to_do(world: World) -> None:
    with world.database.transaction() as session:
        session.delete(session.get_one(Pilot, "p-1"))
    assert "No pilot yet" in world.client("visitor").page("/pilots").text
    assert "/pilots/new" in world.client("administrator").page("/pilots").links


@pytest.mark.parametrize(
    "path", ["/pilots", PILOT, f"{PILOT}/members?region=DE11", f"{PILOT}/join", "/account"]
)
def test_the_pages_ask_the_database_little(world: World, path: str) -> None:
    with world.database.transaction() as session:
        join_pilot(session, session.get_one(Pilot, "p-1"), *(make_stakeholder(session) for _ in range(60)))
        grant(session, world.accounts["organiser"], Role.MEMBER, world.another)
    client = world.client("organiser")
    client.page(path)
    with counted(world.database) as asked:
        client.page(path)
    assert len(asked) <= 15, asked


def link_of(world: World) -> str:
    """The link to join, as the organisers find it on their page."""
    html = world.client("organiser").get(f"{PILOT}/members").text
    found = re.search(r'value="http://localhost(/pilots/p-1/join\?token=[^"]+)"', html)
    assert found
    return found[1]


def test_an_address_without_an_account_is_told_beside_it(world: World) -> None:
    client, page = world.client("administrator"), f"{PILOT}/edit"
    said_of = {"nobody@example.org": "There is no account nobody@example.org.", "": "Write a mail address."}
    for typed, said in said_of.items():
        client.submit(page, {"email": typed}, action=f"{PILOT}/organisers", status=422)
        assert client.last is not None
        assert said in client.last.text
        form = next(one for one in client.last.forms if one.action.endswith("/organisers"))
        assert dict(form.fields)["email"] == typed
        # The pilot's own form stands there as before.
        assert "Repair in Stuttgart" in str([one.fields for one in client.last.forms])


def test_a_member_finds_its_pilot_and_may_leave_it_there(world: World) -> None:
    client = world.client("member")
    assert PILOT in client.page("/account").links
    assert PILOT not in world.client("other").page("/account").links
    assert "Leave the pilot" in client.page(PILOT).text


def test_a_region_that_nobody_knows_is_told_beside_it(world: World) -> None:
    client = world.client("organiser")
    text = client.get(f"{PILOT}/members?region=Nowhereland").get_data(as_text=True)
    assert "We do not know the region “Nowhereland”." in text
    assert 'value="Nowhereland" aria-invalid="true"' in text
    assert "would be invited" not in text
    assert "We do not know" not in client.page(f"{PILOT}/members?region=DE11").text
