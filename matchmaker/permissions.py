"""Who may do what: one table of pure predicates over (actor, thing)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from matchmaker.core.actors import Actor, Seat
from matchmaker.core.entities import Role
from matchmaker.core.things import (
    Between,
    ClaimedIn,
    Coded,
    Identified,
    InPlace,
    Owned,
    Paired,
    Placed,
    Reported,
    Shared,
    Twofold,
)
from matchmaker.errors import NotAllowed


@dataclass(frozen=True, slots=True)
class Rule:
    """`door`: who may come in at all; `thing`: who may do it to this one."""

    door: Callable[[Actor], bool]
    thing: Callable[[Actor, Any], bool] = lambda _actor, _thing: True


def anyone(_actor: Actor) -> bool:
    """Visitors too."""
    return True


def signed_in(actor: Actor) -> bool:
    """Everyone with an account, and the shell."""
    return actor.signed_in or actor.system


def for_oneself(actor: Actor) -> bool:
    """Everyone with an account who acts for nobody else, and the shell."""
    return signed_in(actor) and not actor.acting_for


def visitor(actor: Actor) -> bool:
    """Only who has not signed in."""
    return not actor.signed_in


def runs_a_place(actor: Actor) -> bool:
    """Officials, organisers and administrators."""
    return actor.administrator or bool(actor.places(Role.OFFICIAL) | actor.places(Role.ORGANISER))


def administers(actor: Actor) -> bool:
    """Administrators of the site, and the shell."""
    return actor.administrator


def is_member(actor: Actor, stakeholder: InPlace) -> bool:
    """Whether the actor belongs to this stakeholder."""
    return stakeholder.id in actor.places(Role.MEMBER)


def is_official_of(actor: Actor, stakeholder: InPlace) -> bool:
    """Whether the stakeholder lies in a region of the actor; a NUTS code begins with its parents'."""
    regions = actor.places(Role.OFFICIAL)
    return bool(stakeholder.region) and any(stakeholder.region.startswith(code) for code in regions)


def may_edit(actor: Actor, stakeholder: InPlace) -> bool:
    """Members of it, administrators; officials of its region as long as nobody has claimed it.

    Once it is claimed an official needs its consent, and then acts for it as one of its members.
    """
    unclaimed = not stakeholder.claimed and is_official_of(actor, stakeholder)
    return actor.administrator or is_member(actor, stakeholder) or unclaimed


def may_erase(actor: Actor, stakeholder: InPlace) -> bool:
    """Owners of it, and administrators: who edits it or looks after its region corrects it, no more."""
    return actor.administrator or stakeholder.id in actor.owned


def may_see(actor: Actor, stakeholder: InPlace) -> bool:
    """Everyone, unless it is hidden: then who may edit it, and officials of its region."""
    return not stakeholder.hidden or may_edit(actor, stakeholder) or is_official_of(actor, stakeholder)


def may_see_suggestions(actor: Actor, stakeholder: InPlace) -> bool:
    """Who may edit it, and those who broker for it: officials of its region, organisers."""
    brokering = is_official_of(actor, stakeholder) or bool(actor.places(Role.ORGANISER))
    return may_edit(actor, stakeholder) or brokering


def gives(actor: Actor, seat: Seat) -> bool:
    """Who says who holds a role in a place.

    Owners say it of their stakeholder; officials of those in their region that nobody has claimed, of their
    own region and of those inside; organisers of their pilot; administrators of everything.
    """
    around = any(seat.place.startswith(code) for code in actor.places(Role.OFFICIAL))
    there = any(seat.region.startswith(code) for code in actor.places(Role.OFFICIAL))
    may_give = {
        Role.MEMBER: seat.place in actor.owned or (there and not seat.claimed),
        Role.OFFICIAL: around,
        Role.ORGANISER: seat.place in actor.places(Role.ORGANISER),
        Role.ADMINISTRATOR: False,
    }
    return actor.administrator or may_give[seat.role]


def holds(actor: Actor, seat: Seat) -> bool:
    """Who has this role in this place."""
    return seat.place in actor.places(seat.role)


def belongs(actor: Actor, seat: Seat) -> bool:
    """Who has this role in this place, and who gives it."""
    return holds(actor, seat) or gives(actor, seat)


def asks_to_act(actor: Actor, stakeholder: InPlace) -> bool:
    """Officials of its region, organisers and administrators; for a record that somebody has claimed.

    Organisers ask for no record that is hidden: they may not even know of it.
    """
    brokering = is_official_of(actor, stakeholder) or bool(actor.places(Role.ORGANISER))
    return stakeholder.claimed and may_see(actor, stakeholder) and (actor.administrator or brokering)


