"""Texts that try to become script, tags, links, formulas or headers: everywhere they stay texts.

All five hundred stand in every column that holds free text, as if no form had ever looked at them; then
every page, file and mail is opened. A second test types them into every form.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from defusedxml.ElementTree import fromstring
from flask import Flask
from sqlalchemy import Column, Enum, String, select, update
from werkzeug.test import TestResponse

from matchmaker.config import Settings
from matchmaker.db import Base
from matchmaker.models import Change, Need, Offer, Stakeholder
from matchmaker.services import history
from tests.conftest import opened
from tests.factories import NOW
from tests.hostile_texts import ADDRESSES, corpus
from tests.mail.structure import Html
from tests.pages import Form, Page, PageClient
from tests.services.introductions import gallery
from tests.web.test_access import TABLE, path_of
from tests.web.world import ROLES, World, make_world

# Not words of somebody: who writes there is the program.
OURS = {"password_hash"}
HIT = re.compile(rb"hit\(\d+\)")
# A column whose text is a link where it may be one.
LINKED = {"website", "evidence"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# As much of the corpus as a form takes.
PIECES = [" ".join(corpus()[start::9])[:4000] for start in range(9)]
# Whoever sees most goes first.
OWNER = "member"
BY_RANK = ("administrator", "organiser", "official", "member", "other", "visitor")


def free_texts() -> Iterator[Column[str]]:
    """Every column that takes a text of any length."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            kind = column.type
            free = isinstance(kind, String) and not isinstance(kind, Enum) and kind.length is None
            if free and not (column.primary_key or column.foreign_keys or column.name in OURS):
                yield column


def fill(world: World) -> None:
    """Write the corpus into every column that takes a text, past all that looks at what people type.

    The rows of a table share it, so that lists of them stay as long as they are.
    """
    texts = corpus()
    with world.database.transaction() as session:
        for column in free_texts():
            keys = list(column.table.primary_key)
            rows = session.execute(select(*keys).order_by(*keys)).all()
            for number, row in enumerate(rows):
                mine = [key == value for key, value in zip(keys, row, strict=True)]
                text = " ".join(texts[number :: len(rows)])
                if column.name in LINKED:
                    # Alone in its column: among other texts it is no address for anybody.
                    text = address_of(number)
                session.execute(update(column.table).where(*mine).values({column.name: text}))
        history.touch(session, session.scalars(select(Stakeholder.id)).all())


def address_of(number: int) -> str:
    """One of those to which no link may lead."""
    return ADDRESSES[number % len(ADDRESSES)].format(call="hit(0)")


def reader_of(address: str) -> str:
    """Who may open an address and sees most there."""
    return next((role for role in BY_RANK if role in TABLE[address].allowed), OWNER)


def expected_of(address: str, role: str) -> int:
    """The status for a reader: in this world the member owns what they belong to."""
    return TABLE[address].expected("owner" if TABLE[address].allowed == {"owner"} else role)


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    """A world of a dozen stakeholders."""
    return make_world(sqlite_app, size=12)


def test_no_text_becomes_anything_else_on_any_page_or_in_any_file(world: World) -> None:
    reading = [address for address in TABLE if address.endswith(" GET")]
    paths = {address: path_of(address, world) for address in reading}
    fill(world)
    clients = {role: world.client(role) for role in ROLES}
    faults, shown = {}, set()
    for address, path in paths.items():
        role = reader_of(address)
        # The client looks at each page by itself: no script, no style, no strange address.
        answer = clients[role].get(path)
        if answer.status_code != expected_of(address, role):
            faults[address] = str(answer.status)
        elif fault := fault_of(answer):
            faults[address] = fault
        if HIT.search(answer.data):
            shown.add(address)
        answer.close()
    assert not faults
    assert len(shown) > 60, "most pages show texts of people"


