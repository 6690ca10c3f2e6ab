"""The guided way to a profile, page by page, without script."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from matchmaker.core.entities import Kind
from matchmaker.models import AuditEntry, Declaration, Need, Offer, ProfileDraft, Stakeholder
from tests.pages import PageClient
from tests.web.world import World, token

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
