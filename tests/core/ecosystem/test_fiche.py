"""Fiches as values: into JSON and back, and one beside the next."""

from __future__ import annotations

import json
from datetime import date

from matchmaker.core.ecosystem.fiche import FORMAT, Content, Gap, Lacking, Worth, as_json, compare, from_json

FULL = Content(
    region="DE11",
    day=date(2026, 11, 23),
    release="0.1.0",
    counted=date(2026, 11, 22),
    since=date(2026, 8, 1),
    members=("s-a", "s-b"),
    kinds={"enterprise": 1, "": 1},
    districts=(("DE111", 2),),
    themes=(("theme-food", 2),),
    fresh=1,
    never=1,
    figures={"ties": 1.0, "modularity": None},
    years=((2025, 1), (2026, 0)),
    alone=("s-b",),
    unanswered=3,
    gaps=(Gap("training", "theme-food", 2, "s-a", "n-1", "s-x", 120.5), Gap("loan", "", 1)),
    lacking=(Lacking("enterprise", "policymaker", 18, 35),),
    worth=(Worth("s-a", "s-b", 4, 12), Worth("s-a", "s-c")),
    alone_then=3,
    made=(("s-a", "s-c"),),
    made_count=1,
    proposals={"waiting": 2},
)


def test_a_fiche_comes_back_from_json_as_it_was() -> None:
    kept = json.loads(json.dumps(as_json(FULL)))
    assert kept["format"] == FORMAT
    assert from_json(kept) == FULL


def test_a_fiche_holds_no_names() -> None:
    text = json.dumps(as_json(FULL))
    assert "name" not in text


def test_an_empty_fiche_comes_back_too() -> None:
    empty = Content("", date(2026, 11, 23), "0.1.0")
    assert from_json(json.loads(json.dumps(as_json(empty)))) == empty


def test_what_an_older_or_a_newer_release_wrote_can_be_read() -> None:
    kept = {"format": 1, "region": "DE11", "day": "2026-11-23", "release": "0.0.9", "weather": "fine"}
    assert from_json(kept) == Content("DE11", date(2026, 11, 23), "0.0.9")


def test_differences_say_who_is_new_who_left_and_who_is_no_longer_alone() -> None:
    before = Content(
        "DE11", date(2026, 8, 1), "0.1.0",
        members=("a", "b", "c", "d"), alone=("a", "b"), figures={"ties": 4.0, "core": None},
    )  # fmt: skip
    after = Content(
        "DE11", date(2026, 11, 1), "0.1.0",
        members=("a", "c", "d", "e"), alone=("c", "e"), figures={"ties": 6.0, "core": 2.0, "new": 1.0},
    )  # fmt: skip
    found = compare(before, after)
    assert found.figures == (("ties", 4.0, 6.0),)
    assert found.new == ("e",)
    assert found.gone == 1
    assert found.no_longer_alone == ("a",)
    assert found.newly_alone == ("c",)