def consents(actor: Actor, stakeholder: InPlace) -> bool:
    """Owners of it, and nobody in their place."""
    return stakeholder.id in actor.owned


def ends_consents(actor: Actor, stakeholder: InPlace) -> bool:
    """Members of it, but none who only acts for it."""
    return is_member(actor, stakeholder) and not actor.acting_for


def owns(actor: Actor, thing: Owned) -> bool:
    """Who made it, and administrators."""
    return actor.administrator or (actor.signed_in and thing.account_id == actor.account_id)


def keeps(actor: Actor, thing: Owned) -> bool:
    """Who made it and nobody else: what somebody has not said yet is theirs alone."""
    return actor.signed_in and thing.account_id == actor.account_id


def checks(actor: Actor, stakeholder: InPlace) -> bool:
    """Officials of its region, organisers, administrators; never who belongs to it."""
    runs = actor.administrator or is_official_of(actor, stakeholder) or bool(actor.places(Role.ORGANISER))
    return runs and not is_member(actor, stakeholder)


def plans(actor: Actor, region: Coded) -> bool:
    """Officials of the region or of one around it, organisers, who broker everywhere, and administrators."""
    around = any(region.code.startswith(code) for code in actor.places(Role.OFFICIAL))
    return actor.administrator or around or bool(actor.places(Role.ORGANISER))


def brokers(actor: Actor, proposal: Placed) -> bool:
    """Officials of one of its regions or of one around it, organisers, administrators."""
    mine = actor.places(Role.OFFICIAL)
    around = any(region.startswith(code) for region in proposal.regions for code in mine)
    return actor.administrator or around or bool(actor.places(Role.ORGANISER))


def introduces(actor: Actor, introduction: Between) -> bool:
    """Officials and administrators as for proposals; organisers in their own pilots, and where there is none.

    Whoever brokers reads messages and contact persons: what two do in another pilot is not theirs to read.
    """
    mine = actor.places(Role.OFFICIAL)
    around = any(region.startswith(code) for region in introduction.regions for code in mine)
    organised = actor.places(Role.ORGANISER)
    organises_it = introduction.pilot_id in organised if introduction.pilot_id else bool(organised)
    return actor.administrator or around or organises_it


def looks_after_records(actor: Actor) -> bool:
    """Officials and administrators."""
    return actor.administrator or bool(actor.places(Role.OFFICIAL))


def sorts_out(actor: Actor, pair: Twofold) -> bool:
    """Officials whose regions hold both; administrators.

    A merge into a record that the actor may not edit only fills it: `services.duplicates.merge` sees to that.
    """
    mine = actor.places(Role.OFFICIAL)
    inside = [any(region.startswith(code) for code in mine) for region in pair.regions]
    return actor.administrator or (bool(inside) and all(inside))


def judges_report(actor: Actor, report: Reported) -> bool:
    """Officials of the region, administrators; of a message who brokers there. Nobody judges their own."""
    own = bool(report.parties & actor.places(Role.MEMBER)) or report.writer == (actor.account_id or "")
    if own:
        return False
    if report.message:
        return introduces(actor, report)
    mine = actor.places(Role.OFFICIAL)
    around = any(region.startswith(code) for region in report.regions for code in mine)
    return actor.administrator or around


def hides(actor: Actor, stakeholder: InPlace) -> bool:
    """Officials of its region, and administrators; never who belongs to it."""
    runs = actor.administrator or is_official_of(actor, stakeholder)
    return runs and not is_member(actor, stakeholder)


def settles(actor: Actor, claim: ClaimedIn) -> bool:
    """Officials of the record's region, organisers of pilots that it has joined, administrators.

    Never who claims it, nor who belongs to it: a dispute is about them.
    """
    around = bool(claim.region) and any(claim.region.startswith(code) for code in actor.places(Role.OFFICIAL))
    near = around or bool(claim.pilots & actor.places(Role.ORGANISER))
    concerned = actor.account_id == claim.account_id or claim.stakeholder_id in actor.places(Role.MEMBER)
    return (actor.administrator or near) and not concerned


def answers_for(actor: Actor, question: Paired) -> bool:
    """Owners of one of the two, and nobody in their place."""
    return bool({question.a_id, question.b_id} & actor.owned)


def reads_mails(actor: Actor, outbox: Shared) -> bool:
    """Administrators; in a demonstration all who have signed in."""
    return actor.administrator or outbox.demo


