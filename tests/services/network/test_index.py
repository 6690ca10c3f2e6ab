"""The index of a large network: what may answer, what is set aside, and what visitors' files hold."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from matchmaker.core.answers import Query
from matchmaker.core.audience import Closeness
from matchmaker.core.candidates import Candidates
from matchmaker.core.entities import Audience
from matchmaker.core.kept.packing import INDEX, unpacked
from matchmaker.core.matcher import Matcher
from matchmaker.db import Database
from matchmaker.models import NetworkRevision
from matchmaker.services import quality
from matchmaker.services.network import Snapshot, index, keeping
from matchmaker.services.network.fitting import new_matcher
from matchmaker.services.network.keeping import KeptNetwork
from matchmaker.store.folders.building import Build
from matchmaker.store.folders.disk import NoRoom
from matchmaker.store.folders.manifest import NAME
from tests.factories import make_offer, make_tie
from tests.services.network.large import (
    TODAY,
    change,
    contents,
    fitted,
    hashes_of,
    look,
    make_network,
    names,
    root_of,
    same_answers,
    same_people,
    version,
)
from tests.store.folders.samples import flip

pytestmark = [
    pytest.mark.usefixtures("large"),
    pytest.mark.parametrize("settings", ["sqlite"], indirect=True),
]
"""Files and what they hold do not depend on the kind of database."""

VISITOR, MEMBER = Closeness.VISITOR, Closeness.MEMBER
PINNED = Path(__file__).with_name("arrays.txt")


@pytest.fixture
def ids(database: Database) -> list[str]:
    """Those of a network with two versions, one of them before a change."""
    with database.transaction() as session:
        made = make_network(session)
    index.build(database, MEMBER, today=TODAY)
    with change(database, made[0]) as (_, [one]):
        one.name = "Rechristened"
    index.build(database, MEMBER, today=TODAY)
    return made


def asked_anew(database: Database, closeness: Closeness = MEMBER) -> Snapshot | None:
    """What a process that has just begun answers from."""
    return KeptNetwork(closeness).snapshot(database, TODAY)


def cut(folder: Path) -> None:
    one = max(folder.glob("*.npy"), key=lambda path: path.stat().st_size)
    os.truncate(one, one.stat().st_size - 8)


def grow(folder: Path) -> None:
    one = next(folder.glob("network.*.npy"))
    os.truncate(one, one.stat().st_size + 8)


def turn_a_bit_of_a_header(folder: Path) -> None:
    flip(next(folder.glob("directory.*.npy")), 30, 1)


def remove_an_array(folder: Path) -> None:
    (folder / "seen.parted.npy").unlink()


def remove_the_manifest(folder: Path) -> None:
    (folder / NAME).unlink()


def spoil_the_manifest(folder: Path) -> None:
    flip(folder / NAME, 200)


DAMAGES = (cut, grow, turn_a_bit_of_a_header, remove_an_array, remove_the_manifest, spoil_the_manifest)


@pytest.mark.parametrize("harm", DAMAGES, ids=lambda one: one.__name__)
def test_in_place_of_a_damaged_version_the_one_before_answers_and_the_log_says_so(
    database: Database, ids: list[str], harm: Callable[[Path], None]
) -> None:
    before, newest = names(database)
    harm(root_of(database) / newest)
    with capture_logs() as said:
        found = asked_anew(database)
    assert found is not None
    assert [(one["event"], one["version"], one["trouble"]) for one in said] == [
        ("index.fault", newest, "broken")
    ]
    assert names(database) == [before]
    same_people(found, fitted(database))


def test_where_all_versions_are_damaged_a_new_one_is_built(database: Database, ids: list[str]) -> None:
    for name in names(database):
        cut(root_of(database) / name)
    with capture_logs() as said:
        found = asked_anew(database)
    assert [one["event"] for one in said] == ["index.fault", "index.fault", "index.built"]
    assert found is not None
    assert len(names(database)) == 1
    same_answers(found, fitted(database))


def test_a_folder_that_is_removed_while_readers_answer_is_built_again(
    database: Database, ids: list[str]
) -> None:
    reader = KeptNetwork(MEMBER)
    first = reader.snapshot(database, TODAY)
    shutil.rmtree(root_of(database))
    second = reader.snapshot(database, TODAY)
    assert first is not None
    assert second is not None
    assert len(names(database)) == 1
    same_answers(second, first)


def publish(database: Database, fill: Callable[[Build], None], **facts: object) -> str:
    """A version that is whole, but not of this make."""
    assert database.folder is not None
    present = version(database)
    with index.versions_of(database.folder, MEMBER).building() as made:
        fill(made)
        told = dict(present.facts) | facts
        made.publish(revision=present.revision, release=quality.installed(), facts=told)
    return version(database).name


def test_a_version_whose_arrays_do_not_fit_is_replaced_by_one_that_does(
    database: Database, ids: list[str]
) -> None:
    bad = publish(database, lambda made: made.put("network.nothing", np.zeros(3)))
    with capture_logs() as said:
        found = asked_anew(database)
    assert [one["event"] for one in said] == ["index.unfit", "index.built"]
    assert found is not None
    assert version(database).name > bad
    same_answers(found, fitted(database))


@pytest.mark.parametrize("facts", [{"network": {}}, {"day": "yesterday"}, {"stakeholders": None}, {"day": 3}])
def test_a_version_whose_facts_do_not_fit_is_replaced_by_one_that_does(
    database: Database, ids: list[str], facts: dict[str, object]
) -> None:
    present = version(database)

    def copy(made: Build) -> None:
        made.put_all(present.arrays)

    bad = publish(database, copy, **facts)
    with capture_logs() as said:
        found = asked_anew(database)
    assert [one["event"] for one in said] == ["index.unfit", "index.built"]
    assert found is not None
    assert version(database).name > bad


def test_where_no_version_can_be_opened_the_network_is_fitted_in_memory_and_not_built_again_and_again(
    database: Database, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise ValueError("a fault of the program, not of the version")

    monkeypatch.setattr(keeping, "open_for", fail)
    with capture_logs() as said:
        found = look(database)
        look(database)
    assert [one["event"] for one in said].count("index.built") <= 1
    assert isinstance(found.profiles, dict)
    same_answers(found, fitted(database))


def of_another_release(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setattr(quality, "installed", lambda: "99.9")
    return database


def with_another_key(database: Database, _: pytest.MonkeyPatch) -> Database:
    return Database(str(database.url), folder=database.folder, secret="another")


def at_another_address(database: Database, _: pytest.MonkeyPatch) -> Database:
    assert database.folder is not None
    copy = database.folder / "copy.db"
    database.dispose()
    shutil.copyfile(database.folder / "matchmaker.db", copy)
    return Database(f"sqlite:///{copy}", folder=database.folder, secret=database.secret)


def put_back(database: Database, _: pytest.MonkeyPatch) -> Database:
    with database.transaction() as session:
        session.execute(update(NetworkRevision).values(revision=1))
    return database


@pytest.mark.parametrize(
    "other",
    [of_another_release, with_another_key, at_another_address, put_back],
    ids=lambda one: one.__name__,
)
def test_a_version_that_does_not_belong_to_this_database_is_not_used(
    database: Database,
    ids: list[str],
    monkeypatch: pytest.MonkeyPatch,
    other: Callable[[Database, pytest.MonkeyPatch], Database],
) -> None:
    foreign, own = version(database), other(database, monkeypatch)
    assert not index.belongs(own, foreign)
    found = asked_anew(own)
    assert found is not None
    made = version(own)
    assert made.name != foreign.name
    assert index.belongs(own, made)
    same_answers(found, fitted(own))
    own.dispose()


def test_where_a_database_that_was_put_back_may_not_be_shown_the_network_is_fitted_in_memory(
    database: Database, ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.folder is not None
    # As after an erasure: of nothing before this revision a version may be made.
    index.versions_of(database.folder, MEMBER).drop_older(version(database).revision)
    put_back(database, monkeypatch)
    with capture_logs() as said:
        found = look(database)
    assert [one["event"] for one in said] == ["index.not_built"]
    assert isinstance(found.profiles, dict)


SECRET = "zeppelins"


@pytest.fixture
def secretive(database: Database, ids: list[str]) -> list[str]:
    """A network in which one keeps a description, one an offer, and one its ties from visitors."""
    with change(database, *ids[:3]) as (session, [one, other, third]):
        one.about, one.audiences = f"We build {SECRET}.", {"about": "members"}
        make_offer(session, other, f"Parts of {SECRET}", audience=Audience.MEMBERS)
        third.audiences = {"ties": "members", "themes": "ourselves"}
        make_tie(session, third, other, label="kept")
    return ids


def finds_secret(snapshot: Snapshot) -> bool:
    """Whether anything leads to what is kept."""
    texts = " ".join(str(one) for one in snapshot.profiles.values())
    asked = Query(replace(next(iter(snapshot.profiles.values())), id="", name=""), text=SECRET)
    found = snapshot.matcher.answer(asked).suggestions
    told = SECRET in " ".join(str(reason) for one in found for reason in one.reasons)
    return bool(snapshot.directory.search(SECRET).total) or SECRET in texts or told


def test_while_nothing_is_kept_from_visitors_there_is_one_index(database: Database, ids: list[str]) -> None:
    assert look(database, VISITOR) is look(database, MEMBER)
    assert not root_of(database, VISITOR).exists()


def test_what_is_kept_from_visitors_is_in_no_file_of_theirs(database: Database, secretive: list[str]) -> None:
    index.build(database, MEMBER, today=TODAY)
    of_members, of_visitors = look(database, MEMBER), look(database, VISITOR)
    assert names(database, VISITOR), "there are two indexes now"
    same_people(of_members, fitted(database))
    same_answers(of_members, fitted(database))
    same_people(of_visitors, fitted(database, VISITOR))
    assert finds_secret(of_members)
    assert not finds_secret(of_visitors)
    assert secretive[2] not in {end for link in of_visitors.links for end in (link.a, link.b)}
    every = set(fitted(database).matcher.reader.vocabulary)
    only = every - set(fitted(database, VISITOR).matcher.reader.vocabulary)
    theirs, ours = contents(database, VISITOR), contents(database, MEMBER)
    assert only
    assert [word for word, told in hashes_of(database, only).items() if told not in ours] == []
    assert [word for word, told in hashes_of(database, only).items() if told in theirs] == []
    assert SECRET.encode() not in theirs


def test_what_is_kept_after_the_versions_were_made_shows_to_no_visitor_until_it_is_shown_again(
    database: Database, ids: list[str]
) -> None:
    with change(database, ids[0]) as (_, [one]):
        one.about = f"We build {SECRET}."
    index.build(database, MEMBER, today=TODAY)
    index.build(database, VISITOR, today=TODAY)
    for audiences in ({"about": "members", "ties": "members"}, {"about": "ourselves"}, {}):
        with change(database, ids[0]) as (_, [one]):
            one.audiences = audiences
        of_members, of_visitors = look(database, MEMBER), look(database, VISITOR)
        same_people(of_members, fitted(database))
        if audiences:
            same_people(of_visitors, fitted(database, VISITOR))
        assert finds_secret(of_members) == ("ourselves" not in audiences.values())
        assert finds_secret(of_visitors) == (not audiences)
        assert bool(of_visitors.ties_of([ids[0]])) == ("ties" not in audiences)
        assert bool(of_visitors.matcher.acquainted(ids[0])) == ("ties" not in audiences)
    assert look(database, VISITOR) is look(database, MEMBER)


def test_where_the_disk_has_no_room_for_the_index_of_visitors_they_have_a_network_in_memory(
    database: Database, secretive: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(database: Database, *_given: object, **_named: object) -> bool:
        raise NoRoom(root_of(database), needed=1_000, free=10)

    monkeypatch.setattr(keeping, "build", refuse)
    of_visitors, of_members = look(database, VISITOR), look(database, MEMBER)
    assert isinstance(of_visitors.profiles, dict)
    assert not isinstance(of_members.profiles, dict)
    assert finds_secret(of_members)
    assert not finds_secret(of_visitors)
    same_people(of_visitors, fitted(database, VISITOR))


def arrays(database: Database) -> Iterator[str]:
    """Each array of a version with its dtype and how many dimensions it has, the packed ones as well."""
    for prefix in ("network.", "directory.", "seen."):
        part = version(database).part(prefix)
        part = unpacked(part) if INDEX in part else part
        yield from (f"{prefix}{name} {array.dtype.str} {array.ndim}" for name, array in part.items())


@pytest.mark.usefixtures("ids")
def test_who_changes_the_arrays_of_a_version_raises_its_layout(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_candidates(*given: Any) -> Matcher:
        matcher = new_matcher(*given)
        # As only networks of more than 5,000 have them.
        matcher.whole = 0
        return matcher

    monkeypatch.setattr(index, "new_matcher", with_candidates)
    # So few documents are asked without the compiled loops, which take seconds to load.
    monkeypatch.setattr(Candidates, "warm", lambda _self: None)
    index.build(database, MEMBER, today=TODAY)
    found = "".join(f"{line}\n" for line in [f"layout {index.LAYOUT}", *sorted(arrays(database))])
    assert found == PINNED.read_text(), (
        f"versions of before would be misread: raise LAYOUT, and write {PINNED.name} anew"
    )
