"""Asking one about several others in one mail: each answer by itself, all asked or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from matchmaker.core.actors import SYSTEM, VISITOR
from matchmaker.core.introductions.states import Consent, State
from matchmaker.core.notifications import MailKind
from matchmaker.db import Database
from matchmaker.errors import Conflict, Invalid, MatchmakerError
from matchmaker.mail import Frame, Letter, render
from matchmaker.models import Introduction, Mail, MailLink
from matchmaker.services import introductions, notifications
from tests.factories import make_stakeholder
from tests.services.introductions.people import ADDRESSES, NAMES, Two, ask, kinds, step


def written(database: Database, address: str) -> list[tuple[Mail, Letter | None]]:
    """The questions that would go to an address, in words."""
    with database.reading() as session:
        mails = session.scalars(
            select(Mail).where(Mail.address == address, Mail.kind == MailKind.ASKED).order_by(Mail.id)
        ).all()
        return [
            (
                mail,
                notifications.write(session, mail, writers=introductions.WRITERS, addresses=ADDRESSES),
            )
            for mail in mails
        ]


def links(database: Database) -> dict[str, MailLink]:
    """The links of the shared mail, by the introduction that each answers for."""
    with database.reading() as session:
        mail = session.scalars(select(Mail).where(Mail.introduction_id.is_(None))).one()
        return {link.introduction_id or "": link for link in notifications.list_links(session, mail.id)}


def states(database: Database, ids: Sequence[str]) -> list[State]:
    """Where each of them is."""
    with database.reading() as session:
        return [session.get_one(Introduction, id_).state for id_ in ids]


def test_one_mail_for_the_one_and_one_for_each_of_the_others(
    database: Database, two: Two, held: list[str], now: datetime
) -> None:
    ask(database, two, held, now)
    ((mail, letter),) = written(database, "info@werkstatt.example")
    assert letter is not None
    assert mail.kind is MailKind.ASKED
    assert set(links(database)) == set(held)
    assert [kinds(database, id_) for id_ in held] == [["asked"]] * 3
    for name in NAMES:
        ((_mail, plain),) = written(database, f"{name.lower()}@example.org")
        assert plain is not None
        assert plain.title == "Werkstatt and you: shall we introduce you?"
    with database.reading() as session:
        for id_ in held:
            one = session.get_one(Introduction, id_)
            assert (one.consent_a, one.consent_b) == (Consent.ASKED, Consent.ASKED)
            assert one.broker_id is None or one.broker_id == two.official.account_id


def test_the_words_name_each_with_its_reason_and_its_own_link(
    database: Database, two: Two, held: list[str], now: datetime
) -> None:
    ask(database, two, held, now)
    ((_mail, letter),) = written(database, "info@werkstatt.example")
    assert letter is not None
    assert letter.title == "Shall we introduce you to Radhof, Teilwerk and Sonnenhof?"
    assert [section.heading for section in letter.lists] == list(NAMES)
    assert letter.lists[0].lines[0] == "Radhof is a social enterprise in Esslingen."
    assert "Radhof mends too." in letter.lists[0].lines
    words = render(letter, Frame(language="en", site_name="Matchmaker"))
    for link in links(database).values():
        url = ADDRESSES.answer(link)
        assert words.text.count(url) == 3
        assert words.html.count(f'href="{url}"') == 1
        for answer in ("later", "no"):
            assert words.html.count(f'href="{url}?answer={answer}"') == 1
    assert "Yes, introduce us to Teilwerk" in words.html
    assert "Each link works for one answer, until" in words.text
    for name in NAMES:
        assert f"{name.lower()}@example.org" not in words.text + words.html


def test_a_link_answers_for_its_own_introduction_alone_and_once(
    database: Database, two: Two, held: list[str], now: datetime
) -> None:
    ask(database, two, held, now)
    first, second, third = (links(database)[id_] for id_ in held)
    acts: list[Callable[..., Introduction]] = [introductions.accept, introductions.decline]
    for link, act in zip((first, second), acts, strict=True):
        with database.transaction() as session:
            mine = session.get_one(MailLink, link.id)
            story = introductions.get_story_by_link(session, mine, now=now)
            notifications.use_link(session, mine, now)
            act(session, story.hand, story.introduction.id, now=now)
    assert states(database, held) == [State.ASKED, State.DECLINED, State.ASKED]
    with database.reading() as session:
        said = session.get_one(Introduction, held[0])
        assert (said.consent_a, said.consent_b) == (Consent.YES, Consent.ASKED)
        # The same link for another of them is nobody's.
        other = session.get_one(Introduction, held[2])
        with pytest.raises(MatchmakerError):
            introductions.hand_by_link(session.get_one(MailLink, first.id), other)
        with pytest.raises(Conflict):
            notifications.use_link(session, session.get_one(MailLink, first.id), now)
        assert session.get_one(MailLink, third.id).used_at is None
    # What is left in a mail that has not gone out yet is the third, and it reads as any other.
    ((_mail, letter),) = written(database, "info@werkstatt.example")
    assert letter is not None
    assert letter.title == "Sonnenhof and you: shall we introduce you?"
    assert {action.url.partition("?")[0] for action in letter.actions} == {ADDRESSES.answer(third)}


def test_what_was_withdrawn_meanwhile_is_left_out(
    database: Database, two: Two, held: list[str], now: datetime
) -> None:
    ask(database, two, held, now)
    for number, id_ in enumerate(held):
        with database.transaction() as session:
            hand = introductions.hand_of(session, two.official, session.get_one(Introduction, id_))
            introductions.withdraw(session, hand, id_, now=now)
        letter = written(database, "info@werkstatt.example")[0][1]
        if number == 0:
            assert letter is not None
            assert letter.title == "Shall we introduce you to Teilwerk and Sonnenhof?"
        elif number == 1:
            assert letter is not None
            assert letter.title == "Sonnenhof and you: shall we introduce you?"
        else:
            assert letter is None


def test_the_others_hear_of_it_when_the_first_has_said_yes(
    database: Database, two: Two, held: list[str], now: datetime
) -> None:
    ask(database, two, held, now, shared_first=True)
    assert [kinds(database, id_) for id_ in held] == [[]] * 3
    link = links(database)[held[1]]
    with database.transaction() as session:
        hand = introductions.hand_by_link(link, session.get_one(Introduction, held[1]))
        introductions.accept(session, hand, held[1], now=now)
    assert [kinds(database, id_) for id_ in held] == [[], ["asked"], []]
    # Who was asked together with others and does not answer hears of the end of each.
    for days in (5, 10, 14, 21):
        for id_ in held:
            step(database, introductions.ring, id_, now=now + timedelta(days=days))
    assert states(database, held) == [State.EXPIRED] * 3


def test_all_are_asked_or_none(database: Database, two: Two, held: list[str], now: datetime) -> None:
    with database.transaction() as session:
        lonely = make_stakeholder(session, name="No address", region="DE112")
        made = introductions.begin(session, SYSTEM, a=two.b, b=two.a, hold=True, now=now)
        made.b_id = lonely.id
        made.pair = " ".join(sorted((two.b, lonely.id)))
    with database.transaction() as session, pytest.raises(Invalid, match="no address"):
        introductions.ask_together(session, two.official, [*held, made.id], now=now)
    assert states(database, held) == [State.HELD] * 3
    with database.reading() as session:
        assert session.scalars(select(Mail)).all() == []
    # One that somebody else has sent meanwhile stops the others too.
    step(database, introductions.approve, two.official, held[0], now=now)
    with pytest.raises(Conflict):
        ask(database, two, held, now)
    assert states(database, held[1:]) == [State.HELD] * 2


def test_only_what_belongs_together_is_asked_together(
    database: Database, two: Two, held: list[str], now: datetime
) -> None:
    with database.transaction() as session:
        third = make_stakeholder(session, name="Third", region="DE111", email="third@example.org").id
        apart = introductions.begin(session, SYSTEM, a=two.a, b=third, hold=True, now=now).id
    with pytest.raises(Invalid, match="nobody in common"):
        ask(database, two, [held[0], apart], now)
    with pytest.raises(Invalid, match="2 to 5"):
        ask(database, two, held[:1], now)
    with pytest.raises(Invalid, match="2 to 5"):
        ask(database, two, [], now)
    with pytest.raises(MatchmakerError):
        step(database, introductions.ask_together, VISITOR, held, now=now)


def test_who_has_asked_for_one_of_them_is_not_asked_about_it(
    database: Database, two: Two, now: datetime
) -> None:
    with database.transaction() as session:
        third = make_stakeholder(session, name="Third", region="DE111", email="third@example.org").id
        kept = introductions.begin(session, SYSTEM, a=two.a, b=third, hold=True, now=now).id
        mine = introductions.begin(session, SYSTEM, a=two.a, b=two.b, hold=True, now=now)
        mine.consent_a = Consent.YES
        own = mine.id
    with pytest.raises(Invalid, match="Halle has asked for one of these"):
        ask(database, two, [kept, own], now)


def test_asking_twice_writes_once(database: Database, two: Two, held: list[str], now: datetime) -> None:
    ask(database, two, held, now)
    with pytest.raises(Conflict):
        ask(database, two, held, now)
    assert len(written(database, "info@werkstatt.example")) == 1
