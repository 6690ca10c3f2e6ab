"""Every field × every audience × every reader × every way in: found where it may be read, and nowhere else.

The fields come from the model, so a new column that nobody gave an audience fails here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from matchmaker.core.audience import ALWAYS_SEEN, FIELDS, NEVER_SHOWN, PLACE, Closeness
from matchmaker.core.entities import Audience
from matchmaker.mail import Frame, render
from matchmaker.models import Account, Mail, Need, Offer, Stakeholder
from matchmaker.services import introductions, notifications
from tests.services.introductions.people import ADDRESSES
from tests.web.guarded import MARKERS, NEAR, ORDER, STATEMENTS, Guarded, make_guarded
from tests.web.world import ROLES

ROUNDS = range(len(ORDER))
EVERYBODY = tuple(NEAR)


@dataclass(frozen=True)
class Way:
    """One way in. `shows` are the fields that stand there for all who may read them.

    What comes from the live network is for members at most, whoever reads. `lists` are fields whose words
    stand there anyway, as choices of a form.
    """

    path: str
    shows: frozenset[str] = frozenset()
    live: bool = True
    readers: tuple[str, ...] = EVERYBODY
    lists: frozenset[str] = frozenset()


def way(path: str, *shows: str, **more: object) -> Way:
    """A way in that shows these fields."""
    return Way(path, frozenset(shows), **more)  # type: ignore[arg-type]  # the fields of Way, by their names


ON_PAGE = frozenset(MARKERS)
RUNNERS = ("organiser", "official")
THEMES = frozenset({"themes"})
WAYS = [
    way("/stakeholders/{own}", *ON_PAGE, live=False),
    way("/stakeholders", "about", "place", lists=THEMES),
    way("/regions", "region"),
    way("/regions/DE1", lists=THEMES),
    way("/regions/DE11B", lists=frozenset({"region"})),
    way("/regions/DE/roles"),
    way("/regions/DE/measures"),
    way("/regions/DE/over-time"),
    way("/regions/DE/network", lists=THEMES),
    way("/regions/DE/network.json"),
    way("/regions/DE/network/of/{own}", "about", "place", "need"),
    way("/regions/DE/network/linked?from={own}&to={another}"),
    way("/embed/regions/DE/network", lists=THEMES),
    way("/regions/DE/map", "place"),
    way("/embed/regions/DE/map"),
    way("/regions/DE/ties-worth-making", readers=RUNNERS),
    # What was counted on its day stays: it says how many, and not who.
    way("/fiches/{fiche}", readers=("official",), lists=THEMES),
    way("/exports/network.json?region=DE", "place", "region", "themes", readers=RUNNERS),
    way("/exports/network.graphml?region=DE", "place", "region", "themes", readers=RUNNERS),
    way("/exports/network.gexf?region=DE", "place", "region", "themes", readers=RUNNERS),
    way("/exports/network.csv?region=DE", "place", "region", "themes", readers=RUNNERS),
    way("/exports/network.svg?region=DE", readers=RUNNERS),
    way("/exports/stakeholders.csv", "about", "place", "region", "themes", "website", "email", "legal_form",
        "people", "founded", "offer", "need", live=False, readers=RUNNERS),
    way("/"),
    way("/who-could-help?q=repairing washing machines, a workshop hall with benches", "place"),
    way("/stakeholders/{another}/suggestions", readers=("other", "organiser")),
    way("/stakeholders/{another}/suggestions/{own}", "offer", "need", readers=("other", "organiser")),
    way("/stakeholders/{another}/saved", readers=("other",)),
    way("/introductions", readers=("other",)),
    way("/introductions/{introduction}", "about", "place", live=False, readers=("other", "organiser")),
    way("/introductions/{introduction}/brief", live=False, readers=("other", "organiser")),
    way("/desk", readers=("organiser",)),
    way("/pilots/p-1", "place"),
    way("/pilots/p-1/report", readers=("organiser",)),
    way("/stakeholders/{another}"),
    way("/stakeholders/{own}?seen_by={another}", *ON_PAGE, live=False),
    way("/introductions/new?a={own}&b={another}", "about", "place", live=False, readers=("organiser",)),
    way("/regions/DE/introductions", readers=RUNNERS),
    way("/regions/DE/network/names?q=Werk"),
    way("/pilots/p-1/members", readers=("organiser",), lists=THEMES),
    way("/account/data/introductions.json", readers=("other",)),
]  # fmt: skip


@pytest.fixture
def guarded(sqlite_app: Flask) -> Guarded:
    """The stakeholder with a word of its own in every field."""
    return make_guarded(sqlite_app)


def chosen_in(round_: int) -> Mapping[str, Audience]:
    """An audience for each field; after all rounds each field has had each."""
    return {name: ORDER[(number + round_) % len(ORDER)] for number, name in enumerate(MARKERS)}


def test_every_column_of_a_stakeholder_has_an_audience_or_a_reason() -> None:
    columns = set(Stakeholder.__table__.columns.keys())
    covered = {column for columns in FIELDS.values() for column in columns}
    assert columns == covered | set(ALWAYS_SEEN) | set(NEVER_SHOWN)
    assert not covered & (set(ALWAYS_SEEN) | set(NEVER_SHOWN))
    assert set(MARKERS) == set(FIELDS) | set(STATEMENTS), "each has a word by which these tests find it"
    assert set(PLACE) <= covered


def test_offers_and_needs_have_an_audience_each() -> None:
    for table in (Offer, Need):
        assert "audience" in set(table.__table__.columns.keys())


def test_all_of_it_is_there_for_everybody_where_nobody_keeps_anything(guarded: Guarded) -> None:
    guarded.guard(dict.fromkeys(MARKERS, Audience.PUBLIC))
    client = guarded.world.client("visitor")
    text = guarded.read(client, "/stakeholders/{own}")
    assert [name for name, (marker, *_) in MARKERS.items() if marker not in text] == []


@pytest.mark.parametrize("round_", ROUNDS)
def test_a_field_is_found_by_those_who_may_read_it_and_by_nobody_else(guarded: Guarded, round_: int) -> None:
    guarded.guard(chosen_in(round_))
    clients = {name: guarded.world.client(name) for name in NEAR}
    wrong = []
    for one in WAYS:
        for reader in one.readers:
            text = guarded.read(clients[reader], one.path)
            near = min(NEAR[reader], Closeness.MEMBER) if one.live else NEAR[reader]
            for name, markers in MARKERS.items():
                allowed = guarded.may_see(name, near)
                if not allowed and name not in one.lists and any(marker in text for marker in markers):
                    wrong.append((one.path, reader, name, guarded.chosen[name].value, "leaks"))
                if allowed and name in one.shows and not any(marker in text for marker in markers):
                    wrong.append((one.path, reader, name, guarded.chosen[name].value, "is missing"))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("round_", ROUNDS)
def test_a_search_finds_only_by_what_the_reader_may_see(guarded: Guarded, round_: int) -> None:
    guarded.guard(chosen_in(round_))
    asked = {
        "about": "q=Zeppelinhaven", "place": "q=Quabbelstadt", "offer": "q=Kugelblitz",
        "need": "q=Drachenboot", "themes": "theme=theme-energy", "region": "region=DE11B",
    }  # fmt: skip
    for reader, near in NEAR.items():
        client = guarded.world.client(reader)
        for name, query in asked.items():
            text = client.page(f"/stakeholders?{query}").text
            seen = guarded.may_see(name, min(near, Closeness.MEMBER))
            assert ("Werkstatt Neckar" in text) == seen, (reader, query)
            assert ("1 profile" in text) == seen, "the counts say no more than the list"
    organiser = guarded.world.client("organiser")
    for form in ("stakeholders.csv", "network.json"):
        text = guarded.read(organiser, f"/exports/{form}?region=DE11B")
        assert ("Werkstatt Neckar" in text) == guarded.may_see("region", Closeness.MEMBER), form


@pytest.mark.parametrize("round_", ROUNDS)
def test_the_preview_is_what_others_get(guarded: Guarded, round_: int) -> None:
    guarded.guard(chosen_in(round_))
    member = guarded.world.client("member")
    for word, reader in (("visitor", "visitor"), ("member", "far_official"), ("matched", "other")):
        there = guarded.world.client(reader).page(f"/stakeholders/{guarded.world.own}").text
        preview = member.page(f"/stakeholders/{guarded.world.own}/as/{word}").text
        assert "This is your page as others see it." in preview
        for name, (marker, *_) in MARKERS.items():
            assert (marker in preview) == (marker in there), (word, name)


@pytest.mark.parametrize("round_", ROUNDS)
def test_mails_of_introductions_say_what_their_reader_may_see(guarded: Guarded, round_: int) -> None:
    guarded.guard(chosen_in(round_))
    read = letters_to_others(guarded)
    assert len(read) >= 2
    for to, near, words in read:
        for name, markers in MARKERS.items():
            found = any(marker in words for marker in markers)
            assert not found or guarded.may_see(name, near), (to, name)


def test_a_letter_to_a_record_without_account_quotes_what_is_for_everybody(guarded: Guarded) -> None:
    guarded.guard(dict.fromkeys(MARKERS, Audience.PUBLIC))
    assert "Kugelblitz" in " ".join(words for _, near, words in letters_to_others(guarded) if not near)
    guarded.guard(dict.fromkeys(MARKERS, Audience.MEMBERS))
    assert "Kugelblitz" not in " ".join(words for _, near, words in letters_to_others(guarded) if not near)


@pytest.mark.parametrize("round_", ROUNDS)
def test_the_page_behind_the_link_of_a_mail_shows_what_is_for_everybody(
    guarded: Guarded, round_: int
) -> None:
    guarded.guard(chosen_in(round_))
    with guarded.world.database.reading() as session:
        without = (Mail.introduction_id == guarded.asked, Mail.account_id.is_(None))
        mail = session.scalars(select(Mail).where(*without)).one()
        link = notifications.find_link(session, mail.id)
        assert link is not None
        secret = guarded.world.app.config["SECRET_KEY"]
        path = urlsplit(replace(ADDRESSES, secret=secret).answer(link)).path
    text = guarded.read(guarded.world.client("visitor"), path)
    assert "Werkstatt Neckar" in text
    for name, markers in MARKERS.items():
        found = any(marker in text for marker in markers)
        assert not found or guarded.may_see(name, Closeness.VISITOR), name
        if name in ("about", "place"):
            assert found == guarded.may_see(name, Closeness.VISITOR)


def letters_to_others(guarded: Guarded) -> list[tuple[str, Closeness, str]]:
    """Every mail that does not go to the stakeholder itself: to whom, how near they are, all its words."""
    own, found = guarded.world.accounts["member"].id, []
    with guarded.world.database.reading() as session:
        for mail in session.scalars(select(Mail).order_by(Mail.created_at, Mail.id)).all():
            link = notifications.find_link(session, mail.id)
            letter = introductions.WRITERS[mail.kind](session, mail, link, ADDRESSES)
            if letter is None or mail.account_id == own:
                continue
            words = render(letter, Frame(language="en", site_name="Matchmaker"))
            account = session.get(Account, mail.account_id) if mail.account_id else None
            found.append((mail.address, _near(account, mail, guarded), words.text + words.html))
    return found


def _near(account: Account | None, mail: Mail, guarded: Guarded) -> Closeness:
    """How near the reader of a mail is: by the account, and by whether the two were introduced."""
    if account is None:
        return Closeness.VISITOR
    if account.demo_part in ("official", "administrator"):
        return Closeness.MEMBER
    introduced = mail.introduction_id == guarded.introduction and account.demo_part == "other"
    return Closeness.MATCHED if introduced else Closeness.MEMBER


def test_every_reader_of_the_world_is_thought_of() -> None:
    assert set(NEAR) == set(ROLES) - {"administrator"}