def test_no_text_typed_into_any_form_breaks_it(world: World, request: pytest.FixtureRequest) -> None:
    often = len(PIECES) if request.config.getoption("--soak") else 1
    faults, sent = [], 0
    for address in (one for one in TABLE if one.endswith(" GET")):
        client = world.client(reader_of(address))
        path = path_of(address, world)
        for piece in range(often):
            for form in forms_of(client, path):
                sent += 1
                typed = dict.fromkeys(form.typed, PIECES[(sent + piece) % len(PIECES)])
                target = form.action or path
                # The client looks at what comes back: the form with all that was typed, or another page.
                with client.post(target, data=dict(form.fields) | typed) as answer:
                    if answer.status_code >= 500:
                        faults.append(f"{path} to {target}: {answer.status}")
    assert not faults
    assert sent > 15


def test_no_address_that_only_looks_like_one_becomes_a_link(world: World) -> None:
    change = Change(
        at=NOW, stakeholder_id=world.own, subject=world.own, field="about", before="a", after="b",
        source="form",
    )  # fmt: skip
    pages = f"/stakeholders/{world.another}", f"/stakeholders/{world.own}/history"
    client = world.client("member")
    for number in range(len(ADDRESSES)):
        with world.database.transaction() as session:
            session.get_one(Stakeholder, world.another).website = address_of(number)
            change = session.merge(change)
            change.evidence = address_of(number)
        for path in pages:
            with client.get(path) as answer:
                seen = Page(answer.get_data(as_text=True))
            assert [link for link in seen.links if not link.startswith(("/", "#", "?"))] == []
            assert "hit(" in seen.text or "base64" in seen.text


def forms_of(client: PageClient, path: str) -> list[Form]:
    """The forms of a page into which one types; none where there is no page."""
    answer = client.get(path)
    html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    answer.close()
    return [form for form in Page(html).forms if form.method == "post" and form.typed]


def fault_of(answer: TestResponse) -> str:
    """What is wrong with a file; a page has been looked at already."""
    match answer.mimetype:
        case "text/csv":
            return fault_of_table(answer.get_data(as_text=True))
        case "application/json":
            json.loads(answer.data)
        case "image/svg+xml" | "application/xml" | "application/gexf+xml" | "application/graphml+xml":
            return fault_of_xml(answer.get_data(as_text=True))
        case "text/calendar":
            return "" if b"\r\nBcc:" not in answer.data else "a line of its own"
    return ""


def fault_of_table(text: str) -> str:
    """Whether a cell begins as a formula does."""
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    live = [cell[:20] for row in rows for cell in row if cell.startswith(FORMULA) and not is_number(cell)]
    return f"cells that a spreadsheet works out: {live}" if live else ""


def is_number(cell: str) -> bool:
    """Whether a cell is a number, which may have its sign."""
    try:
        float(cell)
    except ValueError:
        return False
    return True


def fault_of_xml(text: str) -> str:
    """Whether a drawing or a graph holds script."""
    for one in fromstring(text).iter():
        if one.tag.rpartition("}")[2] in {"script", "foreignObject"} or any(
            k.startswith("on") for k in one.attrib
        ):
            return f"script in <{one.tag}>"
    return ""


def test_no_text_becomes_anything_else_in_any_mail(
    sqlite_settings: Settings, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = opened(sqlite_settings)
    # A form takes at most 4,000 characters.
    monkeypatch.setattr(gallery, "REASON", " ".join(corpus()[::8])[:4000])
    walk = gallery.Gallery(database, now, "en")
    with database.transaction() as session:
        for number, one in enumerate(session.scalars(select(Stakeholder).order_by(Stakeholder.id)).all()):
            one.name = one.about = one.place = " ".join(corpus()[number::6])
        for table in (Need, Offer):
            session.execute(update(table).values(text=" ".join(corpus())))
    shots = walk.walk()
    database.dispose()
    faults = {}
    for shot in shots:
        html = shot.mail.get_body(("html",))
        assert html is not None
        if found := Html(str(html.get_content())).faults:
            faults[shot.name] = found
        assert "Bcc" not in shot.mail
        assert len(shot.mail.get_all("Subject", [])) == 1
    assert len(shots) > 30
    assert not faults
