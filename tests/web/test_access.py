"""The access table: every address for every role, on its own side and on a foreign one.

It is held against the URL map, so that no address can be forgotten.
"""

from __future__ import annotations

import re

import pytest
from flask import Flask

from matchmaker.web.answers import ACTS as LINK_ACTS
from matchmaker.web.introductions.own import ACTS
from matchmaker.web.invitations import ACTS as INVITATION_ACTS
from matchmaker.web.people import ACTS as PEOPLE_ACTS
from matchmaker.web.people import ROLES as PLACES
from matchmaker.web.role_links import DONES
from tests.architecture.test_doors import addresses
from tests.web.rows import (
    ADMINISTRATORS,
    EDITORS,
    EVERYBODY,
    FAR,
    FOR_THEMSELVES,
    GIVERS,
    IMPORTERS,
    INTRODUCED,
    INTRODUCERS,
    MEMBERS,
    OFFICIALS,
    ORGANISERS,
    OTHER_RUNNERS,
    OWNERS,
    PLANNERS,
    RUNNERS,
    SIGNED_IN,
    SUGGESTERS,
    Case,
    Row,
)
from tests.web.rows_accounts import ACCOUNTS
from tests.web.rows_claims import CLAIMS
from tests.web.rows_profiles import HOLDS, PROFILES, SAYS, STEPS
from tests.web.sides import ROLES, Sides, filled, make_sides, own_side
from tests.web.world import World, token

PUBLIC = Row(EVERYBODY)
EDIT = Row(EDITORS)
EDIT_SENT = Row(EDITORS, 422)
STATEMENT = "/need/{need}"
PILOT = "/pilots/{pilot}"
MEMBER, OFFICIAL, ORGANISER = "/people/member/{own}", "/people/official/{region}", "/people/organiser/{pilot}"

PEOPLE = f"/people/<any({PLACES}):role>/<place>"
INVITE, ACT, LEAVE = (
    f"{PEOPLE}/invite POST",
    f"{PEOPLE}/<any({PEOPLE_ACTS}):act> POST",
    f"{PEOPLE}/leave POST",
)

