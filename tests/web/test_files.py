"""Files of messages on the pages: attached, refused with a sentence, fetched by those who may alone."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, stream_encode_multipart

from matchmaker.core.introductions.states import Side
from matchmaker.models import AuditEntry, IntroductionMessage, MailLink, MessageFile
from matchmaker.services import notifications
from tests.core.files import samples
from tests.factories import NOW
from tests.pages import PageClient
from tests.web.world import World, begun

NOTHING_LOST = "Here is our offer."


@pytest.fixture
def path(world: World) -> str:
    """The page of an introduction in which both said yes."""
    path = f"/introductions/{begun(world)}"
    for role in ("member", "other"):
        client = world.client(role)
        form = next(one for one in client.page(path).forms if one.action.endswith("/accept"))
        assert client.post(form.action, data=dict(form.fields)).status_code == 303
    return path


def send(client: PageClient, path: str, *files: tuple[str, bytes], text: str = NOTHING_LOST) -> TestResponse:
    """Write with files, as a browser does."""
    form = next(one for one in client.page(path).forms if one.action.endswith("/write"))
    sent = MultiDict[str, str | FileStorage](dict(form.fields) | {"write-text": text})
    for name, content in files:
        sent.add("write-files", FileStorage(BytesIO(content), name))
    # In memory: a file on the disk would be closed by nobody.
    body, _, boundary = stream_encode_multipart(sent, use_tempfile=False)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return client.post(form.action, data=body.read(), content_type=kind)


def files_on(client: PageClient, path: str) -> list[str]:
    """The addresses of all files on a page."""
    return [one for one in client.page(path).links if "/files/" in one]


def link_of(world: World, side: Side) -> str:
    """The newest link by which one side answers."""
    with world.database.reading() as session:
        query = select(MailLink.id).where(MailLink.side == side.value, MailLink.used_at.is_(None))
        found = session.scalars(query.order_by(MailLink.made_at.desc(), MailLink.id)).first()
    assert found is not None
    return f"/i/{notifications.link_token(found, str(world.app.config['SECRET_KEY']))}"


def test_a_file_reaches_the_other_as_it_was(world: World, path: str) -> None:
    member, other = world.client("member"), world.client("other")
    assert (
        send(member, path, ("Angebot März.pdf", samples.PDF), ("b.xlsx", samples.xlsx())).status_code == 303
    )
    page = other.page(path)
    assert "Angebot März.pdf" in page.text
    first, second = files_on(other, path)
    answer = other.get(first)
    assert answer.data == samples.PDF
    assert answer.mimetype == "application/pdf"
    kept = answer.headers
    assert kept["Content-Disposition"].startswith("attachment; filename*=UTF-8''Angebot%20M%C3%A4rz.pdf")
    assert kept["X-Content-Type-Options"] == "nosniff"
    assert kept["Content-Security-Policy"].startswith("sandbox")
    assert kept["Cache-Control"] == "private, no-store"
    assert "spreadsheetml.sheet" in other.get(second).headers["Content-Type"]


def test_those_who_may_not_read_the_message_cannot_fetch_its_files(world: World, path: str) -> None:
    send(world.client("member"), path, ("a.pdf", samples.PDF))
    (url,) = files_on(world.client("other"), path)
    for role, status in (
        ("official", 200),
        ("organiser", 200),
        ("administrator", 200),
        ("far_official", 404),
    ):
        assert world.client(role).get(url).status_code == status
    assert world.client("visitor").get(url).status_code == 303
    elsewhere = url.replace(path, "/introductions/n-000000000000")
    assert world.client("administrator").get(elsewhere).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("offer.pdf", samples.EXE, "“offer.pdf” cannot be passed on."),
        ("page.html", b"<html>hello", "“page.html” cannot be passed on."),
        ("empty.txt", b"", "“empty.txt” is empty."),
        (
            "e.pdf",
            samples.PDF.replace(b"/Root", b"/Names<</EmbeddedFiles 4 0 R>>/Root"),
            "Print it into a new PDF",
        ),
        (
            "large.txt",
            b"x" * (5 * 1024 * 1024 + 1),
            "With “large.txt” the files have more than 5 MB together.",
        ),
        ("../x\u202e<b>.exe", samples.EXE, "“x_b_.exe” cannot be passed on."),
    ],
)
def test_a_file_that_may_not_be_passed_on_is_refused_and_nothing_that_was_typed_is_lost(
    world: World, path: str, name: str, content: bytes, said: str
) -> None:
    answer = send(world.client("member"), path, (name, content))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in text
    assert NOTHING_LOST in text
    with world.database.reading() as session:
        assert not session.scalars(select(IntroductionMessage)).all()


def test_four_are_one_too_many(world: World, path: str) -> None:
    answer = send(world.client("member"), path, *((f"{number}.txt", b"x") for number in range(4)))
    assert "“3.txt” is one too many" in answer.get_data(as_text=True)


def test_a_smaller_limit_of_the_site_holds(world: World, path: str) -> None:
    world.app.extensions["settings"] = world.app.extensions["settings"].__class__(
        instance=world.app.extensions["settings"].instance, max_upload_mb=1
    )
    member = world.client("member")
    page = member.get(path).text
    assert "together at most 1 MB: PDF" in page
    assert 'data-most-bytes="1048576"' in page
    # Less than the server reads at all, so that what was typed comes back.
    answer = send(member, path, ("a.txt", b"x" * 1_500_000))
    assert "more than 1 MB together" in answer.get_data(as_text=True)
    assert NOTHING_LOST in answer.get_data(as_text=True)


def test_what_is_more_than_the_server_reads_is_refused_with_a_way_back_to_what_one_wrote(
    world: World, path: str
) -> None:
    member = world.client("member")
    form = next(one for one in member.page(path).forms if one.action.endswith("/write"))
    kind = "multipart/form-data; boundary=x"
    answer = member.post(form.action, data=b"x" * 12_000_000, content_type=kind)
    assert answer.status_code == 413
    assert "Send smaller files, or fewer of them." in answer.text
    assert "go back with your browser" in answer.text


def test_a_table_reaches_the_other_in_its_own_letters(world: World, path: str) -> None:
    table = "Straße;Größe\r\nKönigstraße;5 €\r\n".encode("cp1252")
    assert send(world.client("member"), path, ("list.csv", table)).status_code == 303
    other = world.client("other")
    answer = other.get(files_on(other, path)[0])
    assert answer.data == table
    # Nobody is told that it is UTF-8.
    assert answer.headers["Content-Type"] == "text/csv"


def test_the_audit_says_how_many_files(world: World, path: str) -> None:
    send(world.client("member"), path, ("a.txt", b"x"), ("b.txt", b"y"))
    with world.database.reading() as session:
        (row,) = session.scalars(select(AuditEntry).where(AuditEntry.act == "introduction.write"))
    assert row.details["files"] == 2


def test_files_of_a_reported_message_are_for_brokers_alone(world: World, path: str) -> None:
    send(world.client("member"), path, ("a.pdf", samples.PDF))
    other = world.client("other")
    (url,) = files_on(other, path)
    report = next(link for link in other.page(path).links if link.endswith("/report"))
    other.submit(report, {"trouble": "insulting"}, status=303)
    for role in ("member", "other"):
        assert files_on(world.client(role), path) == []
        assert world.client(role).get(url).status_code == 404
    official = world.client("official")
    assert files_on(official, path) == [url]
    assert official.get(url).data == samples.PDF


def test_a_link_reads_messages_and_fetches_files_as_often_as_one_likes(world: World, path: str) -> None:
    send(world.client("member"), path, ("a.pdf", samples.PDF))
    link, visitor = link_of(world, Side.B), world.client("visitor")
    assert NOTHING_LOST in visitor.page(link).text
    (url,) = files_on(visitor, link)
    for _ in range(3):
        answer = visitor.get(url)
        assert answer.data == samples.PDF
        assert answer.headers["Referrer-Policy"] == "strict-origin"
        assert answer.headers["Cache-Control"] == "private, no-store"
    assert FlaskClient(world.app).head(url).status_code == 200
    with world.database.reading() as session:
        assert not session.scalars(
            select(MailLink.id).where(MailLink.side == "b", MailLink.used_at.is_not(None))
        ).all()


def test_a_link_that_is_used_old_or_guessed_fetches_nothing(world: World, path: str) -> None:
    send(world.client("member"), path, ("a.pdf", samples.PDF))
    link, visitor = link_of(world, Side.B), world.client("visitor")
    (url,) = files_on(visitor, link)
    assert visitor.get(url.replace("/files/", "x/files/")).status_code == 404
    assert visitor.get(f"{link}/files/d-none").status_code == 404
    world.app.extensions["clock"] = lambda: NOW + timedelta(days=60)
    assert visitor.get(url).status_code == 422
    world.app.extensions["clock"] = lambda: NOW
    with world.database.transaction() as session:
        for one in session.scalars(select(MailLink)):
            one.used_at = NOW
    assert visitor.get(url).status_code == 409


def test_what_is_kept_is_gone_with_its_message(world: World, path: str) -> None:
    send(world.client("member"), path, ("a.pdf", samples.PDF))
    with world.database.transaction() as session:
        session.delete(session.scalars(select(IntroductionMessage)).one())
    with world.database.reading() as session:
        assert not session.scalars(select(MessageFile)).all()
