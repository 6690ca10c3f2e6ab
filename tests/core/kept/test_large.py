"""A network so large that loops are compiled and candidates looked for, out of a folder of the index."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matchmaker.core import kept
from matchmaker.core.answers import NOBODY, Query
from matchmaker.core.entities import Link, Profile
from matchmaker.core.matcher import Matcher
from matchmaker.core.network import SMALL
from matchmaker.store.folders.versions import Versions
from tests.core.crowds import make_people
from tests.core.kept.test_matching import SALT, Listed
from tests.core.people import COMPLETES, LABELS, TODAY

SIZE = SMALL + 200


def people() -> list[Profile]:
    return [replace(one, id=f"s-{number:05}") for number, one in enumerate(make_people(7, SIZE))]


def ties() -> list[Link]:
    ends = np.random.default_rng(7).integers(0, SIZE, (2 * SIZE, 2))
    pairs = sorted({(min(a, b), max(a, b)) for a, b in ends.tolist() if a != b})
    return [Link(f"s-{a:05}", f"s-{b:05}") for a, b in pairs]


@pytest.mark.soak
def test_answers_out_of_a_folder_are_those_of_the_fitted_one(tmp_path: Path) -> None:
    known = people()
    fitted = Matcher(completes=COMPLETES, labels=LABELS, whole=SMALL).fit(
        known, ties(), today=TODAY, levels=False
    )
    versions = Versions(tmp_path / "index", 1)
    with versions.building() as build:
        build.put_all(kept.arrays(fitted, SALT), "matcher.")
        build.publish(revision=1, facts=kept.facts(fitted))
    version = versions.current().version
    assert version is not None
    assert len(version.arrays) < 110
    opened = kept.matcher(version.part("matcher."), version.facts, Listed(known), SALT)
    assert opened.candidates_ is not None
    for number in range(0, SIZE, SIZE // 20):
        asker = known[number]
        for query in (Query(asker), Query(asker, need=asker.needs[0] if asker.needs else None)):
            assert opened.answer(query, top=20) == fitted.answer(query, top=20)
    for text in ("repair of washing machines", "Fahrradwerkstatt der Schule"):
        query = Query(NOBODY, text=text)
        assert opened.answer(query, top=20) == fitted.answer(query, top=20)
