"""Hiding a field by keyboard, with and without script, and seeing that others do not find it any more."""

from __future__ import annotations

import pytest
from flask import Flask

from matchmaker.models import Stakeholder
from matchmaker.services import history
from tests.browser.conftest import FindFaults, OpenPage
from tests.browser.test_suggestions import enter
from tests.web.world import make_world

SECRET = "We mend zeppelins"


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_field_is_hidden_by_keyboard_and_gone_for_others(
    sqlite_app: Flask, open_page: OpenPage, faults: FindFaults, script: bool
) -> None:
    world = make_world(sqlite_app)
    with world.database.transaction() as session:
        session.get_one(Stakeholder, world.own).about = f"{SECRET} with young people."
        history.touch(session, [world.own])
    member = enter(open_page(script=script, width=390), world, "member")
    other = enter(open_page(script=script), world, "other")
    other.goto(f"/stakeholders/{world.own}")
    assert SECRET in other.inner_text("main")
    member.goto(f"/stakeholders/{world.own}/edit")
    if script:
        assert faults(member) == []
    member.focus("#about_audience")
    member.keyboard.type("Only us")
    member.keyboard.press("Tab")
    member.focus("main form .button")
    member.keyboard.press("Enter")
    member.wait_for_url(f"**/stakeholders/{world.own}")
    assert "Only for you: what you do." in member.inner_text("main")
    assert SECRET in member.inner_text("main")
    member.get_by_role("link", name="Signed-in members").press("Enter")
    member.wait_for_url("**/as/member")
    assert SECRET not in member.inner_text("main")
    if script:
        assert faults(member) == []
    for path in (f"/stakeholders/{world.own}", "/stakeholders", f"/regions/DE/network/of/{world.own}"):
        other.goto(path)
        assert SECRET not in other.inner_text("main"), path
