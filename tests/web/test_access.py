"""The access table: every address for every role, made from the URL map, so that none can be forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from flask import Flask

from matchmaker.app import create_app
from matchmaker.core.duplicates.states import PairState
from matchmaker.web.access import allow
from matchmaker.web.answers import ACTS as LINK_ACTS
from matchmaker.web.introductions.own import ACTS
from matchmaker.web.invitations import ACTS as INVITATION_ACTS
from tests.architecture.test_doors import addresses
from tests.web.alike import alike, merged_pair
from tests.web.world import ROLES, World, begun, make_fiche, proposed, token, upload

EVERYBODY = frozenset(ROLES)
SIGNED_IN = EVERYBODY - {"visitor"}
EDITORS = frozenset({"member", "official", "administrator"})
SUGGESTERS = EDITORS | {"organiser"}
RUNNERS = frozenset({"official", "far_official", "organiser", "administrator"})
IMPORTERS = frozenset({"official", "administrator"})
PLANNERS = frozenset({"official", "organiser", "administrator"})
ADMINISTRATORS = frozenset({"administrator"})
OTHER_RUNNERS = RUNNERS - IMPORTERS
# The regions and fiches of the rows lie in DE11.
PLANNERS = RUNNERS - {"far_official"}
# Who plans in DE11; the official of another region does not.
FAR = frozenset({"far_official"})
MEMBERS = frozenset({"member"})
# Who takes part in the introduction of the world's two, or brokers there.
INTRODUCED = frozenset({"member", "other", "official", "organiser", "administrator"})
PLANNERS = RUNNERS - FAR


@dataclass(frozen=True)
class Row:
    """Who gets which answer at one address; visitors are sent to the sign-in page unless they may enter."""

    allowed: frozenset[str]
    status: int = 200
    path: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    refused: int = 403
    # Who may come in by this door, but may not know that this thing is there.
    unknown: frozenset[str] = frozenset()

    def expected(self, role: str) -> int:
        """The status for a role."""
        if role in self.allowed:
            return self.status
        if role in self.unknown:
            return 404
        return 303 if role == "visitor" else self.refused


PUBLIC = Row(EVERYBODY)
EDIT = Row(EDITORS)
EDIT_SENT = Row(EDITORS, 422)
STATEMENT = "/need/{need}"
# The organiser of the world organises this pilot.
PILOT = "/pilots/p-1"
ORGANISERS = frozenset({"organiser", "administrator"})

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
    "/a/<token>/password POST": Row(EVERYBODY, 422),
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
    "/account/data/introductions.json GET": Row(SIGNED_IN),
    # A link that nobody signed.
    "/unsubscribe/<token> GET": Row(EVERYBODY, 404),
    "/unsubscribe/<token> POST": Row(EVERYBODY, 404),
    "/outbox GET": Row(ADMINISTRATORS),
    "/outbox/<id> GET": Row(ADMINISTRATORS, 404),
    "/outbox/<id>/again POST": Row(ADMINISTRATORS, 404),
    "/suggestions GET": Row(SIGNED_IN, 303),
    "/who-could-help GET": PUBLIC,
    "/stakeholders GET": PUBLIC,
    "/stakeholders/<id> GET": PUBLIC,
    "/stakeholders/choose GET": Row(SIGNED_IN),
    "/stakeholders/new/<kind> GET": Row(SIGNED_IN, path="/stakeholders/new/enterprise"),
    "/stakeholders/new/<kind> POST": Row(SIGNED_IN, 422, path="/stakeholders/new/enterprise"),
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
        EDITORS, 303, path=f"{STATEMENT}/state", data={"state": "open"}
    ),
    "/stakeholders/<id>/suggestions GET": Row(SUGGESTERS),
    "/stakeholders/<id>/saved GET": Row(SUGGESTERS),
    "/stakeholders/<id>/suggestions/<other_id> GET": Row(SUGGESTERS),
    "/stakeholders/<id>/suggestions/<other_id> POST": Row(EDITORS, 303),
    "/stakeholders/<id>/weights GET": EDIT,
    "/stakeholders/<id>/weights POST": EDIT_SENT,
    "/stakeholders/<id>/weights/reset POST": Row(EDITORS, 303),
    "/regions GET": PUBLIC,
    "/regions/<code> GET": Row(EVERYBODY, path="/regions/DE11"),
    "/regions/<code>/measures GET": Row(EVERYBODY, path="/regions/DE11/measures"),
    "/regions/<code>/roles GET": Row(PLANNERS, path="/regions/DE11/roles"),
    "/regions/<code>/over-time GET": Row(EVERYBODY, path="/regions/DE11/over-time"),
    "/regions/<code>/fiches GET": Row(PLANNERS, path="/regions/DE11/fiches"),
    "/regions/<code>/fiches POST": Row(PLANNERS, 303, path="/regions/DE11/fiches"),
    "/fiches/<id> GET": Row(PLANNERS, path="/fiches/{fiche}"),
    "/fiches/<id>.pdf GET": Row(PLANNERS, path="/fiches/{fiche}.pdf"),
    "/regions/<code>/ties-worth-making GET": Row(PLANNERS, path="/regions/DE11/ties-worth-making"),
    "/regions/<code>/proposals POST": Row(PLANNERS, 422, path="/regions/DE11/proposals"),
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
        PLANNERS, 409, path="/introductions/{introduced}/exchange", unknown=FAR
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
    "/pilots/new GET": Row(frozenset({"administrator"})),
    "/pilots/new POST": Row(frozenset({"administrator"}), 422),
    "/pilots/<id>/edit GET": Row(ORGANISERS, path=f"{PILOT}/edit"),
    "/pilots/<id>/edit POST": Row(ORGANISERS, 422, path=f"{PILOT}/edit"),
    "/pilots/<id>/organisers POST": Row(frozenset({"administrator"}), 422, path=f"{PILOT}/organisers"),
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
    "/regions/<code>/introductions GET": Row(PLANNERS, path="/regions/DE11/introductions"),
    "/regions/<code>/introductions.csv GET": Row(PLANNERS, path="/regions/DE11/introductions.csv"),
    "/regions/<code>/count POST": Row(RUNNERS, 303, path="/regions/DE11/count"),
    "/regions/<code>/map GET": Row(EVERYBODY, path="/regions/DE11/map"),
    "/embed/regions/<code>/map GET": Row(EVERYBODY, path="/embed/regions/DE11/map"),
    "/map/land.svg GET": PUBLIC,
    "/regions/<code>/network GET": Row(EVERYBODY, path="/regions/DE11/network"),
    "/regions/<code>/network.json GET": Row(EVERYBODY, path="/regions/DE11/network.json"),
    "/regions/<code>/network/names GET": Row(EVERYBODY, path="/regions/DE11/network/names"),
    "/regions/<code>/network/of/<id> GET": Row(EVERYBODY, path="/regions/DE11/network/of/{own}"),
    "/regions/<code>/network/linked GET": Row(EVERYBODY, path="/regions/DE11/network/linked"),
    "/embed/regions/<code>/network GET": Row(EVERYBODY, path="/embed/regions/DE11/network"),
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
    "/duplicates GET": Row(IMPORTERS | FAR),
    "/duplicates/<id> GET": Row(IMPORTERS, unknown=FAR, path="/duplicates/{pair}"),
    "/duplicates/<id>/merge POST": Row(IMPORTERS, 422, unknown=FAR, path="/duplicates/{pair}/merge"),
    "/duplicates/<id>/different POST": Row(IMPORTERS, 303, unknown=FAR, path="/duplicates/{pair}/different"),
    "/duplicates/<id>/again POST": Row(IMPORTERS, 303, unknown=FAR, path="/duplicates/{apart}/again"),
    "/merges GET": Row(IMPORTERS | FAR),
    "/merges/<id> GET": Row(IMPORTERS, unknown=FAR, path="/merges/{merged}"),
    "/merges/<id>/undo POST": Row(IMPORTERS, 303, unknown=FAR, path="/merges/{merged}/undo"),
    "/exports/network.<any(graphml, gexf, json, csv, svg):form> GET": Row(
        RUNNERS, path="/exports/network.graphml?region=DE11"
    ),
    "/exports/stakeholders.<any(csv, xlsx):form> GET": Row(RUNNERS, path="/exports/stakeholders.csv"),
}  # fmt: skip


def filled(address: str, world: World) -> str:
    """The path of a row, with the ids of the world in it."""
    path = TABLE[address].path or address.partition(" ")[0]
    path = path.replace("<id>", world.own).replace("<other_id>", world.another)
    imported = upload(world) if "{imported}" in path else ""
    fiche = make_fiche(world) if "{fiche}" in path else ""
    waiting = proposed(world) if "{waiting}" in path else ""
    dropped = proposed(world, dropped=True) if "{dropped}" in path else ""
    pair = alike(world) if "{pair}" in path else ""
    apart = alike(world, PairState.DIFFERENT) if "{apart}" in path else ""
    merged = merged_pair(world) if "{merged}" in path else ""
    introduced = begun(world) if "{introduced}" in path else ""
    return path.format(
        own=world.own,
        need=world.need,
        imported=imported,
        fiche=fiche,
        waiting=waiting,
        dropped=dropped,
        another=world.another,
        unsorted=world.unsorted,
        introduced=introduced,
        pair=pair,
        apart=apart,
        merged=merged,
    )


def in_order() -> list[str]:
    """The addresses, signing out last: nobody is signed in after it."""
    return sorted(TABLE, key=lambda address: (address.startswith("/sign-out"), address))


def test_every_address_has_a_row(sqlite_app: Flask) -> None:
    assert set(TABLE) == set(addresses(sqlite_app))


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_each_role_as_the_table_says(world: World, role: str) -> None:
    client = world.client(role)
    differences = {}
    for address in in_order():
        method = address.rpartition(" ")[2]
        data = {**TABLE[address].data, "csrf_token": token(client)} if method == "POST" else None
        with client.open(filled(address, world), method=method, data=data) as response:
            if response.status_code != TABLE[address].expected(role):
                differences[address] = (response.status_code, TABLE[address].expected(role))
    assert not differences


@pytest.mark.parametrize("role", ROLES)
def test_a_hidden_profile_is_there_only_for_those_who_may_change_it(world: World, role: str) -> None:
    status = 200 if role in {"official", "administrator"} else 404
    world.client(role).page(f"/stakeholders/{world.hidden}", status=status)


def test_a_visitor_is_sent_to_the_sign_in_page_with_the_way_back(world: World) -> None:
    response = world.client("visitor").get(f"/stakeholders/{world.own}/suggestions?need={world.need}")
    wanted = f"/stakeholders/{world.own}/suggestions?need%3D{world.need}"
    assert response.location == f"/sign-in?next={wanted}"


def test_a_small_update_after_the_sign_in_has_ended_moves_the_whole_window(world: World) -> None:
    client = world.client("visitor")
    path = f"/stakeholders/{world.own}/suggestions/{world.another}"
    response = client.post(path, data={"csrf_token": token(client)}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == "/sign-in"
    assert not response.data


def test_a_permission_that_does_not_exist_cannot_be_declared() -> None:
    with pytest.raises(KeyError, match="no-such"):
        allow("no-such")


def test_a_view_without_a_permission_lets_nobody_in(world: World) -> None:
    app = create_app(world.app.extensions["settings"], database=world.database)
    app.add_url_rule("/forgotten", view_func=lambda: "secret", endpoint="forgotten")
    app.testing = False
    assert b"secret" not in app.test_client().get("/forgotten").data


def test_a_zero_byte_is_refused_before_anything_is_asked_of_the_database(world: World) -> None:
    client = world.client("official")
    for address in ("/imports?after=%00", "/exports/stakeholders.csv?region=%00", "/?x=%00"):
        assert client.get(address).status_code == 404
    data = {"csrf_token": token(client), "language": "de\0"}
    assert client.post("/language", data=data).status_code == 422