# What is sent is empty, so whoever may send it is told what is missing (422); a few take nothing at all.
TABLE: dict[str, Row] = {
    "/ GET": PUBLIC,
    "/accessibility GET": PUBLIC,
    "/how-matches-are-made GET": PUBLIC,
    "/how-good-are-our-matches GET": PUBLIC,
    "/your-data GET": PUBLIC,
    "/healthz GET": PUBLIC,
    "/readyz GET": PUBLIC,
    "/places GET": PUBLIC,
    "/static/<path:filename> GET": Row(EVERYBODY, path="/static/css/tokens.css"),
    "/language POST": Row(EVERYBODY, 303),
    "/register GET": Row(frozenset({"visitor"}), refused=303),
    "/register POST": Row(frozenset({"visitor"}), 422, refused=303),
    "/register/written GET": PUBLIC,
    "/forgotten GET": PUBLIC,
    "/forgotten POST": Row(EVERYBODY, 422),
    # A link that nobody signed.
    "/a/<token> GET": Row(EVERYBODY, 404),
    "/a/<token>/password POST": Row(EVERYBODY, 404),
    "/a/<token>/address POST": Row(EVERYBODY, 404),
    "/sign-in GET": PUBLIC,
    "/sign-in POST": Row(EVERYBODY, 422),
    # There is no such page where the site is no demonstration.
    "/sign-in/demo POST": Row(EVERYBODY, 404),
    "/sign-out POST": Row(SIGNED_IN, 303),
    "/account GET": Row(SIGNED_IN),
    "/account/signing-in GET": Row(SIGNED_IN),
    "/account/name POST": Row(SIGNED_IN, 422),
    "/account/password POST": Row(SIGNED_IN, 422),
    "/account/address POST": Row(SIGNED_IN, 422),
    "/account/sign-ins/<int:number>/end POST": Row(SIGNED_IN, 404, path="/account/sign-ins/0/end"),
    "/account/sign-ins/end-others POST": Row(SIGNED_IN, 303),
    "/account/notifications GET": Row(SIGNED_IN),
    "/account/notifications POST": Row(SIGNED_IN, 422),
    "/account/data GET": Row(SIGNED_IN),
    "/unsubscribe/<token> GET": Row(EVERYBODY, 404),
    "/unsubscribe/<token> POST": Row(EVERYBODY, 404),
    "/stakeholders/<id>/people GET": EDIT,
    "/regions/<code>/people GET": Row(OFFICIALS, path="/regions/{region}/people"),
    "/pilots/<id>/people GET": Row(ORGANISERS, path=f"{PILOT}/people"),
    "/site/people GET": Row(ADMINISTRATORS),
    INVITE: Row(GIVERS, 422, path=f"{MEMBER}/invite"),
    # Nobody of this id belongs there.
    ACT: Row(GIVERS, 404, path=f"{MEMBER}/remove", data={"account": "a-none"}),
    # Nobody else organises it.
    LEAVE: Row(frozenset({"organiser"}), 409, path=f"{ORGANISER}/leave"),
    "/people/invitations/<id>/withdraw POST": Row(
        GIVERS, 303, path="/people/invitations/{invitation}/withdraw"
    ),
    "/stakeholders/<id>/consents POST": Row(OWNERS, 422),
    "/consents/<id>/<any(give, refuse):act> POST": Row(OWNERS, 303, path="/consents/{asked}/refuse"),
    "/consents/<id>/withdraw POST": Row(MEMBERS - {"acting"}, 303, path="/consents/{consent}/withdraw"),
    "/stakeholders/<id>/acting GET": Row(PLANNERS),
    "/stakeholders/<id>/acting POST": Row(PLANNERS, 422),
    # Without a consent.
    "/stakeholders/<id>/acting/start POST": Row(PLANNERS, 409),
    "/acting/stop POST": Row(SIGNED_IN, 303),
    # Links that nobody signed.
    "/r/<token> GET": Row(EVERYBODY, 404),
    "/r/<token>/accept POST": Row(SIGNED_IN, 404),
    "/r/<token>/join POST": Row(EVERYBODY, 404),
    "/r/<token>/decline POST": Row(EVERYBODY, 404),
    f"/r/thanks/<any({DONES}):done> GET": Row(EVERYBODY, path="/r/thanks/declined"),
    "/c/<token> GET": Row(EVERYBODY, 404),
    "/c/<token>/<any(give, refuse):act> POST": Row(EVERYBODY, 404, path="/c/guessed/give"),
    "/outbox GET": Row(ADMINISTRATORS),
    "/outbox/<id> GET": Row(ADMINISTRATORS, 404),
    "/outbox/<id>/again POST": Row(ADMINISTRATORS, 404),
    "/suggestions GET": Row(SIGNED_IN, 303),
    "/who-could-help GET": PUBLIC,
    "/stakeholders GET": PUBLIC,
    "/stakeholders/<id> GET": PUBLIC,
    "/stakeholders/choose GET": Row(FOR_THEMSELVES),
    "/stakeholders/new/<kind> GET": Row(FOR_THEMSELVES, path="/stakeholders/new/enterprise"),
    "/stakeholders/new/<kind> POST": Row(FOR_THEMSELVES, 422, path="/stakeholders/new/enterprise"),
    "/stakeholders/<id>/edit GET": EDIT,
    "/stakeholders/<id>/edit POST": EDIT_SENT,
    "/stakeholders/<id>/confirm POST": Row(EDITORS, 303),
    "/stakeholders/<id>/<any(offer, need):what>/new GET": Row(EDITORS, path="/stakeholders/{own}/need/new"),
    "/stakeholders/<id>/<any(offer, need):what>/new POST": Row(
        EDITORS, 422, path="/stakeholders/{own}/need/new"
    ),
    "/<any(offer, need):what>/<statement_id>/edit GET": Row(EDITORS, path=f"{STATEMENT}/edit"),
    "/<any(offer, need):what>/<statement_id>/edit POST": Row(EDITORS, 422, path=f"{STATEMENT}/edit"),
    "/<any(offer, need):what>/<statement_id>/state POST": Row(
        # It is open.
        EDITORS, 409, path=f"{STATEMENT}/state", data={"state": "open"}
    ),
    "/stakeholders/<id>/suggestions GET": Row(SUGGESTERS),
    "/stakeholders/<id>/saved GET": Row(SUGGESTERS),
    "/stakeholders/<id>/suggestions/<other_id> GET": Row(SUGGESTERS),
    "/stakeholders/<id>/suggestions/<other_id> POST": Row(EDITORS, 303),
    "/stakeholders/<id>/weights GET": EDIT,
    "/stakeholders/<id>/weights POST": EDIT_SENT,
    "/stakeholders/<id>/weights/reset POST": Row(EDITORS, 303),
    "/regions GET": PUBLIC,
    "/regions/<code> GET": Row(EVERYBODY, path="/regions/{region}"),
    "/regions/<code>/measures GET": Row(EVERYBODY, path="/regions/{region}/measures"),
    "/regions/<code>/roles GET": Row(PLANNERS, path="/regions/{region}/roles"),
    "/regions/<code>/over-time GET": Row(EVERYBODY, path="/regions/{region}/over-time"),
    "/regions/<code>/fiches GET": Row(PLANNERS, path="/regions/{region}/fiches"),
    "/regions/<code>/fiches POST": Row(PLANNERS, 303, path="/regions/{region}/fiches"),
    "/fiches/<id> GET": Row(PLANNERS, path="/fiches/{fiche}"),
    "/fiches/<id>.pdf GET": Row(PLANNERS, path="/fiches/{fiche}.pdf"),
    "/regions/<code>/ties-worth-making GET": Row(PLANNERS, path="/regions/{region}/ties-worth-making"),
    "/regions/<code>/proposals POST": Row(PLANNERS, 422, path="/regions/{region}/proposals"),
    "/proposals GET": Row(RUNNERS),
    "/introductions GET": Row(SIGNED_IN),
    "/stakeholders/<id>/introductions/new GET": Row(
        MEMBERS, path="/stakeholders/{own}/introductions/new?with={unsorted}"
    ),
    "/stakeholders/<id>/introductions/new POST": Row(
        MEMBERS, 404, path="/stakeholders/{own}/introductions/new?with=nobody"
    ),
    # Nobody is blocked.
    "/stakeholders/<id>/blocked/<other_id>/take-back POST": Row(MEMBERS, 404),
    "/introductions/new GET": Row(PLANNERS, path="/introductions/new?proposal={waiting}", unknown=FAR),
    "/introductions/new POST": Row(PLANNERS, 422, path="/introductions/new?proposal={waiting}", unknown=FAR),
    "/introductions/<id> GET": Row(
        INTRODUCED, path="/introductions/{introduced}", refused=404
    ),
    "/introductions/<id>/files/<file_id> GET": Row(
        SIGNED_IN, 404, path="/introductions/{introduced}/files/d-none"
    ),
    "/introductions/<id>/brief GET": Row(INTRODUCED, path="/introductions/{introduced}/brief", refused=404),
    # No meeting is agreed yet.
    "/introductions/<id>/meeting.ics GET": Row(
        INTRODUCED, 404, path="/introductions/{introduced}/meeting.ics", refused=404
    ),
    # Both have been asked: nobody is exchanged any more.
    "/introductions/<id>/exchange GET": Row(
        INTRODUCERS, 409, path="/introductions/{introduced}/exchange", unknown=RUNNERS - INTRODUCERS
    ),
    f"/introductions/<id>/<any({ACTS}):act> POST": Row(
        INTRODUCED, 422, path="/introductions/{introduced}/write", refused=404
    ),
    "/desk GET": Row(RUNNERS),
    "/desk/chosen GET": Row(RUNNERS, 303),
    "/desk/chosen POST": Row(RUNNERS, 422),
    "/desk/together GET": Row(RUNNERS, 303),
    "/desk/together POST": Row(RUNNERS, 422),
    # A link that nobody signed.
    "/i/<token> GET": Row(EVERYBODY, 404),
    "/i/<token>/files/<file_id> GET": Row(EVERYBODY, 404, path="/i/guessed/files/d-none"),
    f"/i/<token>/<any({LINK_ACTS}):act> POST": Row(EVERYBODY, 404, path="/i/guessed/accept"),
    f"/i/thanks/<any({LINK_ACTS}):act> GET": Row(EVERYBODY, path="/i/thanks/accept"),
    "/proposals/<id>/drop POST": Row(PLANNERS, 303, unknown=FAR, path="/proposals/{waiting}/drop"),
    "/proposals/<id>/again POST": Row(PLANNERS, 303, unknown=FAR, path="/proposals/{dropped}/again"),
    "/pilots GET": PUBLIC,
    "/pilots/<id> GET": Row(EVERYBODY, path=PILOT),
    "/pilots/new GET": Row(ADMINISTRATORS),
    "/pilots/new POST": Row(ADMINISTRATORS, 422),
    "/pilots/<id>/edit GET": Row(ORGANISERS, path=f"{PILOT}/edit"),
    "/pilots/<id>/edit POST": Row(ORGANISERS, 422, path=f"{PILOT}/edit"),
    "/pilots/<id>/organisers POST": Row(ADMINISTRATORS, 422, path=f"{PILOT}/organisers"),
    # Nobody of this id organises it.
    "/pilots/<id>/organisers/<account_id>/take-back POST": Row(
        frozenset({"administrator"}), 404, path=f"{PILOT}/organisers/a-none/take-back"
    ),
    "/pilots/<id>/link/recall POST": Row(ORGANISERS, 303, path=f"{PILOT}/link/recall"),
    # A link that nobody signed.
    "/p/<token> GET": Row(EVERYBODY, 404),
    f"/p/<token>/<any({INVITATION_ACTS}):act> POST": Row(EVERYBODY, 404, path="/p/guessed/join"),
    f"/p/thanks/<any({INVITATION_ACTS}):act> GET": Row(EVERYBODY, path="/p/thanks/join"),
    "/pilots/<id>/members GET": Row(ORGANISERS, path=f"{PILOT}/members"),
    "/pilots/<id>/members POST": Row(ORGANISERS, 422, path=f"{PILOT}/members"),
    "/pilots/<id>/members/segment POST": Row(ORGANISERS, 422, path=f"{PILOT}/members/segment"),
    "/pilots/<id>/join GET": Row(SIGNED_IN, path=f"{PILOT}/join"),
    # Without a stakeholder there is nobody who could join or leave.
    "/pilots/<id>/join POST": Row(SIGNED_IN, 404, path=f"{PILOT}/join"),
    "/pilots/<id>/leave POST": Row(SIGNED_IN, 404, path=f"{PILOT}/leave"),
    "/pilots/<id>/report GET": Row(ORGANISERS, path=f"{PILOT}/report"),
    "/pilots/<id>/report.csv GET": Row(ORGANISERS, path=f"{PILOT}/report.csv"),
    "/regions/<code>/introductions GET": Row(PLANNERS, path="/regions/{region}/introductions"),
    "/regions/<code>/introductions.csv GET": Row(PLANNERS, path="/regions/{region}/introductions.csv"),
    "/regions/<code>/count POST": Row(RUNNERS, 303, path="/regions/{region}/count"),
    "/regions/<code>/map GET": Row(EVERYBODY, path="/regions/{region}/map"),
    "/embed/regions/<code>/map GET": Row(EVERYBODY, path="/embed/regions/{region}/map"),
    "/map/land.svg GET": PUBLIC,
    "/regions/<code>/network GET": Row(EVERYBODY, path="/regions/{region}/network"),
    "/regions/<code>/network.json GET": Row(EVERYBODY, path="/regions/{region}/network.json"),
    "/regions/<code>/network/names GET": Row(EVERYBODY, path="/regions/{region}/network/names"),
    "/regions/<code>/network/of/<id> GET": Row(EVERYBODY, path="/regions/{region}/network/of/{own}"),
    "/regions/<code>/network/linked GET": Row(EVERYBODY, path="/regions/{region}/network/linked"),
    "/embed/regions/<code>/network GET": Row(EVERYBODY, path="/embed/regions/{region}/network"),
    "/imports GET": Row(RUNNERS),
    "/imports/new GET": Row(RUNNERS),
    "/imports/new POST": Row(RUNNERS, 422),
    "/imports/<id> GET": Row(IMPORTERS, unknown=OTHER_RUNNERS, path="/imports/{imported}"),
    "/imports/<id>/columns/<any(stakeholders, ties):part> POST": Row(
        IMPORTERS, 303, unknown=OTHER_RUNNERS, path="/imports/{imported}/columns/stakeholders"
    ),
    "/imports/<id>/decisions POST": Row(
        IMPORTERS, 303, unknown=OTHER_RUNNERS, path="/imports/{imported}/decisions"
    ),
    "/imports/<id>/start POST": Row(IMPORTERS, 303, unknown=OTHER_RUNNERS, path="/imports/{imported}/start"),
    "/imports/<id>/drop POST": Row(IMPORTERS, 303, unknown=OTHER_RUNNERS, path="/imports/{imported}/drop"),
    "/imports/<id>/undo GET": Row(IMPORTERS, unknown=OTHER_RUNNERS, path="/imports/{imported}/undo"),
    "/imports/<id>/undo POST": Row(IMPORTERS, 422, unknown=OTHER_RUNNERS, path="/imports/{imported}/undo"),
    "/imports/<id>/mapping.json GET": Row(
        IMPORTERS, unknown=OTHER_RUNNERS, path="/imports/{imported}/mapping.json"
    ),
    "/exports/network.<any(graphml, gexf, json, csv, svg):form> GET": Row(
        RUNNERS, path="/exports/network.graphml?region={region}"
    ),
    "/exports/stakeholders.<any(csv, xlsx):form> GET": Row(RUNNERS, path="/exports/stakeholders.csv"),
    **ACCOUNTS, **PROFILES, **CLAIMS,
}  # fmt: skip


