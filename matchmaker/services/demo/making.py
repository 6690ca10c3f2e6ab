"""Turning what the demo's files say into rows, checked as a form would be."""

from __future__ import annotations

import hashlib
from datetime import date
from urllib.parse import urlsplit

from matchmaker.core.entities import Kind, Reach
from matchmaker.core.vocabulary import headcount_key
from matchmaker.models import Need, Offer, Stakeholder, Tie
from matchmaker.models.ids import ALPHABET, LENGTH
from matchmaker.services.demo.calendar import Calendar, at
from matchmaker.services.demo.dates import moved, still_to_come
from matchmaker.services.profiles import ProfileValues, StatementValues
from matchmaker.services.profiles.checks import checked_profile, checked_statement
from matchmaker.services.profiles.stakeholders import locate
from matchmaker.services.profiles.values import columns_of
from matchmaker.store.demo import DemoStakeholder, DemoTie

SOURCE = "demo"


def id_of(letter: str, key: str) -> str:
    """The id of a thing of the demo: it follows from its key, so that links to the demo last."""
    digest = hashlib.sha256(f"{letter} {key}".encode()).digest()
    return f"{letter}-" + "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])


def make_stakeholder(one: DemoStakeholder, calendar: Calendar) -> Stakeholder:
    """The row of one organisation.

    Raises:
        Invalid: what is written would be refused in a form, too.
    """
    values = checked_profile(_values(one), today=calendar.today)
    columns = columns_of(values) | locate(values)
    if one.district:
        columns["place"] = f"{one.district}, {columns['place']}"
    joined = at(calendar.joined[one.key])
    return Stakeholder(
        **columns,
        id=id_of("s", one.key),
        source=SOURCE,
        verified_on=_confirmed(one.verified, calendar.today),
        created_at=joined,
        updated_at=joined,
    )


def make_statements(one: DemoStakeholder, calendar: Calendar) -> list[Offer | Need]:
    """The rows of its offers and needs, each in the order in which they are written."""
    offers = [_statement(Offer, "o", one, number, calendar) for number in range(len(one.offers))]
    needs = [_statement(Need, "n", one, number, calendar) for number in range(len(one.needs))]
    return [*offers, *needs]


def make_tie(one: DemoTie, calendar: Calendar) -> Tie:
    """The row of one partnership."""
    sides = sorted([(id_of("s", one.a), one.confirmed[0]), (id_of("s", one.b), one.confirmed[1])])
    (a_id, confirmed_a), (b_id, confirmed_b) = sides
    return Tie(
        id=id_of("t", f"{a_id} {b_id} {one.label}"),
        a_id=a_id,
        b_id=b_id,
        kind=one.kind,
        label=one.label,
        since=one.since,
        confirmed_a=confirmed_a,
        confirmed_b=confirmed_b,
        source=SOURCE,
        created_at=at(calendar.entered[one]),
    )


def _values(one: DemoStakeholder) -> ProfileValues:
    return ProfileValues(
        name=one.name,
        kind=Kind(one.kind),
        about=one.about,
        place=one.place,
        country=one.country,
        languages=one.languages,
        themes=one.themes,
        website=one.website,
        email=one.email or _post_of(one.website),
        legal_form=one.legal_form,
        people=headcount_key(one.people) if one.people is not None else "",
        founded=one.founded,
        stage=one.stage,
        authority_level=one.authority_level,
        support_type=one.support_type,
    )


def _post_of(website: str) -> str:
    """An address at the website: who has nobody with an account here is asked by mail."""
    host = urlsplit(website).hostname
    return f"post@{host}" if host else ""


def _statement(
    table: type[Offer] | type[Need], letter: str, owner: DemoStakeholder, number: int, calendar: Calendar
) -> Offer | Need:
    one = (owner.needs if table is Need else owner.offers)[number]
    values = StatementValues(
        text=one.text,
        cooperation=one.cooperation,
        themes=one.themes,
        reach=Reach(one.reach),
        valid_until=still_to_come(one.valid_until, calendar.today),
    )
    # Pages list them by this moment: the order of the file stays.
    stated = at(calendar.stated(owner, letter)[number], number + 1)
    return table(
        **columns_of(checked_statement(values, today=calendar.today)),
        id=id_of(letter, f"{owner.key} {number}"),
        stakeholder_id=id_of("s", owner.key),
        confirmed_on=_confirmed(owner.verified, calendar.today),
        created_at=stated,
        updated_at=stated,
    )


def _confirmed(day: date | None, today: date) -> date | None:
    return moved(day, today) if day else None
