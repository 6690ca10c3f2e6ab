"""A contact who was told of a record removes it by the link of the mail: by keyboard, also without script."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from matchmaker.models import MailLink, OriginNotice, Stakeholder
from matchmaker.services import notifications, origins
from tests.browser.conftest import BOTH, FindFaults, OpenPage
from tests.browser.test_by_keyboard import go, press
from tests.factories import NOW, make_need, make_stakeholder
from tests.web.world import World

SHOTS = os.environ.get("SHOTS", "")


def told(world: World) -> str:
    """A record whose contact was told; the answer is the path of the link."""
    with world.database.transaction() as session:
        one = make_stakeholder(session, name="Lantern School", email="post@lantern.example", languages=["en"])
        make_need(session, one)
        origins.tell(session, [one.id], now=NOW)
        query = select(MailLink.id).join(OriginNotice, OriginNotice.link_id == MailLink.id)
        link_id = session.scalars(query.where(OriginNotice.stakeholder_id == one.id)).one()
    return f"/o/{notifications.link_token(link_id, world.app.config['SECRET_KEY'])}"


def there(world: World) -> bool:
    with world.database.reading() as session:
        return session.scalar(select(Stakeholder.id).where(Stakeholder.name == "Lantern School")) is not None


def shoot(page: Page, name: str) -> None:
    """A picture at both widths for whoever asks for it."""
    for width in (1280, 390) if SHOTS else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_record_is_removed_by_keyboard(
    region: World, open_page: OpenPage, faults: FindFaults, script: bool
) -> None:
    page = open_page(script=script, width=390)
    page.goto(told(region))
    if script:
        assert faults(page, (*BOTH, (390, False))) == []
        shoot(page, "told")
    page.set_viewport_size({"width": 390, "height": 900})
    go(page, "Remove the record")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Remove Lantern School")
    assert there(region)
    if script:
        assert faults(page, (*BOTH, (390, False))) == []
        shoot(page, "remove")
    press(page, "Remove “Lantern School” for good", "The record is erased.")
    assert not there(region)
    if script:
        shoot(page, "removed")