# The same addresses for what else they may be about.
ALSO: tuple[tuple[str, Row], ...] = (
    (INVITE, Row(OFFICIALS, 422, path=f"{OFFICIAL}/invite")),
    (INVITE, Row(ORGANISERS, 422, path=f"{ORGANISER}/invite")),
    (INVITE, Row(ADMINISTRATORS, 422, path="/people/administrator/site/invite")),
    # Nobody has claimed this one.
    (INVITE, Row(OFFICIALS, 422, path="/people/member/{unsorted}/invite")),
    (ACT, Row(OFFICIALS, 404, path=f"{OFFICIAL}/remove", data={"account": "a-none"})),
    (ACT, Row(ORGANISERS, 404, path=f"{ORGANISER}/remove", data={"account": "a-none"})),
    (ACT, Row(GIVERS, 404, path=f"{MEMBER}/own", data={"account": "a-none"})),
    (ACT, Row(GIVERS, 404, path=f"{MEMBER}/handover", data={"account": "a-none"})),
    ("/stakeholders/<id>/edit GET", Row(OFFICIALS, path="/stakeholders/{unsorted}/edit")),
    ("/stakeholders/<id>/edit POST", Row(OFFICIALS, 422, path="/stakeholders/{unsorted}/edit")),
    ("/stakeholders/<id>/people GET", Row(OFFICIALS, path="/stakeholders/{unsorted}/people")),
    (
        "/stakeholders/<id>/suggestions GET",
        Row(SUGGESTERS - MEMBERS, path="/stakeholders/{unsorted}/suggestions"),
    ),
)


