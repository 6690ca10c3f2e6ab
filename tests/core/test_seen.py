"""A record as one reader may see it."""

from __future__ import annotations

from dataclasses import fields

import pytest

from matchmaker.core.audience import ALWAYS_SEEN, FIELDS, Closeness
from matchmaker.core.entities import Audience, Kind
from matchmaker.core.seen import COLUMNS, Seen, seen_as, statements_as
from matchmaker.models import Offer, Stakeholder
from tests.factories import NOW

PUBLIC = {"email": "public", "people": "public", "register_number": "public"}
"""So that everybody may see all of it."""


def record(**audiences: str) -> Stakeholder:
    """A stakeholder that says something in every field."""
    return Stakeholder(
        id="s-1", name="Rad & Tat", kind=Kind.ENTERPRISE, about="We mend.", country="DE", region="DE111",
        place="Stuttgart", lat=48.8, lon=9.2, languages=["de"], themes=["theme-food"],
        website="https://rad.example", email="post@rad.example", legal_form="gGmbH",
        register_number="HRB 1", people="headcount-10",
        founded=1998, stage="stage-idea", authority_level="authority-local", support_type="support-lab",
        audiences=audiences, source="form", created_at=NOW, updated_at=NOW,
    )  # fmt: skip


def test_a_copy_has_every_column_that_is_ever_shown_and_no_other() -> None:
    covered = {column for columns in FIELDS.values() for column in columns}
    assert set(COLUMNS) == covered | set(ALWAYS_SEEN)
    assert {one.name for one in fields(Seen)} == {*COLUMNS, "withheld"}


def test_its_own_people_see_all_of_it() -> None:
    one = record(**dict.fromkeys(FIELDS, "ourselves"))
    seen = seen_as(one, Closeness.OURSELVES)
    assert (seen.about, seen.email, seen.languages, seen.lat) == (
        "We mend.",
        "post@rad.example",
        ("de",),
        48.8,
    )
    assert seen.withheld == frozenset()


@pytest.mark.parametrize("field", sorted(set(FIELDS) - {"ties", "region"}))
def test_a_field_that_is_kept_back_is_empty_and_the_others_are_as_they_were(field: str) -> None:
    before = seen_as(record(**PUBLIC), Closeness.VISITOR)
    after = seen_as(record(**PUBLIC | {field: "members"}), Closeness.VISITOR)
    changed = {name for name in COLUMNS if getattr(before, name) != getattr(after, name)}
    assert changed == set(FIELDS[field]) == after.withheld
    assert all(getattr(after, name) in (None, "", ()) for name in changed)


def test_the_town_may_be_kept_back_and_the_region_shown_but_not_the_other_way_round() -> None:
    town = seen_as(record(place="ourselves"), Closeness.VISITOR)
    assert (town.place, town.lat, town.lon, town.region, town.country) == ("", None, None, "DE111", "DE")
    region = seen_as(record(region="ourselves"), Closeness.VISITOR)
    assert (region.place, region.lat, region.lon, region.region, region.country) == ("", None, None, "", "DE")


def test_name_kind_and_country_are_for_everybody() -> None:
    seen = seen_as(record(**dict.fromkeys(FIELDS, "ourselves")), Closeness.VISITOR)
    assert (seen.name, seen.kind, seen.country) == ("Rad & Tat", Kind.ENTERPRISE, "DE")


def test_what_says_nothing_is_not_told_to_be_kept_back() -> None:
    one = record(website="ourselves", founded="ourselves")
    one.website, one.founded = "", None
    assert seen_as(one, Closeness.VISITOR).withheld == {"email", "people", "register_number"}


def test_offers_and_needs_are_for_their_audience() -> None:
    stated = [Offer(text=audience.value, audience=audience) for audience in Audience]
    found = {near: [one.text for one in statements_as(stated, near)] for near in Closeness}
    assert found == {
        Closeness.VISITOR: ["public"],
        Closeness.MEMBER: ["members", "public"],
        Closeness.MATCHED: ["matched", "members", "public"],
        Closeness.OURSELVES: ["ourselves", "matched", "members", "public"],
    }
