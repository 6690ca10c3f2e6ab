"""Who holds a role in a place: owners decide, somebody always stays, and two at once leave one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from matchmaker.core.actors import SYSTEM, Seat
from matchmaker.core.entities import Part, Role
from matchmaker.errors import Conflict, MatchmakerError, NotAllowed, NotFound
from matchmaker.models import Account, Pilot
from matchmaker.services import accounts, audit, people
from tests.factories import NOW
from tests.racing import race
from tests.services.people.conftest import Town, give


def seat_of(town: Town, role: Role = Role.MEMBER, place: str = "") -> Seat:
    with town.database.reading() as session:
        return people.get_seat(session, role, place or town.own)


def act(town: Town, name: str, do: Callable[..., object], *args: object, seat: Seat | None = None) -> None:
    """Let somebody do something to the members of the town's own stakeholder."""
    actor, place = town.actor(name), seat or seat_of(town)
    with town.database.transaction() as session:
        do(session, actor, place, *args, now=NOW)


def members(town: Town, seat: Seat | None = None) -> dict[str, Part]:
    with town.database.reading() as session:
        found = people.list_holders(session, town.actor("administrator"), seat or seat_of(town))
        return {one.name: one.part for one in found}


def test_owners_stand_first_in_the_list(town: Town) -> None:
    assert list(members(town).items()) == [("Owner", Part.OWNER), ("Editor", Part.EDITOR)]


@pytest.mark.parametrize("name", ["official", "far", "organiser", "stranger"])
def test_names_are_for_members_and_for_those_who_give_the_role(town: Town, name: str) -> None:
    with town.database.reading() as session, pytest.raises(NotAllowed):
        people.list_holders(session, town.actor(name), seat_of(town))


def test_an_owner_makes_an_editor_an_owner_and_back(town: Town) -> None:
    act(town, "owner", people.change_part, town.id("editor"), Part.OWNER)
    assert members(town)["Editor"] is Part.OWNER
    act(town, "owner", people.change_part, town.id("editor"), Part.EDITOR)
    assert members(town)["Editor"] is Part.EDITOR


def test_an_editor_changes_nobody(town: Town) -> None:
    for do, *args in (
        (people.change_part, town.id("editor"), Part.OWNER),
        (people.take_out, town.id("owner")),
        (people.hand_over, town.id("owner")),
    ):
        with pytest.raises(NotAllowed):
            act(town, "editor", do, *args)
    assert members(town) == {"Owner": Part.OWNER, "Editor": Part.EDITOR}


def test_the_last_owner_neither_leaves_nor_steps_down_nor_is_taken_out(town: Town) -> None:
    last = "Somebody must own this profile. Make another person an owner first."
    with pytest.raises(Conflict, match=last):
        act(town, "owner", people.leave)
    with pytest.raises(Conflict, match=last):
        act(town, "owner", people.change_part, town.id("owner"), Part.EDITOR)
    with pytest.raises(Conflict, match=last):
        act(town, "administrator", people.take_out, town.id("owner"))
    assert members(town)["Owner"] is Part.OWNER


def test_an_owner_whose_account_is_closed_does_not_count_as_the_one_who_is_left(town: Town) -> None:
    act(town, "owner", people.change_part, town.id("editor"), Part.OWNER)
    with town.database.transaction() as session:
        session.get_one(Account, town.id("editor")).disabled_at = NOW
    with pytest.raises(Conflict):
        act(town, "owner", people.leave)


def test_handing_over_makes_the_other_the_owner_and_oneself_an_editor(town: Town) -> None:
    act(town, "owner", people.hand_over, town.id("editor"))
    assert members(town) == {"Owner": Part.EDITOR, "Editor": Part.OWNER}
    act(town, "owner", people.leave)
    assert members(town) == {"Editor": Part.OWNER}


def test_nobody_hands_over_to_themselves_or_to_somebody_who_is_not_there(town: Town) -> None:
    with pytest.raises(Conflict, match="yourself"):
        act(town, "owner", people.hand_over, town.id("owner"))
    with pytest.raises(NotFound):
        act(town, "owner", people.hand_over, town.id("stranger"))


def test_an_editor_leaves_without_asking(town: Town) -> None:
    act(town, "editor", people.leave)
    assert members(town) == {"Owner": Part.OWNER}
    with pytest.raises(NotAllowed):
        act(town, "editor", people.leave)


