"""Opened networks for the tests of changes: fitted, written to files, opened again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from tempfile import mkdtemp

import pytest

from matchmaker.core import kept
from matchmaker.core.accounts import Account
from matchmaker.core.answers import Cutoffs, Question
from matchmaker.core.changed import Changes
from matchmaker.core.entities import Link, Profile
from matchmaker.core.matcher import Matcher
from tests.core.kept.test_matching import SALT, Listed, mapped
from tests.core.people import COMPLETES, LABELS, TODAY

SAID = ("name", "about", "offers", "needs", "place", "themes")
"""All of a profile that is counted as words: the labels of themes are, too."""

CUTOFFS = {question: Cutoffs(12.0, 6.0, 0.15) for question in Question}
"""Levels that stay what they are, so that a fit learns none of its own."""


def fit(people: Iterable[Profile], ties: Iterable[Link], whole: int) -> Matcher:
    """A network fitted from nothing."""
    matcher = Matcher(completes=COMPLETES, labels=LABELS, whole=whole)
    return matcher.fit(people, ties, today=TODAY, cutoffs=CUTOFFS)


def opened(matcher: Matcher) -> Matcher:
    """The same out of files that nobody may write."""
    arrays = mapped(kept.arrays(matcher, SALT), Path(mkdtemp()))
    facts = json.loads(json.dumps(kept.facts(matcher)))
    return kept.matcher(arrays, facts, Listed(matcher.pool_.profiles), SALT)


def changes(
    now: Sequence[Profile], ties: Sequence[Link], whose: Iterable[str], gone: Iterable[str] = ()
) -> Changes:
    """The changes of these stakeholders in a network as it is now."""
    there, mine = {one.id: one for one in now}, set(whose)
    links = [one for one in ties if (one.a in mine or one.b in mine) and {one.a, one.b} <= there.keys()]
    return Changes({key: there[key] for key in mine if key in there}, frozenset(gone), links)


def swapped(people: Sequence[Profile], a: int, b: int) -> tuple[Profile, ...]:
    """The same people, two of whom write what the other wrote."""
    found = list(people)
    for one, other in ((a, b), (b, a)):
        said = {name: getattr(people[other], name) for name in SAID}
        found[one] = replace(people[one], **said)
    return tuple(found)


def near(one: object, other: object, least: float = 1e-9) -> None:
    """Two values are the same, but for how their sums were rounded."""
    if is_dataclass(one):
        assert type(one) is type(other)
        for each in fields(one):
            near(getattr(one, each.name), getattr(other, each.name), least)
    elif isinstance(one, float):
        assert one == pytest.approx(other, rel=least, abs=least)
    elif isinstance(one, tuple | Account):
        assert isinstance(other, tuple | Account)
        assert len(one) == len(other)
        for mine, yours in zip(one, other, strict=True):
            near(mine, yours, least)
    elif isinstance(one, Mapping):
        assert isinstance(other, Mapping)
        assert one.keys() == other.keys()
        near(tuple(one.values()), tuple(other[key] for key in one), least)
    else:
        assert one == other