def cases() -> list[Case]:
    """Every row for every role, on both sides where it is about something that has two."""
    rows = [*TABLE.items(), *ALSO]
    every = [
        Case(address, row, role, own) for address, row in rows for role in ROLES for own in (True, False)
    ]
    # Whoever stops acting or signs out is somebody else after it: these come last.
    last = [address.startswith(("/sign-out", "/acting/stop")) for address in TABLE]
    ends = {address: number for number, address in enumerate(TABLE) if last[number]}
    found = [case for case in every if case.own or "{" in case.path]
    return sorted(found, key=lambda case: (ends.get(case.address, -1), case.address, not case.own))


def path_of(address: str, world: World) -> str:
    """The path of an address, about the things of a world."""
    return filled(Case(address, TABLE[address], "administrator", own=True).path, world, own_side(world))


def in_order() -> list[str]:
    """The addresses, signing out last: nobody is signed in after it."""
    return sorted(TABLE, key=lambda address: (address.startswith("/sign-out"), address))


CASES = cases()
# The signed link or the token of the address says who sends it, also where no cookies are taken.
WITHOUT_TOKEN = {
    "/unsubscribe/<token> POST",
    f"/i/<token>/<any({LINK_ACTS}):act> POST",
    f"/p/<token>/<any({INVITATION_ACTS}):act> POST",
    f"/h/<token>/<any({HOLDS}):act> POST",
    f"/o/<token>/<any({SAYS}):act> POST",
    # The form looks at the token by itself, and gives back what was typed (test_drafts.py).
    f"/drafts/<id>/<any({STEPS}):step> POST",
}