def test_what_was_done_to_somebody_is_in_the_log(town: Town) -> None:
    act(town, "owner", people.take_out, town.id("editor"))
    with town.database.reading() as session:
        (entry,) = audit.list_entries(session, subject=town.id("editor"))
        assert (entry.act, entry.account_id) == ("role.take-back", town.id("owner"))
        assert entry.details == {"role": "member", "place": town.own}


def test_officials_look_after_their_own_region_and_those_inside(town: Town) -> None:
    inside, around = seat_of(town, Role.OFFICIAL, "DE11"), seat_of(town, Role.OFFICIAL, "DE")
    with pytest.raises(NotAllowed):
        act(town, "official", people.take_out, town.id("country"), seat=around)
    act(town, "country", people.take_out, town.id("official"), seat=inside)
    assert members(town, inside) == {}


def test_the_last_organiser_of_a_pilot_stays_until_it_is_over(town: Town) -> None:
    seat = seat_of(town, Role.ORGANISER, town.pilot)
    with pytest.raises(Conflict, match="organise this pilot"):
        act(town, "organiser", people.leave, seat=seat)
    give(town.database, town.id("stranger"), Role.ORGANISER, town.pilot)
    act(town, "organiser", people.hand_over, town.id("stranger"), seat=seat)
    assert members(town, seat) == {"Stranger": Part.OWNER}
    with town.database.transaction() as session:
        session.get_one(Pilot, town.pilot).ends_on = NOW.date().replace(day=1)
    act(town, "stranger", people.leave, seat=seat)
    assert members(town, seat) == {}


def test_the_last_administrator_stays(town: Town) -> None:
    with pytest.raises(Conflict, match="look after this site"):
        act(town, "administrator", people.leave, seat=Seat(Role.ADMINISTRATOR))


def test_there_is_no_seat_in_a_place_that_is_not_there(town: Town) -> None:
    with town.database.reading() as session:
        for role, place in (
            (Role.MEMBER, "s-none"), (Role.OFFICIAL, "XX99"),
            (Role.ORGANISER, "p-none"), (Role.ADMINISTRATOR, "x"),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                people.get_seat(session, role, place)


def attempt(town: Town, name: str, do: Callable[..., None], *args: object) -> Callable[[], str]:
    """Something that somebody does, with the roles that they had when they pressed the button."""
    actor, seat = town.actor(name), seat_of(town)

    def run() -> str:
        try:
            with town.database.transaction() as session:
                do(session, actor, seat, *args, now=NOW)
        except MatchmakerError as error:
            return type(error).__name__
        return "done"

    return run


def two_owners(town: Town) -> None:
    """Both are owners again, whatever became of them."""
    with town.database.transaction() as session:
        for name in ("owner", "editor"):
            accounts.grant(
                session, SYSTEM, account_id=town.id(name), role=Role.MEMBER, place=town.own, now=NOW
            )


def test_of_two_owners_who_take_each_other_out_at_once_one_stays(
    town: Town, trials: Callable[[int], int]
) -> None:
    for _ in range(trials(100)):
        two_owners(town)
        answers = race(
            attempt(town, "owner", people.take_out, town.id("editor")),
            attempt(town, "editor", people.take_out, town.id("owner")),
        )
        assert sorted(map(str, answers)) == ["NotAllowed", "done"]
        assert list(members(town).values()) == [Part.OWNER]


def test_of_two_owners_who_leave_at_once_one_stays(town: Town, trials: Callable[[int], int]) -> None:
    for _ in range(trials(100)):
        two_owners(town)
        answers = race(attempt(town, "owner", people.leave), attempt(town, "editor", people.leave))
        assert sorted(map(str, answers)) == ["Conflict", "done"]
        assert list(members(town).values()) == [Part.OWNER]


def test_of_two_owners_who_make_each_other_an_editor_at_once_one_stays_an_owner(
    town: Town, trials: Callable[[int], int]
) -> None:
    for _ in range(trials(100)):
        two_owners(town)
        answers = race(
            attempt(town, "owner", people.change_part, town.id("editor"), Part.EDITOR),
            attempt(town, "editor", people.change_part, town.id("owner"), Part.EDITOR),
        )
        assert sorted(map(str, answers)) == ["NotAllowed", "done"]
        assert sorted(members(town).values()) == [Part.EDITOR, Part.OWNER]
