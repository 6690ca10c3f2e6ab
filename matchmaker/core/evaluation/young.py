"""A young network as a part of an older past: a snowball over the ties that were known.

Whoever begins a network asks those it works with to join, and they ask theirs; a part drawn by chance would
hold hardly a tie. It starts at an end of a new tie, for without new ties there would be nothing to find.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace

import numpy as np

from matchmaker.core.entities import Activity, Link
from matchmaker.core.evaluation.folder import EvaluationNeed, Past
from matchmaker.core.evaluation.questions import Partners


def drawn(past: Past, size: int, seed: int) -> Past:
    """A part of a past with so many organisations, or all where there are fewer.

    Partners follow in the order of their distance from the first one, those of the same distance by chance;
    where they come to an end, another end of a new tie is the next start, and then anybody. Ties, activities,
    needs and their right answers are those among the organisations inside, which keep their order.
    """
    inside = _snowball(past, size, np.random.default_rng(seed))
    organisations = tuple(one for number, one in enumerate(past.organisations) if number in inside)
    ids = {one.id for one in organisations}
    answers = {need: right for need, all_right in past.need_partners.items() if (right := all_right & ids)}
    needs: tuple[EvaluationNeed, ...] = tuple(need for need in past.needs if need.id in answers)
    return Past(
        organisations=organisations,
        ties=_among(past.ties, ids),
        new_ties=_among(past.new_ties, ids),
        needs=needs,
        need_partners={need.id: answers[need.id] for need in needs},
        activities=tuple(_of_those(past.activities, ids)),
        words={key: word for key, word in past.words.items() if key in ids},
    )


def _snowball(past: Past, size: int, chance: np.random.Generator) -> set[int]:
    """The numbers of those inside."""
    known, inside = Partners(past).known, set[int]()
    for start in _starts(past, chance):
        waiting = deque([start])
        while waiting and len(inside) < size:
            one = waiting.popleft()
            if one not in inside:
                inside.add(one)
                waiting.extend(_mixed(known[one] - inside, chance))
    return inside


def _starts(past: Past, chance: np.random.Generator) -> list[int]:
    """The ends of new ties by chance, then all others by chance."""
    keys = {key for link in past.new_ties for key in (link.a, link.b)}
    ends = {past.number[key] for key in keys & past.number.keys()}
    return [*_mixed(ends, chance), *_mixed(set(range(len(past.organisations))) - ends, chance)]


def _mixed(numbers: Set[int], chance: np.random.Generator) -> list[int]:
    return [int(number) for number in chance.permutation(sorted(numbers))]


def _among(links: Iterable[Link], ids: Set[str]) -> tuple[Link, ...]:
    return tuple(link for link in links if link.a in ids and link.b in ids)


def _of_those(activities: Iterable[Activity], ids: Set[str]) -> Iterator[Activity]:
    for one in activities:
        if members := tuple(key for key in one.members if key in ids):
            yield replace(one, members=members)