@pytest.fixture
def sides(world: World) -> Sides:
    """Both sides of the table."""
    return make_sides(world)


def test_every_address_has_a_row(sqlite_app: Flask) -> None:
    assert set(TABLE) == set(addresses(sqlite_app))


def test_the_table_makes_at_least_two_thousand_assertions() -> None:
    assert len(CASES) >= 2_000
    assert len(CASES) == len({(case.address, case.path, case.role, case.own) for case in CASES})


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_the_table_says(sides: Sides, role: str) -> None:
    client = sides.client(role)
    differences = {}
    for case in (case for case in CASES if case.role == role):
        data = {**case.row.data, "csrf_token": token(client)} if case.method == "POST" else None
        path = case.asked(sides)
        with client.open(path, method=case.method, data=data) as response:
            if response.status_code != case.expected:
                differences[case.address, path] = (response.status_code, case.expected)
    assert not differences


@pytest.mark.parametrize("role", ROLES)
def test_nothing_is_sent_without_the_token_of_its_form(sides: Sides, role: str) -> None:
    """Whoever sends it and whatever it is about: it is refused before anybody is asked who they are."""
    client = sides.client(role)
    taken = []
    for case in (case for case in CASES if case.role == role and case.own and case.method == "POST"):
        response = client.post(re.sub("{[a-z]+}", "x", case.path), data=case.row.data)
        refused = response.status_code == 422 and "We changed nothing." in response.text
        if refused == (case.address in WITHOUT_TOKEN):
            taken.append((case.address, response.status_code))
    assert not taken