def organises(actor: Actor, pilot: Identified) -> bool:
    """Organisers of the pilot, and administrators."""
    return actor.administrator or pilot.id in actor.places(Role.ORGANISER)


TABLE: Mapping[str, Rule] = {
    "page.read": Rule(anyone),
    "account.register": Rule(visitor),
    "account.sign-in": Rule(anyone),
    "account.own": Rule(signed_in),
    # The signed link of a mail says for which account, and what it opens.
    "account.key": Rule(anyone),
    "directory.read": Rule(anyone),
    "stakeholder.read": Rule(anyone, may_see),
    "stakeholder.create": Rule(for_oneself),
    "stakeholder.edit": Rule(signed_in, may_edit),
    "draft.begin": Rule(for_oneself),
    # A visitor may have been signed in when they began to type: the page gives back what they send.
    "draft.keep": Rule(anyone, keeps),
    "declaration.say": Rule(signed_in, is_member),
    "declaration.check": Rule(runs_a_place, checks),
    # The signed link of a mail says for which profile.
    "stakeholder.answer": Rule(anyone),
    "history.read": Rule(signed_in, may_see),
    "history.restore": Rule(signed_in, may_edit),
    "statement.answer": Rule(anyone),
    "origin.answer": Rule(anyone),
    "stakeholder.erase": Rule(signed_in, may_erase),
    "suggestions.read": Rule(signed_in, may_see_suggestions),
    "suggestions.judge": Rule(signed_in, may_edit),
    "suggestions.ask": Rule(anyone),
    "region.read": Rule(anyone),
    "region.plan": Rule(runs_a_place, plans),
    "network.read": Rule(anyone),
    "survey.ask": Rule(runs_a_place),
    "proposal.read": Rule(runs_a_place, brokers),
    "proposal.decide": Rule(runs_a_place, brokers),
    "mail.leave": Rule(anyone),
    "mail.read": Rule(signed_in, reads_mails),
    "mail.retry": Rule(administers),
    "pilot.read": Rule(anyone),
    "pilot.create": Rule(administers),
    "pilot.run": Rule(runs_a_place, organises),
    "pilot.join": Rule(signed_in, is_member),
    "pilot.answer": Rule(anyone),
    "introduction.read": Rule(signed_in),
    "introduction.ask": Rule(signed_in, is_member),
    "introduction.broker": Rule(runs_a_place, introduces),
    "introduction.answer": Rule(anyone),
    "people.read": Rule(signed_in, belongs),
    "people.manage": Rule(signed_in, gives),
    "people.leave": Rule(signed_in, holds),
    # The signed link of a mail says to which role.
    "people.join": Rule(anyone),
    "acting.ask": Rule(runs_a_place, asks_to_act),
    "acting.stop": Rule(signed_in),
    "acting.consent": Rule(signed_in, consents),
    "acting.withdraw": Rule(signed_in, ends_consents),
    "acting.answer": Rule(anyone),
    "claim.make": Rule(for_oneself),
    "claim.withdraw": Rule(for_oneself, keeps),
    "claim.decide": Rule(runs_a_place, settles),
    # The signed link of a mail says which claim.
    "claim.answer": Rule(anyone),
    "duplicate.decide": Rule(looks_after_records, sorts_out),
    "report.make": Rule(anyone),
    "report.decide": Rule(runs_a_place, judges_report),
    "stakeholder.hide": Rule(looks_after_records, hides),
    "hiding.object": Rule(signed_in, is_member),
    "hiding.answer": Rule(administers, hides),
    "tie.confirm": Rule(signed_in, is_member),
    "duplicate.answer": Rule(signed_in, answers_for),
    "shapes.install": Rule(administers),
    "site.administer": Rule(administers),
    "audit.read": Rule(administers),
    "import.run": Rule(runs_a_place),
    "import.read": Rule(runs_a_place, owns),
    "export.read": Rule(runs_a_place),
}


def may_enter(actor: Actor, permission: str) -> bool:
    """Whether the actor may come in by a door that needs this permission, whatever the thing behind it."""
    return TABLE[permission].door(actor)


def may(actor: Actor, permission: str, thing: object = None) -> bool:
    """Whether the actor may do this, to this thing if one is given."""
    rule = TABLE[permission]
    return actor.system or (rule.door(actor) and (thing is None or rule.thing(actor, thing)))


def require(actor: Actor, permission: str, thing: object = None) -> None:
    """Raise NotAllowed unless the actor may do this."""
    if not may(actor, permission, thing):
        raise NotAllowed("You may not do this. Sign in with an account that has the right role.")
