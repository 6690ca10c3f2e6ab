"""The test client itself: it must find what it is there to find."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from matchmaker.db import Database
from matchmaker.models import Account
from tests.conftest import client_of, sign_in
from tests.factories import make_account
from tests.pages import Page, PageClient

GOOD = '<html lang="en"><title>A title</title><h1>A heading</h1>{}</html>'


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (GOOD.format('<p style="color: red">x</p>'), "inline style"),
        (GOOD.format("<style>p {}</style>"), "inline style"),
        (GOOD.format("<script>alert()</script>"), "inline script"),
        (GOOD.format('<p onclick="x()">x</p>'), "script in the attribute onclick"),
        (GOOD.format('<a href="javascript:x()">x</a>'), "leaves the site"),
        (GOOD.format("<h1>Another</h1>"), "2 <h1>"),
        (GOOD.format('<p id="a"></p><p id="a"></p>'), "used twice"),
        (GOOD.format('<img src="/x.png">'), "without alt"),
        (GOOD.format('<form method="post" action="/x"></form>'), "no csrf_token"),
        ("<html><title>A title</title><h1>A heading</h1></html>", "no lang"),
        ('<html lang="en"><h1>A heading</h1></html>', "no <title>"),
    ],
)
def test_a_fault_on_a_page_is_found(html: str, fault: str) -> None:
    assert any(fault in found for found in Page(html).faults)


def test_a_good_page_has_no_fault_and_can_be_read() -> None:
    page = Page(GOOD.format('<svg><title>Circle</title></svg><p>Some  <b>words</b></p><a href="/x">y</a>'))
    assert not page.faults
    assert page.title == "A title"
    assert page.headings == ["A heading"]
    assert page.text == "A headingSome wordsy"
    assert page.links == ["/x"]


def test_a_form_is_read_as_a_browser_would_send_it() -> None:
    page = Page(
        GOOD.format(
            '<form method="post" action="/x"><input type="hidden" name="csrf_token" value="t">'
            '<input type="checkbox" name="a" value="1" checked><input type="checkbox" name="a" value="2">'
            '<select name="s"><option value="1"><option value="2" selected></select>'
            '<textarea name="t">Some words</textarea><button name="b">Send</button></form>'
        )
    )
    assert page.forms[0].fields == [("csrf_token", "t"), ("a", "1"), ("s", "2"), ("t", "Some words")]


def test_a_person_signs_in_through_the_page(app: Flask, database: Database) -> None:
    with database.transaction() as session:
        account = make_account(session)
    client = sign_in(client_of(app), account)
    assert account.name in client.page("/account").text


def test_each_test_has_a_database_of_its_own(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        assert session.scalars(select(Account)).all() == []
        make_account(session, email="same@example.org")
    assert client.get("/healthz").status_code == 200
